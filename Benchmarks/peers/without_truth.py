#!/usr/bin/env python3
"""Copies a CSV without its column truth_id, which no engine may see.

    without_truth.py LABELLED.csv GIVEN.csv
"""
import csv
import sys

with open(sys.argv[1], newline="") as labelled, open(sys.argv[2], "w", newline="") as given:
    reader, writer = csv.reader(labelled), csv.writer(given, lineterminator="\n")
    place = None
    for row in reader:
        if place is None:
            place = row.index("truth_id")
        writer.writerow(row[:place] + row[place + 1:])
