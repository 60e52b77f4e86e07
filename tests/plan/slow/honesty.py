"""What does a helper gain by honesty or betrayal, and which hold-back is the smallest that keeps him honest?

The twin of waystation.plan.honesty: the game as a tree, and a search for the hold-back instead of a formula.
"""

from __future__ import annotations

from typing import NamedTuple

Stage = tuple[float, float, float, float]  # fee, effort cost, success, reward


class Rules(NamedTuple):
    future_value: float
    noticed: float
    blamed_wrongly: float
    discount: float


def honest(stages: list[Stage], rules: Rules, hold_back: float) -> float:
    """Return the expected gain of honesty at all stages: over every run of successes, until one fails."""
    total = 0.0
    for passed in range(len(stages) + 1):
        p, gain, worth_now = 1.0, 0.0, 1.0
        for fee, effort, success, _ in stages[:passed]:
            p *= success
            gain += worth_now * (fee - effort)
            worth_now *= rules.discount
        if passed == len(stages):
            last = worth_now / rules.discount if rules.discount else float(len(stages) == 1)
            gain += last * (hold_back + rules.future_value)
        else:
            _, effort, success, _ = stages[passed]
            p *= 1 - success
            gain += worth_now * ((1 - rules.blamed_wrongly) * rules.future_value - effort)
        total += p * gain
    return total


def betray(stage: Stage, rules: Rules) -> float:
    """Return the expected gain of betraying at the start of a stage."""
    return stage[3] + (1 - rules.noticed) * rules.future_value


def stays_honest(stages: list[Stage], rules: Rules, hold_back: float) -> bool:
    """Tell whether betraying first at any stage, with a plan for the later ones, gains no more than honesty.

    At each stage honesty is compared with every plan that says where he would betray if he came so far.
    """
    for t in range(len(stages)):
        best = honest(stages[t:], rules, hold_back)
        for turn in range(t, len(stages)):
            if honest_until(stages[t:], turn - t, rules) > best + 1e-9:
                return False
    return True


def honest_until(stages: list[Stage], turn: int, rules: Rules) -> float:
    """Return the expected gain of honesty before the stage `turn`, and betrayal there."""
    if turn == 0:
        return betray(stages[0], rules)
    fee, effort, success, _ = stages[0]
    later = fee + rules.discount * honest_until(stages[1:], turn - 1, rules)
    return -effort + success * later + (1 - success) * (1 - rules.blamed_wrongly) * rules.future_value


def smallest(stages: list[Stage], rules: Rules, most: float = 1e9) -> float | None:
    """Return the smallest hold-back that keeps him honest, by bisection; None where `most` is not enough."""
    if stays_honest(stages, rules, 0.0):
        return 0.0
    if not stays_honest(stages, rules, most):
        return None
    low, high = 0.0, most
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if stays_honest(stages, rules, middle) else (middle, high)
    return high
