#ifndef CGUIYI_TOPICS_H
#define CGUIYI_TOPICS_H
#include <stddef.h>
/// How many topic declarations are built in.
size_t guiyi_topic_count(void);
/// The file name of a declaration, below the count.
const char *guiyi_topic_name(size_t index);
/// The text of a declaration, UTF-8, NUL-terminated.
const char *guiyi_topic_text(size_t index);
#endif
