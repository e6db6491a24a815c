#ifndef GUIYI_CREDIT_H
#define GUIYI_CREDIT_H
#include <stdint.h>

/// No item is public longer than this, in months.
extern const int32_t guiyi_credit_ceiling_months;
extern const int32_t guiyi_credit_kind_count;
/// The row of a kind, below the count: its word, its class in the catalog ("" for none), the law, the day since which it is in the
/// catalog (yyyymmdd, 0 for never), how its publicity ends (0 validity, 1 months, 2 open, 3 event, 4 absent), and the months.
const char *guiyi_credit_kind(int32_t index);
const char *guiyi_credit_class(int32_t index);
const char *guiyi_credit_basis(int32_t index);
int32_t guiyi_credit_since(int32_t index);
int32_t guiyi_credit_end(int32_t index);
int32_t guiyi_credit_months(int32_t index);
#endif
