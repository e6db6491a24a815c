#!/usr/bin/env python3
"""GoldenMatch with the configuration it chooses itself: CSV in, clusters out.

    run_goldenmatch.py PEOPLE.csv CLUSTERS.csv [--id COLUMN] [--probabilistic]

--probabilistic is its Fellegi-Sunter mode, trained on the data. The last line of output is "seconds S": from after
the imports to the file written.
"""
import argparse
import csv
import os
import time

# Nothing learnt from an earlier run on this machine.
os.environ["GOLDENMATCH_AUTOCONFIG_MEMORY"] = "0"
import goldenmatch  # noqa: E402
import pyarrow.csv  # noqa: E402

parser = argparse.ArgumentParser()
parser.add_argument("people")
parser.add_argument("clusters")
parser.add_argument("--id", default="unique_id")
parser.add_argument("--probabilistic", action="store_true")
arguments = parser.parse_args()
began = time.monotonic()

with open(arguments.people, newline="") as file:
    columns = next(csv.reader(file))
texts = pyarrow.csv.ConvertOptions(
    column_types={name: "string" for name in columns},
    strings_can_be_null=True, null_values=[""])
table = pyarrow.csv.read_csv(arguments.people, convert_options=texts)
ids = table.column(arguments.id).to_pylist()
data = table.drop_columns([arguments.id])
options = {"config": goldenmatch.auto_configure_probabilistic_df(data)} if arguments.probabilistic else {}
result = goldenmatch.dedupe_df(data, **options)
with open(arguments.clusters, "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["unique_id", "cluster_id"])
    for cluster, content in result.clusters.items():
        for row in content["members"]:
            writer.writerow([ids[row], cluster])
print(f"seconds {time.monotonic() - began:.2f}")
