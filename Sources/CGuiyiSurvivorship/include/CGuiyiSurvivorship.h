#ifndef CGUIYI_SURVIVORSHIP_H
#define CGUIYI_SURVIVORSHIP_H
/// The shipped survivorship rules, UTF-8, NUL-terminated.
const char *guiyi_survivorship_text(void);
#endif
