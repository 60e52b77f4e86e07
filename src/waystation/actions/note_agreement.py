"""How is written down what a person answered: for which purpose, in which language, heard alone or not?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, drafted, keep, of_kind, opened_at, opened_one
from waystation.domain.base import Flag, Frozen
from waystation.domain.case_record import CaseRecord
from waystation.domain.consents import refreshed, with_agreement
from waystation.domain.person import Agreement, Person, Purpose
from waystation.domain.record import CaseId, Language
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.finding import of_kind as found_of_kind
from waystation.vault.records import Draft, Opened, Saved

VERB = N_("note agreement")


class Answered(Frozen):
    """What a person has just answered."""

    purpose: Purpose
    given: Flag
    language: Language
    heard_alone: Flag = False
    oral: Flag = False
    """Only spoken: counts for 24 hours, and only in present danger."""
    case: CaseId | None = None
    """For this case only. Absent: for the purpose as such."""


def note_agreement(desk: Desk, person: Seen, answered: Answered) -> Saved:
    """Add an answer; the newest to a purpose counts. The case files that name her know it at once.

    Raises BadInput for a language that she does not speak and for a spoken yes without present danger;
    BothSides.
    """
    opened, value = opened_one(desk, VERB, person, Person)
    cases = cases_of(desk, VERB, value)
    made = Agreement(**answered.model_dump(), asked_at=clock.now(), asked_by=desk.session.member_id)
    after = with_agreement(value, made, danger=any(_in_danger(each) for each in cases))
    drafts = [(opened.compartment, drafted(opened, after, person)), *case_drafts(cases, after)]
    return keep(desk, VERB, drafts)[0]


def cases_of(desk: Desk, verb: str, person: Person) -> list[Opened]:
    """Open the cases of a person that the member holds."""
    found = [each.id for each in found_of_kind(desk.session, "case") if each.listed.key in person.cases]
    return opened_at(desk, verb, found) if found else []


def case_drafts(cases: list[Opened], person: Person) -> list[tuple[str, Draft]]:
    """Return the cases whose case file says something else of her consent than she does now."""
    drafts = []
    for opened in cases:
        case = of_kind(opened, CaseRecord)
        if case.case is None:
            continue
        file = refreshed(case.case, [person], clock.now(), case.id)
        if file != case.case:
            drafts.append((opened.compartment, drafted(opened, case.model_copy(update={"case": file}))))
    return drafts


def _in_danger(opened: Opened) -> bool:
    case = of_kind(opened, CaseRecord)
    return case.present_danger or case.urgency == "emergency"
