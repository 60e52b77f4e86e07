"""What is a route worth, what does a policy answer, what does a plan hold?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Objective = Literal["risk", "hours", "cost", "exposure"]
OBJECTIVES: tuple[Objective, ...] = ("risk", "hours", "cost", "exposure")


@dataclass(frozen=True, slots=True)
class Step:
    """One leg of a route; hours count from the network's start, `met` are the helpers first used here."""

    leg: str
    origin: str
    to: str
    depart: float
    arrive: float
    p_pass: float
    met: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """A fixed sequence of legs and hours with its four objectives.

    `risk` is -ln `p_safe`; `lost` splits 1 - `p_safe` by what harm would mean, with `found` for being found
    while waiting and `betrayed` for a helper who breaks faith; `p_on_time` is the probability that nothing
    blocks it.
    """

    steps: tuple[Step, ...]
    risk: float
    p_safe: float
    hours: float
    cost: float
    exposure: float
    p_on_time: float
    lost: Mapping[str, float]
    helpers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slack:
    """How far a front may be from the complete one, at most: in nats of risk, money and exposure."""

    risk: float = 0.0
    cost: float = 0.0
    exposure: float = 0.0


@dataclass(frozen=True, slots=True)
class Front:
    """The Pareto front over `objectives`; complete where every slack is 0."""

    objectives: tuple[Objective, ...]
    routes: tuple[Route, ...]
    slack: Slack = Slack()

    @property
    def exact(self) -> bool:
        """Tell whether no better point can be missing."""
        return self.slack == Slack()


@dataclass(frozen=True, slots=True)
class Action:
    """What to do from a state: start `leg` at hour `depart`, or stay (`leg` is None) until the deadline."""

    leg: str | None
    depart: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the contingency table: in this state do this; then the numbers of the rows that follow.

    `passed` and `blocked` are row numbers from 0, None where the journey is over (safety, or nothing left).
    `p_met` is the probability that the journey comes here; `p_safe` that of reaching safety from here on.
    """

    place: str
    hour: float
    helpers: tuple[str, ...]
    tries: Mapping[str, int]
    action: Action
    p_safe: float
    p_met: float
    passed: int | None
    blocked: int | None


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule that answers every outcome. `p_safe` is its own value; no policy is better than `upper`."""

    p_safe: float
    upper: float
    first: Action
    table: tuple[Row, ...]

    @property
    def gap(self) -> float:
        """Return how much better another policy could be, at most."""
        return self.upper - self.p_safe


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer for one case: the front of routes and the best policy, with what is needed to read them."""

    case: str
    start: str
    currency: str | None
    front: Front
    policy: Policy
    warnings: tuple[str, ...] = field(default=())

    @property
    def routes(self) -> tuple[Route, ...]:
        """Return the routes of the front."""
        return self.front.routes

    def to_dict(self) -> dict[str, Any]:
        """Return what `--json` prints: plain dicts, lists, numbers and text."""
        return {"waystation": 1, "kind": "plan", **asdict(self)}
