// Tables of the identifiers library, reached through functions that check their argument, so that
// Swift callers need no unsafe code. The data is in regions.c, made by Scripts/tables/regions.py.
#ifndef GUIYI_REGIONS_H
#define GUIYI_REGIONS_H

#include <stdint.h>

/// One span of years in which a region code meant one place.
///
/// `first_year` 0 is "in force since the tables begin or unknown", `last_year` 9999 is "still in force".
typedef struct {
  uint32_t code;
  uint16_t first_year;
  uint16_t last_year;
  uint32_t name_offset;
} guiyi_region;

extern const uint32_t guiyi_region_row_count;
extern const guiyi_region guiyi_region_rows[];
extern const uint32_t guiyi_region_name_size;
extern const uint8_t guiyi_region_names[];
extern const uint16_t guiyi_country_letters[1000];

/// The row at an index, in ascending order of code and first year; a row of zeros beyond the end.
static inline guiyi_region guiyi_region_at(uint32_t index) {
  guiyi_region none = {0, 0, 0, 0};
  return index < guiyi_region_row_count ? guiyi_region_rows[index] : none;
}

/// A byte of the name blob (each name is its length in one byte, then UTF-8); 0 beyond the end.
static inline uint8_t guiyi_region_name_byte(uint32_t offset) {
  return offset < guiyi_region_name_size ? guiyi_region_names[offset] : 0;
}

/// The three letters of a country by its three-digit code, five bits each (A = 1); 0 where none is assigned.
static inline uint16_t guiyi_country_at(uint32_t number) {
  return number < 1000 ? guiyi_country_letters[number] : 0;
}

/// The value of a character in the alphabet of GB 32100 (31 characters, no I O S V Z); 255 outside it.
static inline uint8_t guiyi_unified_value(uint8_t character) {
  static const uint8_t values[128] = {
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    0,   1,   2,   3,   4,   5,   6,   7,   8,   9,   255, 255, 255, 255, 255, 255,
    255, 10,  11,  12,  13,  14,  15,  16,  17,  255, 18,  19,  20,  21,  22,  255,
    23,  24,  25,  255, 26,  27,  255, 28,  29,  30,  255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
  };
  return character < 128 ? values[character] : 255;
}

#endif
