"""How is the case file that plans are made from composed of persons, answers and what a member says?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from waystation.domain.base import Amount, Frozen, Positive, Probability, Text
from waystation.domain.case import Case, Child, Group, LeftBehind, Safeguards
from waystation.domain.case_record import CaseRecord
from waystation.domain.consents import consent_of
from waystation.domain.group_record import GroupRecord
from waystation.domain.indicators import trafficking_of
from waystation.domain.minors import may_be_minor
from waystation.domain.network import Network
from waystation.domain.person import Person
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import _


class CaseTerms(Frozen):
    """What a member says of a case, beside what the records of its persons say.

    No floor: the organisation's is set beforehand, elsewhere.
    """

    origin: Text
    """The id of the place where the group is at hour 0."""
    deadline: Amount
    """Hours from the network's start."""
    step: Positive = 1.0
    found_per_day: Probability | None = None
    harmed_per_day: Probability = 0.0
    too_late: Amount | None = None


def composed(
    case: CaseRecord,
    terms: CaseTerms,
    group: GroupRecord,
    persons: Sequence[Person],
    at: datetime,
) -> Case:
    """Return the case file of a group: by keys, without a name.

    A floor that stands in the case file already stays. Who has reviewed the safeguards is asked again. Raises
    BadInput for a member of the group whose record is not there, and for relatives left behind of whom nobody
    has judged how likely they are harmed.
    """
    by_key = {person.id: person for person in persons}
    if faults := list(_missing(group, by_key)):
        raise BadInput(faults)
    members = [by_key[key] for key in group.members]
    before = case.case
    return Case(
        waystation=1,
        id=case.id,
        from_=terms.origin,
        group=Group(persons=len(members), traits=traits_of(group, members)),
        deadline=terms.deadline,
        step=terms.step,
        found_per_day=terms.found_per_day,
        harmed_per_day=terms.harmed_per_day,
        too_late=terms.too_late,
        left_behind=tuple(_left_behind(members)),
        safeguards=safeguards_of(case, members, at),
        floor=None if before is None else before.floor,
        floor_low=None if before is None else before.floor_low,
    )


def _missing(group: GroupRecord, persons: dict[str, Person]) -> Iterator[Fault]:
    if not group.members:
        yield Fault(_("group"), _("nobody in it"), _("at least one person"))
    if absent := [key for key in group.members if key not in persons]:
        found = _("{count} members without a record here").format(count=len(absent))
        yield Fault(_("group"), found, _("persons whose records can be opened"))
    for person in persons.values():
        for relative in person.relatives if person.id in group.members else ():
            if relative.whereabouts == "left_behind" and relative.p is None:
                where = _("relative of {person}").format(person=person.id)
                yield Fault(
                    where, _("left behind, and nobody has judged the harm"), _("a probability, 0 to 1")
                )


def traits_of(group: GroupRecord, members: Sequence[Person]) -> tuple[str, ...]:
    """Return the traits of a group: its own and those of its members, each once."""
    return tuple(dict.fromkeys([*group.traits, *(trait for each in members for trait in each.traits)]))


def _left_behind(members: Sequence[Person]) -> Iterator[LeftBehind]:
    """Yield the relatives who stay; whoever has a record is counted once, with the worst that is known."""
    found: dict[str, LeftBehind] = {}
    for person in members:
        for number, relative in enumerate(person.relatives):
            if relative.whereabouts != "left_behind" or relative.p is None:
                continue
            who = relative.person or f"{person.id}-{number + 1}"
            told = LeftBehind(who=who, p=relative.p, then=relative.then or "unknown", told=relative.told)
            if who not in found or found[who].p < told.p:
                found[who] = told
    yield from found.values()


def safeguards_of(case: CaseRecord, members: Sequence[Person], at: datetime) -> Safeguards:
    """Return what protects these persons, as it stands now. Reviewed by nobody yet.

    A child has a guardian and a note on its best interest; one old enough to be asked has its own answer too.
    """
    minors = {each.id for each in members if may_be_minor(each, at.date())}
    children = tuple(
        Child(person=each.id, guardian=each.guardian, best_interest=each.best_interest)
        for each in members
        if each.id in minors
    )
    asked = [each for each in members if each.id not in minors or _was_asked(each)]
    consents = tuple(consent_of(each, at, case.id) for each in asked)
    return Safeguards(consents=consents, children=children, trafficking=trafficking_of(case))


def _was_asked(person: Person) -> bool:
    return any(each.purpose == "move" for each in person.agreements)


def in_step(case: CaseRecord) -> CaseRecord:
    """Return a case whose case file knows of the signs that stand now."""
    if case.case is None:
        return case
    guards = case.case.safeguards.model_copy(update={"trafficking": trafficking_of(case)})
    return case.model_copy(update={"case": case.case.model_copy(update={"safeguards": guards})})


def reviewed(case: CaseRecord, by: str) -> CaseRecord:
    """Return a case whose safeguards somebody has read who did not compose the case file. Raises BadInput."""
    if case.case is None:
        raise BadInput.at(_("review"), _("a case without a case file"), _("a case file"))
    if case.composed_by == by:
        raise BadInput.at(_("review"), _("the one who composed the case file"), _("another member"))
    guards = case.case.safeguards
    names = (*(each for each in guards.reviewed_by if each != by), by)
    changed = case.case.model_copy(update={"safeguards": guards.model_copy(update={"reviewed_by": names})})
    return case.model_copy(update={"case": changed})


def fits(case_file: Case, network: Network) -> None:
    """Raise BadInput where the case begins at a place that the network does not have."""
    if case_file.from_ not in {place.id for place in network.places}:
        raise BadInput.at(_("from"), _("a place that the network does not have"), _("one of its places"))
