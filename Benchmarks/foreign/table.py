"""A department's table: its catalog entry, its files, and the truth about every cell."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from writing import Clerk


@dataclass
class Column:
    heading: str
    element: str | None
    role: str
    # Whose value it is, by the row's key; None for values of the row itself.
    who: str | None
    write: Callable
    extra: str


@dataclass
class Table:
    department: str
    code: str
    name: str
    # {} stands for the number of the file.
    path: str
    columns: list
    rows: list
    encoding: str = "utf-8"
    delimiter: str = ","
    files: int = 1
    title: str = ""
    total: str = ""
    slips: float = 1.0
    rounded_share: float = 0.0

    def catalog_entry(self):
        lines = [
            f"  - code: {self.code}", f"    name: {self.name}", f"    files: {self.path.replace('{}', '*')}",
            "    update-cycle: monthly", "    published: 2022-06-01", "    share: {type: unconditional}", "    items:",
        ]
        for column in self.columns:
            parts = [f'column: "{column.heading}"']
            if column.element:
                parts.append(f"element: {column.element}")
            if column.role:
                parts.append(f"role: {column.role}")
            if column.extra:
                parts.append(column.extra)
            lines.append("      - {" + ", ".join(parts) + "}")
        return "\n".join(lines) + "\n"

    def write(self, random, folder, truth, hides_numbers):
        for number in range(self.files):
            path = self.path.format(number + 1)
            columns = list(self.columns)
            if number % 2 and random.random() < 0.5:
                # A new template in the middle of the year.
                random.shuffle(columns)
            sheet = Sheet(self, path, columns, Clerk(random, self.slips, self.rounded_share), truth, hides_numbers)
            for row in self.rows[number::self.files]:
                sheet.add(random, row)
            sheet.save(random, Path(folder) / "pools" / path)


class Sheet:
    """One file while it is being written."""

    def __init__(self, table, path, columns, clerk, truth, hides_numbers):
        self.table = table
        self.path = path
        self.columns = columns
        self.clerk = clerk
        self.truth = truth
        self.hides_numbers = hides_numbers
        self.lines = [[table.title] + [""] * (len(columns) - 1)] if table.title else []
        self.lines.append([column.heading for column in columns])
        self.clean = 0
        self.row_count = 0

    def add(self, random, row):
        number = len(self.lines) + 1
        cells, records, owners = [], {}, {}
        for column in self.columns:
            subject = row.get(column.who) if column.who else None
            slips = []
            cell = "" if column.who and subject is None else column.write(self.clerk, subject, slips) or ""
            is_number = column.element == "person.id-number"
            if is_number and self.hides_numbers:
                cell, slips = "", []
            cells.append(cell)
            self._note(column, number, cell, slips)
            key = getattr(subject, "key", subject)
            kind = (column.element or "row").split(".")[0]
            if cell and kind in ("person", "organization", "estate"):
                records[kind, column.role] = key
                if is_number or column.element == "organization.uscc":
                    owners[kind, column.role] = self.clerk.owns_number
        self.lines.append(cells)
        self.row_count += 1
        places = [number]
        if random.random() < 0.006:
            self.lines.append(list(cells))
            places.append(number + 1)
            self.truth.defects.append(
                [self.table.code, self.path, number + 1, "", "", "duplicate-row", "", "error"])
        for place in places:
            for (kind, role), key in records.items():
                owns = int(owners.get((kind, role), False))
                self.truth.links.append([kind, self.table.code, self.path, place, role, key, owns])

    def _note(self, column, number, cell, slips):
        is_required = "required: true" in column.extra
        is_clean = True
        for kind, weight in slips:
            if kind == "missing" and not is_required:
                weight = "noted"
            is_clean = is_clean and weight == "variant"
            self.truth.defects.append(
                [self.table.code, self.path, number, column.heading, column.role, kind, cell, weight])
        if cell and is_clean:
            self.clean += 1

    def save(self, random, path):
        if self.table.total:
            self.lines.append([self.table.total, str(self.row_count)] + [""] * (len(self.columns) - 2))
        text = io.StringIO()
        csv.writer(text, delimiter=self.table.delimiter, lineterminator=random.choice(["\r\n", "\n"])).writerows(self.lines)
        path.parent.mkdir(parents=True, exist_ok=True)
        head = b"\xff\xfe" if self.table.encoding == "utf-16" else b""
        encoding = "utf-16-le" if self.table.encoding == "utf-16" else self.table.encoding
        path.write_bytes(head + text.getvalue().encode(encoding))
        self.truth.clean.append([self.table.code, self.path, self.clean, self.row_count, 0])
