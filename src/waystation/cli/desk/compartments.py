"""`waystation compartment`: who may know something together?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from waystation.cli import options
from waystation.cli.desk import asking
from waystation.cli.desk.rebuilding import MADE, rebuild, say_damaged
from waystation.cli.desk.text import compartment_meant, listed, meant, member_meant, short
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.screen import show_json
from waystation.cli.words import Command, Group
from waystation.domain.access import CompartmentKind
from waystation.kit.language import N_, _

if TYPE_CHECKING:
    from waystation.vault.manifests import Compartment

_compartment = click.argument("compartment", metavar="COMPARTMENT")
_member = click.argument("member", metavar="MEMBER")


@click.group("compartment", cls=Group, help=N_("Say who may know something together, and change it."))
def command() -> None:
    """Hold the commands."""


command.add_command(rebuild)


@command.command("list", cls=Command, help=N_("List the compartments that you hold."))
@options.as_json
@takes_desk
def list_(where: Where, *, as_json: bool) -> None:
    """List compartments."""
    from waystation.actions.list_compartments import list_compartments

    with at_desk(where) as desk:
        found = list_compartments(desk)
        say_damaged(desk)
    if as_json:
        plain = [
            {
                "id": each.id, "kind": each.manifest.kind, "title": each.manifest.title,
                "state": each.manifest.state, "since": each.manifest.since.isoformat(),
                "holders": list(each.manifest.holders), "records": _records(each),
            }
            for each in found
        ]  # fmt: skip
        show_json({"waystation": 1, "kind": "compartments", "compartments": plain})
        return
    rows = [
        (short(each.id), _(each.manifest.kind), each.manifest.title, str(_records(each)),
         str(len(each.manifest.holders)))
        for each in found
    ]  # fmt: skip
    listed((_("id"), _("kind"), _("title"), _("records"), _("members")), rows, _("You hold none."))


def _records(compartment: Compartment) -> int:
    """Return how many records there are, files left out."""
    from waystation.vault.attached import ATTACHMENT

    return sum(each.kind != ATTACHMENT for each in compartment.manifest.records.values())


@command.command(
    "create",
    cls=Command,
    help=N_(
        "Make a compartment of a KIND that you alone hold.\n\n"
        "Asks for its title; only those who hold it see that."
    ),
)
@click.argument("kind", metavar="KIND", type=click.Choice(MADE))
@takes_desk
def create(where: Where, kind: CompartmentKind) -> None:
    """Make a compartment."""
    from waystation.actions.create_compartment import create_compartment

    with at_desk(where) as desk:
        made = create_compartment(desk, kind, asking.line(_("Title"), N_("title")))
    click.echo(_("Made: {id}").format(id=short(made.id)))


@command.command("holders", cls=Command, help=N_("List who holds a compartment."))
@_compartment
@takes_desk
def holders(where: Where, compartment: str) -> None:
    """List holders."""
    from waystation.actions.list_compartments import list_compartments

    with at_desk(where) as desk:
        held = {each.id: each.manifest for each in list_compartments(desk)}
        manifest = meant(compartment, held, _("compartment"))[1]
        members = desk.session.directory.members
    there = [members[each] for each in manifest.holders if each in members]
    listed(
        (_("id"), _("name"), _("role")),
        [(short(each.id), each.name, _(each.role)) for each in there],
        _("Nobody."),
    )


@command.command("grant", cls=Command, help=N_("Let MEMBER open COMPARTMENT from the next unlocking on."))
@_compartment
@_member
@takes_desk
def grant(where: Where, compartment: str, member: str) -> None:
    """Grant."""
    from waystation.actions.grant_compartment import grant_compartment

    with at_desk(where) as desk:
        which = compartment_meant(desk, compartment)
        card = member_meant(desk, member)
        grant_compartment(desk, which, card.id)
    click.echo(_("{name} can open it.").format(name=card.name))


@command.command(
    "withdraw",
    cls=Command,
    help=N_(
        "Take COMPARTMENT from MEMBER: it gets a new key, and everything in it is sealed anew.\n\n"
        "Asks for a reason, which only the auditors can read. What the member saw stays known."
    ),
)
@_compartment
@_member
@takes_desk
def withdraw(where: Where, compartment: str, member: str) -> None:
    """Withdraw."""
    from waystation.actions.withdraw_compartment import withdraw_compartment

    with at_desk(where) as desk:
        which = compartment_meant(desk, compartment)
        card = member_meant(desk, member)
        withdraw_compartment(desk, which, card.id, asking.reason())
    click.echo(_("{name} can open it no longer.").format(name=card.name))


@command.command(
    "rotate", cls=Command, help=N_("Give COMPARTMENT a new key, and seal everything in it anew.")
)
@_compartment
@takes_desk
def rotate(where: Where, compartment: str) -> None:
    """Rotate."""
    from waystation.actions.rotate_compartment import rotate_compartment

    with at_desk(where) as desk:
        rotate_compartment(desk, [compartment_meant(desk, compartment)])
    click.echo(_("It has a new key."))


@command.command("rename", cls=Command, help=N_("Give COMPARTMENT another title, which is asked for."))
@_compartment
@takes_desk
def rename(where: Where, compartment: str) -> None:
    """Rename."""
    from waystation.actions.rename_compartment import rename_compartment

    with at_desk(where) as desk:
        rename_compartment(desk, compartment_meant(desk, compartment), asking.line(_("Title"), N_("title")))
    click.echo(_("It has a new title."))


@command.command(
    "drop",
    cls=Command,
    help=N_(
        "Destroy COMPARTMENT with everything in it. A second member has to agree (--second).\n\n"
        "Asks for a reason."
    ),
)
@_compartment
@takes_desk
def drop(where: Where, compartment: str) -> None:
    """Drop."""
    from waystation.actions.drop_compartment import drop_compartment

    with at_desk(where) as desk:
        drop_compartment(
            desk,
            compartment_meant(desk, compartment),
            asking.reason(),
        )
    click.echo(_("It is gone."))
