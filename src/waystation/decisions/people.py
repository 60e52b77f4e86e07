"""Has everybody agreed to this move, in a language of their own, alone; and who speaks for the children?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from waystation.decisions.around import Around
from waystation.domain.decision_record import Precondition
from waystation.domain.minors import may_be_minor
from waystation.domain.person import Agreement, Person, agreement

HEARD = 5  # years, from which on a child is heard itself
_INFANTS = frozenset({"infant", "baby"})


def of_people(around: Around, persons: int) -> Iterator[Precondition]:
    """Yield what must be so of those who would go; `persons` is how many the plan is for."""
    known = [each for each in around.case.persons if each in around.persons]
    yield Precondition(
        code="persons",
        detail=f"{len(known)}/{persons}",
        met=len(known) >= persons,
        may_follow=True,
        seen="person" in around.sees,
    )
    for key in known:
        person = around.persons[key]
        child = may_be_minor(person, around.at.date())
        yield from _child(around, person) if child else _adult(around, person)


def _too_young(person: Person, at: datetime) -> bool:
    if _INFANTS.intersection(person.traits):
        return True
    return person.born_from is not None and at.year - person.born_from <= HEARD


def _adult(around: Around, person: Person) -> Iterator[Precondition]:
    answer = agreement(person, "move", around.at, around.case.id)
    found = _found(answer, around.at)
    yield Precondition(code="consent", about=person.id, detail=found, met=found == "given")
    if answer is None or found != "given":
        return
    yield Precondition(
        code="confirmed",
        about=person.id,
        met=not answer.oral or answer.confirmed_at is not None,
        may_follow=True,
    )
    yield Precondition(
        code="language",
        about=person.id,
        detail=answer.language,
        met=_speaks(person, answer.language),
        may_follow=True,
    )
    yield Precondition(code="heard_alone", about=person.id, met=answer.heard_alone, may_follow=True)


def _child(around: Around, person: Person) -> Iterator[Precondition]:
    """A child's no counts; its yes alone does not."""
    answer = agreement(person, "move", around.at, around.case.id)
    found = _found(answer, around.at)
    if found in {"refused", "withdrawn"}:
        yield Precondition(code="consent", about=person.id, detail=found)
    yield _there("guardian", person, said=person.guardian)
    yield _there("best_interest", person, said=person.best_interest)
    if not _too_young(person, around.at):
        heard = person.heard_alone_at is not None or any(
            each.heard_alone for each in person.agreements if each.purpose == "move"
        )
        yield Precondition(code="child_heard_alone", about=person.id, met=heard, may_follow=True)


def _there(code: str, person: Person, said: str | None) -> Precondition:
    return Precondition(code=code, about=person.id, met=bool((said or "").strip()), may_follow=True)


def _found(answer: Agreement | None, at: datetime) -> str:
    if answer is None:
        return "not asked"
    if not answer.given:
        return "refused"
    return "withdrawn" if answer.withdrawn_at is not None and answer.withdrawn_at <= at else "given"


def _speaks(person: Person, language: str) -> bool:
    """Tell whether somebody speaks a language; ko-KP is a way of speaking ko."""
    spoken = {each.split("-")[0].lower() for each in person.languages}
    return language.split("-", maxsplit=1)[0].lower() in spoken
