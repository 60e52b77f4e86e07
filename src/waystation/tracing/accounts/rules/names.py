"""Is one person called by two names, or by one name in two spellings?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from waystation.domain.accounts import Contradiction
from waystation.tracing.accounts.rules.told import Claims, Value, clashes, who
from waystation.tracing.names import compare

LIKELY = 0.5  # the probability from which two spellings are taken for one name
_GIVEN = "Min-ho"  # set beside a single word, so that it is read as the surname of a family


def names(claims: Claims) -> Iterator[Contradiction]:
    """Yield names of one person or group that are spelled differently, or are different names."""
    for about, told in claims.about(who).items():
        values = (Value(_folded(t.claim.named), t.claim.named, t) for t in told if t.claim.named)
        yield from clashes(about, values, _clash)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _clash(a: Value, b: Value) -> str | None:
    return "spelling" if _alike(a.says, b.says) else "name"


def _alike(a: str, b: str) -> bool:
    """Tell whether two spellings are probably one name; single words are surnames: those of families."""
    if len(a.split()) > 1 or len(b.split()) > 1:
        return compare(a, b).probability >= LIKELY
    terms = compare(f"{a} {_GIVEN}", f"{b} {_GIVEN}").terms
    surnames = [term.weight for term in terms if term.part == "surname"]
    return sum(surnames) > 0 if surnames else compare(a, b).probability >= LIKELY
