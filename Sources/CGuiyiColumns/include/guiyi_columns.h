// The one thing a column asks of the processor that Swift has no word for.
#ifndef GUIYI_COLUMNS_H
#define GUIYI_COLUMNS_H

/// Begins to bring the line of the cache at `address`, and goes on without it; any address will do.
static inline __attribute__((always_inline)) void guiyi_columns_fetch(const void *address) {
  __builtin_prefetch(address, 0, 3);
}

#endif
