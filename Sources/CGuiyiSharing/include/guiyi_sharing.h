// The working-day calendar as C arrays, reached through functions that check their argument, so that
// Swift callers need no unsafe code. The data is in calendar.c, made by Scripts/tables/calendar_days.py.
#ifndef GUIYI_SHARING_H
#define GUIYI_SHARING_H

#include <stdint.h>

/// The years whose notices are in the tables.
extern const int32_t guiyi_calendar_first_year;
extern const int32_t guiyi_calendar_last_year;

extern const int32_t guiyi_days_off[];
extern const int32_t guiyi_days_off_count;
extern const int32_t guiyi_days_made_up[];
extern const int32_t guiyi_days_made_up_count;

/// A day off from Monday to Friday as yyyymmdd; 0 beyond the end.
static inline int32_t guiyi_day_off_at(int32_t index) {
  return index >= 0 && index < guiyi_days_off_count ? guiyi_days_off[index] : 0;
}

/// A working day on a weekend as yyyymmdd; 0 beyond the end.
static inline int32_t guiyi_day_made_up_at(int32_t index) {
  return index >= 0 && index < guiyi_days_made_up_count ? guiyi_days_made_up[index] : 0;
}

#endif
