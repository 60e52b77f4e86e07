"""How long do tables take, and how much of it is the library's: a large network, thousands of observations?

    python -m bench.exchange [OBSERVATIONS]

Written and read in memory, processor seconds. Beside it in the same run: the library alone, with the same
cells (openpyxl, csv), or with the same data (PyYAML's own loader and dumper, json). What we do more is to
check every cell, to look through a workbook before it is opened, and to keep a place for every value.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any

import yaml
from bench.decide import LARGE
from bench.table import Row, report, timed
from openpyxl import Workbook, load_workbook

from waystation.domain.observation import Observation, Source
from waystation.exchange import formats
from waystation.exchange.contents import Contents
from waystation.exchange.csvfolder import csv_text, read_csv
from waystation.exchange.filling import tables_of
from waystation.exchange.tables import Tables
from waystation.exchange.text import document
from waystation.plan.load import load_network

MANY = 5_000


def contents(observations: int) -> Contents:
    """Return the large network with observations of its legs."""
    network = load_network(LARGE)
    seen, source = datetime(2026, 3, 2, 18, tzinfo=UTC), Source(kind="helper", who="k1", trust=0.8)
    legs = [leg.id for leg in network.legs]
    records = tuple(
        Observation(
            id=f"o{i}", about="leg", which=legs[i % len(legs)], what="patrols", value=i / 7, seen_at=seen,
            words="two on the bridge, one with a dog", source=source, half_life_hours=24,
        )
        for i in range(observations)
    )  # fmt: skip
    return Contents(network, (), records)


def _csv_files(whole: Contents) -> dict[str, bytes]:
    return {name: csv_text(table).encode() for name, table in tables_of(whole).items()}


def _from_csv(files: dict[str, bytes]) -> Contents:
    tables: Tables = {name: read_csv(data, name) for name, data in files.items()}
    return formats.from_tables(tables, "folder")


def _bare_xlsx(whole: Contents) -> bytes:
    book, held = Workbook(), BytesIO()
    for name, table in tables_of(whole).items():
        sheet = book.create_sheet(name)
        for row in (table.headings, *table.rows):
            sheet.append(list(row))
    book.save(held)
    return held.getvalue()


def _cells(data: bytes) -> int:
    book = load_workbook(BytesIO(data), read_only=True)
    return sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))


def _bare_csv(whole: Contents) -> dict[str, str]:
    texts = {}
    for name, table in tables_of(whole).items():
        held = StringIO()
        csv.writer(held).writerows([table.headings, *table.rows])
        texts[name] = held.getvalue()
    return texts


def _row(what: str, whole: Contents, ways: tuple[Callable[[Any], Any], ...]) -> Row:
    """Measure writing and reading, ours and the library's."""
    write, read, bare_write, bare_read = ways
    made, wrote = timed(lambda: write(whole))
    back, took = timed(lambda: read(made))
    if back != whole:
        raise AssertionError(f"{what} is not what was written")
    plain, bare_wrote = timed(lambda: bare_write(whole))
    _, bare_took = timed(lambda: bare_read(plain))
    size = sum(map(len, made.values())) if isinstance(made, dict) else len(made)
    return {
        "format": what, "MB": size / 1e6, "write s": wrote.cpu, "library": bare_wrote.cpu,
        "read s": took.cpu, "library alone": bare_took.cpu, "read ratio": took.cpu / bare_took.cpu,
    }  # fmt: skip


def measured(observations: int) -> list[Row]:
    """Return a row for each format."""
    whole = contents(observations)
    plain_yaml = yaml.CSafeDumper, yaml.CSafeLoader
    return [
        _row("xlsx", whole, (
            lambda c: formats.to_bytes(c, "xlsx", "x"), lambda b: formats.from_bytes(b, "xlsx", "x"),
            _bare_xlsx, _cells,
        )),
        _row("csv", whole, (
            _csv_files, _from_csv, _bare_csv,
            lambda texts: [list(csv.reader(StringIO(text))) for text in texts.values()],
        )),
        _row("yaml", whole, (
            lambda c: formats.to_bytes(c, "yaml", "x"), lambda b: formats.from_bytes(b, "yaml", "x"),
            lambda c: yaml.dump(document(c), Dumper=plain_yaml[0]), lambda t: yaml.load(t, plain_yaml[1]),  # noqa: S506  (C's safe one)
        )),
        _row("json", whole, (
            lambda c: formats.to_bytes(c, "json", "x"), lambda b: formats.from_bytes(b, "json", "x"),
            lambda c: json.dumps(document(c)), json.loads,
        )),
    ]  # fmt: skip


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    report("exchange", measured(number), observations=number)
