"""How probable is safety under the best policy with recourse, or a given one? (planning model, 2, 4, 5)"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from tests.plan.slow.tables import Leg, Tables


class State(NamedTuple):
    """What is known when a decision is due; `tries` counts the blocked attempts at (leg, n)."""

    place: str
    step: int
    used: frozenset[str] = frozenset()
    tries: frozenset[tuple[str, int]] = frozenset()
    passed: frozenset[str] = frozenset()


class Outcome(NamedTuple):
    """What becomes of the group by the last step."""

    reached: float
    lost: float
    in_danger: float


Rule = Callable[[State], str | None]  # the leg to attempt now, or None to wait one step


class TooManyStatesError(RuntimeError):
    """The recursion would take longer than a test may."""


class Recourse:
    """The best policy by recursion over every state.

    `forgetful` leaves out of the state what teaches nothing: tries and passages of a leg that cannot be
    gone, and tries of one that has been passed.
    Raises TooManyStatesError rather than visiting more than `limit`.
    """

    def __init__(self, tables: Tables, *, forgetful: bool = False, limit: float = math.inf) -> None:
        self.tables = tables
        self.forgetful = forgetful
        self.limit = limit
        self.doubtful = frozenset(leg.id for leg in tables.legs.values() if leg.gone > 0)
        self.values: dict[State, float] = {}
        self.start = State(tables.start, 0)

    def value(self, state: State) -> float:
        """Return the largest probability of reaching safety from here."""
        if state.place in self.tables.safety:
            return 1.0
        if state not in self.values:
            if len(self.values) >= self.limit:
                raise TooManyStatesError
            legs = self.tables.attempts(state.place, state.step)
            self.values[state] = max([self.waiting(state), *(self.attempting(state, leg) for leg in legs)])
        return self.values[state]

    def value_within_limit(self) -> float | None:
        """Return the value at the start, None where the recursion has too many states."""
        try:
            value = self.value(self.start)
        except TooManyStatesError:
            return None
        self.limit = math.inf  # what else is asked about are states close by
        return value

    def known(self, state: State) -> State:
        """Return a state without what teaches nothing, if that is to be forgotten."""
        if not self.forgetful:
            return state
        doubtful = self.doubtful - state.passed
        tries = frozenset(pair for pair in state.tries if pair[0] in doubtful)
        return state._replace(tries=tries, passed=state.passed & self.doubtful)

    def rule(self, state: State) -> str | None:
        """Return the leg that is best attempted now, or None where waiting is as good."""
        legs = self.tables.attempts(state.place, state.step)
        best = max(legs, key=lambda leg: self.attempting(state, leg), default=None)
        return best.id if best and self.attempting(state, best) > self.waiting(state) else None

    def waiting(self, state: State, steps: int = 1) -> float:
        """Return the value of waiting some steps and then doing what is best; nothing after the last."""
        if state.step + steps > self.tables.last:
            return 0.0
        survival = math.exp(-self.tables.wait(state.place, steps))
        return survival * self.value(state._replace(step=state.step + steps)) if survival else 0.0

    def attempting(self, state: State, leg: Leg) -> float:
        """Return the value of attempting a leg now and going on as well as possible."""
        blocked = p_blocked(leg, state)
        stuck = self.known(after_block(leg, state))
        value = blocked * self.waiting(stuck, leg.retry) if blocked else 0.0
        passes = (1 - blocked) * p_passes(self.tables, leg, state)
        then = self.known(after_pass(leg, state))
        return value + (passes * self.value(then) if passes else 0.0)

    def first_attempt_between(self, begin: float, end: float) -> float:
        """Return the best value if the first attempt must be made at an hour in [begin, end)."""
        values = [0.0]
        for step in range(self.tables.last + 1):
            if begin <= step * self.tables.step < end:
                state = self.start._replace(step=step)
                survival = math.exp(-self.tables.wait(state.place, step))
                legs = self.tables.attempts(state.place, step)
                values += [survival * self.attempting(state, leg) for leg in legs]
        return max(values)


def p_blocked(leg: Leg, state: State) -> float:
    """Return the probability that the next attempt at a leg is blocked, after those seen so far."""
    if leg.id in state.passed or leg.gone == 0:
        return leg.block
    tries = dict(state.tries).get(leg.id, 0)
    gone = leg.gone / (leg.gone + (1 - leg.gone) * leg.block**tries)
    return gone + (1 - gone) * leg.block


def p_passes(tables: Tables, leg: Leg, state: State) -> float:
    """Return the probability of passing once not blocked: no hazard harms, nobody newly met betrays."""
    return math.exp(-leg.risk[state.step] - tables.first_use(leg.met, state.used))


def after_pass(leg: Leg, state: State) -> State:
    """Return the state on arrival."""
    return State(leg.to, state.step + leg.steps, state.used | leg.met, state.tries, state.passed | {leg.id})


def after_block(leg: Leg, state: State) -> State:
    """Return what is known after one more block, the time of waiting not yet counted."""
    tries = dict(state.tries)
    tries[leg.id] = tries.get(leg.id, 0) + 1
    return state._replace(tries=frozenset(tries.items()))


def play(tables: Tables, rule: Rule) -> Outcome:
    """Return the outcome of a policy, carrying the probability of every state forwards in time."""
    layers: defaultdict[int, defaultdict[State, float]] = defaultdict(lambda: defaultdict(float))
    layers[0][State(tables.start, 0)] = 1.0
    reached = in_danger = 0.0
    for step in range(tables.last + 1):
        for state, mass in layers.pop(step, {}).items():
            if state.place in tables.safety:
                reached += mass
                continue
            for then, p in _results(tables, state, rule(state)):
                if then.step > tables.last:
                    in_danger += mass * p
                else:
                    layers[then.step][then] += mass * p
    return Outcome(reached, 1 - reached - in_danger, in_danger)


def _results(tables: Tables, state: State, choice: str | None) -> list[tuple[State, float]]:
    """Return where an action leads, each with its probability; waiting beyond the last step is cut there."""
    if choice is None:
        return [(state._replace(step=state.step + 1), _survival(tables, state, 1))]
    leg = next(leg for leg in tables.attempts(state.place, state.step) if leg.id == choice)
    blocked = p_blocked(leg, state)
    stuck = after_block(leg, state)._replace(step=state.step + leg.retry)
    passes = (1 - blocked) * p_passes(tables, leg, state)
    return [(stuck, blocked * _survival(tables, state, leg.retry)), (after_pass(leg, state), passes)]


def _survival(tables: Tables, state: State, steps: int) -> float:
    return math.exp(-tables.wait(state.place, min(steps, tables.last - state.step)))
