"""How much must be held back from a helper so that honesty is the better choice at every stage?

Planning model, section 6: moral hazard with limited liability (Becker and Stigler 1974, Lazear 1979, Innes
1990).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil, inf, isfinite, ulp
from numbers import Real
from typing import NamedTuple

from waystation.domain.network import Betrayal
from waystation.domain.payment import HoldBack, Stage
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import N_, _

AnyStage = Stage | tuple[float, float, float, float]

TOLERANCE = 1e-9  # of the currency: less is rounding of sums, not money
MONEY, CHANCE = N_("a number from 0 on"), N_("a probability from 0 to 1")


class Stance(NamedTuple):
    """A helper at the start of a stage with nothing held back: what honesty and betrayal are worth to him.

    `slope` is how much more honesty is worth for each unit of money held back.
    """

    honest: float
    betray: float
    slope: float

    @property
    def need(self) -> float:
        """Return the smallest hold-back with which honesty is no worse; infinite where none helps."""
        gap = self.betray - self.honest
        if gap <= TOLERANCE:
            return 0.0
        return gap / self.slope if self.slope > 0.0 else inf


def holdback(
    stages: Sequence[AnyStage],
    future_value: float,
    noticed: float,
    blamed_wrongly: float,
    discount: float = 1.0,
) -> HoldBack:
    """Return the smallest hold-back that makes honesty the better choice at every stage. Exact.

    Args:
        stages: in order, each (fee, effort cost, probability of success, reward of betraying); all but the
            probability in money.
        future_value: what future work with us is worth to him, in money.
        noticed: probability that a betrayal is noticed; he then loses the future work.
        blamed_wrongly: probability that an innocent failure is taken for betrayal.
        discount: what something one stage later is worth of the same now.

    Raises:
        BadInput: no stage, a probability outside [0, 1], money that is negative or not finite.
    """
    _refuse(stages, future_value, noticed, blamed_wrongly, discount)
    found = [stage if isinstance(stage, Stage) else Stage(*stage) for stage in stages]
    rules = Betrayal(noticed=noticed, blamed_wrongly=blamed_wrongly, discount=discount)
    first, *_ = at = stances(found, rules, future_value)
    needs = tuple(stance.need for stance in at)
    amount = max(needs)
    return HoldBack(
        amount=amount,
        cents=_cents(amount) if isfinite(amount) else None,
        binding_stage=needs.index(amount) + 1 if amount > 0.0 else None,
        need_by_stage=needs,
        honest=first.honest + (amount * first.slope if first.slope > 0.0 else 0.0),
    )


def stances(stages: Sequence[Stage], rules: Betrayal, future: float) -> list[Stance]:
    """Return his stance at the start of each stage, by the recursion of section 6 from the last one on."""
    found: list[Stance] = []
    then, slope = future, 1.0  # beside the last fee: the future work, and the hold-back itself
    for stage in reversed(stages):
        spared = (1.0 - stage.success) * (1.0 - rules.blamed_wrongly) * future
        honest = -stage.effort_cost + stage.success * (stage.fee + then) + spared
        slope *= stage.success
        found.append(Stance(honest, stage.reward + (1.0 - rules.noticed) * future, slope))
        then, slope = rules.discount * honest, rules.discount * slope
    return found[::-1]


def _cents(amount: float) -> Decimal:
    """Return money rounded up to the cent; rounding noise above a cent does not count."""
    noise = max(TOLERANCE, 4 * ulp(amount))
    return Decimal(max(0, ceil((amount - noise) * 100))).scaleb(-2)


def _refuse(
    stages: Sequence[AnyStage], future: float, noticed: float, blamed: float, discount: float
) -> None:
    """Raise BadInput with everything that is wrong with the arguments, if anything is."""
    faults = [*_wrong("future_value", future, MONEY), *_wrong("noticed", noticed, CHANCE)]
    faults += [*_wrong("blamed_wrongly", blamed, CHANCE), *_wrong("discount", discount, CHANCE)]
    if not stages:
        faults.append(Fault("stages", _("none"), _("at least one (fee, effort cost, success, reward)")))
    for t, stage in enumerate(stages):
        faults += _wrong_stage(f"stages[{t}]", stage)
    if faults:
        raise BadInput(faults)


def _wrong_stage(where: str, stage: AnyStage) -> Iterator[Fault]:
    try:
        found = stage if isinstance(stage, Stage) else Stage(*stage)
    except TypeError:
        yield Fault(where, repr(stage), _("four numbers: fee, effort cost, success, reward"))
        return
    yield from _wrong(f"{where}.fee", found.fee, MONEY)
    yield from _wrong(f"{where}.effort_cost", found.effort_cost, MONEY)
    yield from _wrong(f"{where}.success", found.success, CHANCE)
    yield from _wrong(f"{where}.reward", found.reward, MONEY)


def _wrong(where: str, value: object, allowed: str) -> Iterator[Fault]:
    most = 1.0 if allowed == CHANCE else inf
    if not isinstance(value, Real) or not (isfinite(float(value)) and 0.0 <= float(value) <= most):
        yield Fault(where, repr(value), _(allowed))
