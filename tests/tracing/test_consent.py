"""Is nothing told of a person beyond what the person consented to, on no path and to nobody?"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from tests.tracing.made import FEWER, OPEN, SILENT, lists, searches

from waystation.cli import tracing_page
from waystation.cli.match_text import page
from waystation.domain.match import Matches
from waystation.domain.tracing import SHARED, Portrait, Sought, TracingConsent, TracingRecord
from waystation.report import sheet
from waystation.tracing.files import ftm, pfif
from waystation.tracing.match import candidates, consent, register, search
from waystation.tracing.match.register import register as registered
from waystation.tracing.match.search import search as searched


def everything(answer: Matches) -> str:
    """All that anybody can get of an answer: JSON, text, page, exports, and how it looks to a programmer."""
    console = Console(width=100, file=None)
    with console.capture() as shown:
        for part in page(answer):
            console.print(part)
    records = [match.record for match in answer.matches]
    said = [
        json.dumps(answer.to_dict(), ensure_ascii=False),
        shown.get(),
        tracing_page.matches_page(answer).decode(),
    ]
    return "\n".join([*said, ftm.write(records).decode(), pfif.write(records).decode(), repr(answer)])


@pytest.fixture(autouse=True, scope="module")
def one_moment() -> Any:
    """A page says when it was made; two pages made a minute apart must not differ for that."""
    with pytest.MonkeyPatch.context() as patch:

        class Clock:
            @staticmethod
            def now(_zone: object) -> date:
                return date(2026, 1, 1)

        patch.setattr(sheet, "datetime", Clock)
        yield


@FEWER
@given(lists(), searches())
def test_the_answer_is_the_same_whether_or_not_those_who_share_nothing_are_known(
    drawn: list[tuple[bool, TracingRecord]], sought: Sought
) -> None:
    everybody = registered(record for _, record in drawn)
    told = registered(record for open_, record in drawn if open_)
    assert everything(searched(everybody, sought)) == everything(searched(told, sought))


@FEWER
@given(lists(), searches())
def test_only_those_who_let_the_seeker_know_are_suggested_counted_or_compared(
    drawn: list[tuple[bool, TracingRecord]], sought: Sought
) -> None:
    known = registered(record for _, record in drawn)
    answer = searched(known, sought)
    told = {record.id for open_, record in drawn if open_}
    numbers, compared = candidates.candidates(known, sought)
    assert {record.id for record in known.shelf.take(numbers)} <= told
    assert compared == len(told)
    assert {match.record.id for match in answer.matches} <= told
    assert answer.compared == len(told)
    assert answer.candidates <= len(told)


SECRETS = {
    "names": "QNAMEQ",
    "born": "1977-07-07",
    "origin": "QORIGINQ",
    "seen": "QSEENQ",
    "relatives": "QKINQ",
    "marks": "QMARKQ",
    "languages": "QTONGUEQ",
    "contact": "QCONTACTQ",
}
PART = {"born": "age"}


def secretive(shares: tuple[str, ...]) -> TracingRecord:
    person = {
        "names": ["QNAMEQ Kim"],
        "born": "1977-07-07",
        "sex": "female",
        "origin": ["KP", "QORIGINQ"],
        "seen": [{"when": "2019", "place": ["CN", "QSEENQ"]}],
        "relatives": [{"kin": "mother", "names": ["QKINQ Lee"]}],
        "marks": ["QMARKQ"],
        "languages": ["QTONGUEQ"],
    }
    given_ = {"shares": shares, "barred": ["QBARREDQ"]}
    return TracingRecord.model_validate(
        {"id": "x", "person": person, "contact": "QCONTACTQ", "consent": given_}
    )


@FEWER
@given(st.sets(st.sampled_from(SHARED), min_size=1))
def test_what_is_not_shared_is_neither_used_nor_told(shares: set[str]) -> None:
    known = secretive(tuple(part for part in SHARED if part in shares))
    sought = Sought(waystation=1, seeker=("Han Mi-rae",), person=Portrait(names=("Pak Chol",)))
    exact = sought.model_copy(update={"person": known.person})
    for asked in (sought, exact):
        answer = searched(registered([known]), asked)
        told = "".join(str(match.record.model_dump()) for match in answer.matches)
        for field, secret in SECRETS.items():
            assert secret not in told or PART.get(field, field) in shares
        assert "QBARREDQ" not in everything(answer)
    used = {term.field for match in searched(registered([known]), exact).matches for term in match.terms}
    assert used <= shares


def test_whoever_spells_their_name_differently_is_still_barred() -> None:
    person = Portrait(names=("이소연",))
    known = [
        TracingRecord(id="x", person=person, consent=TracingConsent(shares=SHARED, barred=("Han Mi-rae",)))
    ]
    for spelled in ("Han Mi-rae", "HAN MI-RAE", "Mirae Han", "Han Mirae", "한미래"):
        sought = Sought(waystation=1, seeker=("Somebody Else", spelled), person=person)
        assert searched(registered(known), sought).compared == 0, spelled
    sought = Sought(waystation=1, seeker=("Pak Chol",), person=person)
    assert searched(registered(known), sought).compared == 1


def test_a_consent_ends_after_its_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    given_ = TracingConsent.model_validate({"shares": SHARED, "until": "2027-03-14"})
    known = registered([TracingRecord(id="x", person=Portrait(names=("이소연",)), consent=given_)])
    sought = Sought(waystation=1, seeker=("Han Mi-rae",), person=Portrait(names=("이소연",)))
    for day, told in ((date(2027, 3, 14), 1), (date(2027, 3, 15), 0)):
        monkeypatch.setattr(candidates, "today", lambda day=day: day)
        assert searched(known, sought).compared == told


def test_no_argument_lifts_it() -> None:
    """Whoever adds an argument to a step of a search must come by here and say what it is for."""
    arguments: dict[Callable[..., object], list[str]] = {
        searched: ["register", "sought", "most"],
        registered: ["records"],
        consent.projected: ["record"],
        consent.shown: ["record"],
        consent.barred: ["names", "seeker"],
        consent.today: [],
        candidates.visible: ["register", "seeker"],
        candidates.candidates: ["register", "sought"],
    }
    for function, names in arguments.items():
        assert list(inspect.signature(function).parameters) == names


def test_every_kind_of_silence_and_of_consent_is_drawn_in_these_tests() -> None:
    person = Portrait(names=("이소연",), sex="female")
    sought = Sought(waystation=1, seeker=("Han Mi-rae",), person=person)
    for kinds, told in ((SILENT, 0), (OPEN, len(OPEN))):
        known = registered(
            TracingRecord(id=f"r{n}", person=person, consent=kind) for n, kind in enumerate(kinds)
        )
        assert searched(known, sought).compared == told


def test_nothing_in_this_folder_sees_a_record_but_through_its_consent() -> None:
    source = inspect.getsource(register) + inspect.getsource(search) + inspect.getsource(candidates)
    assert source.count("shelf.put") == 1  # one way onto the shelf
    assert "projected(record)" in inspect.getsource(register.register)
