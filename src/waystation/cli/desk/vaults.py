"""`waystation vault`: how is a vault made, unlocked on this terminal, locked again, and how does it stand?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from waystation.cli import options
from waystation.cli.desk import asking
from waystation.cli.desk.exchanging import export, import_
from waystation.cli.desk.giving import person
from waystation.cli.desk.retiring import retention
from waystation.cli.desk.showing import demo
from waystation.cli.desk.which import Where, takes_place, vault_at
from waystation.cli.screen import show_json
from waystation.cli.words import Command, Group, option
from waystation.kit.language import N_, _
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.domain.access import MemberRole
    from waystation.vault.session import Session

_FOUNDERS = ("coordinator", "protection officer")  # they hold the watchtower
_LAST = 2000  # rows of the ledger that are looked through at unlocking: a tenth of a second


@click.group("vault", cls=Group, help=N_("Make a vault, unlock it on this terminal, lock it again."))
def command() -> None:
    """Hold the commands."""


for _beside in (import_, export, person, retention, demo):
    command.add_command(_beside)


@command.command(
    "init",
    cls=Command,
    help=N_(
        "Make a new vault, its burn secret, and you as its founder.\n\n"
        "Asks what the organisation is called, for your handle, your name and a new passphrase."
    ),
)
@option(
    "--role",
    type=click.Choice(_FOUNDERS),
    default="coordinator",
    help=N_("What the founder does."),
)
@takes_place
def init(where: Where, role: MemberRole) -> None:
    """Make a vault."""
    from waystation.cli.desk.beginning import begin, check_free
    from waystation.cli.desk.guarded import guard

    guard()
    check_free(where)
    organisation = asking.line(_("What is the organisation called"), N_("organisation"))
    handle = asking.handle(_("Your handle, to unlock with"), where.descriptor)
    name = asking.line(_("Your name, as the others know you"), N_("name"))
    passphrase = asking.new(_("New passphrase"), where.descriptor)
    made = begin(where, organisation, (name, role), (handle, passphrase))
    click.echo(_("The vault is made. Now unlock it: waystation vault unlock"))
    click.echo(
        (_("Burn secret: {path}") if made else _("Burn secret, as it was: {path}")).format(
            path=where.burn_path
        )
    )
    click.echo(
        _("Without this file no passphrase opens anything. Move it to a stick; keep a copy in another house.")
    )
    click.echo(
        _("Never put it beside the vault into a backup. When it is destroyed, all that is sealed is gone.")
    )


@command.command(
    "unlock",
    cls=Command,
    help=N_(
        "Unlock the vault on this terminal, for 15 minutes without use and 8 hours at the latest.\n\n"
        "Asks for handle and passphrase."
    ),
)
@takes_place
def unlock_(where: Where) -> None:
    """Unlock this terminal."""
    from waystation.cli.desk import keeping

    with vault_at(where) as vault:
        session = where.enter(vault)
        keeping.start(vault.id, keeping.Unlocked(session.member_id, session.root.seed))
        _say_unlocked(session)


def _say_unlocked(session: Session) -> None:
    from waystation.vault import ledger
    from waystation.vault.alarms import alarms

    said = _("Unlocked on this terminal: {name}, {role}.")
    click.echo(said.format(name=printable(session.me.name), role=_(session.me.role)))
    click.echo(
        _("It locks after 15 minutes without use, after 8 hours at the latest, and with the terminal.")
    )
    with session.vault.store.read() as tx:
        click.echo(_("The ledger ends with {head}").format(head=ledger.head(tx)))
        sounded = alarms(session, tx, _LAST)
    if sounded:
        click.echo(_("Somebody was made to unlock. Look now: waystation exposure notices"))


@command.command(
    "passphrase",
    cls=Command,
    help=N_("Give yourself another passphrase. Asks for handle, the old and the new one."),
)
@takes_place
def passphrase(where: Where) -> None:
    """Change the passphrase."""
    from waystation.actions.acting import Desk
    from waystation.actions.change_passphrase import change_passphrase
    from waystation.vault.keys import Credentials
    from waystation.vault.login import unlock

    with vault_at(where) as vault:
        handle = asking.handle(_("Handle"), where.descriptor)
        now = Credentials(handle, asking.known(_("Passphrase"), where.descriptor), where.burn())
        desk = Desk(unlock(vault, now))
        change_passphrase(desk, now, asking.new(_("New passphrase"), where.descriptor))
    click.echo(_("You have a new passphrase."))


@command.command(
    "duress",
    cls=Command,
    help=N_(
        "Set a second passphrase, for when you are made to give one: it opens an almost empty office, and "
        "the watchtower is told in silence.\n\nAsks for handle, passphrase and the new duress passphrase."
    ),
)
@option("--off", is_flag=True, help=N_("Take the duress passphrase away."))
@takes_place
def duress(where: Where, *, off: bool) -> None:
    """Set the duress passphrase."""
    from waystation.actions.acting import Desk
    from waystation.actions.set_duress_passphrase import set_duress_passphrase
    from waystation.vault.keys import Credentials
    from waystation.vault.login import unlock

    with vault_at(where) as vault:
        handle = asking.handle(_("Handle"), where.descriptor)
        now = Credentials(handle, asking.known(_("Passphrase"), where.descriptor), where.burn())
        desk = Desk(unlock(vault, now))
        other = None if off else asking.new(_("New duress passphrase"), where.descriptor)
        set_duress_passphrase(desk, now, other)
    click.echo(_("It opens nothing any more.") if off else _("You have a duress passphrase."))


@command.command("lock", cls=Command, help=N_("Lock the vault on this terminal."))
@option("--everywhere", is_flag=True, help=N_("Lock it on all terminals of this user."))
@takes_place
def lock(where: Where, *, everywhere: bool) -> None:
    """Lock this terminal."""
    from waystation.cli.desk import keeping

    with vault_at(where) as vault:
        was_unlocked = keeping.end(vault.id)
        if everywhere:
            keeping.end_everywhere(vault.id)
    click.echo(_("Locked.") if was_unlocked or everywhere else _("It was locked already."))


@command.command("status", cls=Command, help=N_("Say how the vault stands. Needs no passphrase."))
@options.as_json
@takes_place
def status(where: Where, *, as_json: bool) -> None:
    """Say how the vault stands."""
    from waystation.cli.desk.standing import sentences, standing

    with vault_at(where) as vault:
        found = standing(vault, where)
    if as_json:
        show_json({"waystation": 1, "kind": "vault status", **found})
        return
    for sentence in sentences(found):
        click.echo(sentence)
