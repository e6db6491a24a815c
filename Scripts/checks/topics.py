"""What Scripts/checks/topics does to a city and reads from its databases.

    topics.py change CITY SHARE SEED    other addresses for a share of the residents; prints how many
    topics.py count CITY                how many people the last run changed
    topics.py made TOPICS               prints 'REFRESHED / GIVEN UP', topics counted; exits 1 where a refresh was given up
    topics.py compare REFRESHED WHOLE   prints 'ROWS | DIFFERING'; exits 1 where a row differs
    topics.py line POINTS               the line through lines of 'CHANGED SECONDS', in words
"""

import glob
import os
import random
import sqlite3
import sys

ADDRESS = 6


def change(city, share, seed):
    chance = random.Random(seed)
    count = 0
    for path in sorted(glob.glob(city + "/pools/police/residents/*.csv")):
        with open(path, "rb") as file:
            lines = file.read().split(b"\n")
        cells = [line.split(b",") for line in lines]
        width = len(cells[0])
        plain = [row for row in range(1, len(cells)) if len(cells[row]) == width and b'"' not in lines[row]]
        chosen = [row for row in plain if chance.random() < share]
        # Addresses of this city's own, so that households move together and apart.
        others = [cells[chance.choice(plain)][ADDRESS] for _ in chosen]
        for row, other in zip(chosen, others):
            cells[row][ADDRESS] = other
        count += len(chosen)
        with open(path, "wb") as file:
            file.write(b"\n".join(b",".join(row) for row in cells))
    print(count)


def count(city):
    base = sqlite3.connect(city + "/state/current/base/person.sqlite")
    print(base.execute("""SELECT count(DISTINCT entity_no) FROM change
        WHERE run = (SELECT max(run) FROM run)""").fetchone()[0])


def rows(path):
    topic = sqlite3.connect(path)
    for name, sql in topic.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall():
        if "WITHOUT ROWID" in sql:
            query = f'SELECT * FROM "{name}"'
        else:
            query = f'SELECT rowid, * FROM "{name}" ORDER BY rowid'
        for row in topic.execute(query):
            # How it was made is what differs.
            if name != "topic" or not row[0].startswith("made"):
                yield name, row


def compare(refreshed, whole):
    total = differing = 0
    for name in sorted(os.listdir(whole)):
        if not name.endswith(".sqlite"):
            continue
        left, right = list(rows(f"{refreshed}/{name}")), list(rows(f"{whole}/{name}"))
        total += len(right)
        if left != right:
            differing += len(set(left) ^ set(right)) or 1
            for row in sorted(set(left) ^ set(right), key=str)[:5]:
                print(name, "only", "refreshed" if row in left else "whole", row, file=sys.stderr)
    print(f"{total} | {differing}")
    return 1 if differing else 0


def made(folder):
    refreshed = failed = 0
    for path in sorted(glob.glob(folder + "/*.sqlite")):
        told = dict(sqlite3.connect(path).execute("SELECT key, value FROM topic WHERE key LIKE 'made%'"))
        refreshed += told["made"] == "refreshed"
        if told["made-after-failure"]:
            failed += 1
            print(os.path.basename(path), told["made-after-failure"], file=sys.stderr)
    print(f"{refreshed} / {failed}")
    return 1 if failed else 0


def line(path):
    """Least squares of relative errors: a small change counts as much as a large one."""
    points = [tuple(map(float, row.split())) for row in open(path)]
    weights = [1 / seconds**2 for _, seconds in points]
    total = sum(weights)
    middle = [sum(w * point[side] for w, point in zip(weights, points)) / total for side in (0, 1)]
    spread = sum(w * (x - middle[0]) ** 2 for w, (x, _) in zip(weights, points))
    slope = sum(w * (x - middle[0]) * (y - middle[1]) for w, (x, y) in zip(weights, points)) / spread if spread else 0
    constant = middle[1] - slope * middle[0]
    print(f"A refresh takes {constant * 1000:.0f} ms and {slope * 1e6:.0f} µs for each changed person.")


if sys.argv[1] == "change":
    change(sys.argv[2], float(sys.argv[3]), sys.argv[4])
elif sys.argv[1] == "count":
    count(sys.argv[2])
elif sys.argv[1] == "made":
    sys.exit(made(sys.argv[2]))
elif sys.argv[1] == "line":
    line(sys.argv[2])
else:
    sys.exit(compare(sys.argv[2], sys.argv[3]))
