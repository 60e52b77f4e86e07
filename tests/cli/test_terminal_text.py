"""Can a tired person read it at 3 a.m.: the decision first, nothing cut, nothing wider than 80 columns?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import get_args

import pytest
from rich.cells import cell_len
from rich.console import RenderableType

from waystation.cli import decision_text, plan_text
from waystation.cli.screen import show
from waystation.domain.decision import Decision, Verdict
from waystation.kit.language import LANGUAGES, use
from waystation.plan.explain.names import Names

Printed = Callable[[Iterable[RenderableType]], str]


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    def run(page: Iterable[RenderableType]) -> str:
        capsys.readouterr()
        show(page)
        return capsys.readouterr().out

    return run


def test_the_decision_comes_first_then_why_then_how_then_what_if(
    decision: Decision, names: Names, printed: Printed
) -> None:
    text = printed(decision_text.page(decision, names, 0))
    parts = (
        "WAIT UNTIL Tue 6 Oct 19:00 (UTC+9)",
        "Reached safety by",
        "What makes it dangerous",
        "What would change the verdict",
        "Think of this",
        "Timetable",
        "What to do in every case",
        "Staying beside leaving",
        "Payments",
    )
    places = [text.index(part) for part in parts]
    assert text.splitlines()[0].startswith("=== WAIT UNTIL")
    assert places == sorted(places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_a_terminal_of_80_columns(
    language: str, decision: Decision, names: Names, printed: Printed
) -> None:
    use(language)
    for page in (decision_text.page(decision, names, 0), plan_text.page(decision.plan, names, 0)):
        assert max(cell_len(line) for line in printed(page).splitlines()) <= 80


@pytest.fixture(params=["20", "60", "80", "200"])
def columns(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal so many columns wide."""
    monkeypatch.setenv("COLUMNS", request.param)


@pytest.mark.usefixtures("columns")
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_however_narrow_the_terminal(
    language: str, decision: Decision, names: Names, printed: Printed
) -> None:
    use(language)
    text = printed(decision_text.page(decision, names, 0))
    assert "…" not in text
    for figure in ("99.94%", "99.40%", "27,350", "109.5", "19:00"):
        assert figure in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_stay_aligned_where_letters_are_two_columns_wide(
    language: str, decision: Decision, names: Names, printed: Printed
) -> None:
    use(language)
    text = printed(decision_text.page(decision, names, 0))
    rows = [line for line in text.splitlines() if re.match(r" ?\d+ ", line) and line.endswith("%")]
    assert len(rows) == len(decision.plan.policy.table)
    assert len({cell_len(row) for row in rows}) == 1


def test_each_verdict_has_its_own_word_and_its_own_pattern(
    decision: Decision, names: Names, printed: Printed
) -> None:
    verdicts = get_args(Verdict)
    pages = [decision_text.page(replace(decision, verdict=verdict), names, 1) for verdict in verdicts]
    heads = [printed(page).splitlines()[0] for page in pages]
    assert len({head[:3] for head in heads}) == len({head.strip("<>=x- ") for head in heads}) == len(verdicts)


def test_local_times_name_their_zone_and_who_is_met(
    decision: Decision, names: Names, printed: Printed
) -> None:
    text = printed(decision_text.page(decision, names, 0))
    assert "Tue 6 Oct 23:00 UTC+9   arrive  the river bank" in text
    assert "Wed 7 Oct 10:00 UTC+8   arrive  a house in the north-east, met by host-ne (host)" in text


def test_a_long_table_says_how_many_rows_are_left_out(
    decision: Decision, names: Names, printed: Printed
) -> None:
    assert "4 more rows" in printed(decision_text.page(decision, names, 10))
    assert "more row" not in printed(decision_text.page(decision, names, 0))


def test_without_a_terminal_there_are_no_colours(decision: Decision, names: Names, printed: Printed) -> None:
    assert "\x1b" not in printed(decision_text.page(decision, names, 0))


def test_a_front_that_is_not_complete_says_so(decision: Decision, names: Names, printed: Printed) -> None:
    slack = replace(decision.plan.front.slack, risk=0.01)
    front = replace(decision.plan.front, slack=slack)
    text = printed(plan_text.page(replace(decision.plan, front=front), names, 0))
    assert "The list is not complete" in text
    assert "0.01 in risk" in text


def test_a_plan_without_any_route_says_so_at_once(decision: Decision, names: Names, printed: Printed) -> None:
    front = replace(decision.plan.front, routes=())
    assert "No route reaches safety" in printed(plan_text.page(replace(decision.plan, front=front), names, 0))
