"""What did somebody report, who says so, and how much does it still count?"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from waystation.domain.base import Frozen, Instant, Number, Positive, Probability, Text
from waystation.domain.record import Form, NetworkId, Record

_HOUR = 3600.0


class Source(Frozen):
    """Who says so. The name of a source is not part of it."""

    kind: Literal["own", "helper", "guest", "partner", "published", "rumour"]
    who: Text | None = None
    """The key of the helper or person, or where it was published."""
    trust: Probability | None = None
    """The probability that what this source says is so. Absent: nobody has judged it."""


class Observation(Record):
    """What somebody reported of a place, a leg, a condition, a helper or a house."""

    kind: Literal["observation"] = "observation"
    schema_: Form = 1
    network: NetworkId | None = None
    about: Literal["place", "leg", "hazard", "condition", "helper", "house", "corridor", "country"]
    """What kind of thing it is about."""
    which: Text
    """Its id; of a hazard, that of its leg and its kind: `crossing/patrol`."""
    what: Text | None = None
    """What was counted or seen, in one word: patrols, level, price, closed."""
    value: Number | None = None
    """How many or how much; for counts, how many of `of` were harmed, blocked or broken."""
    of: Positive | None = None
    """How many attempts, or groups, `value` is counted among."""
    unit: Text | None = None
    words: Text | None = None
    """What was said."""
    seen_at: Instant
    """When it was seen."""
    told_at: Instant | None = None
    """When it was reported. Absent: at once."""
    source: Source
    half_life_hours: Positive | None = None
    """After how many hours it counts half. Absent: it keeps its weight."""
    taken_in_at: Instant | None = None
    """When it went into the figures of its network, once. Absent: it has not."""


def age_hours(observation: Observation, at: datetime) -> float:
    """Return how many hours ago it was seen; 0 for what lies ahead."""
    return max(0.0, (at - observation.seen_at).total_seconds() / _HOUR)


def weight(observation: Observation, at: datetime) -> float:
    """Return how much it counts at an instant, from 1 (new) towards 0: it halves with each half-life."""
    if observation.half_life_hours is None:
        return 1.0
    return float(0.5 ** (age_hours(observation, at) / observation.half_life_hours))


def trusted_weight(observation: Observation, at: datetime) -> float:
    """Return how much it counts at an instant, by its age and by how far its source is trusted.

    A source that nobody has judged counts in full.
    """
    trust = observation.source.trust
    return weight(observation, at) * (1.0 if trust is None else trust)
