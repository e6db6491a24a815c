#!/usr/bin/env python3
"""Compiles the table of private-use characters in Sources/CGuiyiText/include/guiyi_text.h.

Source: the gb18030 codec of Python's own library (PSF licence; its edition is GB 18030-2000), which says where each two-byte
code stands. What that edition still put into the private-use area got a character of its own in GB 18030-2022;
those are listed here. Code page 936 puts all of FE50 through FEA0 there, one behind another from U+E815 on.

  text.py           writes the header
  text.py --check   tells whether the header is what would be written
"""

import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "Sources" / "CGuiyiText" / "include" / "guiyi_text.h"

# GB 18030-2022 for what the edition of 2000 left in the private-use area.
NEWER = {
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14, 0xE792: 0xFE15, 0xE793: 0xFE16,
    0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19, 0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4,
    0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE831: 0x215D7, 0xE832: 0x9FB8, 0xE83B: 0x2298F, 0xE843: 0x9FB9,
    0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
}  # fmt: skip


def array(values):
    rows = [values[start : start + 8] for start in range(0, len(values), 8)]
    return "\n".join("    " + ", ".join(f"0x{value:04X}" for value in row) + "," for row in rows)


def components():
    values = []
    for trail in [*range(0x50, 0x7F), *range(0x80, 0xA1)]:
        scalar = ord(bytes([0xFE, trail]).decode("gb18030"))
        if 0xE000 <= scalar <= 0xF8FF:
            assert scalar == 0xE815 + len(values)
            scalar = NEWER[scalar]
        values.append(scalar)
    assert len(values) == 80
    return values


def header():
    return f"""// Tables of text folding, reached through functions that check their argument, so that Swift callers need
// no unsafe code. Made by Scripts/tables/text.py.
#ifndef GUIYI_TEXT_H
#define GUIYI_TEXT_H

#include <stdint.h>

/// The standard character of a private-use code point that earlier editions of GB 18030 and code page 936 put in
/// its place; 0 where the code point is a vendor's own.
///
/// Source: the two-byte codes A6D9-A6DF, A6EC-A6F3, A8BC and FE50-FEA0 as GB 18030-2022 maps them, against the
/// private-use code points that GB 18030-2000 and code page 936 map them to.
static inline uint32_t guiyi_private_fold(uint32_t scalar) {{
  static const uint32_t punctuation[10] = {{
{array([NEWER[0xE78D + offset] for offset in range(10)])}
  }};
  static const uint32_t components[80] = {{
{array(components())}
  }};
  if (scalar >= 0xE78D && scalar <= 0xE796) return punctuation[scalar - 0xE78D];
  if (scalar == 0xE7C7) return 0x1E3F;
  if (scalar >= 0xE815 && scalar <= 0xE864) return components[scalar - 0xE815];
  return 0;
}}

#endif
"""


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if TARGET.read_text(encoding="utf-8") == header() else f"{TARGET.name} is not what the script makes")
    TARGET.write_text(header(), encoding="utf-8")
