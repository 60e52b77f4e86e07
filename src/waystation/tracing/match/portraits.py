"""How much does each part of two portraits but the names speak for one person, in nats?

Fellegi and Sunter (1969): log of how often a pair of one person agrees like this (m) over how often a pair of
strangers does (u). The m are set by hand from what lists of missing people are known for (ages wrong by a
year or two, provinces confused at their borders, marks left out), the u from shares of the population;
docs/decisions/matches.md says which, and that nothing is learnt from the records themselves: what is learnt
from people tells of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

from waystation.domain.match import MatchTerm
from waystation.domain.tracing import Portrait, Seen
from waystation.tracing.places.known import SHARES
from waystation.tracing.places.path import path, relation
from waystation.tracing.time.age import born_when
from waystation.tracing.time.span import Span, span

LIFE = 80.0  # years over which births of the people in a list are spread
_AGE = ((0, 0.88), (1, 0.05), (2, 0.03), (5, 0.025), (10, 0.01))  # years between two births, and m
_AGE_REST = 0.005
_SEX = (0.99, 0.5)  # m, u
_LEVEL_M = (0.98, 0.93, 0.88)
_LEVEL_U = (0.9, 0.1, 0.06)  # country, province (where its share is not known), county and below
_TOGETHER = {  # m and u of the nearest that two sightings come
    "same place and year": (0.15, 0.002),
    "same place": (0.15, 0.02),
    "same country and year": (0.2, 0.1),
    "same country": (0.2, 0.2),
    "elsewhere": (0.3, 0.678),
}
_MARK = (0.5, 0.02, 0.8)  # m and u of a shared mark; the least share of words in common
_TONGUES = {"korean": (0.995, 0.99), "chinese": (0.6, 0.2)}
_TONGUE = (0.6, 0.05)  # any other language
_WORDS = {"ko": "korean", "한국어": "korean", "조선말": "korean", "조선어": "korean", "zh": "chinese",
          "mandarin": "chinese", "중국어": "chinese", "中文": "chinese"}  # fmt: skip
_SMALL = {"a", "an", "the", "on", "in", "of", "at", "with", "and", "his", "her", "to", "from"}


def age_nats(gap: float, years: float) -> float:
    """Return what a gap of so many years between two spans of birth says that are `years` wide together."""
    wide = min(0.95, max(years, 0.02) / LIFE)
    below = 0.0
    for most, m in _AGE:
        if gap <= most:
            u = wide if most == 0 else (1.0 - wide) * 2.0 * (most - below) / LIFE
            return log(m / u)
        below = most
    return log(_AGE_REST / ((1.0 - wide) * (1.0 - 2.0 * below / LIFE)))


def sex_nats() -> tuple[float, float]:
    """Return what the same sex says, and what the other."""
    m, u = _SEX
    return log(m / u), log((1.0 - m) / (1.0 - u))


def origin_nats(a: Sequence[str], b: Sequence[str]) -> tuple[float, str]:
    """Return what two places of origin say, and how they compare."""
    agreed, apart = relation(a, b)
    keys, nats = path(tuple(a)), 0.0
    for level in range(agreed + apart):
        m, u = _LEVEL_M[min(level, 2)], _LEVEL_U[min(level, 2)]
        if level == 1:
            u = SHARES.get(keys[1], u)
        nats += log(m / u) if level < agreed else log((1.0 - m) / (1.0 - u))
    return nats, "apart" if apart else "same" if len(keys) == len(path(tuple(b))) else "within"


def terms(sought: Portrait, known: Portrait) -> list[MatchTerm]:
    """Return the evidence of every part but the names and relatives; nothing where a side says nothing."""
    found = [_age(born_when(sought), born_when(known)), _sex(sought, known), _origin(sought, known)]
    found += [_seen(sought.seen, known.seen)]
    found += [*_marks(sought.marks, known.marks), *_languages(sought.languages, known.languages)]
    return [term for term in found if term is not None]


def _age(a: Span | None, b: Span | None) -> MatchTerm | None:
    if a is None or b is None:
        return None
    gap = a.gap(b) / 365.25
    nats = age_nats(gap, (a.days + b.days) / 365.25)
    return MatchTerm("age", _days(a), _days(b), nats, "same" if gap == 0 else "apart")


def _days(of: Span) -> str:
    return f"{of.first}..{of.last}" if of.first < of.last else str(of.first)


def _sex(sought: Portrait, known: Portrait) -> MatchTerm | None:
    if sought.sex is None or known.sex is None:
        return None
    same = sought.sex == known.sex
    return MatchTerm("sex", sought.sex, known.sex, sex_nats()[not same], "same" if same else "apart")


def _origin(sought: Portrait, known: Portrait) -> MatchTerm | None:
    if not sought.origin or not known.origin:
        return None
    nats, says = origin_nats(sought.origin, known.origin)
    return MatchTerm("origin", _place(sought.origin), _place(known.origin), nats, says)


def _place(names: Sequence[str] | None) -> str:
    return " > ".join(names or ())


def _seen(ours: Sequence[Seen], theirs: Sequence[Seen]) -> MatchTerm | None:
    pairs = [(_nearness(a, b), a, b) for a in ours for b in theirs if a.place and b.place]
    if not pairs:
        return None
    order = list(_TOGETHER)
    says, a, b = min(pairs, key=lambda pair: order.index(pair[0]))
    m, u = _TOGETHER[says]
    return MatchTerm("seen", _sighting(a), _sighting(b), log(m / u), says)


def _nearness(a: Seen, b: Seen) -> str:
    agreed, apart = relation(a.place or (), b.place or ())
    if agreed == 0:
        return "elsewhere"
    near = "same place" if agreed > 1 and not (apart and agreed == 1) else "same country"
    if a.when and b.when and span(a.when).gap(span(b.when)) <= 366:  # noqa: PLR2004  (days)
        return f"{near} and year"
    return near


def _sighting(seen: Seen) -> str:
    return " ".join(filter(None, (seen.when, _place(seen.place))))


def _marks(ours: Sequence[str], theirs: Sequence[str]) -> list[MatchTerm]:
    m, u, least = _MARK
    found = []
    for mark in ours if theirs else ():
        shared, other = max((_in_common(mark, other), other) for other in theirs)
        if shared >= least:
            found.append(MatchTerm("marks", mark, other, log(m / u), "same"))
        else:
            found.append(MatchTerm("marks", mark, "", log((1.0 - m) / (1.0 - u)), "not told"))
    return found


def _in_common(a: str, b: str) -> float:
    left, right = _words(a), _words(b)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - _SMALL


def _languages(ours: Sequence[str], theirs: Sequence[str]) -> list[MatchTerm]:
    found = []
    known = {_tongue(word) for word in theirs}
    for word in ours if theirs else ():
        m, u = _TONGUES.get(_tongue(word), _TONGUE)
        if _tongue(word) in known:
            found.append(MatchTerm("languages", word, word, log(m / u), "same"))
        else:
            found.append(MatchTerm("languages", word, "", log((1.0 - m) / (1.0 - u)), "not told"))
    return found


def _tongue(word: str) -> str:
    plain = word.casefold().strip()
    return _WORDS.get(plain, plain)
