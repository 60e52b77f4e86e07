"""Is one person called by two names, or by one name in two spellings?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from waystation.domain.accounts import Contradiction
from waystation.tracing.accounts.rules.told import Claims, Value, clashes, who
from waystation.tracing.names import compare

SAME = 0.0  # nats from which two spellings are taken for one name


def names(claims: Claims) -> Iterator[Contradiction]:
    """Yield names of one person or group that are spelled differently, or are different names."""
    for about, told in claims.about(who).items():
        values = (Value(_folded(t.claim.named), t.claim.named, t) for t in told if t.claim.named)
        yield from clashes(about, values, _clash)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _clash(a: Value, b: Value) -> str | None:
    return "spelling" if compare(a.says, b.says).weight > SAME else "name"
