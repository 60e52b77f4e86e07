"""Who among the persons of this desk may be the same as this one?"""

from __future__ import annotations

from typing import NamedTuple

from waystation.actions.acting import Desk
from waystation.actions.keeping import BETWEEN, Seen, of_kind, opened_at, opened_one
from waystation.domain.match import MatchTerm
from waystation.domain.person import Person
from waystation.kit.language import N_
from waystation.tracing.duplicates import nearest, suggestions
from waystation.vault.finding import of_kind as found_of_kind
from waystation.vault.records import Opened

VERB = N_("find duplicates")


class Duplicate(NamedTuple):
    """Somebody who may be the same person, as the desk knows her, and what speaks for it."""

    opened: Opened
    person: Person
    nats: float
    probability: float
    terms: tuple[MatchTerm, ...]


def find_duplicates(desk: Desk, person: str, why: str = "") -> list[Duplicate]:
    """Return who may be the same as the person with this key or id, the strongest first; nothing is changed.

    All whose names stand in the tables of contents that this member holds are looked at, and the few
    nearest are opened. Persons of the same case are not suggested. Raises BadInput, NotAllowed, BeyondQuota.
    """
    opened, value = opened_one(desk, VERB, Seen(person), Person, why)
    there = [each for each in found_of_kind(desk.session, "person") if each.id != opened.id]
    there = [each for each in there if each.compartment != opened.compartment]
    names = [tuple(filter(None, each.listed.title.split(BETWEEN))) for each in there]
    near = nearest([name.text for name in value.names], names)
    if not near:
        return []
    known = opened_at(desk, VERB, [there[number].id for number in near], why)
    persons = [of_kind(each, Person) for each in known]
    return [
        Duplicate(known[each.number], persons[each.number], each.nats, each.probability, each.terms)
        for each in suggestions(value, persons, len(there))
        if not set(persons[each.number].cases) & set(value.cases)
    ]
