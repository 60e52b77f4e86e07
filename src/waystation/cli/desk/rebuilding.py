"""`waystation compartment rebuild`: how does one open again whose table of contents is damaged?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from waystation.cli.desk import asking
from waystation.cli.desk.text import compartment_meant, short
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.words import Command
from waystation.domain.access import COMPARTMENT_KINDS, CompartmentKind
from waystation.kit.language import N_, _, many
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.actions.acting import Desk
    from waystation.vault.rebuilding import Rebuilt

MADE = [kind for kind in COMPARTMENT_KINDS if kind not in {"directory", "watchtower", "door"}]
"""The kinds of compartments that people make."""


@click.command(
    "rebuild",
    cls=Command,
    help=N_(
        "List anew what is in COMPARTMENT, of a KIND, where its table of contents is damaged.\n\n"
        "A second member has to agree (--second). Asks for its title and a reason, opens every record in it, "
        "and gives it a new key. Titles of records are gone, and nobody can tell any more whether each "
        "record is its own newest state."
    ),
)
@click.argument("compartment", metavar="COMPARTMENT")
@click.argument("kind", metavar="KIND", type=click.Choice(MADE))
@takes_desk
def rebuild(where: Where, compartment: str, kind: CompartmentKind) -> None:
    """Rebuild."""
    from waystation.actions.rebuild_manifest import rebuild_manifest

    with at_desk(where) as desk:
        which = compartment_meant(desk, compartment)
        made = rebuild_manifest(desk, which, kind, asking.line(_("Title"), N_("title")), asking.reason())
        names = [desk.session.directory.members[each].name for each in made.holders]
    said = many(
        "Built again: {count} record or file.", "Built again: {count} records and files.", made.records
    )
    click.echo(said.format(count=made.records))
    click.echo(_("It has a new key, held by: {names}").format(names=", ".join(map(printable, names))))
    click.echo(
        _("Look at each record: one may be an older state of itself, put back by whoever damaged the disk.")
    )
    click.echo(_("Titles of records, and the compartment's state, are gone. A backup may still have them."))
    _say_lost(made)


def _say_lost(made: Rebuilt) -> None:
    if count := len(made.lost):
        said = many(
            "{count} does not open and is lost: {ids}", "{count} do not open and are lost: {ids}", count
        )
        click.echo(said.format(count=count, ids=" ".join(map(short, made.lost))))


def say_damaged(desk: Desk) -> None:
    """Say which compartments were left out because their table of contents does not open."""
    from waystation.vault.rebuilding import damaged

    if ids := damaged(desk.session):
        said = many(
            "{count} compartment is damaged and was left out: {ids}",
            "{count} compartments are damaged and were left out: {ids}",
            len(ids),
        )
        click.echo(said.format(count=len(ids), ids=" ".join(map(short, ids))), err=True)
        click.echo(_("Restore a backup, or: waystation compartment rebuild"), err=True)
