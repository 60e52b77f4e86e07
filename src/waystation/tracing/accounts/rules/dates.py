"""Was an event on two different days, or has something been so for two different times?"""

from __future__ import annotations

from collections.abc import Iterator

from waystation.domain.accounts import Contradiction
from waystation.tracing.accounts.rules.told import Claims, Told, Value, apart, clashes, what, who
from waystation.tracing.time.age import born_by_full_years
from waystation.tracing.time.span import Span, span


def events(claims: Claims) -> Iterator[Contradiction]:
    """Yield claims of the dates of one event without a common day, by whichever calendar."""
    for about, told in claims.about(what).items():
        values = (Value(span(t.claim.when), t.claim.when, t) for t in told if t.claim.when)
        yield from clashes(about, values, apart("date"))


def since(claims: Claims) -> Iterator[Contradiction]:
    """Yield claims of since when something is so, or for how many full years, without a common beginning."""
    for about, told in claims.about(who).items():
        values = (value for t in told if (value := _begun(t)) is not None)
        yield from clashes(about, values, apart("since"))


def _begun(told: Told) -> Value | None:
    claim, written = told.claim, told.account.written
    if claim.since:
        return Value(span(claim.since), claim.since, told)
    if claim.for_years and written:
        least, most = claim.for_years
        begun: Span = born_by_full_years(least, most, span(written))
        return Value(begun, f"{begun.first}..{begun.last}", told)
    return None
