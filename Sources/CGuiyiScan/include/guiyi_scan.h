// Where certain bytes stand among the next 64: the one thing Swift's SIMD types cannot say.
#ifndef GUIYI_SCAN_H
#define GUIYI_SCAN_H

#include <stdint.h>
#include <string.h>

#define GUIYI_SCAN_INLINE static inline __attribute__((always_inline))

/// What each of 64 bytes would be in UTF-8; bit i is byte i.
typedef struct {
  /// 0x80 and above.
  uint64_t high;
  /// 0x80 through 0xBF: these go on with a character.
  uint64_t continuing;
  /// 0xE0 and above: these begin a character of three bytes or four.
  uint64_t beginning_long;
  /// Where more than the class must be looked at: 0, 0xC0, 0xC1, 0xE0, 0xED, 0xF0 and above.
  uint64_t rare;
} guiyi_scan_classes;

#if defined(__SSE2__)
#include <emmintrin.h>

GUIYI_SCAN_INLINE guiyi_scan_classes guiyi_scan_classes64(const void *bytes) {
  const __m128i *lanes = (const __m128i *)bytes;
  guiyi_scan_classes found = {0, 0, 0, 0};
  for (int i = 0; i < 4; i++) {
    // Compared as numbers with a sign: 0x80 is the lowest, 0xFF is -1.
    const __m128i v = _mm_loadu_si128(lanes + i);
    const __m128i negative = _mm_cmpgt_epi8(_mm_setzero_si128(), v);
    const __m128i continuing = _mm_cmpgt_epi8(_mm_set1_epi8((char)0xC0), v);
    const __m128i from_e0 = _mm_and_si128(negative, _mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xDF)));
    const __m128i from_f0 = _mm_and_si128(negative, _mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xEF)));
    const __m128i e0_ed = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xE0)),
                                       _mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xED)));
    const __m128i c0_c1 =
        _mm_cmpeq_epi8(_mm_and_si128(v, _mm_set1_epi8((char)0xFE)), _mm_set1_epi8((char)0xC0));
    const __m128i none = _mm_cmpeq_epi8(v, _mm_setzero_si128());
    const __m128i rare = _mm_or_si128(_mm_or_si128(from_f0, e0_ed), _mm_or_si128(c0_c1, none));
    found.high |= (uint64_t)(uint32_t)_mm_movemask_epi8(v) << (16 * i);
    found.continuing |= (uint64_t)(uint32_t)_mm_movemask_epi8(continuing) << (16 * i);
    found.beginning_long |= (uint64_t)(uint32_t)_mm_movemask_epi8(from_e0) << (16 * i);
    found.rare |= (uint64_t)(uint32_t)_mm_movemask_epi8(rare) << (16 * i);
  }
  return found;
}

/// Bit i is set where byte i of the 64 at `bytes` equals one of `a`, `b`, `c` or `d`.
GUIYI_SCAN_INLINE uint64_t guiyi_scan_any4(const void *bytes, uint8_t a, uint8_t b, uint8_t c, uint8_t d) {
  const __m128i *lanes = (const __m128i *)bytes;
  const __m128i ka = _mm_set1_epi8((char)a), kb = _mm_set1_epi8((char)b);
  const __m128i kc = _mm_set1_epi8((char)c), kd = _mm_set1_epi8((char)d);
  uint64_t mask = 0;
  for (int i = 0; i < 4; i++) {
    const __m128i v = _mm_loadu_si128(lanes + i);
    const __m128i hit = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, ka), _mm_cmpeq_epi8(v, kb)),
                                     _mm_or_si128(_mm_cmpeq_epi8(v, kc), _mm_cmpeq_epi8(v, kd)));
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(hit) << (16 * i);
  }
  return mask;
}

/// Bit i is set where byte i of the 16 at `bytes` is 0x80 or above, or 0.
GUIYI_SCAN_INLINE uint32_t guiyi_scan_not_plain16(const void *bytes) {
  const __m128i v = _mm_loadu_si128((const __m128i *)bytes);
  return (uint32_t)_mm_movemask_epi8(_mm_or_si128(v, _mm_cmpeq_epi8(v, _mm_setzero_si128())));
}

/// Copies 16 bytes; the places may overlap only when they are equal.
GUIYI_SCAN_INLINE void guiyi_scan_copy16(void *to, const void *from) {
  _mm_storeu_si128((__m128i *)to, _mm_loadu_si128((const __m128i *)from));
}

#else

GUIYI_SCAN_INLINE guiyi_scan_classes guiyi_scan_classes64(const void *bytes) {
  const uint8_t *p = (const uint8_t *)bytes;
  guiyi_scan_classes found = {0, 0, 0, 0};
  for (int i = 0; i < 64; i++) {
    const uint8_t b = p[i];
    found.high |= (uint64_t)(b >= 0x80) << i;
    found.continuing |= (uint64_t)(b >= 0x80 && b < 0xC0) << i;
    found.beginning_long |= (uint64_t)(b >= 0xE0) << i;
    found.rare |= (uint64_t)(b == 0 || (b & 0xFE) == 0xC0 || b == 0xE0 || b == 0xED || b >= 0xF0) << i;
  }
  return found;
}

GUIYI_SCAN_INLINE uint64_t guiyi_scan_any4(const void *bytes, uint8_t a, uint8_t b, uint8_t c, uint8_t d) {
  const uint8_t *p = (const uint8_t *)bytes;
  uint64_t mask = 0;
  for (int i = 0; i < 64; i++) {
    mask |= (uint64_t)(p[i] == a || p[i] == b || p[i] == c || p[i] == d) << i;
  }
  return mask;
}

GUIYI_SCAN_INLINE uint32_t guiyi_scan_not_plain16(const void *bytes) {
  const uint8_t *p = (const uint8_t *)bytes;
  uint32_t mask = 0;
  for (int i = 0; i < 16; i++) mask |= (uint32_t)(p[i] >= 0x80 || p[i] == 0) << i;
  return mask;
}

GUIYI_SCAN_INLINE void guiyi_scan_copy16(void *to, const void *from) { memcpy(to, from, 16); }

#endif

#endif
