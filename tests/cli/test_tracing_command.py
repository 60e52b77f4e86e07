"""What do `waystation trace` and `waystation accounts` promise on the terminal, in JSON and on a page?"""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from waystation.cli import main
from waystation.cli.bars import AGAINST, AXIS, FOR, bars
from waystation.tracing.files.records import read_records

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TRACE = ("trace", EXAMPLES / "tracing" / "sought.yaml", EXAMPLES / "tracing" / "records.csv")
CHECK = ("accounts", "check", EXAMPLES / "accounts" / "one-network.yaml")
ADDRESS = re.compile(r"(?:src|href|url)\s*[=(]\s*[\"\']?\s*(?:https?:)?//")


class Ran:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def once(*arguments: object) -> Ran:
        capsys.readouterr()
        return Ran(main.run([str(argument) for argument in arguments]), *capsys.readouterr())

    return once


def test_the_sister_is_suggested_with_bars_for_and_against(run: Any) -> None:
    ran = run(*TRACE)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("2 suggestions, from 3 records.")
    assert ran.out.index("house-7-04") < ran.out.index("house-7-05")
    assert FOR in ran.out
    assert AGAINST in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("more", [(), ("--json",), ("--lang", "ko")])
def test_neither_who_has_not_consented_nor_who_bars_the_seeker_is_told_of(
    run: Any, more: tuple[str, ...]
) -> None:
    ran = run(*TRACE, *more)
    for secret in ("house-3-01", "house-2-12", "Sorhwa", "Han Mirae"):
        assert secret not in ran.out + ran.err


def test_json_is_the_answer(run: Any) -> None:
    told = json.loads(run(*TRACE, "--json").out)
    assert (told["waystation"], told["kind"], told["compared"]) == (1, "matches", 3)
    for match in told["matches"]:
        assert sum(term["nats"] for term in match["terms"]) == pytest.approx(match["nats"], abs=1e-9)


def test_no_more_than_asked_for_are_suggested(run: Any) -> None:
    assert len(json.loads(run(*TRACE, "--json", "--most", "1").out)["matches"]) == 1


@pytest.mark.parametrize("command", [TRACE, CHECK])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_page_is_written_for_its_owner_alone_and_asks_nobody_for_anything(
    run: Any, tmp_path: Path, command: tuple[object, ...], language: str
) -> None:
    path = tmp_path / "r.html"
    os.umask(0)
    assert run(*command, "--report", path, "--lang", language).code == 0
    text = path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert text.startswith("<!doctype html>")
    assert "default-src 'none'" in text
    assert not ADDRESS.search(text)
    assert "<script" not in text


def test_a_name_with_markup_stays_a_name(run: Any, tmp_path: Path) -> None:
    hostile = "<img src=//x onerror=alert(1)>"
    records = tmp_path / "r.csv"
    records.write_text(f"id,names,marks,consent\nr1,류설화,{hostile},all\n", encoding="utf-8")
    sought = tmp_path / "s.yaml"
    sought.write_text(
        f"waystation: 1\nseeker: [A]\nperson: {{names: [류설화], marks: ['{hostile}']}}\n", encoding="utf-8"
    )
    assert run("trace", sought, records, "--report", tmp_path / "r.html").code == 0
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert hostile not in text
    assert Environment(autoescape=True).from_string("{{ x }}").render(x=hostile) in text


@pytest.mark.parametrize("ending", ["json", "jsonl", "ftm", "xml", "pfif"])
def test_what_is_suggested_is_exported_and_nothing_else(run: Any, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out.{ending}"
    assert run(*TRACE, "--export", path).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [record.id for record in read_records(path)] == ["house-7-04", "house-7-05"]
    assert "Mirae" not in path.read_text(encoding="utf-8")


def test_contradictions_stand_as_two_quotes_and_a_rule(run: Any) -> None:
    ran = run(*CHECK)
    assert ran.code == 0
    assert "No way of counting ages allows both." in ran.out
    assert "\N{LEFT DOUBLE QUOTATION MARK}the grandmother, 80," in ran.out
    assert "Neither side is preferred" in ran.out
    told = json.loads(run(*CHECK, "--json").out)
    assert told["kind"] == "contradictions"
    assert all(c["a"]["quote"] and c["b"]["quote"] for c in told["contradictions"])


def test_claims_are_proposed_and_do_not_count_before_they_are_confirmed(run: Any, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("The grandmother is 80 years old. In 2019 she was 70 years old.")
    proposed = run("accounts", "propose", tmp_path / "t.txt", "--account", "letter", "--written", "2019")
    assert proposed.code == 0
    (tmp_path / "a.yaml").write_text(proposed.out)
    told = json.loads(run("accounts", "check", tmp_path / "a.yaml", "--json").out)
    assert (told["claims"], told["unconfirmed"], told["contradictions"]) == (0, 3, [])


@pytest.mark.parametrize(
    "arguments",
    [
        ("trace",),
        (*TRACE[:2], "nowhere.csv"),
        ("trace", "nowhere.yaml", TRACE[2]),
        (*TRACE[:2], TRACE[1]),
        (*TRACE, "--most", "0"),
        (*TRACE, "--export", "out.doc"),
        (*TRACE, "--export", "/no/such/folder/out.json"),
        (*TRACE, "--report", "r.pdf"),
        ("accounts", "check", "nowhere.yaml"),
        ("accounts", "check", TRACE[1]),
        ("accounts", "propose", "nowhere.txt"),
        ("accounts", "propose", TRACE[2], "--written", "yesterday"),
        ("accounts", "nonsense"),
    ],
)
def test_what_cannot_be_is_said_in_lines_with_exit_code_2(run: Any, arguments: tuple[object, ...]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert all(": found " in line and "; allowed: " in line for line in ran.err.splitlines())
    assert ran.err
    assert "Traceback" not in ran.err


def test_real_people_in_a_plain_file_are_pointed_out(run: Any, tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("waystation: 1\nseeker: [A]\nperson: {names: [B]}\n")
    ran = run("trace", tmp_path / "s.yaml", TRACE[2])
    assert ran.code == 0
    assert [line.partition(": ")[0] for line in ran.err.splitlines()] == [f"{tmp_path}/s.yaml", str(TRACE[2])]


def test_bars_share_one_scale() -> None:
    assert bars([6.0, -3.0, 0.0], half=6) == [
        f"      {AXIS}{FOR * 6}",
        f"   {AGAINST * 3}{AXIS}",
        f"      {AXIS}",
    ]
    assert bars([]) == []
