// The one door to ICU. No ICU header is visible here, so Swift never meets its versioned names.
#ifndef GUIYI_ICU_H
#define GUIYI_ICU_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Entries of the two-byte table: lead 0x81...0xFE, trail 0x40...0xFE.
#define GUIYI_GB_TWO_BYTE_COUNT (126 * 191)
/// Entries of the four-byte table: 0x81308130...0x8431A439, as linear offsets.
#define GUIYI_GB_FOUR_BYTE_COUNT 39420

/// The version of ICU that is linked: "72.1".
const char *guiyi_icu_version(void);

/// Fills both tables with the scalar of each GB 18030 code, 0 where there is none.
///
/// The mapping is ICU's, folded to the edition of 2022. Returns 0, or ICU's error number.
int32_t guiyi_icu_gb18030_tables(uint32_t *twoByte, uint32_t *fourByte);

/// The scalar that the edition of 2022 gives to a private-use code point of the older ones.
///
/// Everything else comes back as it is.
uint32_t guiyi_gb18030_fold(uint32_t scalar);

#ifdef __cplusplus
}
#endif

#endif
