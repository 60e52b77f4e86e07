"""How does a person come into a case?"""

from __future__ import annotations

import secrets

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, drafted, keep, opened_one, titled
from waystation.domain.case_record import CaseRecord
from waystation.domain.person import Person
from waystation.domain.person_facts import PersonFacts, with_facts
from waystation.kit.language import N_
from waystation.vault.records import Draft, Saved

VERB = N_("add person")


def add_person(desk: Desk, case: Seen, facts: PersonFacts) -> Saved:
    """Keep a new person in the compartment of the case, and name her in it.

    Returns where her record stands. Raises BothSides, NotAllowed.
    """
    opened, value = opened_one(desk, VERB, case, CaseRecord)
    person = with_facts(Person(id=secrets.token_hex(4), cases=(value.id,)), facts)
    after = value.model_copy(update={"persons": (*value.persons, person.id)})
    drafts = [Draft(person, titled(person)), drafted(opened, after, case)]
    saved = keep(desk, VERB, [(opened.compartment, each) for each in drafts])
    return next(each for each in saved if each.id != opened.id)
