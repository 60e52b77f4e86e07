"""Who asks for help, from where, by when, and what protects them?"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from waystation.domain.base import Amount, Flag, Frozen, Persons, Positive, Probability, Text, Version
from waystation.domain.leg import Harm


class Group(Frozen):
    """Those who move together."""

    persons: Persons
    """How many they are."""
    traits: tuple[Text, ...] = ()
    """What matters for the way, in the words of the network: infant, cannot_walk. Each counts once."""


class Consent(Frozen):
    """One person's consent to this move."""

    person: Text
    """Who, in any word that the coordinators understand."""
    given: Flag
    """Whether the person wants to go."""
    heard_alone: Flag = False
    """Whether the person was asked with nobody else listening."""
    language: Text | None = None
    """In which language."""


class Child(Frozen):
    """A minor of the group."""

    person: Text
    """Who, in any word that the coordinators understand."""
    guardian: Text | None = None
    """Who speaks for the child."""
    best_interest: Text | None = None
    """Why this move is the best for the child."""


class Trafficking(Frozen):
    """The search for signs that somebody is being sold or made to go."""

    looked_for: Flag = False
    """Whether anybody has looked."""
    indicators: tuple[Text, ...] = ()
    """The signs that were found."""
    cleared_by: Text | None = None
    """Who has looked into them and found that the move is safe from traffickers."""


class Safeguards(Frozen):
    """What must be in place before anybody moves: a consent, or for a child a guardian, for each person."""

    consents: tuple[Consent, ...] = ()
    """One for each adult."""
    children: tuple[Child, ...] = ()
    """One for each child."""
    trafficking: Trafficking = Trafficking()
    """Whether signs of trafficking were looked for."""
    reviewed_by: tuple[Text, ...] = ()
    """Who, beside the one who plans, has read the case."""


class LeftBehind(Frozen):
    """A relative who stays and may be punished for the departure."""

    who: Text
    """Who, in any word that the coordinators understand."""
    p: Probability
    """The probability that the departure brings harm."""
    then: Harm = "unknown"
    """What harm would mean."""
    told: Flag | None = None
    """Whether the relative knows of the departure. Absent: not yet decided."""


class Case(Frozen):
    """A case file: a request for help, on one network. Hours count from the network's start."""

    waystation: Version
    """The version of the format."""
    fictional: Flag = False
    """True where nobody in the file is real. Real people belong in a vault or an age file."""
    id: Text
    """The name of the case."""
    from_: Annotated[Text, Field(alias="from")]
    """The id of the place where the group is at hour 0."""
    group: Group
    """Those who move together."""
    deadline: Amount
    """Every arrival is at or before this hour."""
    step: Positive = 1.0
    """The length of a step of the clock, in hours: departures, waits and arrivals are on steps."""
    found_per_day: Probability | None = None
    """The probability that one person who waits at `from` for a day is found. Absent: the place's own."""
    harmed_per_day: Probability = 0.0
    """The probability of harm on each day they stay where they are, such as beatings or being sold."""
    too_late: Amount | None = None
    """The hour after which no move can start any more. Absent: none."""
    left_behind: tuple[LeftBehind, ...] = ()
    """Relatives who stay and may be punished."""
    safeguards: Safeguards = Safeguards()
    """What must be in place before anybody moves."""
    floor: Probability | None = None
    """The smallest probability of reaching safety at which the organisation lets people go. Absent: none."""
    floor_low: Probability | None = None
    """The same for the 10th percentile of what is believed. Absent: none."""
