"""What does the page of a search or of contradictions hold?"""

from __future__ import annotations

from typing import Any

from waystation.cli import contradiction_text, match_text
from waystation.cli.bars import signed
from waystation.domain.accounts import Contradictions
from waystation.domain.match import Match, Matches
from waystation.kit.language import _
from waystation.report.sheet import sheet


def matches_page(answer: Matches) -> bytes:
    """Return the page for the suggestions of a search."""
    return sheet(
        "matches.html",
        banner=_("Suggestions"),
        over=_("Tracing"),
        lead=match_text.lead(answer),
        notes=match_text.notes(),
        matches=[_match(match) for match in answer.matches],
    )


def _match(match: Match) -> dict[str, Any]:
    terms = match_text.worth(match.terms)
    most = max((abs(term.nats) for term in terms), default=0.0) or 1.0
    return {
        "title": match_text.title(match.record),
        "chance": match_text.chance(match),
        "contact": match.record.contact,
        "rows": [
            {
                "part": _(match_text.FIELDS[term.field]),
                "sought": match_text.side(term, term.sought),
                "known": match_text.side(term, term.known),
                "how": match_text.how(term),
                "nats": signed(term.nats),
                "left": 50 - 50 * max(0.0, -term.nats / most),
                "width": 50 * abs(term.nats) / most,
            }
            for term in terms
        ],
    }


def contradictions_page(found: Contradictions) -> bytes:
    """Return the page for the contradictions of accounts."""
    return sheet(
        "contradictions.html",
        banner=_("Contradictions"),
        over=_("Accounts"),
        lead=contradiction_text.lead(found),
        notes=contradiction_text.notes(found),
        contradictions=[
            {
                "about": one.about,
                "rule": _(contradiction_text.RULES[one.rule]),
                "sides": [(contradiction_text.source(q), q.says, q.quote) for q in (one.a, one.b)],
            }
            for one in found.contradictions
        ],
    )
