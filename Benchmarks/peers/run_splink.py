#!/usr/bin/env python3
"""Splink on DuckDB with settings written for these records: CSV in, clusters out, training included.

    run_splink.py PEOPLE.csv CLUSTERS.csv [--threads N] [--threshold P]

The last line of output is "seconds S": from after the imports to the file written.
"""
import argparse
import logging
import os
import time

import duckdb
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

parser = argparse.ArgumentParser()
parser.add_argument("people")
parser.add_argument("clusters")
parser.add_argument("--threads", type=int, default=os.cpu_count())
parser.add_argument("--threshold", type=float, default=0.95)
arguments = parser.parse_args()
began = time.monotonic()

database = duckdb.connect()


def sql(statement, values=None):
    return database.execute(statement, values).fetchall()


sql(f"set threads = {arguments.threads}")
sql("set enable_progress_bar = false")
# What a comparison or a rule needs of a value is cut out once for each record, not once for each pair.
sql("""
    create table people as
    select cast(unique_id as bigint) as unique_id, first_name, surname, dob, city, email, gender,
           concat_ws(' ', first_name, surname) as names, try_cast(dob as date) as born,
           split_part(email, '@', 1) as box, left(first_name, 2) as first_start, left(surname, 2) as surname_start
    from read_csv($1, all_varchar = true, nullstr = '')""", [arguments.people])

exact_if_rare = {"term_frequency_adjustments": True}
settings = SettingsCreator(
    link_type="dedupe_only",
    comparisons=[
        comparisons.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="names"),
        comparisons.CustomComparison(output_column_name="dob", comparison_levels=[
            levels.NullLevel("dob"), levels.ExactMatchLevel("dob"), levels.LevenshteinLevel("dob", 1),
            levels.LevenshteinLevel("dob", 2),
            levels.AbsoluteDateDifferenceLevel("born", input_is_string=False, threshold=1, metric="year"),
            levels.ElseLevel()]),
        comparisons.CustomComparison(output_column_name="email", comparison_levels=[
            levels.NullLevel("email"), levels.ExactMatchLevel("email", **exact_if_rare), levels.ExactMatchLevel("box"),
            levels.LevenshteinLevel("box", 1), levels.ElseLevel()]),
        comparisons.ExactMatch("city").configure(**exact_if_rare),
        comparisons.ExactMatch("gender"),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("email"),
        block_on("first_name", "surname"),
        block_on("dob", "first_start"),
        block_on("dob", "surname_start"),
        block_on("dob", "city"),
        block_on("first_start", "surname_start", "substr(dob, 1, 4)"),
        "l.first_name = r.surname and l.surname = r.first_name",
    ],
    retain_matching_columns=False, retain_intermediate_calculation_columns=False)

api = DuckDBAPI(connection=database)
linker = Linker(api.register("people"), settings, log_level=logging.ERROR)
training = linker.training
training.estimate_probability_two_random_records_match(
    [block_on("first_name", "surname", "dob"), block_on("email", "dob"), block_on("email", "surname")], recall=0.75)
training.estimate_u_using_random_sampling(max_pairs=1e7, seed=1)
# Boxes are made from names: a rule on names would teach that alike boxes mean one person.
for rule in (block_on("email"), block_on("dob", "city")):
    training.estimate_parameters_using_expectation_maximisation(rule, estimate_without_term_frequencies=True)
links = linker.inference.predict(threshold_match_probability=arguments.threshold)
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(links, arguments.threshold)
sql(f"copy (select unique_id, cluster_id from {clusters.physical_name}) to '{arguments.clusters}' (header)")
print(f"seconds {time.monotonic() - began:.2f}")
