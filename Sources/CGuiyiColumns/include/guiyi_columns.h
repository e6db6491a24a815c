// What a column asks of the processor that Swift has no word for.
#ifndef GUIYI_COLUMNS_H
#define GUIYI_COLUMNS_H

#include <stdint.h>

#define GUIYI_COLUMNS_INLINE static inline __attribute__((always_inline))

/// Begins to bring the line of the cache at `address`, and goes on without it; any address will do.
GUIYI_COLUMNS_INLINE void guiyi_columns_fetch(const void *address) { __builtin_prefetch(address, 0, 3); }

#if defined(__SSE2__)
#include <emmintrin.h>

/// Bit i is set where byte i of the 64 at `a` equals byte i of those at `b`.
GUIYI_COLUMNS_INLINE uint64_t guiyi_columns_equal64(const void *a, const void *b) {
  uint64_t mask = 0;
  for (int i = 0; i < 4; i++) {
    const __m128i x = _mm_loadu_si128((const __m128i *)a + i), y = _mm_loadu_si128((const __m128i *)b + i);
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(x, y)) << (16 * i);
  }
  return mask;
}

/// Bit i is set where number i of the 16 at `numbers` is `wanted`.
GUIYI_COLUMNS_INLINE uint32_t guiyi_columns_find16(const uint16_t *numbers, uint16_t wanted) {
  const __m128i key = _mm_set1_epi16((short)wanted);
  const __m128i low = _mm_cmpeq_epi16(_mm_loadu_si128((const __m128i *)numbers), key);
  const __m128i high = _mm_cmpeq_epi16(_mm_loadu_si128((const __m128i *)numbers + 1), key);
  return (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(low, high));
}

#else

GUIYI_COLUMNS_INLINE uint64_t guiyi_columns_equal64(const void *a, const void *b) {
  const uint8_t *x = (const uint8_t *)a, *y = (const uint8_t *)b;
  uint64_t mask = 0;
  for (int i = 0; i < 64; i++) mask |= (uint64_t)(x[i] == y[i]) << i;
  return mask;
}

GUIYI_COLUMNS_INLINE uint32_t guiyi_columns_find16(const uint16_t *numbers, uint16_t wanted) {
  uint32_t mask = 0;
  for (int i = 0; i < 16; i++) mask |= (uint32_t)(numbers[i] == wanted) << i;
  return mask;
}

#endif

#endif
