"""Is what the guide says of the documented journeys what the program says?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.examples import shelf
from tests.examples.answers import decided

from waystation.cli import main

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "guide" / "cases.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(\S+)` \| `(\S+)` \| (.+) \| (\S+) % \| (\S+) % \|$", GUIDE, re.MULTILINE)
QUOTED = re.findall(r"^```\n\$ waystation (.+)\n((?:.*\n)+?)```$", GUIDE, re.MULTILINE)


def test_the_table_has_every_story() -> None:
    assert [(network, case) for network, case, *_ in ROWS] == [
        (network, case) for network, cases in shelf.STORIES.items() for case in cases
    ]


@pytest.mark.parametrize(("network", "case", "verdict", "p_safe", "p_low"), ROWS)
def test_the_figures_in_the_table_are_those_of_the_program(
    network: str, case: str, verdict: str, p_safe: str, p_low: str
) -> None:
    decision = decided(network, case)
    assert decision.verdict == verdict
    assert (f"{decision.p_safe:.1%}", f"{decision.p_low:.1%}") == (f"{p_safe}%", f"{p_low}%")


@pytest.mark.parametrize(("command", "lines"), QUOTED, ids=[command.split("/")[1] for command, _ in QUOTED])
def test_what_is_quoted_is_what_is_printed(
    command: str, lines: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(shelf.EXAMPLES.parent)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert main.run(command.split()) == 0
    printed = iter(capsys.readouterr().out.splitlines())
    for line in lines.splitlines():
        if line != "...":
            assert any(said.startswith(line) for said in printed), line
