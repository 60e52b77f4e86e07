"""What is printed of the suggestions for a search: side by side, each part of the evidence with its bar?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.text import Text

from waystation.cli.bars import bars, signed
from waystation.cli.tables import heading, sentences, table
from waystation.domain.match import Match, Matches, MatchTerm
from waystation.domain.tracing import TracingRecord
from waystation.kit.language import N_, _, many
from waystation.kit.shown import printable

FIELDS = {
    "names": N_("name"),
    "age": N_("born"),
    "sex": N_("sex"),
    "origin": N_("origin"),
    "seen": N_("seen"),
    "relatives": N_("relative"),
    "marks": N_("mark"),
    "languages": N_("language"),
}
HOW = {
    "same": N_("same"),
    "apart": N_("apart"),
    "within": N_("one lies in the other"),
    "not told": N_("not told"),
    "reading": N_("way of reading"),
    "other names": N_("all names together"),
    "name": N_("name of the relative"),
    "same place and year": N_("same place and year"),
    "same place": N_("same place"),
    "same country and year": N_("same country and year"),
    "same country": N_("same country"),
    "elsewhere": N_("elsewhere"),
}
WORDS = {
    "female": N_("female"),
    "male": N_("male"),
    "mother": N_("mother"),
    "father": N_("father"),
    "daughter": N_("daughter"),
    "son": N_("son"),
    "sister": N_("sister"),
    "brother": N_("brother"),
    "wife": N_("wife"),
    "husband": N_("husband"),
    "grandmother": N_("grandmother"),
    "grandfather": N_("grandfather"),
    "granddaughter": N_("granddaughter"),
    "grandson": N_("grandson"),
    "aunt": N_("aunt"),
    "uncle": N_("uncle"),
    "cousin": N_("cousin"),
    "other": N_("other relative"),
}
_SUREST = 0.99  # no figure of two portraits makes anybody certain
_LEAST = 0.01  # below it nobody is told how much
_TOLD = 0.01  # nats below which a part says nothing


def how(term: MatchTerm) -> str:
    """Return how both sides compare, in words; of names, the syllable that both may stand for."""
    return _(HOW[term.says]) if term.says in HOW else printable(term.says)


def side(term: MatchTerm, text: str) -> str:
    """Return what stands on one side, in the language in use where it is a word of ours."""
    if term.field == "born":
        return printable(text.replace("..", " .. "))  # where it may be broken into two lines
    if term.field not in {"sex", "relatives"}:
        return printable(text)
    word, space, rest = text.partition(" ")
    return printable(f"{_(WORDS.get(word, word))}{space}{rest}")


def worth(terms: Sequence[MatchTerm]) -> list[MatchTerm]:
    """Return the terms that say anything: with the rest the sum is the score, and nobody misses them."""
    return [term for term in terms if abs(term.nats) >= _TOLD]


def lead(answer: Matches) -> str:
    """Return the first sentence."""
    count = len(answer.matches)
    return many(
        "{count} suggestion, from {compared} records.",
        "{count} suggestions, from {compared} records.",
        count,
    ).format(count=count, compared=answer.compared)


def notes() -> tuple[str, ...]:
    """Return what has to be said under every answer, the same whatever the answer is."""
    return (
        _("A match is a suggestion. Nothing has been merged; people decide."),
        _("Who has not consented, or has barred this seeker, is not searched and not counted."),
        _("Evidence is in nats: above nought speaks for one person, below against it."),
        _("The probability weighs all records against each other, and that none may be the right one."),
    )


def title(record: TracingRecord) -> str:
    """Return what a record is called."""
    names = " · ".join(printable(name) for name in record.person.names)
    return f"{printable(record.id)}  {names}".rstrip()


def chance(match: Match) -> str:
    """Return the score and the probability, which is never said to be certainty."""
    p = f"{min(match.probability, _SUREST):.2f}" if match.probability >= _LEAST else f"<{_LEAST}"
    return _("{nats} nats, probability {p}").format(nats=signed(match.nats), p=p)


def page(answer: Matches) -> Iterable[RenderableType]:
    """Yield the page."""
    yield Text(lead(answer), style="bold")
    for number, match in enumerate(answer.matches, 1):
        yield from _match(number, match)
    yield Text("")
    yield from sentences(notes(), "-")


def _match(number: int, match: Match) -> Iterable[RenderableType]:
    yield heading(f"{number}. {title(match.record)}")
    yield Text(chance(match))
    if match.record.contact:
        yield Text(_("Ask through: {contact}").format(contact=printable(match.record.contact)))
    terms = worth(match.terms)
    drawn = bars([term.nats for term in terms])
    rows = [(*_cells(term), bar) for term, bar in zip(terms, drawn, strict=True)]
    columns = (_("part"), _("sought"), _("known"), _("how"), _("nats"), "")
    yield table(columns, rows, right=(4,), fixed=(0, 5), least={1: 12, 2: 12, 3: 8})


def _cells(term: MatchTerm) -> tuple[str, ...]:
    sides = (side(term, term.sought), side(term, term.known))
    return (_(FIELDS[term.field]), *sides, how(term), signed(term.nats))
