#!/usr/bin/env python3
"""Pairwise precision, recall and F1 of clusters, as three numbers on one line.

    score_pairs.py CLUSTERS LABELLED

CLUSTERS has a column unique_id (or id) and cluster_id; a record that is missing is alone. LABELLED has unique_id, truth_id.
"""
import csv
import sys
from collections import Counter


def column(path, key, value):
    with open(path, newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        k = header.index(key if key in header else "id")
        v = header.index(value)
        return {row[k]: row[v] for row in reader}


def pair_count(groups):
    return sum(n * (n - 1) // 2 for n in groups.values())


def main():
    cluster_of = column(sys.argv[1], "unique_id", "cluster_id")
    truth_of = column(sys.argv[2], "unique_id", "truth_id")
    strangers = cluster_of.keys() - truth_of.keys()
    if strangers:
        sys.exit(f"score_pairs: {len(strangers)} ids of the clusters are in no labelled record")
    both = Counter((cluster_of[i], t) for i, t in truth_of.items() if i in cluster_of)
    correct, proposed, true = pair_count(both), pair_count(Counter(cluster_of.values())), pair_count(Counter(truth_of.values()))
    precision = correct / proposed if proposed else 1.0
    recall = correct / true if true else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(f"{precision:.5f} {recall:.5f} {f1:.5f}")


main()
