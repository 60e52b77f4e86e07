"""What would the figures of a network be, if what was observed lately were taken in? People decide that.

Counts of harm, blocks and broken faith grow by what was counted, times the weight of each observation; so the
Beta posterior of the planning model (section 1) moves by as many attempts as the observations are worth. A
condition gets a new point: the mean of what was measured, by weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from waystation.domain.chance import Beta, Blocked, Counts, Harmed, Kept, Priors
from waystation.domain.network import Network
from waystation.domain.network_edit import plain_network
from waystation.domain.observation import Observation, trusted_weight
from waystation.plan.belief import belief
from waystation.plan.edited import Edit, fingerprint
from waystation.plan.target import target_of

LEAST = 0.01
"""An observation that weighs less says nothing any more."""
COUNTED = {"hazard": "harmed", "leg": "blocked", "helper": "broken"}
"""What an observation counts, by what it is about."""
_HOUR = 3600.0


class Weighed(NamedTuple):
    """An observation and what it weighs."""

    observation: Observation
    weight: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change of one figure that observations speak for. Nothing is changed until somebody wants it."""

    about: str
    which: str
    old: float
    """The probability, or the level that holds now."""
    new: float
    counts: tuple[float, float] | None
    """How many were harmed, blocked or broken, of how many; None for a condition."""
    weighed: tuple[Weighed, ...]
    edit: Edit


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Observations that speak for no change of a figure, and why."""

    about: str
    which: str
    why: str
    """`bare`: the figure is a number that rests on nothing known; `gone`: the network has no such thing."""
    weighed: tuple[Weighed, ...]


def suggestions(
    network: Network, observations: Iterable[Observation], at: datetime, stands_for: float = 0.0
) -> tuple[list[Suggestion], list[Unsaid]]:
    """Return what observations speak for that were not taken in yet, and where they cannot.

    `stands_for`: how many attempts a figure that is a bare number is worth to whoever asks; with 0 such
    figures are left alone.
    """
    found: list[Suggestion] = []
    unsaid: list[Unsaid] = []
    for (about, which), weighed in _grouped(observations, at).items():
        if about == "condition":
            one = _condition(network, which, weighed)
        else:
            one = _counts(network, (about, which), weighed, stands_for)
        if isinstance(one, Suggestion):
            found.append(one)
        else:
            unsaid.append(Unsaid(about, which, one, weighed))
    return found, unsaid


def _grouped(observations: Iterable[Observation], at: datetime) -> dict[tuple[str, str], tuple[Weighed, ...]]:
    """Return by what they are about those that say a figure, still weigh something and are new."""
    groups: dict[tuple[str, str], tuple[Weighed, ...]] = {}
    for each in sorted(observations, key=lambda one: one.seen_at):
        weighs = trusted_weight(each, at)
        if each.taken_in_at is None and weighs >= LEAST and _says_a_figure(each):
            key = each.about, each.which
            groups[key] = (*groups.get(key, ()), Weighed(each, weighs))
    return groups


def _says_a_figure(each: Observation) -> bool:
    if each.value is None:
        return False
    if each.about == "condition":
        return True
    counted = each.what == COUNTED.get(each.about)
    return counted and each.of is not None and 0.0 <= each.value <= each.of


def _condition(network: Network, which: str, weighed: Sequence[Weighed]) -> Suggestion | str:
    condition = next((each for each in network.conditions if each.id == which), None)
    if condition is None:
        return "gone"
    seen = weighed[-1].observation.seen_at
    hour = max(0.0, (seen - network.start).total_seconds() / _HOUR)
    old = [value for start, value in condition.series if start <= hour] or [condition.series[0][1]]
    total = sum(each.weight for each in weighed)
    new = _shown(sum(each.weight * (each.observation.value or 0.0) for each in weighed) / total)
    series = {**dict(condition.series), round(hour, 2): new}
    plain = next(each for each in plain_network(network)["conditions"] if each["id"] == which)
    value = {**plain, "series": [list(point) for point in sorted(series.items())]}
    edit = Edit("conditions", which, value, fingerprint(network, "conditions", which))
    return Suggestion("condition", which, old[-1], new, None, tuple(weighed), edit)


def _shown(level: float) -> float:
    """Return a measured level in six digits: nobody measures more, and people read it."""
    return float(f"{level:.6g}")


def _counts(
    network: Network, what: tuple[str, str], weighed: Sequence[Weighed], stands_for: float
) -> Suggestion | str:
    about, which = what
    target = target_of(network, about, which)
    if target is None:
        return "gone"
    now = _counted(target.value, _prior(network.priors, about), stands_for, about)
    if now is None:
        return "bare"
    bad = sum(each.weight * (each.observation.value or 0.0) for each in weighed)
    all_of = sum(each.weight * (each.observation.of or 0.0) for each in weighed)
    counts = _more(now, bad, all_of)
    old, new = belief(target.value, network.priors).mean, belief(counts, network.priors).mean
    said = _bad_of(counts)
    edit = target.edit(counts.model_dump(mode="json"))
    if about == "helper":  # what is kept there is the probability of keeping faith
        old, new = 1.0 - old, 1.0 - new
    return Suggestion(about, which, old, new, said, tuple(weighed), edit)


def _prior(priors: Priors, about: str) -> Beta:
    return {"hazard": priors.hazard, "leg": priors.block, "helper": priors.integrity}[about]


def _counted(value: float | Counts, prior: Beta, stands_for: float, about: str) -> Counts | None:
    """Return the counts that are there, or those that a bare number stands for; None where it cannot."""
    if not isinstance(value, (int, float)):
        return value
    n = stands_for
    yes = value * (n + prior.alpha + prior.beta) - prior.alpha
    if n <= 0.0 or not 0.0 <= yes <= n:
        return None
    if about == "helper":
        return Kept(kept=yes, broken=n - yes)
    return Blocked(blocked=yes, attempts=n) if about == "leg" else Harmed(harmed=yes, attempts=n)


def _more(now: Counts, bad: float, all_of: float) -> Counts:
    match now:
        case Harmed(harmed=x, attempts=n):
            return Harmed(harmed=x + bad, attempts=n + all_of)
        case Blocked(blocked=x, attempts=n):
            return Blocked(blocked=x + bad, attempts=n + all_of)
        case Kept(kept=x, broken=y):
            return Kept(kept=x + all_of - bad, broken=y + bad)


def _bad_of(counts: Counts) -> tuple[float, float]:
    match counts:
        case Harmed(harmed=x, attempts=n) | Blocked(blocked=x, attempts=n):
            return x, n
        case Kept(kept=x, broken=y):
            return y, x + y
