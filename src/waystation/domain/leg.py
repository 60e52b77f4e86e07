"""How is a group taken from one place to another, and what can go wrong on the way?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from waystation.domain.base import Amount, Count, Frozen, Number, Positive, Probability, Text, Window
from waystation.domain.chance import BlockChance, Chance

Harm = Literal["returned", "imprisoned", "sold", "injured", "killed", "unknown"]


class Closure(Frozen):
    """A leg cannot be started while the condition is strictly above the value."""

    condition: Text
    """The id of a condition."""
    above: Number
    """The value, in the condition's unit."""


class ConditionOdds(Frozen):
    """The odds of harm are multiplied by per_unit ** max(0, value - above)."""

    condition: Text
    """The id of a condition."""
    above: Number
    """The value from which on the odds grow, in the condition's unit."""
    per_unit: Amount
    """The factor on the odds for each unit above it."""


class TimeOdds(Frozen):
    """The odds of harm are multiplied when the leg is started within the window."""

    window: Window
    """From and to, local time of the place that the leg leaves."""
    times: Amount
    """The factor on the odds."""


class Hazard(Frozen):
    """One thing that can go wrong on a leg; any harm ends the journey."""

    kind: Text = "harm"
    """What it is, in one word: patrol, water, identity_check."""
    p: Chance
    """The probability of harm on one attempt, or experience {harmed, attempts}."""
    then: Harm = "unknown"
    """What harm of this kind means."""
    odds: Mapping[Text, Amount] = {}
    """By trait: the factor on the odds if anybody in the group has it."""
    odds_by_condition: tuple[ConditionOdds, ...] = ()
    """How the odds grow with a condition."""
    odds_by_time: tuple[TimeOdds, ...] = ()
    """How the odds depend on the time of day."""


class Leg(Frozen):
    """A way between two places that someone can be taken along."""

    id: Text
    """Its name, unique among the legs."""
    from_: Annotated[Text, Field(alias="from")]
    """The id of the place where it begins."""
    to: Text
    """The id of the place where it ends."""
    mode: Text | None = None
    """How one travels: foot, car, boat, train."""
    hours: Positive
    """How long it takes, before the factors of `slower`."""
    cost: Amount = 0.0
    """Money for each journey, whatever the size of the group."""
    cost_per_person: Amount = 0.0
    """Money for each person, beside `cost`."""
    helpers: tuple[Text, ...] = ()
    """The ids of the helpers without whom it cannot be done."""
    fees: Mapping[Text, Amount] = {}
    """By helper: what he gets out of the cost when the leg has been passed. Absent: equal parts."""
    capacity: Count | None = None
    """The largest group that can go. Absent: any."""
    windows: Annotated[tuple[Window, ...], Field(min_length=1)] | None = None
    """Local times of day at which it may be started. Absent: any time."""
    block: BlockChance = 0.0
    """The probability that an attempt cannot start, with nothing lost, or experience {blocked, attempts}."""
    retry_hours: Amount = 24.0
    """How long after a block the next attempt at any leg can be made."""
    gone: Probability = 0.0
    """The probability that this leg will never start for this group."""
    closed_if: tuple[Closure, ...] = ()
    """Conditions under which it cannot be started; any of them closes it."""
    forbids: tuple[Text, ...] = ()
    """Traits with which nobody can go."""
    slower: Mapping[Text, Positive] = {}
    """By trait: the factor on `hours` if anybody in the group has it."""
    hazards: tuple[Hazard, ...] = ()
    """What can go wrong, each independently of the others."""
