#!/usr/bin/env python3
"""Compiles Sources/GuiyiCity/Data/Surnames.swift, the surnames of invented people.

    pip install Faker==40.54.0
    Scripts/tables/surnames.py        writes the Swift file

Names and shares come from the provider `person/zh_CN` of Faker (MIT licence). Six compound surnames are added
with the shares that NCIIC published in 2008.
"""

import importlib.metadata
import pathlib
from collections import OrderedDict

from faker.providers.person.zh_CN import Provider

OUT = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "GuiyiCity" / "Data" / "Surnames.swift"
COMPOUND = OrderedDict(上官=52, 皇甫=42, 令狐=37, 司徒=28, 诸葛=27, 司马=12)

pairs = [(name, round(float(share) * 10_000)) for name, share in Provider.last_names.items()]
words = [f"{name} {weight}" for name, weight in pairs + list(COMPOUND.items())]
lines, line = [], ""
for word in words:
    if len(line) + len(word) > 84:
        lines.append(line)
        line = ""
    line += (" " if line else "") + word
lines.append(line)
body = "\n".join("    " + line for line in lines)
OUT.write_text(
    f"""// Surnames with weights in millionths of the population.
// Source: provider `person/zh_CN` of the Python package Faker {importlib.metadata.version("Faker")} (MIT licence), read
// 2026-11-22 by Scripts/tables/surnames.py; six compound surnames added with the shares published by NCIIC in 2008.

enum SurnameTable {{
  /// Pairs of surname and weight, separated by spaces.
  static let text = \"\"\"
{body}
    \"\"\"
}}
""",
    encoding="utf-8",
)
