// What a column asks of the processor that Swift has no word for.
#ifndef GUIYI_COLUMNS_H
#define GUIYI_COLUMNS_H

#include <stdint.h>

#define GUIYI_COLUMNS_INLINE static inline __attribute__((always_inline))

/// Begins to bring the line of the cache at `address`, and goes on without it; any address will do.
GUIYI_COLUMNS_INLINE void guiyi_columns_fetch(const void *address) { __builtin_prefetch(address, 0, 3); }

#if defined(__SSE2__)
#include <emmintrin.h>

/// Bit i is set where byte i of the 64 at `a` equals byte i of those at `b`; bits from `count` on mean nothing.
GUIYI_COLUMNS_INLINE uint64_t guiyi_columns_equal64(const void *a, const void *b, int count) {
  uint64_t mask = 0;
  // Bytes that nobody asks for may lie in a line of the cache that nobody has brought.
  for (int i = 0; i < 4 && 16 * i < count; i++) {
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

/// Bit i is set where number i of the 8 at `a` equals number i of those at `b`, bit 8 + i where one of the two is 0.
GUIYI_COLUMNS_INLINE uint32_t guiyi_columns_compare8(const uint32_t *a, const uint32_t *b) {
  const __m128i zero = _mm_setzero_si128();
  const __m128i a0 = _mm_loadu_si128((const __m128i *)a), a1 = _mm_loadu_si128((const __m128i *)a + 1);
  const __m128i b0 = _mm_loadu_si128((const __m128i *)b), b1 = _mm_loadu_si128((const __m128i *)b + 1);
  const __m128i equal = _mm_packs_epi32(_mm_cmpeq_epi32(a0, b0), _mm_cmpeq_epi32(a1, b1));
  const __m128i none = _mm_packs_epi32(_mm_or_si128(_mm_cmpeq_epi32(a0, zero), _mm_cmpeq_epi32(b0, zero)),
                                       _mm_or_si128(_mm_cmpeq_epi32(a1, zero), _mm_cmpeq_epi32(b1, zero)));
  return (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(equal, none));
}

/// Bit i is set where bit `place`, 0 through 7, of byte i of the 64 at `bytes` is.
GUIYI_COLUMNS_INLINE uint64_t guiyi_columns_bits64(const void *bytes, int place) {
  // In words of two bytes: what comes over from the lower byte stays below the upper one's highest bit.
  const __m128i shift = _mm_cvtsi32_si128(7 - place);
  uint64_t mask = 0;
  for (int i = 0; i < 4; i++) {
    const __m128i some = _mm_sll_epi16(_mm_loadu_si128((const __m128i *)bytes + i), shift);
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(some) << (16 * i);
  }
  return mask;
}

#else

GUIYI_COLUMNS_INLINE uint64_t guiyi_columns_bits64(const void *bytes, int place) {
  uint64_t mask = 0;
  for (int i = 0; i < 64; i++) mask |= (uint64_t)(((const uint8_t *)bytes)[i] >> place & 1) << i;
  return mask;
}

GUIYI_COLUMNS_INLINE uint32_t guiyi_columns_compare8(const uint32_t *a, const uint32_t *b) {
  uint32_t mask = 0;
  for (int i = 0; i < 8; i++) {
    mask |= (uint32_t)(a[i] == b[i]) << i | (uint32_t)(a[i] == 0 || b[i] == 0) << (8 + i);
  }
  return mask;
}

GUIYI_COLUMNS_INLINE uint64_t guiyi_columns_equal64(const void *a, const void *b, int count) {
  const uint8_t *x = (const uint8_t *)a, *y = (const uint8_t *)b;
  uint64_t mask = 0;
  for (int i = 0; i < 64 && i < count; i++) mask |= (uint64_t)(x[i] == y[i]) << i;
  return mask;
}

GUIYI_COLUMNS_INLINE uint32_t guiyi_columns_find16(const uint16_t *numbers, uint16_t wanted) {
  uint32_t mask = 0;
  for (int i = 0; i < 16; i++) mask |= (uint32_t)(numbers[i] == wanted) << i;
  return mask;
}

#endif

#endif
