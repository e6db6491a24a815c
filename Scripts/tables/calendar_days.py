#!/usr/bin/env python3
"""Compiles the days that are not what their weekday says: Sources/CGuiyiSharing/calendar.c.

Source, from the Python index (an exact version, so that a second run gives the same bytes):
  chinesecalendar 1.11.0  MIT  days off and make-up working days by the State Council's yearly notices

  pip install chinesecalendar==1.11.0
  calendar_days.py               writes calendar.c
  calendar_days.py --check CSV   holds the result against a table date,…,kind(off|makeup_workday) and prints the differences
"""

import argparse
import csv
import datetime
import importlib.metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "Sources" / "CGuiyiSharing" / "calendar.c"
VERSION = "1.11.0"
DATE = "2026-11-23"


def deviations():
    from chinese_calendar import constants

    off = sorted(day for day in constants.holidays if day.weekday() < 5)
    made_up = sorted(day for day in constants.workdays if day.weekday() >= 5)
    return off, made_up


def array(name, days):
    text = f"const int32_t {name}[] = {{\n"
    numbers = [f"{day:%Y%m%d}" for day in days]
    for start in range(0, len(numbers), 11):
        text += "  " + ", ".join(numbers[start : start + 11]) + ",\n"
    return text + f"}};\nconst int32_t {name}_count = {len(days)};\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", type=Path)
    arguments = parser.parse_args()
    found = importlib.metadata.version("chinesecalendar")
    if found != VERSION:
        raise SystemExit(f"needs chinesecalendar {VERSION}, found {found}")
    off, made_up = deviations()
    if arguments.check:
        compare(arguments.check, off, made_up)
        return
    TARGET.write_text(
        "// Days off from Monday to Friday and working days on weekends, as yyyymmdd, ascending.\n"
        "// Made by Scripts/tables/calendar_days.py; do not edit.\n"
        f"// Source: PyPI chinesecalendar {VERSION} (MIT, (c) Lirian Su), which follows the State Council's yearly notices.\n"
        f"// Date: {DATE}.\n"
        '#include "guiyi_sharing.h"\n\n'
        f"const int32_t guiyi_calendar_first_year = {off[0].year};\n"
        f"const int32_t guiyi_calendar_last_year = {off[-1].year};\n\n"
        + array("guiyi_days_off", off)
        + "\n"
        + array("guiyi_days_made_up", made_up),
        encoding="utf-8",
    )
    print(f"{len(off)} days off, {len(made_up)} days made up, {off[0].year}-{off[-1].year}")


def compare(path, off, made_up):
    with path.open(encoding="utf-8") as file:
        rows = [(datetime.date.fromisoformat(row[0]), row[3]) for row in list(csv.reader(file))[1:]]
    first, last = rows[0][0], rows[-1][0]
    other_off = {day for day, kind in rows if kind == "off" and day.weekday() < 5}
    other_made_up = {day for day, kind in rows if kind != "off" and day.weekday() >= 5}
    own_off = {day for day in off if first <= day <= last}
    own_made_up = {day for day in made_up if first <= day <= last}
    for name, a, b in (("off", own_off, other_off), ("made up", own_made_up, other_made_up)):
        print(f"{name}: {len(a & b)} agree, only here {sorted(a - b)}, only there {sorted(b - a)}")


main()
