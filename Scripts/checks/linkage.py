#!/usr/bin/env python3
"""Parts of Scripts/checks/linkage.

    linkage.py shuffle FILE SHUFFLED      the same table, its rows and columns in another order
    linkage.py apart CLUSTERS CLUSTERS    how many records are in another cluster than before
    linkage.py table MEASURED TARGETS     every measure beside its target; exit code 1 where one is missed
"""
import csv
import operator
import random
import sys
from fnmatch import fnmatchcase

BOUNDS = {">=": operator.ge, "<=": operator.le}


def shuffle(path, shuffled):
    order = random.Random(1)
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    columns = list(range(len(rows[0])))
    body = rows[1:]
    order.shuffle(columns)
    order.shuffle(body)
    with open(shuffled, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([row[c] for c in columns] for row in [rows[0]] + body)


def members(path):
    """The records of each record's cluster; which number a cluster bears says nothing."""
    found = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["cluster_id"], []).append((row["source"], row["id"]))
    return {record: frozenset(cluster) for cluster in found.values() for record in cluster}


def apart(first, second):
    first, second = members(first), members(second)
    print(sum(first.get(record) != second.get(record) for record in first.keys() | second.keys()))


def table(measured, targets):
    with open(measured, encoding="utf-8") as file:
        taken = [line.rstrip("\n").split("\t") for line in file]
    with open(targets, encoding="utf-8") as file:
        bounds = [[part.strip() for part in line.split("|")] for line in file if line.strip() and line[0] != "#"]
    # A measure with a target that a measured set does not show is missed, too.
    for what in dict.fromkeys(row[0] for row in taken):
        shown = [row[1] for row in taken if row[0] == what]
        for pattern, measure, _ in bounds:
            if fnmatchcase(what, pattern) and not any(fnmatchcase(name, measure) for name in shown):
                taken.append([what, measure, ""])
    missed = 0
    print("| set | measure | target | measured | |")
    print("|---|---|---:|---:|---|")
    for what, measure, value in taken:
        bound = next((b[2] for b in bounds if fnmatchcase(what, b[0]) and fnmatchcase(measure, b[1])), "")
        verdict = ""
        if bound:
            sign, limit = bound.split()
            kept = value != "" and BOUNDS[sign](float(value), float(limit))
            verdict = "kept" if kept else "MISSED"
            missed += not kept
        print(f"| {what} | {measure} | {bound} | {value or 'not taken'} | {verdict} |")
    print(f"\n{missed} missed" if missed else "\nall targets kept")
    return missed


def main():
    command, arguments = sys.argv[1], sys.argv[2:]
    result = {"shuffle": shuffle, "apart": apart, "table": table}[command](*arguments)
    sys.exit(1 if result else 0)


main()
