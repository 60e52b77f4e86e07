"""`waystation watch list`: what is due, what is missing, who is told?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from waystation.cli import options
from waystation.cli.desk.text import at, listed, short
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.screen import show_json
from waystation.cli.words import Command
from waystation.kit.language import N_, _

if TYPE_CHECKING:
    from waystation.actions.list_check_ins import CheckIns, Due

STATES = {
    "waiting": N_("expected"),
    "late": N_("late"),
    "overdue": N_("overdue"),
    "lost": N_("lost contact"),
    "came": N_("came, not taken in"),
    "ended": N_("over"),
}


@click.command(
    "list",
    cls=Command,
    help=N_(
        "Say what is due, the worst first, what else sounds, and how the watch stands.\n\n"
        "Opens no record. Times are rounded down to 5 minutes."
    ),
)
@options.as_json
@takes_desk
def list(where: Where, *, as_json: bool) -> None:  # noqa: A001 - the command's name
    """List."""
    from waystation.actions.list_check_ins import list_check_ins
    from waystation.journey.saying import sentences

    with at_desk(where) as desk:
        found = list_check_ins(desk)
    if as_json:
        show_json(_plain(found))
        return
    columns = (_("code"), _("journey"), _("check-in"), _("due"), _("state"), _("acknowledged"))
    listed(columns, [_row(each) for each in found.due], _("No check-in is expected."), fixed=(0, 1))
    if found.others:
        click.echo(_("What sounds beside that, of the watch itself or of journeys that others hold:"))
        for each in found.others:
            click.echo(f"  {each.row}  {at(each.due)}")
    for sentence in sentences(found.health):
        click.echo(sentence)


def _row(each: Due) -> tuple[str, ...]:
    code, journey = (each.journey.code, short(each.journey.id)) if each.journey else ("", "")
    number = str(each.number) if each.number else _("alarm")
    return code, journey, number, at(each.due), _(STATES[each.state]), at(each.acknowledged)


def _plain(found: CheckIns) -> dict[str, Any]:
    return {
        "waystation": 1,
        "kind": "check-ins",
        "due": [
            {
                "journey": each.journey.id if each.journey else None,
                "code": each.journey.code if each.journey else None,
                "number": each.number,
                "due": each.due.isoformat(),
                "state": each.state,
                "acknowledged": None if each.acknowledged is None else each.acknowledged.isoformat(),
            }
            for each in found.due
        ],
        "others": [{"row": each.row, "since": each.due.isoformat()} for each in found.others],
        "red": found.health.red,
    }
