"""What does each part of two portraits but the names and relatives say, in nats and in words?

Birth, sex and origin by `waystation.tracing.match.agreement`; sightings, marks and languages here, by the
same method. What one side does not tell says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

from waystation.domain.match import MatchTerm
from waystation.domain.tracing import Portrait, Seen
from waystation.tracing.match.agreement import age_nats, origin_nats, sex_nats
from waystation.tracing.places.path import relation
from waystation.tracing.time.age import born_when
from waystation.tracing.time.span import Span, span

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
