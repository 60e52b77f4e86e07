"""Does `waystation convert` write what was there, say what would change, and seal what should be?"""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyrage  # type: ignore[import-untyped]
import pytest

from waystation.cli import main
from waystation.plan.load import load_case, load_network

FAMILY = Path(__file__).resolve().parents[2] / "examples" / "family"
NETWORK, CASE = FAMILY / "network.yaml", FAMILY / "case.yaml"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def once(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main.run([str(argument) for argument in ("convert", *arguments)])
        return Ran(code, *capsys.readouterr())

    return once


@pytest.mark.parametrize("name", ["there.xlsx", "tables", "there.json"])
def test_a_network_and_back_is_the_same_network(run: Run, tmp_path: Path, name: str) -> None:
    assert run(NETWORK, tmp_path / name).code == 0
    ran = run(tmp_path / name, tmp_path / "back.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert load_network(tmp_path / "back.yaml") == load_network(NETWORK)


def test_a_case_beside_its_network_and_out_again(run: Run, tmp_path: Path) -> None:
    ran = run(NETWORK, tmp_path / "all.xlsx", "--with", CASE)
    assert ran.out.endswith("all.xlsx: 2 things written.\n")
    identity = load_case(CASE).id
    assert run(tmp_path / "all.xlsx", tmp_path / "case.yaml", "--only", identity).code == 0
    assert load_case(tmp_path / "case.yaml") == load_case(CASE)
    refused = run(tmp_path / "all.xlsx", tmp_path / "both.yaml")
    assert refused.code == 2
    assert "found 2 networks and cases; allowed: one" in refused.err
    assert not (tmp_path / "both.yaml").exists()


def test_a_dry_run_says_what_would_change_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    changed = tmp_path / "changed.yaml"
    changed.write_text(
        NETWORK.read_text().replace("id: la-house", "id: la-home").replace("la-house", "la-home")
    )
    before = changed.read_bytes()
    ran = run(changed, "--dry-run", NETWORK)
    assert (ran.code, ran.err) == (0, "")
    assert "- places la-home" in ran.out
    assert "- places la-house" in ran.out
    assert ran.out.rstrip().endswith("2 new, 7 changed, 2 missing. Nothing was written.")
    assert changed.read_bytes() == before
    data = json.loads(run(changed, "--dry-run", NETWORK, "--json").out)
    assert {"table": "places", "key": "la-home", "what": "added", "fields": []} in data["changes"]
    assert run(NETWORK, "--dry-run", NETWORK).out.startswith("Nothing would change.")


def test_a_sealed_workbook_is_never_in_clear(run: Run, tmp_path: Path) -> None:
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"{key}\n")
    sealed = tmp_path / "network.xlsx.age"
    assert run(NETWORK, sealed, "--recipient", key.to_public()).code == 0
    assert sealed.read_bytes().startswith(b"age-encryption.org/")
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["key.txt", "network.xlsx.age"]
    assert run(sealed, tmp_path / "back.yaml", "--identity", tmp_path / "key.txt").code == 0
    assert load_network(tmp_path / "back.yaml") == load_network(NETWORK)


def test_real_people_in_a_plain_file_are_pointed_out(run: Run, tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text(CASE.read_text().replace("fictional: true", "fictional: false"))
    assert "real people belong in a vault" in run(real, tmp_path / "real.xlsx").err
    assert run(CASE, tmp_path / "invented.xlsx").err == ""


def test_a_folder_with_other_tables_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "houses.csv").write_text("id,beds\r\nH,6\r\n")
    ran = run(NETWORK, tmp_path / "tables")
    assert ran.code == 2
    assert "found 1 other .csv file there; allowed: a folder that is new, or holds the same tables" in ran.err
    assert [path.name for path in (tmp_path / "tables").iterdir()] == ["houses.csv"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((NETWORK,), "neither TO nor --dry-run"),
        ((NETWORK, "x.xlsx", "--dry-run", NETWORK), "TO and --dry-run"),
        ((NETWORK, "x.ods"), "a name of another ending"),
        ((NETWORK, "tables.age"), "a name of another ending"),
        ((NETWORK, "x.xlsx", "--recipient", "age1x"), "a file in clear"),
        ((NETWORK, "x.xlsx", "--with", NETWORK), "a second network"),
        ((CASE, "x.xlsx", "--with", CASE), "an id that stands in two of them"),
        ((NETWORK, "x.xlsx", "--only", "nobody"), "found nobody; allowed: network, cases"),
        (("nowhere.xlsx", "x.yaml"), "no such file"),
        ((NETWORK, "nowhere/x.yaml"), "no such file or folder"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[object, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_everything_is_said_in_korean_too(run: Run) -> None:
    assert run(NETWORK, "--dry-run", NETWORK, "--lang", "ko").out.startswith("바뀔 것이 없습니다.")
