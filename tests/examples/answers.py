"""What does Waystation say of the example cases? Each decision is made once and then asked by many tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from zoneinfo import ZoneInfo

from tests.examples import shelf

import waystation
from waystation.domain.decision import Decision, Leave, Outcome
from waystation.domain.payment import HelperPay
from waystation.domain.route import Row


@cache
def decided(network: str, case: str, *, reasons: bool = False) -> Decision:
    """Return the decision for two example files."""
    return waystation.decide(shelf.network(network), shelf.case(case), reasons=reasons)


def lost(outcome: Outcome) -> float:
    """Return the probability of any loss."""
    return sum(outcome.lost.values())


def best(decision: Decision) -> Leave:
    """Return the alternative of leaving with the largest probability of reaching safety."""
    return max(decision.leave, key=lambda leave: leave.outcome.p_safe)


def local_hour(network: str, place: str, hour: float) -> int:
    """Return the hour of the day that a clock at the place shows, `hour` hours after the start."""
    loaded = shelf.network(network)
    tz = next(found.tz for found in loaded.places if found.id == place)
    assert tz is not None
    return (loaded.start + timedelta(hours=hour)).astimezone(ZoneInfo(tz)).hour


def after_blocks(table: tuple[Row, ...], row: Row) -> Iterator[Row]:
    """Yield the rows that follow if this attempt and every one after it is blocked."""
    while row.blocked is not None:
        row = table[row.blocked]
        yield row


def pay_of(decision: Decision, helper: str) -> HelperPay:
    """Return what one helper is paid."""
    return next(pay for pay in decision.payments if pay.helper == helper)
