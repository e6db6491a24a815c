#!/usr/bin/env python3
"""Pairwise precision, recall and F1 of clusters, and their B-cubed F1, as four numbers on one line.

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


def mean(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main():
    cluster_of = column(sys.argv[1], "unique_id", "cluster_id")
    truth_of = column(sys.argv[2], "unique_id", "truth_id")
    strangers = cluster_of.keys() - truth_of.keys()
    if strangers:
        sys.exit(f"score_pairs: {len(strangers)} ids of the clusters are in no labelled record")
    both = Counter((cluster_of.get(i, ("alone", i)), t) for i, t in truth_of.items())
    clusters, entities = Counter(), Counter()
    for (cluster, truth), n in both.items():
        clusters[cluster] += n
        entities[truth] += n
    correct, proposed, true = pair_count(both), pair_count(clusters), pair_count(entities)
    precision = correct / proposed if proposed else 1.0
    recall = correct / true if true else 1.0
    # Of each record: how much of its cluster is of its entity, and how much of its entity is in its cluster.
    b_precision = sum(n * n / clusters[cluster] for (cluster, _), n in both.items()) / len(truth_of)
    b_recall = sum(n * n / entities[truth] for (_, truth), n in both.items()) / len(truth_of)
    print(f"{precision:.5f} {recall:.5f} {mean(precision, recall):.5f} {mean(b_precision, b_recall):.5f}")


main()
