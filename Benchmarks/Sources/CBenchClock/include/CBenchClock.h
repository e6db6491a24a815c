#ifndef CBENCHCLOCK_H
#define CBENCHCLOCK_H

#include <stdint.h>

/// Processor seconds that this process has used on all threads.
double bench_cpu_seconds(void);

/// How often this process has asked for memory: malloc, calloc, realloc and the aligned forms, on all threads.
uint64_t bench_allocation_count(void);

/// Has freed memory kept for the next request, as guiyi does: else each call would be given fresh pages to clear.
void bench_keep_freed(void);

#endif
