"""`waystation exposure met`, `told`, `uses`: what do people know that the program cannot see?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from waystation.cli.desk import asking
from waystation.cli.desk.text import meant
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.words import Command, option
from waystation.kit.language import N_, _

if TYPE_CHECKING:
    from waystation.actions.acting import Desk
    from waystation.vault.exposure import Subject


@click.command(
    "met",
    cls=Command,
    help=N_(
        "Note that those with these record IDs have met in person: slept in a house, drove, spoke.\n\n"
        "Guests and helpers have no account; this is how the program knows what they know."
    ),
)
@click.argument("identities", metavar="ID...", nargs=-1, required=True)
@option("--at", "place", metavar="ID", help=N_("The house or journey where they are now."))
@option("--past", is_flag=True, help=N_("They met there once, and are elsewhere now."))
@takes_desk
def met(where: Where, identities: Sequence[str], place: str | None, *, past: bool) -> None:
    """Note a meeting."""
    from waystation.actions.note_meeting import note_meeting

    with at_desk(where) as desk:
        people = [_who(desk, each) for each in identities]
        note_meeting(desk, people, None if place is None else _who(desk, place), past=past)
    click.echo(_("Noted."))


@click.command(
    "told",
    cls=Command,
    help=N_(
        "Note that those named with --to were told what stands in these records, on paper, in an alert or by "
        "word of mouth."
    ),
)
@click.argument("identities", metavar="ID...", nargs=-1, required=True)
@option("--to", "people", metavar="ID", multiple=True, required=True, help=N_("Who was told; several times."))
@takes_desk
def told(where: Where, identities: Sequence[str], people: Sequence[str]) -> None:
    """Note what was told."""
    from waystation.actions.note_told import note_told
    from waystation.vault.finding import could_open

    with at_desk(where) as desk:
        there = {each.id: each for each in could_open(desk.session)}
        records = [meant(each, there, _("record"))[0] for each in identities]
        note_told(desk, [_who(desk, each) for each in people], records)
    click.echo(_("Noted."))


def _who(desk: Desk, identity: str) -> tuple[Subject, str]:
    """Return whom an id means: a member, or somebody or something in a record."""
    from waystation.vault.finding import could_open

    records = {each.id: each.listed.kind for each in could_open(desk.session)}
    members = dict.fromkeys(desk.session.directory.members, "member")
    which, kind = meant(identity, {**records, **members}, _("record"))
    subjects: dict[str, Subject] = {"member": "member", "helper": "helper", "person": "person"}
    return subjects.get(kind, "house"), which


@click.command(
    "uses",
    cls=Command,
    help=N_("Note that you use a device; asks what it is called, the same word each time."),
)
@takes_desk
def uses(where: Where) -> None:
    """Note a device."""
    from waystation.actions.note_meeting import note_device

    with at_desk(where) as desk:
        note_device(desk, asking.line(_("What is the device called"), N_("device")))
    click.echo(_("Noted."))
