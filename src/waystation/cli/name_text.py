"""What is printed of two names: side by side, each syllable with its bar?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.text import Text

from waystation.cli.bars import bars, signed
from waystation.cli.tables import heading, sentences, table
from waystation.kit.language import N_, _
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.tracing.names import Evidence, Term

PARTS = {
    "surname": N_("surname"),
    "given": N_("given name"),
    "word": N_("word"),
    "reading": N_("how they are read"),
}
_SUREST = 0.99  # no two names make anybody certain
_VERDICTS = (  # from which probability each is said
    (0.9, N_("Probably one name")),
    (0.5, N_("Rather one name than two")),
    (0.1, N_("Rather two names, but it can be one")),
    (0.0, N_("Probably two names")),
)


def data(evidence: Evidence) -> dict[str, Any]:
    """Return the evidence about two names as JSON has it."""
    terms = [
        {"part": t.part, "a": t.a, "b": t.b, "stands_for": t.says, "nats": t.weight} for t in evidence.terms
    ]
    return {
        "a": evidence.a,
        "b": evidence.b,
        "nats": evidence.weight,
        "agreement": evidence.agreement,
        "weakest": evidence.weakest,
        "probability": evidence.probability,
        "a_may_be": _may_be(evidence.a),
        "b_may_be": _may_be(evidence.b),
        "terms": terms,
    }


def _may_be(name: str) -> dict[str, float]:
    from waystation.tracing.names import meant  # loads the tables

    return dict(meant(name))


def page(found: Sequence[Evidence]) -> Iterable[RenderableType]:
    """Yield the page: the pair that says most first."""
    for evidence in found:
        yield heading(f"{printable(evidence.a)}  ·  {printable(evidence.b)}")
        yield Text(chance(evidence))
        for line in meanings(evidence):
            yield Text(line)
        drawn = bars([term.weight for term in evidence.terms])
        rows = [(*cells(term), bar) for term, bar in zip(evidence.terms, drawn, strict=True)]
        columns = (_("part"), "A", "B", _("may stand for"), _("nats"), "")
        yield table(columns, rows, right=(4,), fixed=(0, 5), least={1: 10, 2: 10, 3: 8})
    yield Text("")
    yield from sentences(notes(), "-")


def chance(evidence: Evidence) -> str:
    """Return what is likely in words, and the probability, which is never said to be certainty."""
    verdict = next(words for least, words in _VERDICTS if evidence.probability >= least)
    p = f"{min(evidence.probability, _SUREST):.2f}"
    said = _("{verdict}: probability {p}, {nats} nats")
    return said.format(verdict=_(verdict), p=p, nats=signed(evidence.weight))


def meanings(evidence: Evidence) -> list[str]:
    """Return which hangul names each of the two may stand for, and what it means that they share nothing."""
    found = []
    for name in (evidence.a, evidence.b):
        if may_be := _may_be(name):
            listed = ", ".join(f"{hangul} {min(p, _SUREST):.2f}" for hangul, p in may_be.items())
            found.append(_("{name} may stand for: {listed}").format(name=printable(name), listed=listed))
    if all(term.part == "reading" for term in evidence.terms):
        found.append(
            _("Nothing in them is alike. A Western, assumed or married name is not recognised by this.")
        )
    return found


def notes() -> tuple[str, ...]:
    """Return what has to be said under every answer."""
    return (
        _("Evidence is in nats: above nought speaks for one name, below against it; rare names say more."),
        _("The probability is for a pair of which one in ten is one name. One name is not yet one person."),
        _("It is low in spite of the nats where a name may as well stand for another that is nearly alike."),
    )


def cells(term: Term) -> tuple[str, ...]:
    """Return what a row of the table says about a term."""
    if term.part == "reading":
        return _(PARTS[term.part]), "", "", "", signed(term.weight)
    return (
        _(PARTS[term.part]),
        printable(term.a),
        printable(term.b),
        printable(term.says),
        signed(term.weight),
    )
