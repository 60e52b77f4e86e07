"""What is printed of contradictions: two quotes side by side, and the rule that found them?"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.text import Text

from waystation.cli.tables import heading, sentences, table
from waystation.domain.accounts import Contradiction, Contradictions, Quote
from waystation.kit.language import N_, _, many
from waystation.kit.shown import printable

RULES = {
    "date": N_("The dates of one event have no day in common."),
    "since": N_("It cannot have begun at both times."),
    "age": N_("No way of counting ages allows both."),
    "born": N_("The dates of birth have no day in common."),
    "age and birth": N_("Nobody born then is of that age, by any way of counting."),
    "place": N_("Neither place lies in the other."),
    "count": N_("The counts differ."),
    "members": N_("The count does not fit those who are named."),
    "spelling": N_("One name in two spellings, as it seems."),
    "name": N_("Two names, as it seems."),
    "family": N_("One person is given to two families."),
}


def lead(found: Contradictions) -> str:
    """Return the first sentence."""
    count = len(found.contradictions)
    said = many(
        "{count} contradiction among {claims} claims.", "{count} contradictions among {claims} claims.", count
    ).format(count=count, claims=found.claims)
    spelled = sum(each.rule == "spelling" for each in found.contradictions)
    if not spelled:
        return said
    more = many(
        "{spelled} is only two spellings of one name, as it seems, and stands last.",
        "{spelled} are only two spellings of one name, as it seems, and stand last.",
        spelled,
    )
    return f"{said} {more.format(spelled=spelled)}"


def notes(found: Contradictions) -> list[str]:
    """Return what has to be said under every answer."""
    said = [_("Neither side is preferred: both quotes stand as they were written.")]
    if found.unconfirmed:
        said.append(
            many(
                "{count} claim was left out, because nobody has confirmed it.",
                "{count} claims were left out, because nobody has confirmed them.",
                found.unconfirmed,
            ).format(count=found.unconfirmed)
        )
    return said


def source(quote: Quote) -> str:
    """Return which accounts say it."""
    return ", ".join(printable(name) for name in (quote.account, *quote.also))


def quoted(quote: Quote) -> str:
    """Return the words between quotation marks."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{printable(quote.quote)}\N{RIGHT DOUBLE QUOTATION MARK}"


def page(found: Contradictions) -> Iterable[RenderableType]:
    """Yield the page."""
    yield Text(lead(found), style="bold")
    for number, contradiction in enumerate(found.contradictions, 1):
        yield from _contradiction(number, contradiction)
    yield Text("")
    yield from sentences(notes(found), "-")


def _contradiction(number: int, contradiction: Contradiction) -> Iterable[RenderableType]:
    yield heading(f"{number}. {printable(contradiction.about)}")
    yield Text(_(RULES[contradiction.rule]))
    rows = [
        (source(quote), printable(quote.says), quoted(quote)) for quote in (contradiction.a, contradiction.b)
    ]
    yield table((_("account"), _("says"), _("quote")), rows, least={0: 12, 1: 12})
