"""A case in the vault is planned and decided like one in files, and nothing of it is written to the disk."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from tests.cli.desk.terminal import Terminal

from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.plan.load import load_case, load_network

LEAST = ("--no-reasons",)


CACHE = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")


@pytest.fixture(autouse=True)
def _compiled_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every terminal use what is compiled already: with a home of its own it compiles for minutes."""
    begin = Terminal.__init__

    def begun(made: Terminal, *words: Any, **more: Any) -> None:
        begin(made, *words, **more)
        made.more["XDG_CACHE_HOME"] = CACHE

    monkeypatch.setattr(Terminal, "__init__", begun)


@pytest.fixture
def files(checkout: Path) -> tuple[Path, Path]:
    folder = checkout / "examples/sister"
    return folder / "network.yaml", folder / "case.yaml"


def records(files: tuple[Path, Path]) -> list[dict[str, Any]]:
    """The two files as records of a vault."""
    network: Network = load_network(files[0])
    case: Case = load_case(files[1])
    case_file = json.loads(case.model_dump_json(by_alias=True, exclude_defaults=True))
    network_file = json.loads(network.model_dump_json(by_alias=True, exclude_defaults=True))
    return [
        {"kind": "case", "schema": 1, "id": "the-sister", "network": "the-river", "case": case_file},
        {"kind": "network", "schema": 1, "id": "the-river", "network": network_file},
    ]


def test_a_case_in_the_vault_is_planned_like_the_same_one_in_files(
    desk: Terminal, files: tuple[Path, Path]
) -> None:
    desk.save(desk.compartment(), *records(files))
    assert desk.told("plan", "--case", "the-sister") == desk.told("plan", *map(str, files))
    in_vault = desk.told("decide", "--case", "the-sister", *LEAST)
    assert in_vault == desk.told("decide", *map(str, files), *LEAST)
    desk.join("Bora", "coordinator")
    rows = desk.told("ledger", "show", "--second", who="bora")["rows"]
    assert [row.get("verb") for row in rows].count("plan case") == 4  # case and network, twice


def test_whoever_may_not_plan_is_refused_before_anything_is_opened(
    at_file: Terminal, files: tuple[Path, Path]
) -> None:
    at_file.save(at_file.compartment(), *records(files))
    at_file.join("Ben", "administrator")
    refused = at_file.type("plan", "--case", "the-sister", "--once", who="ben")
    assert refused.code == 2
    assert "plan case: found somebody who may not do that" in refused.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["plan", "--case", "nobody"], "case nobody: found no such record"),
        (["plan", "--case", "the-sister", "network.yaml", "case.yaml"], "found both files and a case"),
        (["plan", "network.yaml"], "found too few files"),
        (["decide"], "found too few files"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(at_file: Terminal, words: list[str], sentence: str) -> None:
    ran = at_file.type(*words)
    assert ran.code == 2
    assert sentence in ran.err
    assert len(ran.err.splitlines()) <= 2


def test_a_case_without_its_network_says_so(at_file: Terminal, files: tuple[Path, Path]) -> None:
    case, _network = records(files)
    at_file.save(at_file.compartment(), case)
    ran = at_file.type("plan", "--case", "the-sister")
    assert ran.code == 2
    assert "network the-river: found no such record" in ran.err
