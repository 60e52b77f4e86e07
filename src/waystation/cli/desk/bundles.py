"""`waystation bundle`: how are records handed to named people, and taken in without overwriting anything?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from waystation.cli.desk import asking
from waystation.cli.desk.text import at, compartment_meant, listed, meant, short
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.screen import show
from waystation.cli.words import Command, Group, option
from waystation.kit.language import N_, _, current, many

if TYPE_CHECKING:
    from waystation.actions.acting import Desk
    from waystation.actions.take_in_bundle import TakenIn

_file = click.argument("file", metavar="FILE")


@click.group("bundle", cls=Group, help=N_("Hand records to named people; take in what others hand to you."))
def command() -> None:
    """Hold the commands."""


@command.command(
    "make",
    cls=Command,
    help=N_(
        "Write the records with these IDs to FILE, sealed for the members and age keys that are named.\n\n"
        "It is signed by you and expires. The ledger says first who was told what."
    ),
)
@_file
@click.argument("identities", metavar="ID...", nargs=-1, required=True)
@option(
    "--member", "members", metavar="MEMBER", multiple=True, help=N_("Seal it for this member; several times.")
)
@option("--recipient", "recipients", metavar="AGE1...", multiple=True,
        help=N_("Seal it for the holder of this age key; several times."))  # fmt: skip
@option("--days", metavar="N", type=click.IntRange(1, 90), default=7, help=N_("It expires after N days (7)."))
@option("--why", is_flag=True, help=N_("Ask for a reason, which only the auditors can read."))
@takes_desk
def make(  # noqa: PLR0913  (each is an option)
    where: Where,
    file: str,
    identities: Sequence[str],
    *,
    members: Sequence[str],
    recipients: Sequence[str],
    days: int,
    why: bool,
) -> None:
    """Make a bundle."""
    from waystation.actions.make_bundle import make_bundle
    from waystation.vault.finding import attached

    with at_desk(where) as desk:
        there = desk.session.directory.members
        to = [meant(each, there, _("member"))[0] for each in members]
        reason = asking.reason() if why else ""
        records = [_record(desk, each)[0] for each in identities]
        count = make_bundle(desk, file, records, to, recipients, lasts=timedelta(days=days), why=reason)
        files = len(attached(desk.session, records))
    said = many(
        "Written: {count} record, for {days} days.", "Written: {count} records, for {days} days.", count
    )
    click.echo(said.format(count=count, days=days))
    if files:
        said = many(
            "{count} file that is kept with them does not travel in it.",
            "{count} files that are kept with them do not travel in it.",
            files,
        )
        click.echo(said.format(count=files))


def _record(desk: Desk, typed: str) -> tuple[str, str]:
    """Return id and own key of the record that somebody means."""
    from waystation.vault.finding import could_open

    there = {each.id: each.listed.key for each in could_open(desk.session)}
    return meant(typed, there, _("record"))


@command.command(
    "open",
    cls=Command,
    help=N_(
        "Take in the bundle in FILE.\n\n"
        "What is new is added. What is here already and differs stays as it is, and both sides are shown."
    ),
)
@_file
@option("--in", "compartment", metavar="COMPARTMENT", help=N_("Put what is new into this compartment."))
@option("--take", "taken", metavar="ID", multiple=True,
        help=N_("Replace this record by what came; several times."))  # fmt: skip
@option("--trust", "trusted", metavar="KEY", multiple=True,
        help=N_("Take it from a partner who signs with this key, after comparing its words."))  # fmt: skip
@option("--identity", "identities", metavar="FILE", multiple=True,
        help=N_("Open it with this identity file; may be given several times."))  # fmt: skip
@takes_desk
def open_(  # noqa: PLR0913  (each is an option)
    where: Where,
    file: str,
    *,
    compartment: str | None,
    taken: Sequence[str],
    trusted: Sequence[str],
    identities: Sequence[str],
) -> None:
    """Take in a bundle."""
    from waystation.actions.take_in_bundle import take_in_bundle
    from waystation.cli.desk.backups import identity_keys

    with at_desk(where) as desk:
        into = None if compartment is None else compartment_meant(desk, compartment)
        found = take_in_bundle(
            desk, file, into=into, identities=identity_keys(identities, where), trusted=trusted,
            take={_record(desk, each)[1] for each in taken},
        )  # fmt: skip
    _show(found)


def _show(found: TakenIn) -> None:
    from waystation.cli.desk.record_text import differing

    made = _("Made at {made}, expires at {expires}.")
    click.echo(made.format(made=at(found.bundle.made_at), expires=at(found.bundle.expires_at)))
    rows = [
        (_("added"), " ".join(map(short, found.new))),
        (_("replaced"), " ".join(map(short, found.replaced))),
        (_("the same already"), " ".join(map(short, found.same))),
        (_("differs, left as it was"), " ".join(short(each.mine.id) for each in found.differing)),
    ]
    listed((_("what"), _("records")), [row for row in rows if row[1]], _("Nothing."))
    for each in found.differing:
        title = _("Record {id}: what came is not what is here").format(id=short(each.mine.id))
        show(differing(title, (_("what came"), each.theirs.value), (_("in the vault"), each.mine.value)))


@command.command(
    "key",
    cls=Command,
    help=N_("Print the keys that a partner needs: to seal for you, and to know what you signed."),
)
@takes_desk
def key(where: Where) -> None:
    """Print the keys."""
    from waystation.vault.agekeys import recipient
    from waystation.vault.words import fingerprint

    with at_desk(where) as desk:
        card = desk.session.me.application
    click.echo(_("To seal for you: {key}").format(key=recipient(card.box_key)))
    click.echo(_("You sign with: {key}").format(key=card.sign_key))
    words = fingerprint(bytes.fromhex(card.sign_key), language=current())
    click.echo(_("Its words, to be compared aloud:"))
    click.echo(f"\n  {words}\n")
