"""Writes a city that Guiyi's own generator did not make, with its truth beside it.

    generate.py FOLDER [--people 5000] [--seed 1] [--dialect A|B|C] [--without-numbers]
"""

import argparse
import csv
import random as randomness
from pathlib import Path

from bodies import Bodies
from departments import Departments
from invented_numbers import credit_code, organization_code
from people import DISTRICTS, Population


class Truth:
    """What the scorer needs to know, in the files and columns of the sample city's truth/."""

    def __init__(self):
        self.links, self.defects, self.clean, self.values, self.violations = [], [], [], [], []

    def write(self, folder):
        heads = {
            "links": "subject resource file row role truth_id own_number",
            "defects": "resource file row column role kind value class",
            "clean": "resource file cells data_rows quarantined_rows",
            "values": "subject truth_id element value",
            "violations": "resource column kind element planted why",
        }
        folder.mkdir(parents=True, exist_ok=True)
        for name, head in heads.items():
            with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(head.split())
                writer.writerows(getattr(self, name))


def true_values(population, bodies, links):
    seen = {(link[0], link[5]) for link in links}
    for person in population.people:
        if ("person", person.key) in seen:
            yield ["person", person.key, "name", person.name]
            yield ["person", person.key, "sex", "1" if person.is_male else "2"]
            yield ["person", person.key, "birth-date", person.birth.isoformat()]
            yield ["person", person.key, "id-number", person.number]
    for body in bodies.registered:
        if ("organization", body.key) in seen:
            yield ["organization", body.key, "name", body.name]
            yield ["organization", body.key, "uscc", body.code]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dialect", choices="ABC", default="A")
    parser.add_argument("--without-numbers", action="store_true")
    options = parser.parse_args()

    random = randomness.Random(f"{options.seed} {options.dialect}")
    population = Population(random, options.people)
    bodies = Bodies(random, population, max(60, options.people // 8))
    departments = Departments(random, population, bodies, options.dialect)
    truth = Truth()
    by_department = {}
    for table in departments.tables:
        table.write(random, options.folder, truth, options.without_numbers)
        by_department.setdefault(table.department, []).append(table)
    truth.violations = departments.violations
    truth.values = list(true_values(population, bodies, truth.links))
    if options.without_numbers:
        truth.values = [row for row in truth.values if row[0] != "person" or row[2] == "name"]
    truth.write(options.folder / "truth")

    catalog = options.folder / "catalog"
    catalog.mkdir(exist_ok=True)
    codes = {name: credit_code(random, "11", "990400", organization_code(random, "MB")) for name in by_department}
    for index, (name, tables) in enumerate(by_department.items()):
        head = f"department: {{code: {codes[name]}, name: 平顶山市{name}}}\nresources:\n"
        (catalog / f"department-{index + 1:02}.yaml").write_text(
            head + "".join(table.catalog_entry() for table in tables), encoding="utf-8")
    sharing = options.folder / "sharing"
    sharing.mkdir(exist_ok=True)
    (sharing / "grants.yaml").write_text(
        f"grants:\n  - {{consumer: {codes['医疗保障局']}, resource: FC-GA-01, elements: [person.ethnicity], from: 2022-07-01}}\n",
        encoding="utf-8")
    regions = "".join(f'  "{code}": {name}\n' for code, name in DISTRICTS)
    (options.folder / "guiyi.yaml").write_text(
        'city: {code: "410400", name: 平顶山市}\nas-of: 2026-11-01\nregions:\n  "990400": 示例市\n' + regions, encoding="utf-8")
    print(f"{len(population.people)} people, {len(bodies.bodies)} bodies, {len(truth.links)} records")


if __name__ == "__main__":
    main()
