"""Who may be the person sought, the strongest suggestion first, and why?

Nothing is merged, marked or kept: a search leaves everything as it was, and people decide.
"""

from __future__ import annotations

from math import exp, fsum, log

from waystation.domain.match import Match, Matches, MatchTerm
from waystation.domain.tracing import Portrait, Sought, TracingRecord
from waystation.tracing.match import called, portraits
from waystation.tracing.match.called import Weights
from waystation.tracing.match.candidates import candidates
from waystation.tracing.match.consent import shown
from waystation.tracing.match.register import Register

MOST = 10  # suggestions that somebody can look at properly


def search(register: Register, sought: Sought, most: int = MOST) -> Matches:
    """Return the best suggestions, at most `most`, of those whom the seeker may be told of today.

    Nobody is suggested against whom more speaks than for them.

    The answer is that of a register without the records that this seeker may not be told of.
    """
    numbers, compared = candidates(register, sought)
    records = register.shelf.take(numbers)
    weighed = called.weigh(pair for record in records for pair in called.pairs(sought.person, record.person))
    scored = [(nats(sought.person, record.person, weighed), record) for record in records]
    scored.sort(key=lambda pair: (-pair[0], pair[1].id))
    doubt = _evidence([score for score, _ in scored], compared)
    found = [_match(sought.person, record, weighed, doubt) for score, record in scored[:most] if score > 0]
    return Matches(sought.seeker[0], compared, len(records), tuple(found))


def nats(sought: Portrait, known: Portrait, weighed: Weights) -> float:
    """Return the whole evidence for two portraits being of one person, in nats."""
    parts = [called.own_nats(sought, known, weighed)]
    parts += [kin for _, _, kin in called.kin_nats(sought, known, weighed)]
    parts += [term.nats for term in portraits.terms(sought, known)]
    return fsum(parts)


def explained(sought: Portrait, known: Portrait, weighed: Weights) -> tuple[MatchTerm, ...]:
    """Return the terms that add up to `nats`."""
    return (*called.terms(sought, known, weighed), *portraits.terms(sought, known))


def _match(sought: Portrait, record: TracingRecord, weighed: Weights, doubt: float) -> Match:
    terms = explained(sought, record.person, weighed)
    score = fsum(term.nats for term in terms)
    return Match(shown(record), score, exp(min(0.0, score - doubt)), terms)


def _evidence(scores: list[float], compared: int) -> float:
    """Return the log of all that competes: every candidate, and as much again that it is nobody here."""
    top = max([*scores, log(max(1, compared))])
    return top + log(fsum(exp(score - top) for score in scores) + max(1, compared) * exp(-top))
