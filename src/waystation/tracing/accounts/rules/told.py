"""Which claims are about the same thing, and which two of them clash?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from waystation.domain.accounts import Account, Accounts, Claim, Contradiction, Quote
from waystation.tracing.time.span import Span, span


class Told(NamedTuple):
    """A claim with the account that makes it."""

    account: Account
    claim: Claim


class Value(NamedTuple):
    """What a claim says to a rule: `key` compares, `says` is for people."""

    key: Hashable
    says: str
    told: Told


Clash = Callable[[Value, Value], str | None]  # the name of the rule that finds two values to clash, or None


class Claims:
    """The confirmed claims of a file, and when each event was by all of them."""

    def __init__(self, accounts: Accounts) -> None:
        self.told = [Told(a, c) for a in accounts.accounts for c in a.claims if c.confirmed]
        self._days: dict[str, Span] = {}
        for _account, claim in self.told:
            if claim.what and claim.when:
                days = span(claim.when)
                self._days[claim.what] = self._days.get(claim.what, days).joined(days)

    def about(self, subject: Callable[[Claim], str | None]) -> dict[str, list[Told]]:
        """Return the claims by what they are about, in the order of the file."""
        found: dict[str, list[Told]] = defaultdict(list)
        for told in self.told:
            if about := subject(told.claim):
                found[about].append(told)
        return found

    def day(self, told: Told) -> Span | None:
        """Return when a claim holds: its own date, that of its event, else that of the account."""
        if told.claim.when:
            return span(told.claim.when)
        if told.claim.what:
            return self._days.get(told.claim.what)
        return span(told.account.written) if told.account.written else None


def who(claim: Claim) -> str | None:
    """Return the person or group that a claim is about."""
    return claim.who


def what(claim: Claim) -> str | None:
    """Return the event that a claim is about."""
    return claim.what


def clashes(about: str, values: Iterable[Value], clash: Clash) -> Iterator[Contradiction]:
    """Yield every two values that clash; claims that say the same are one value."""
    merged: dict[Hashable, list[Value]] = defaultdict(list)
    for value in values:
        merged[value.key].append(value)
    for ours, theirs in combinations(merged.values(), 2):
        if rule := clash(ours[0], theirs[0]):
            yield Contradiction(rule, about, _quote(ours), _quote(theirs))


def _quote(values: list[Value]) -> Quote:
    first, *others = values
    also = dict.fromkeys(value.told.account.id for value in others)
    also.pop(first.told.account.id, None)
    return Quote(first.told.account.id, first.told.claim.quote, first.says, tuple(also))


def apart(rule: str) -> Clash:
    """Return what finds two values to clash whose keys are spans of days without a common one."""

    def clash(a: Value, b: Value) -> str | None:
        ours, theirs = a.key, b.key
        return (
            rule if isinstance(ours, Span) and isinstance(theirs, Span) and not ours.meets(theirs) else None
        )

    return clash
