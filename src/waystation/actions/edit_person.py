"""How is what is known of a person put right or added to?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, changed
from waystation.domain.person import Person
from waystation.domain.person_facts import PersonFacts, with_facts
from waystation.kit.language import N_
from waystation.vault.records import Saved

VERB = N_("edit person")


def edit_person(desk: Desk, person: Seen, facts: PersonFacts) -> Saved:
    """Set names, ages, languages, contacts, relatives and what protects a child. Agreements stay as they are.

    Raises BothSides where somebody else has saved her record meanwhile.
    """
    return changed(desk, VERB, person, Person, lambda it: with_facts(it, facts))
