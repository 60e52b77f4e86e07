"""How does a simulation read: how many reached safety, and how sure is that figure?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from waystation.cli.tables import Cells, heading, table
from waystation.domain.simulation import Play, Range, Simulation
from waystation.kit.language import _
from waystation.kit.shown import printable
from waystation.plan.explain.figures import hours, money, percent
from waystation.plan.explain.names import Names, harm_text


def _span(name: str, span: Range | None, say: Callable[[float], str]) -> Cells:
    if span is None:
        return (name, "-", "-", "-")
    return (name, say(span.low), say(span.middle), say(span.high))


def _intervals(simulation: Simulation, names: Names) -> RenderableType:
    currency = names.network.currency
    rows = [
        _span(_("reached safety"), simulation.p_safe, percent),
        _span(_("hours until safety"), simulation.hours, hours),
        _span(_("money"), simulation.money, lambda value: money(value, currency)),
    ]
    return table((_("average of a journey"), _("at least"), _("middle"), _("at most")), rows, right=(1, 2, 3))


def _fates(simulation: Simulation) -> Iterator[Cells]:
    plays = (simulation.planned, simulation.drawn)
    yield (_("reached safety"), *(percent(play.p_safe) for play in plays))
    for kind in dict.fromkeys(kind for play in plays for kind in play.lost):
        shares = [play.lost.get(kind, 0) / play.journeys for play in plays]
        if any(shares):
            yield (_("lost: {harm}").format(harm=harm_text(kind)), *map(percent, shares))
    yield (_("still in danger"), *(percent(play.in_danger / play.journeys) for play in plays))


def _single(play: Play, names: Names) -> RenderableType:
    currency = names.network.currency
    rows = [
        _span(_("hours until safety"), play.hours, hours),
        _span(_("money"), play.money, lambda value: money(value, currency)),
    ]
    return table(
        (_("a single journey"), _("1 in 20 below"), _("middle"), _("1 in 20 above")), rows, right=(1, 2, 3)
    )


def page(simulation: Simulation, names: Names) -> Iterable[RenderableType]:
    """Yield the parts of the page."""
    play = simulation.drawn
    count = _("{case}: {journeys} journeys played, seed {seed}")
    yield Text(
        count.format(case=printable(simulation.case), journeys=f"{play.journeys:,}", seed=simulation.seed),
        style="bold",
    )
    yield heading(_("How sure the figures are: 95% credible intervals, from what experience allows"))
    yield _intervals(simulation, names)
    yield heading(_("What became of the journeys"))
    columns = ("", _("with the plan's figures"), _("with figures drawn anew"))
    yield table(columns, list(_fates(simulation)), right=(1, 2))
    yield heading(_("How single journeys differ"))
    yield _single(play, names)
