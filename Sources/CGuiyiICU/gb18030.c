#include "guiyi_icu.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>
#include <unicode/uversion.h>

// Code points that GB 18030-2000/2005 kept in the private-use area and that the edition of 2022 maps to
// their standard characters: ten vertical marks, one letter, and fourteen components. For the six
// components of plane 2 the older code was dropped as a duplicate.
static const struct {
  uint16_t privateUse;
  uint32_t standard;
} folds[] = {
    {0xE78D, 0xFE10},  {0xE78E, 0xFE12},  {0xE78F, 0xFE11},  {0xE790, 0xFE13},  {0xE791, 0xFE14},
    {0xE792, 0xFE15},  {0xE793, 0xFE16},  {0xE794, 0xFE17},  {0xE795, 0xFE18},  {0xE796, 0xFE19},
    {0xE7C7, 0x1E3F},  {0xE816, 0x20087}, {0xE817, 0x20089}, {0xE818, 0x200CC}, {0xE81E, 0x9FB4},
    {0xE826, 0x9FB5},  {0xE82B, 0x9FB6},  {0xE82C, 0x9FB7},  {0xE831, 0x215D7}, {0xE832, 0x9FB8},
    {0xE83B, 0x2298F}, {0xE843, 0x9FB9},  {0xE854, 0x9FBA},  {0xE855, 0x241FE}, {0xE864, 0x9FBB},
};

const char *guiyi_icu_version(void) { return U_ICU_VERSION; }

uint32_t guiyi_gb18030_fold(uint32_t scalar) {
  if (scalar < 0xE78D || scalar > 0xE864) return scalar;
  for (unsigned i = 0; i < sizeof folds / sizeof folds[0]; i++) {
    if (folds[i].privateUse == scalar) return folds[i].standard;
  }
  return scalar;
}

// The scalar of one complete code, 0 where ICU knows none.
static uint32_t scalarOf(UConverter *converter, const char *code, int32_t length, UErrorCode *error) {
  UChar units[4];
  UErrorCode status = U_ZERO_ERROR;
  ucnv_resetToUnicode(converter);
  int32_t count = ucnv_toUChars(converter, units, 4, code, length, &status);
  if (status == U_ILLEGAL_CHAR_FOUND || status == U_INVALID_CHAR_FOUND || status == U_TRUNCATED_CHAR_FOUND) {
    return 0;
  }
  if (U_FAILURE(status)) {
    *error = status;
    return 0;
  }
  if (count == 1) return guiyi_gb18030_fold(units[0]);
  if (count == 2 && U16_IS_LEAD(units[0]) && U16_IS_TRAIL(units[1])) {
    return U16_GET_SUPPLEMENTARY(units[0], units[1]);
  }
  return 0;
}

int32_t guiyi_icu_gb18030_tables(uint32_t *twoByte, uint32_t *fourByte) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter *converter = ucnv_open("gb18030", &error);
  if (U_FAILURE(error)) return error;
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, 0, 0, 0, &error);
  if (U_FAILURE(error)) {
    ucnv_close(converter);
    return error;
  }
  char code[4];
  for (int lead = 0x81; lead <= 0xFE; lead++) {
    for (int trail = 0x40; trail <= 0xFE; trail++) {
      code[0] = (char)lead;
      code[1] = (char)trail;
      twoByte[(lead - 0x81) * 191 + (trail - 0x40)] = trail == 0x7F ? 0 : scalarOf(converter, code, 2, &error);
    }
  }
  for (int linear = 0; linear < GUIYI_GB_FOUR_BYTE_COUNT; linear++) {
    code[0] = (char)(0x81 + linear / 12600);
    code[1] = (char)(0x30 + linear / 1260 % 10);
    code[2] = (char)(0x81 + linear / 10 % 126);
    code[3] = (char)(0x30 + linear % 10);
    fourByte[linear] = scalarOf(converter, code, 4, &error);
  }
  ucnv_close(converter);
  return U_FAILURE(error) ? error : 0;
}
