"""How do ids, times and lists of the vault read at 3 a.m.?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from rich.console import RenderableType

from waystation.cli.screen import show
from waystation.cli.tables import table
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.actions.acting import Desk
    from waystation.domain.access import Member

Thing = TypeVar("Thing")

SHORT = 8  # letters of an id that are shown; people may type fewer
_DIGITS = frozenset("0123456789abcdef")
_ID = 32


def short(identity: str) -> str:
    """Return the beginning of an id, as lists show it."""
    return identity[:SHORT]


def at(moment: datetime | None) -> str:
    """Return a time with its zone, which is always UTC."""
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M} UTC"


def minutes(seconds: float) -> str:
    """Return a duration as `7 h 59 min` or `14 min`."""
    whole = max(0, round(seconds / 60))
    hours, rest = divmod(whole, 60)
    said = _("{hours} h {minutes} min") if hours else _("{minutes} min")
    return said.format(hours=hours, minutes=rest)


def meant(typed: str, things: Mapping[str, Thing], what: str) -> tuple[str, Thing]:
    """Return the id and thing that somebody means by the beginning of an id.

    Raises BadInput where nothing or more than one thing begins so. What the member may not open is not among
    the things, so nobody learns whether it is there.
    """
    wanted = typed.lower()
    plain = 0 < len(wanted) <= _ID and not set(wanted) - _DIGITS
    found = [each for each in things if each.startswith(wanted)] if plain else []
    if len(found) != 1:
        what_is = _("more than one that begins so") if found else _("nothing that you may open")
        raise BadInput.at(
            f"{what} {printable(typed, _ID)}", what_is, _("an id from the list, or its beginning")
        )
    return found[0], things[found[0]]


def compartment_meant(desk: Desk, typed: str) -> str:
    """Return the id of the compartment that somebody means. Raises BadInput."""
    return meant(typed, desk.session.keys, _("compartment"))[0]


def member_meant(desk: Desk, typed: str) -> Member:
    """Return the card of the member whom somebody means. Raises BadInput."""
    return meant(typed, desk.session.directory.members, _("member"))[1]


def listed(
    columns: Sequence[str], rows: Iterable[Sequence[str]], nothing: str, fixed: Sequence[int] = (0,)
) -> None:
    """Print a table, or one sentence where there is nothing in it; columns in `fixed` are never broken."""
    rows = [[printable(cell) for cell in row] for row in rows]
    page: list[RenderableType] = [table(columns, rows, fixed=fixed) if rows else nothing]
    show(page)
