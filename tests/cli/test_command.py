"""How does the command behave: exit codes, errors, JSON, reports, languages?"""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import PIPE
from typing import Any, NamedTuple

import pytest

from waystation.cli import deciding, main, planning
from waystation.domain.decision import Decision

FAMILY = Path(__file__).resolve().parents[2] / "examples" / "family"
FILES = (str(FAMILY / "network.yaml"), str(FAMILY / "case.yaml"))


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
        code = main.run([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return once


@pytest.fixture
def engine_says(decision: Decision, monkeypatch: pytest.MonkeyPatch) -> Decision:
    """The engine answers at once with the decision made by hand."""
    monkeypatch.setattr(deciding, "decide", lambda *_a, **_k: decision)
    monkeypatch.setattr(planning, "plan", lambda *_a, **_k: decision.plan)
    return decision


@pytest.mark.usefixtures("engine_says")
def test_a_decision_is_printed_and_the_exit_code_is_0(run: Run) -> None:
    ran = run("decide", *FILES)
    assert ran.code == 0
    assert ran.out.startswith("=== WAIT UNTIL")
    assert ran.err == ""


def test_json_is_what_to_dict_returns(run: Run, engine_says: Decision) -> None:
    printed = json.loads(run("plan", *FILES, "--json").out)
    assert printed == json.loads(json.dumps(engine_says.plan.to_dict()))
    decided = json.loads(run("decide", *FILES, "--json").out)
    assert decided["payments"][0]["holdback"]["cents"] == 1218.46
    assert decided["payments"][1]["holdback"]["amount"] is None


@pytest.mark.usefixtures("engine_says")
def test_korean_on_request(run: Run) -> None:
    assert "까지 기다림" in run("decide", *FILES, "--lang", "ko").out
    assert "사용법" in run("plan", "--lang", "ko", "--help").out


@pytest.mark.usefixtures("engine_says")
def test_the_locale_chooses_the_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert "까지 기다림" in run("decide", *FILES).out


def test_every_fault_of_both_files_is_a_line_on_stderr(run: Run, tmp_path: Path) -> None:
    network, case = tmp_path / "n.yaml", tmp_path / "c.yaml"
    network.write_text("waystation: 1\nfictional: true\nstart: noon\nplaces: []\n")
    case.write_text("waystation: 1\nfictional: true\nid: x\nfrom: A\ngroup: {persons: 0}\ndeadline: 9\n")
    ran = run("decide", network, case)
    lines = ran.err.splitlines()
    assert ran.code == 2
    assert ran.out == ""
    assert any("n.yaml:3 start" in line for line in lines)
    assert any("c.yaml:5 group.persons" in line for line in lines)
    assert all("found" in line and "allowed" in line for line in lines)


def test_faults_are_json_too_where_json_was_asked_for(run: Run, tmp_path: Path) -> None:
    ran = run("check", tmp_path / "nowhere.yaml", "--json")
    told = json.loads(ran.out)
    assert ran.code == 2
    assert (told["waystation"], told["kind"]) == (1, "error")
    assert set(told["faults"][0]) == {"where", "found", "allowed"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("plan",),
        ("plan", *FILES, "--nonsense"),
        ("plan", *FILES, "--objectives", "risk,comfort"),
        ("plan", *FILES, "--objectives", "risk,risk"),
        ("plan", *FILES, "--time-limit", "-1"),
        ("plan", *FILES, "--report", "report.pdf"),
        ("plan", *FILES, "--report", "/no/such/folder/report.html"),
        ("plan", *FILES, "--recipient", "age1x"),
        ("plan", *FILES, "--report", "r.html.age", "--recipient", "age1x"),
        ("decide", *FILES, "--lang", "xx"),
        ("schema", "house"),
        ("simulate", *FILES, "--journeys", "0"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_exit_code_2(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert "found" in ran.err


def test_too_little_memory_is_said_in_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def large(*_a: object, **_k: object) -> None:
        raise MemoryError

    monkeypatch.setattr(deciding, "decide", large)
    ran = run("decide", *FILES)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Waystation needs more memory than it was given, and nothing was written.\n"


def test_a_fault_of_the_program_tells_no_name_and_no_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_a: Any, **_k: Any) -> Any:
        raise KeyError("grandmother")

    monkeypatch.setattr(deciding, "decide", broken)
    ran = run("decide", *FILES)
    assert ran.code == 1
    assert "grandmother" not in ran.err
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) == 1
    assert "KeyError" in ran.err


def test_ctrl_c_ends_with_130_and_leaves_no_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_a: Any, **_k: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(deciding, "decide", interrupted)
    ran = run("decide", *FILES, "--report", tmp_path / "r.html")
    assert ran.code == 130
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("engine_says")
def test_a_report_is_written_for_its_owner_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    os.umask(0)
    assert run("decide", *FILES, "--report", path).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [p.name for p in tmp_path.iterdir()] == ["r.html"]


@pytest.mark.usefixtures("engine_says")
def test_a_sealed_report_opens_with_the_key_it_was_sealed_for(run: Run, tmp_path: Path) -> None:
    from pyrage import decrypt, x25519  # type: ignore[import-untyped]  # noqa: PLC0415

    key, path = x25519.Identity.generate(), tmp_path / "r.html.age"
    assert run("plan", *FILES, "--report", path, "--recipient", key.to_public()).code == 0
    assert b"Waystation" not in path.read_bytes()
    assert b"<!doctype html>" in decrypt(path.read_bytes(), [key])


@pytest.mark.usefixtures("engine_says")
def test_a_plain_file_of_real_people_is_warned_of_on_stderr(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(Path(FILES[1]).read_text().replace("fictional: true\n", ""))
    ran = run("decide", FILES[0], case)
    assert ran.code == 0
    assert "real people belong in a vault" in ran.err
    assert "case.yaml" in ran.err


def test_check_says_that_all_is_well(run: Run) -> None:
    ran = run("check", *FILES)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Sound")
    assert json.loads(run("check", *FILES, "--json").out)["kind"] == "check"


def test_schemas_are_json(run: Run) -> None:
    for kind in ("network", "case"):
        assert json.loads(run("schema", kind).out)["$id"] == f"urn:waystation:{kind}:1"


def test_objectives_reach_the_engine(run: Run, decision: Decision, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def plan(_network: Any, _case: Any, objectives: Any, **_k: Any) -> Any:
        asked.append(objectives)
        return decision.plan

    monkeypatch.setattr("waystation.plan.api.plan", plan)
    assert run("plan", *FILES, "--objectives", "cost, risk").code == 0
    assert asked == [("cost", "risk")]


@pytest.mark.usefixtures("engine_says")
def test_the_demo_decides_the_family(run: Run) -> None:
    ran = run("demo")
    assert ran.code == 0
    assert "WAIT UNTIL" in ran.out


def test_an_unknown_case_of_the_engine_is_not_swallowed(
    run: Run, engine_says: Decision, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = replace(engine_says, missing=("moonlight:ann",))
    monkeypatch.setattr(deciding, "decide", lambda *_a, **_k: odd)
    assert "moonlight:ann" in run("decide", *FILES).out


def test_ctrl_c_during_a_long_search_ends_it_soon(command: str) -> None:
    arguments = [command, "simulate", *FILES, "--journeys", "1000000000"]
    with subprocess.Popen(arguments, stdout=PIPE, stderr=PIPE, text=True) as process:
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err
    assert len(err.split("\n")) <= 3


def test_the_demo_works_offline_from_end_to_end(command: str, tmp_path: Path) -> None:
    report = tmp_path / "family.html"
    arguments = [command, "demo", "--no-reasons", "--json", "--report", str(report)]
    printed = subprocess.run(arguments, check=True, capture_output=True, text=True, cwd=tmp_path)
    decided = json.loads(printed.stdout)
    assert (decided["kind"], decided["case"]) == ("decision", "family")
    assert decided["plan"]["policy"]["table"]
    assert report.read_text(encoding="utf-8").count("<section") > 6
    assert printed.stderr == ""


def test_a_simulation_says_its_intervals(run: Run) -> None:
    ran = run("simulate", *FILES, "--journeys", "2000", "--seed", "7")
    assert ran.code == 0
    assert "2,000 journeys played, seed 7" in ran.out
    assert "credible intervals" in ran.out
    assert run("simulate", *FILES, "--journeys", "2000", "--seed", "7").out == ran.out
    assert json.loads(run("simulate", *FILES, "--journeys", "10", "--json").out)["kind"] == "simulation"
