"""How much do all names of two persons together speak for one person, and those of their relatives?

Each pair of names has its weight from `waystation.tracing.names`. With n pairs the mean likelihood counts, as
each was as likely to be the right one; and some part of all people go by a name that nobody else knows, which
keeps the evidence against from growing without end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp, fsum, log

import numpy as np

from waystation.domain.match import MatchTerm
from waystation.domain.tracing import Kin, Portrait, RelativeNames
from waystation.tracing.names import compare, prepare, weights

OWN_COVER = 0.02  # of people, in another place, go by quite another name
KIN_COVER = 0.15  # of relatives are told under another name, or another relative is meant
SURNAME = 2.0  # nats that a paternal relative's surname does not say again: it is the person's own
PATERNAL = {"father", "sister", "brother", "daughter", "son", "grandfather", "aunt", "uncle"}
Pair = tuple[str, str]
Weights = dict[Pair, float]


def mixed(found: Sequence[float], cover: float) -> float:
    """Return the log of the mean likelihood ratio, mixed with that of a name which says nothing."""
    top = max(found)
    mean = fsum(exp(w - top) for w in found) / len(found)
    spoken = top + log(mean) + log(1.0 - cover)
    high, low = max(spoken, log(cover)), min(spoken, log(cover))
    return high + log(1.0 + exp(low - high))


def weigh(pairs: Iterable[Pair]) -> Weights:
    """Return the weights of many pairs of names, computed together."""
    listed = list(dict.fromkeys(pairs))
    if not listed:
        return {}
    left, right = (list(dict.fromkeys(pair[side] for pair in listed)) for side in (0, 1))
    rows, columns = ({name: n for n, name in enumerate(names)} for names in (left, right))
    i = np.array([rows[a] for a, _ in listed], np.int64)
    j = np.array([columns[b] for _, b in listed], np.int64)
    return dict(zip(listed, weights(prepare(left), i, prepare(right), j).tolist(), strict=True))


def pairs(sought: Portrait, known: Portrait) -> Iterable[Pair]:
    """Yield every pair of names that has to be weighed for two portraits."""
    yield from ((a, b) for a in sought.names for b in known.names)
    for ours, theirs in _kin(sought, known):
        yield from ((a, b) for a in ours.names for other in theirs for b in other.names)


def own_nats(sought: Portrait, known: Portrait, weighed: Weights) -> float:
    """Return what the names of two persons say; 0 where one has none."""
    found = [weighed[a, b] for a in sought.names for b in known.names]
    return mixed(found, OWN_COVER) if found else 0.0


def kin_nats(sought: Portrait, known: Portrait, weighed: Weights) -> list[tuple[RelativeNames, Pair, float]]:
    """Return for each relative of the sought the best pair of names, and what all pairs say together."""
    found = []
    for ours, theirs in _kin(sought, known):
        tried = [(a, b) for a in ours.names for other in theirs for b in other.names]
        if tried:
            less = SURNAME if ours.kin in PATERNAL and sought.names and known.names else 0.0
            said = [
                weighed[pair] - less if weighed[pair] > less else min(weighed[pair], 0.0) for pair in tried
            ]
            best = max(zip(said, tried, strict=True))[1]
            found.append((ours, best, mixed(said, KIN_COVER)))
    return found


def _kin(sought: Portrait, known: Portrait) -> Iterable[tuple[RelativeNames, list[RelativeNames]]]:
    """Yield each relative of the sought with those of the known that may be the same relative."""
    for ours in sought.relatives:
        theirs = [other for other in known.relatives if _may_be(ours.kin, other.kin)]
        if theirs:
            yield ours, theirs


def _may_be(a: Kin, b: Kin) -> bool:
    return a == b or "other" in {a, b}


def _says(part: str) -> str:
    """Return what a part of two names says that stand for no common syllable."""
    return "reading" if part == "reading" else "apart"


def terms(sought: Portrait, known: Portrait, weighed: Weights) -> list[MatchTerm]:
    """Return the evidence of the names and of the relatives, syllable by syllable for the person's own."""
    found: list[MatchTerm] = []
    if sought.names and known.names:
        best = max(((a, b) for a in sought.names for b in known.names), key=lambda pair: weighed[pair])
        evidence = compare(*best)
        found = [MatchTerm("names", t.a, t.b, t.weight, t.says or _says(t.part)) for t in evidence.terms]
        rest = own_nats(sought, known, weighed) - fsum(term.nats for term in found)
        found.append(MatchTerm("names", best[0], best[1], rest, "other names"))
    for ours, (a, b), nats in kin_nats(sought, known, weighed):
        found.append(MatchTerm("relatives", f"{ours.kin} {a}", f"{ours.kin} {b}", nats, "name"))
    return found
