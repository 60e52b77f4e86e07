"""What of a person is written by whoever knows her, beside what she has answered herself?"""

from __future__ import annotations

from typing import Literal

from waystation.domain.base import Frozen, Instant, Text
from waystation.domain.person import Contact, Name, Person, Relative
from waystation.domain.record import Country, Language, Year
from waystation.kit.errors import BadInput
from waystation.kit.language import _


class PersonFacts(Frozen):
    """The facts of a person's record that a form holds. Agreements, cases and notes are not among them."""

    names: tuple[Name, ...] = ()
    born_from: Year | None = None
    born_to: Year | None = None
    sex: Literal["female", "male", "other"] | None = None
    country: Country | None = None
    languages: tuple[Language, ...] = ()
    traits: tuple[Text, ...] = ()
    contacts: tuple[Contact, ...] = ()
    relatives: tuple[Relative, ...] = ()
    guardian: Text | None = None
    best_interest: Text | None = None
    heard_alone_at: Instant | None = None


def facts_of(person: Person) -> PersonFacts:
    """Return the facts that stand in a person's record."""
    return PersonFacts(**{name: getattr(person, name) for name in PersonFacts.model_fields})


def with_facts(person: Person, facts: PersonFacts) -> Person:
    """Return the person with these facts; what she has answered stays. Raises BadInput (years in order)."""
    if facts.born_from and facts.born_to and facts.born_from > facts.born_to:
        raise BadInput.at(
            _("years of birth"), f"{facts.born_from}, {facts.born_to}", _("the earlier one first")
        )
    return person.model_copy(update={name: getattr(facts, name) for name in PersonFacts.model_fields})
