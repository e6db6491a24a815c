#!/usr/bin/env python3
"""Splink on FEBRL 3 (one file) or FEBRL 4 (two) with settings by hand, as its own examples have them.

    febrl_splink.py CLUSTERS.csv A.csv [B.csv] [--threshold P]

With two files pairs across them only. The last line of output is "seconds S": from after the imports to the file written.
"""
import argparse
import logging
import time

import duckdb
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

parser = argparse.ArgumentParser()
parser.add_argument("clusters")
parser.add_argument("files", nargs="+")
parser.add_argument("--threshold", type=float, default=0.95)
arguments = parser.parse_args()
began = time.monotonic()
is_link = len(arguments.files) > 1

database = duckdb.connect()
api = DuckDBAPI(connection=database)
tables = []
for number, path in enumerate(arguments.files):
    database.execute(
        f"create table records_{number} as select * from read_csv('{path}', all_varchar = true, nullstr = '')").fetchall()
    tables.append(api.register(f"records_{number}"))

if is_link:
    rules = [
        block_on("given_name", "surname"), "l.given_name = r.surname and l.surname = r.given_name",
        block_on("date_of_birth"), block_on("soc_sec_id"), block_on("state", "address_1"),
        block_on("street_number", "address_1"), block_on("postcode")]
else:
    rules = [block_on(name) for name in ("soc_sec_id", "given_name", "surname", "date_of_birth", "postcode")]
linker = Linker(
    tables if is_link else tables[0],
    SettingsCreator(
        unique_id_column_name="rec_id", link_type="link_only" if is_link else "dedupe_only",
        blocking_rules_to_generate_predictions=rules,
        comparisons=[
            comparisons.NameComparison("given_name"), comparisons.NameComparison("surname"),
            comparisons.DateOfBirthComparison(
                "date_of_birth", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True),
            comparisons.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            comparisons.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            comparisons.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
        ]),
    log_level=logging.ERROR)
training = linker.training
training.estimate_probability_two_random_records_match(
    [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")], recall=0.8 if is_link else 0.9)
training.estimate_u_using_random_sampling(max_pairs=1e6, seed=2)
for rule in (block_on("date_of_birth"), block_on("postcode")):
    training.estimate_parameters_using_expectation_maximisation(rule, estimate_without_term_frequencies=True)
links = linker.inference.predict(threshold_match_probability=arguments.threshold)
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(links, arguments.threshold)
database.execute(
    f"copy (select rec_id as id, cluster_id from {clusters.physical_name}) to '{arguments.clusters}' (header)").fetchall()
print(f"seconds {time.monotonic() - began:.2f}")
