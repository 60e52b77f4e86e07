"""Does whatever is written as tables or text come back as exactly the same objects?"""

from __future__ import annotations

import re
import time
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples.shelf import CASES, NETWORKS, case, network
from tests.exchange.written import AWKWARD, instance, reworded, texts, whole

from waystation.domain.case import Case, Group
from waystation.exchange import formats
from waystation.exchange.cells import (
    guarded,
    guarded_inside,
    joined,
    split,
    told,
    unguarded,
    unguarded_inside,
    written,
)
from waystation.exchange.contents import Contents
from waystation.exchange.csvfolder import csv_text, read_csv
from waystation.exchange.filling import tables_of
from waystation.exchange.tables import Tables
from waystation.plan.load import load_case, load_network

FILES: list[formats.Format] = ["xlsx", "yaml", "json"]


def through_csv(contents: Contents) -> Contents:
    """Write every table as CSV text and read it back."""
    texts: Tables = {
        name: read_csv(csv_text(table).encode(), name) for name, table in tables_of(contents).items()
    }
    return formats.from_tables(texts, "folder")


def through(contents: Contents, kind: formats.Format) -> Contents:
    if kind == "csv":
        return through_csv(contents)
    return formats.from_bytes(formats.to_bytes(contents, kind, "file"), kind, "file")


@pytest.mark.parametrize("kind", [*FILES, "csv"])
@pytest.mark.parametrize("name", NETWORKS)
def test_every_example_network_comes_back_equal(name: str, kind: formats.Format) -> None:
    contents = Contents(network(name))
    assert through(contents, kind) == contents


@pytest.mark.parametrize("kind", [*FILES, "csv"])
def test_all_example_cases_come_back_equal(kind: formats.Format) -> None:
    cases = {name: case(name) for name in CASES}
    unlike = tuple(request.model_copy(update={"id": name}) for name, request in cases.items())
    assert through(Contents(cases=unlike), kind) == Contents(cases=unlike)


@pytest.mark.parametrize("kind", [*FILES, "csv"])
@given(seed=st.integers(0, 10_000))
@settings(max_examples=15)
def test_random_networks_come_back_equal(kind: formats.Format, seed: int) -> None:
    assert through(instance(seed), kind) == instance(seed)


@pytest.mark.parametrize("kind", [*FILES, "csv"])
@given(contents=reworded(whole()))
@settings(max_examples=12)
def test_whatever_people_write_comes_back_equal(kind: formats.Format, contents: Contents) -> None:
    assert through(contents, kind) == contents


@pytest.mark.parametrize("name", NETWORKS)
def test_the_planner_reads_the_networks_that_are_written(name: str, tmp_path: Path) -> None:
    for file in ("network.yaml", "network.json"):
        formats.write(tmp_path / file, Contents(network(name)))
        assert load_network(tmp_path / file) == network(name)


@given(contents=reworded(whole()))
@settings(max_examples=15)
def test_the_planner_reads_the_cases_that_are_written(
    contents: Contents, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / "case.yaml"
    formats.write(file, Contents(cases=contents.cases))
    assert load_case(file) == contents.cases[0]


@given(text=texts())
@settings(max_examples=40)
def test_a_text_in_yaml_is_read_as_that_text(text: str) -> None:
    contents = Contents(cases=(Case(waystation=1, id=text, from_="A", deadline=1, group=Group(persons=1)),))
    for kind in FILES:
        assert through(contents, kind) == contents


def test_a_workbook_tells_nothing_of_when_it_was_made() -> None:
    """The same contents are the same bytes, whenever they are written."""
    contents = instance(1)
    first = formats.to_bytes(contents, "xlsx", "x")
    with mock.patch("time.localtime", return_value=time.gmtime(2_000_000_000)):
        assert formats.to_bytes(contents, "xlsx", "x") == first
    assert str(datetime.now(UTC).year).encode() not in zipfile.ZipFile(BytesIO(first)).read(
        "docProps/core.xml"
    )


@given(text=st.text())
def test_a_guarded_text_is_never_computed_and_is_given_back(text: str) -> None:
    safe = guarded(text)
    assert unguarded(safe) == text
    assert not safe.lstrip(" \u00a0\u3000").startswith(("=", "+", "-", "@", "\t", "\r", "|", "%"))


@given(text=st.text() | texts() | st.text("=+-@'\t\n;, |x1"))
def test_a_text_in_csv_is_never_computed_whichever_mark_it_is_taken_apart_at(text: str) -> None:
    safe = guarded_inside(guarded(text))
    assert unguarded(unguarded_inside(safe)) == text
    for piece in re.split("[;,\t\r\n|]", safe):
        assert not piece.lstrip(" \u00a0\u3000").startswith(("=", "+", "-", "@", "%", "\uff1d")), safe


@given(items=st.lists(texts().map(str.strip).filter(bool)))
def test_a_list_in_a_cell_is_read_as_that_list(items: list[str]) -> None:
    assert split(joined(items)) == items
    assert told(written(items, "list") or "", "list") == items


@pytest.mark.parametrize(
    "text", ["infant, elderly", "infant;elderly", " infant ; elderly;", "infant、elderly"]
)
def test_a_list_is_read_as_people_write_it(text: str) -> None:
    assert split(text) == ["infant", "elderly"]


@pytest.mark.parametrize("text", AWKWARD)
def test_an_awkward_word_goes_through_every_format_as_an_id(text: str) -> None:
    contents = instance(3)
    renamed = contents.cases[0].model_copy(update={"id": text})
    for kind in (*FILES, "csv"):
        assert through(Contents(cases=(renamed,)), kind).cases == (renamed,)
