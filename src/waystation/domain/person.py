"""Who is somebody to be helped: names, age, relatives, and what she has agreed to?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from pydantic import model_validator

from waystation.domain.base import Flag, Frozen, Instant, Probability, Text, refuse
from waystation.domain.case import Trafficking
from waystation.domain.leg import Harm
from waystation.domain.record import CaseId, Country, Form, Language, MemberId, NoteId, PersonId, Record, Year
from waystation.kit.language import _

ORAL = timedelta(hours=24)
"""How long a spoken yes counts before it is confirmed."""
Purpose = Literal["move", "keep", "share", "publish", "tracing", "testimony", "research"]


class Name(Frozen):
    """One of the names of a person or a helper, in one script."""

    text: Text
    """The name, as it is written in this script."""
    use: Literal["own", "family", "given", "papers", "alias", "married", "nickname"] = "own"
    """Which name it is."""
    script: Text | None = None
    """The script by ISO 15924: Hang, Hani, Latn."""
    language: Language | None = None
    """The language it is in."""


class Contact(Frozen):
    """A way to reach somebody, and whether it may be used."""

    channel: Literal["call", "sms", "messenger", "email", "link", "in_person"]
    """How."""
    address: Text
    """The number, account or place."""
    allowed: Flag = False
    """Whether it may be used. In a country of danger a call is the default, and nothing else is."""
    safe_hours: Text | None = None
    """When, in the words of who gave it."""


class Relative(Frozen):
    """A relative, who may be left behind, missing or in the group."""

    relation: Text
    """What he or she is to the person: mother, younger brother."""
    person: PersonId | None = None
    """The relative's own record."""
    name: Text | None = None
    """What the relative is called, where there is no record."""
    whereabouts: Literal["together", "left_behind", "safe", "missing", "dead", "unknown"] = "unknown"
    """Where the relative is, seen from the person."""
    told: Flag | None = None
    """Whether the relative knows of the departure. Absent: not yet decided."""
    p: Probability | None = None
    """How likely the departure brings harm to a relative who is left behind. Absent: nobody has judged it."""
    then: Harm | None = None
    """What that harm would be."""


class Agreement(Frozen):
    """What a person has said to one purpose: yes or no, in which language, and whether it was taken back."""

    purpose: Purpose
    """What for."""
    given: Flag
    """Whether the answer was yes."""
    language: Language
    """The language in which it was asked and answered."""
    asked_at: Instant
    """When."""
    case: Text | None = None
    """For which case, release or request only. Absent: for the purpose as such."""
    heard_alone: Flag = False
    """Whether nobody else was listening."""
    oral: Flag = False
    """Whether it was only spoken, and is still to be confirmed."""
    confirmed_at: Instant | None = None
    """When an oral answer was confirmed."""
    withdrawn_at: Instant | None = None
    """When it was taken back."""
    asked_by: MemberId | None = None
    confirmed_by: MemberId | None = None
    withdrawn_to: MemberId | None = None
    """Who heard that it was taken back."""


class Person(Record):
    """Somebody to be helped."""

    kind: Literal["person"] = "person"
    schema_: Form = 1
    names: tuple[Name, ...] = ()
    """All names in all scripts; none is the right one."""
    born_from: Year | None = None
    """The earliest year of birth."""
    born_to: Year | None = None
    """The latest year of birth; the same where it is known."""
    sex: Literal["female", "male", "other"] | None = None
    country: Country | None = None
    """Whose national the person is."""
    languages: tuple[Language, ...] = ()
    """What the person speaks, best first."""
    traits: tuple[Text, ...] = ()
    """What matters for the way, in the words of the network."""
    contacts: tuple[Contact, ...] = ()
    relatives: tuple[Relative, ...] = ()
    guardian: Text | None = None
    """Who speaks for a child."""
    heard_alone_at: Instant | None = None
    """When a child was last heard with nobody else listening."""
    best_interest: Text | None = None
    """Why what is planned is the best for a child."""
    agreements: tuple[Agreement, ...] = ()
    """What was asked and answered, oldest first; nothing is removed, an answer is taken back."""
    trafficking: Trafficking = Trafficking()
    """Whether signs of trafficking were looked for."""
    notes: tuple[NoteId, ...] = ()
    """Confidential notes, which stand in records of their own with fewer readers."""
    cases: tuple[CaseId, ...] = ()
    """The cases that the person is part of."""

    @model_validator(mode="after")
    def _years_in_order(self) -> Person:
        if self.born_from and self.born_to and self.born_from > self.born_to:
            refuse(_("born_from at most as late as born_to"))
        return self


def agreement(person: Person, purpose: Purpose, at: datetime, case: str | None = None) -> Agreement | None:
    """Return the answer that holds at an instant: the latest one to this purpose, for this case or for all.

    None where it was never asked. An answer that was taken back by then is returned as it stands, with
    `withdrawn_at`; `agrees` tells whether it is a yes.
    """
    asked = [
        each
        for each in person.agreements
        if each.purpose == purpose and each.case in {None, case} and each.asked_at <= at
    ]
    return max(asked, key=lambda each: each.asked_at, default=None)


def agrees(person: Person, purpose: Purpose, at: datetime, case: str | None = None) -> bool:
    """Tell whether the person says yes to the purpose at an instant.

    A spoken yes counts for 24 hours; confirmed, it counts until it is taken back.
    """
    answer = agreement(person, purpose, at, case)
    if answer is None or not answer.given:
        return False
    if answer.oral and answer.confirmed_at is None and at > answer.asked_at + ORAL:
        return False
    return answer.withdrawn_at is None or answer.withdrawn_at > at
