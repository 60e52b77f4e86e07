"""Can a person be as old as two accounts say, and be born when they say?

Both ways of counting are tried where an account does not say which one it uses. Ages at one event are
compared as of one day, even where nobody knows which; other ages through the dates of birth that they allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from waystation.domain.accounts import Contradiction
from waystation.tracing.accounts.rules.told import Claims, Told, Value, apart, clashes, who
from waystation.tracing.time.age import born_of_age, full_years
from waystation.tracing.time.span import Span, span


class _Age(NamedTuple):
    """An age: full years, the event it is told of, and when the person was born, where that is known."""

    years: tuple[int, int]
    event: str | None
    own_day: bool
    born: Span | None


def ages(claims: Claims) -> Iterator[Contradiction]:
    """Yield ages of one person that cannot both be right."""
    for about, told in claims.about(who).items():
        yield from clashes(about, (_value(claims, t) for t in told if t.claim.how_old), _clash)


def births(claims: Claims) -> Iterator[Contradiction]:
    """Yield dates of birth of one person without a common day."""
    for about, told in claims.about(who).items():
        values = (Value(span(t.claim.born), t.claim.born, t) for t in told if t.claim.born)
        yield from clashes(about, values, apart("born"))


def ages_and_births(claims: Claims) -> Iterator[Contradiction]:
    """Yield an age and a date of birth of one person that cannot both be right."""
    for about, told in claims.about(who).items():
        values = (value for t in told for value in _both(claims, t))
        yield from clashes(about, values, _clash_with_birth)


def _both(claims: Claims, told: Told) -> Iterator[Value]:
    if told.claim.born:
        yield Value(span(told.claim.born), told.claim.born, told)
    if told.claim.how_old:
        yield _value(claims, told)


def _value(claims: Claims, told: Told) -> Value:
    claim, day = told.claim, claims.day(told)
    youngest, oldest = claim.how_old or (0, 0)
    counting = claim.counting or told.account.counting
    born = born_of_age(youngest, oldest, counting, day) if day else None
    age = _Age(full_years(youngest, oldest, counting), claim.what, bool(claim.when), born)
    said = str(youngest) if youngest == oldest else f"{youngest}..{oldest}"
    return Value(age, said, told)


def _clash(a: Value, b: Value) -> str | None:
    ours, theirs = a.key, b.key
    if not (isinstance(ours, _Age) and isinstance(theirs, _Age)):
        return None
    if ours.event and ours.event == theirs.event and not (ours.own_day and theirs.own_day):
        (low, high), (least, most) = ours.years, theirs.years
        return None if low <= most and least <= high else "age"
    if ours.born and theirs.born and not ours.born.meets(theirs.born):
        return "age"
    return None


def _clash_with_birth(a: Value, b: Value) -> str | None:
    for age, birth in ((a.key, b.key), (b.key, a.key)):
        if isinstance(age, _Age) and isinstance(birth, Span):
            return "age and birth" if age.born and not age.born.meets(birth) else None
    return None
