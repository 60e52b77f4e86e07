"""How does each agreement stand: given, spoken and waiting, run out, refused, or taken back?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from waystation.domain.case import Case, Consent
from waystation.domain.person import ORAL, Agreement, Person, Purpose, agreement, agrees
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.shown import either

AgreementState = Literal["none", "given", "spoken", "run_out", "refused", "withdrawn"]


def state_of(answer: Agreement | None, at: datetime) -> AgreementState:
    """Return how an answer stands; `run_out` for a spoken yes that nobody confirmed within 24 hours."""
    if answer is None:
        return "none"
    if answer.withdrawn_at is not None and answer.withdrawn_at <= at:
        return "withdrawn"
    if not answer.given:
        return "refused"
    if answer.oral and answer.confirmed_at is None:
        return "spoken" if at <= answer.asked_at + ORAL else "run_out"
    return "given"


def speaks(person: Person, language: str) -> bool:
    """Tell whether a person speaks a language; of a person whose languages nobody noted, any may be hers."""
    known = {each.split("-", maxsplit=1)[0] for each in person.languages}
    return not known or language.split("-", maxsplit=1)[0] in known


def with_agreement(person: Person, answer: Agreement, *, danger: bool) -> Person:
    """Return the person with an answer. Nothing is removed.

    Raises BadInput for a language that she does not speak, and for a spoken yes where there is no present
    danger: only then a word is enough for a day.
    """
    if not speaks(person, answer.language):
        raise BadInput.at(_("language"), answer.language, either(person.languages))
    if answer.oral and answer.given and not danger:
        raise BadInput.at(_("spoken consent"), _("a case without present danger"), _("an answer in writing"))
    return person.model_copy(update={"agreements": (*person.agreements, answer)})


def _at(person: Person, number: int) -> Agreement:
    if not 0 <= number < len(person.agreements):
        raise BadInput.at(_("agreement"), str(number), _("one of hers"))
    return person.agreements[number]


def _with(person: Person, number: int, **changes: object) -> Person:
    changed = list(person.agreements)
    changed[number] = changed[number].model_copy(update=changes)
    return person.model_copy(update={"agreements": tuple(changed)})


def confirmed(person: Person, number: int, at: datetime, by: str) -> Person:
    """Return the person with a spoken yes confirmed. Raises BadInput where there is nothing to confirm."""
    if state_of(_at(person, number), at) not in {"spoken", "run_out"}:
        raise BadInput.at(
            _("agreement"), _("one that is not waiting"), _("a spoken yes that is to be confirmed")
        )
    return _with(person, number, confirmed_at=at, confirmed_by=by)


def withdrawn(person: Person, number: int, at: datetime, by: str) -> Person:
    """Return the person with a yes taken back, from this moment. Raises BadInput where there is no yes."""
    if state_of(_at(person, number), at) not in {"given", "spoken", "run_out"}:
        raise BadInput.at(
            _("agreement"), _("one that is no yes, or no longer"), _("a yes that she has given")
        )
    return _with(person, number, withdrawn_at=at, withdrawn_to=by)


def to_confirm(person: Person, at: datetime) -> list[tuple[int, Agreement, datetime]]:
    """Return the spoken answers that wait, with the moment until which each has to be confirmed."""
    return [
        (number, each, each.asked_at + ORAL)
        for number, each in enumerate(person.agreements)
        if state_of(each, at) in {"spoken", "run_out"}
    ]


def consent_of(person: Person, at: datetime, case: str, purpose: Purpose = "move") -> Consent:
    """Return a person's consent to a move as a case file has it, by her key and without her name."""
    answer = agreement(person, purpose, at, case)
    return Consent(
        person=person.id,
        given=agrees(person, purpose, at, case),
        heard_alone=answer is not None and answer.heard_alone,
        language=None if answer is None else answer.language,
    )


def refreshed(case_file: Case, persons: Sequence[Person], at: datetime, case: str) -> Case:
    """Return a case file in which the consents of these persons stand as they stand now."""
    now = {person.id: consent_of(person, at, case) for person in persons}
    guards = case_file.safeguards
    consents = tuple(now.get(each.person, each) for each in guards.consents)
    return case_file.model_copy(update={"safeguards": guards.model_copy(update={"consents": consents})})
