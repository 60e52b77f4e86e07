"""Where do several accounts of the same events contradict each other, or themselves?

Only claims about the same word in `who` or `what` are compared; whether two accounts mean the same person is
for people to say. Which side is right is not asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from waystation.domain.accounts import Accounts, Contradiction, Contradictions
from waystation.tracing.accounts.rules import ages, counts, dates, families, names, places
from waystation.tracing.accounts.rules.told import Claims

RULES: tuple[Callable[[Claims], Iterator[Contradiction]], ...] = (
    dates.events,
    dates.since,
    ages.ages,
    ages.births,
    ages.ages_and_births,
    places.places,
    counts.counts,
    families.families,
    names.names,
)


def check(accounts: Accounts) -> Contradictions:
    """Return every two claims that cannot both be right; at the end those that spell a name differently."""
    claims = Claims(accounts)
    total = sum(len(account.claims) for account in accounts.accounts)
    found = sorted((two for rule in RULES for two in rule(claims)), key=lambda two: two.rule == "spelling")
    return Contradictions(len(claims.told), total - len(claims.told), tuple(found))
