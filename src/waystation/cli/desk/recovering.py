"""`waystation recover`: how does who lost the passphrase come back, by several others and after a day?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from waystation.cli.desk import asking
from waystation.cli.desk.guarded import guard
from waystation.cli.desk.text import at, listed, meant, member_meant, short
from waystation.cli.desk.which import Where, at_desk, takes_desk, takes_place, vault_at
from waystation.cli.words import Command, Group, option
from waystation.kit.errors import BadInput
from waystation.kit.language import LANGUAGES, N_, _, current

if TYPE_CHECKING:
    from waystation.actions.acting import Desk
    from waystation.vault.recovery import Request

_KEY = 64  # hex digits
_file = click.argument("file", metavar="FILE")
_request = click.argument("identity", metavar="ID")


@click.group("recover", cls=Group, help=N_("Give somebody who lost the passphrase the own keys again."))
def command() -> None:
    """Hold the commands."""


@command.command(
    "entrust",
    cls=Command,
    help=N_(
        "Let these members, several together, give you your keys again if you lose your passphrase.\n\n"
        "Do it before you need it. None of them can open anything of yours alone, or unseen."
    ),
)
@click.argument("members", metavar="MEMBER...", nargs=-1, required=True)
@option("--needed", metavar="N", type=click.IntRange(min=2), default=3, help=N_("How many of them it takes."))
@takes_desk
def entrust(where: Where, members: Sequence[str], needed: int) -> None:
    """Choose trustees."""
    from waystation.actions.entrust_root import entrust_root

    with at_desk(where) as desk:
        there = desk.session.directory.members
        entrust_root(desk, [meant(each, there, _("member"))[0] for each in members], needed)
    click.echo(
        _("{needed} of these {count} can give you your keys again, a day after they are asked.").format(
            needed=needed, count=len(set(members))
        )
    )


@command.command(
    "claim",
    cls=Command,
    help=N_(
        "You lost your passphrase: make a claim in FILE. Asks for a passphrase for it.\n\n"
        "Prints a key and eight words. Give the key to a member, and read the words face to face."
    ),
)
@_file
@takes_place
def claim(where: Where, file: str) -> None:
    """Make a claim."""
    from waystation.vault.claims import new_claim, words_of_claim

    guard()
    receiver = new_claim(file, asking.new(_("New passphrase of the claim"), where.descriptor))
    click.echo(_("The key of your claim: {key}").format(key=receiver))
    click.echo(_("Your words:"))
    click.echo(f"\n  {words_of_claim(receiver, current())}\n")
    click.echo(_("Keep the file; `waystation recover take` needs it when enough trustees have helped."))


@command.command(
    "ask",
    cls=Command,
    help=N_(
        "Ask that MEMBER, whose claim has this KEY, gets the own keys again. Every desk is told.\n\n"
        "Asks for the eight words that the member reads to you, face to face."
    ),
)
@click.argument("member", metavar="MEMBER")
@click.argument("key", metavar="KEY")
@takes_desk
def ask(where: Where, member: str, key: str) -> None:
    """Ask for a recovery."""
    from waystation.actions.ask_recovery import ask_recovery
    from waystation.vault.claims import words_of_claim

    if len(key) != _KEY or set(key) - set("0123456789abcdef"):
        raise BadInput.at(
            "KEY", _("something that is no key"), _("the 64 letters that `recover claim` printed")
        )
    with at_desk(where) as desk:
        who = member_meant(desk, member).id
        said = asking.line(_("The eight words, as the member reads them"), N_("words"))
        if " ".join(said.casefold().split()) not in {words_of_claim(key, each) for each in LANGUAGES}:
            raise BadInput.at(
                _("words"), _("words that are not those of this key"), _("the eight words of the claim")
            )
        request = ask_recovery(desk, who, key)
    click.echo(
        _("Asked as {id}. Trustees can help from {when} on; until then everybody can say no.").format(
            id=short(request.id), when=at(request.open_from)
        )
    )


@command.command("list", cls=Command, help=N_("List who is to get the own keys again, and how far it is."))
@takes_desk
def list_(where: Where) -> None:
    """List requests."""
    from waystation.actions.list_recoveries import list_recoveries

    with at_desk(where) as desk:
        known = desk.session.directory.known
        rows = [
            (short(each.id), known[each.member].name if each.member in known else "", at(each.open_from),
             str(len(each.helped)), _state(each))
            for each in list_recoveries(desk)
        ]  # fmt: skip
    listed(
        (_("id"), _("member"), _("open from"), _("helped"), _("state")), rows, _("Nobody asks."), fixed=(0, 2)
    )


def _state(request: Request) -> str:
    if request.stopped_by is not None:
        return _("stopped")
    return _("done") if request.done else _("asked")


def _asked(desk: Desk, typed: str) -> str:
    from waystation.actions.list_recoveries import list_recoveries

    return meant(typed, {each.id: each for each in list_recoveries(desk)}, _("request"))[0]


@command.command("help", cls=Command, help=N_("Help as a trustee with the request ID, when the day is over."))
@_request
@takes_desk
def help_(where: Where, identity: str) -> None:
    """Help."""
    from waystation.actions.help_recovery import help_recovery

    with at_desk(where) as desk:
        request = help_recovery(desk, _asked(desk, identity))
    if request.done:
        click.echo(_("Enough have helped. Now the member types: waystation recover take FILE"))
    else:
        click.echo(_("You have helped. More trustees are needed."))


@command.command(
    "stop", cls=Command, help=N_("Say no to the request ID. Asks for a reason, which every desk sees.")
)
@_request
@takes_desk
def stop(where: Where, identity: str) -> None:
    """Stop."""
    from waystation.actions.stop_recovery import stop_recovery

    with at_desk(where) as desk:
        stop_recovery(desk, _asked(desk, identity), asking.reason())
    click.echo(_("Stopped. Every desk has been told."))


@command.command(
    "take",
    cls=Command,
    help=N_(
        "Take your keys with the claim in FILE, when enough trustees have helped.\n\n"
        "Asks for the passphrase of the claim, your handle, and a new passphrase."
    ),
)
@_file
@takes_place
def take(where: Where, file: str) -> None:
    """Take the keys."""
    from waystation.vault.claims import read_claim, recover
    from waystation.vault.keys import Credentials

    with vault_at(where) as vault:
        burn = where.burn()
        key = read_claim(file, asking.known(_("Passphrase of the claim"), where.descriptor))
        handle = asking.handle(_("Handle"), where.descriptor)
        recover(vault, key, Credentials(handle, asking.new(_("New passphrase"), where.descriptor), burn))
    click.echo(_("Your keys are yours again; the old passphrase opens nothing. Now: waystation vault unlock"))
