"""`waystation vault retention`: which records are past their day, and how do they die?"""

from __future__ import annotations

from collections.abc import Mapping

import click

from waystation.cli import options
from waystation.cli.desk import asking
from waystation.cli.desk.text import compartment_meant, listed
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.screen import show_json
from waystation.cli.words import Command, option
from waystation.kit.language import N_, _


@click.command(
    "retention",
    cls=Command,
    help=N_(
        "Say how many records are past their last day, of those that you hold. With --now they die: with "
        "their keys and what is attached, for good; counts by year and country stay.\n\n"
        "With --now it asks for a reason. Backups from before still hold what has died."
    ),
)
@option("--now", is_flag=True, help=N_("Let them die."))
@option("--counts-in", "into", metavar="COMPARTMENT", help=N_("Begin the counts in this compartment."))
@options.as_json
@takes_desk
def retention(where: Where, into: str | None, *, now: bool, as_json: bool) -> None:
    """Let records die, or say how many would."""
    from waystation.actions.retire_records import due_records, retire_records

    reason = asking.reason() if now else ""
    with at_desk(where) as desk:
        if now:
            held = None if into is None else compartment_meant(desk, into)
            found = retire_records(desk, reason, held)
        else:
            found = due_records(desk)
    if as_json:
        show_json({"waystation": 1, "kind": "retention", "died": now, "records": dict(found)})
        return
    _say(found, now=now)


def _say(found: Mapping[str, int], *, now: bool) -> None:
    rows = [(_(kind), str(number)) for kind, number in found.items()]
    column = _("have died") if now else _("past their day")
    listed((_("kind"), column), rows, _("No record that you hold is past its day."))
