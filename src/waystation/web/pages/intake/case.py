"""What is known of a case, what stands in its way, and what may this member do next?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.permissions import may
from waystation.actions.view_case import CaseView, view_case
from waystation.domain.case_record import Answer, CaseRecord, CaseState
from waystation.domain.case_steps import STEPS, faults_of, needs_reason
from waystation.domain.consents import AgreementState, state_of, to_confirm
from waystation.domain.indicators import SIGNS, indicators, looked_for
from waystation.domain.minors import lacking, may_be_minor
from waystation.domain.person import Person, agreement
from waystation.domain.question_lists import list_of
from waystation.domain.triage import last_override, triage, urgency_of
from waystation.domain.verification import failed_in_a_row, open_challenge, verified
from waystation.kit import clock
from waystation.kit.language import N_, _
from waystation.plan.explain.safeguards import missing_text
from waystation.plan.safeguards import missing
from waystation.vault.records import Opened
from waystation.web.drafts import require_known
from waystation.web.pages.intake import words
from waystation.web.paging import show

_LACKING = {
    "guardian": N_("no guardian"),
    "best_interest": N_("no note on the best interest"),
    "heard_alone": N_("not heard alone"),
}


class Step(NamedTuple):
    """A step that a case may take next, and what stands in its way."""

    state: CaseState
    faults: tuple[str, ...]
    reason: bool
    """Whether it has to be explained."""
    decided: bool
    """Whether it is the answer to the request."""


class Traveller(NamedTuple):
    """A person of a case, as its page shows her."""

    opened: Opened
    person: Person
    minor: bool
    lacking: tuple[str, ...]
    move: AgreementState
    heard_alone: bool
    confirm_by: datetime | None


def case(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Show a case with its persons and groups; notes are opened one by one, on their own pages."""
    require_known(desk, case, CaseRecord)
    view = view_case(desk, case)
    return show(request, "intake/case.html", values(desk, view))


def values(desk: Desk, view: CaseView) -> dict[str, Any]:
    """Return what the page of a case shows."""
    opened, value = view.case
    at, role = clock.now(), desk.session.me.role
    caller = value.requester
    names = {person.id: _called(person) for _opened, person in view.persons}
    return {
        "opened": opened,
        "case": value,
        "view": view,
        "words": words,
        "steps": list(_steps(value)),
        "urgency": urgency_of(value),
        "triage": triage(value.answers),
        "override": last_override(value),
        "signs": indicators(value),
        "sign_words": SIGNS,
        "looked_for": looked_for(value),
        "verified": verified(value),
        "challenge": open_challenge(caller) if caller else None,
        "failed": failed_in_a_row(caller) if caller else 0,
        "travellers": [_traveller(each, value, at) for each in view.persons],
        "behind": list(_behind(view)),
        "names": names,
        "asked": [_asked(each) for each in value.answers],
        "missing": _missing(value, names),
        "may": lambda verb: may(role, verb),
        "who": names_of(desk),
    }


def names_of(desk: Desk) -> Callable[[str | None], str]:
    """Return what says who a member is by his id."""
    known = desk.session.directory.known

    def who(member: str | None) -> str:
        card = known.get(member or "")
        return card.name if card is not None else _("somebody")

    return who


def _steps(value: CaseRecord) -> Iterator[Step]:
    for to in STEPS[value.state]:
        faults = tuple(f"{each.found}; {_('needed')}: {each.allowed}" for each in faults_of(value, to))
        yield Step(to, faults, needs_reason(value.state, to), to in {"accepted", "declined"})


def _traveller(each: tuple[Opened, Person], value: CaseRecord, at: datetime) -> Traveller:
    opened, person = each
    minor = may_be_minor(person, at.date())
    answer = agreement(person, "move", at, value.id)
    waits = [until for _number, _answer, until in to_confirm(person, at)]
    return Traveller(
        opened=opened,
        person=person,
        minor=minor,
        lacking=tuple(_(_LACKING[word]) for word in lacking(person)) if minor else (),
        move=state_of(answer, at),
        heard_alone=answer is not None and answer.heard_alone,
        confirm_by=min(waits, default=None),
    )


def _asked(given: Answer) -> tuple[str, str, Answer]:
    """Return a question and its answer in words, and what else is known of it."""
    question = list_of(given.version).by_key.get(given.question)
    if question is None:
        return given.question, given.answer, given
    words = {choice.key: _(choice.text) for choice in question.choices}
    return _(question.text), words.get(given.answer, given.answer), given


def _called(person: Person) -> str:
    return person.names[0].text if person.names else person.id


def _behind(view: CaseView) -> Iterator[tuple[Opened, Person, Any]]:
    for opened, person in view.persons:
        for relative in person.relatives:
            if relative.whereabouts != "together":
                yield opened, person, relative


class _Called(NamedTuple):
    """What this desk calls persons and signs, where the case file has keys."""

    names: dict[str, str]

    def word(self, text: str) -> str:
        """Return a name, the words of a sign, or the word itself."""
        return self.names.get(text) or (_(SIGNS[text]) if text in SIGNS else text)


def _missing(value: CaseRecord, names: dict[str, str]) -> list[str]:
    """Return what a plan would say is missing, in words."""
    if value.case is None:
        return []
    return [missing_text(code, _Called(names)) for code in missing(value.case)]
