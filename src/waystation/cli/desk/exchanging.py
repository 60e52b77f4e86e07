"""`waystation vault import` and `export`: what goes into the vault as tables, and what comes out?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from waystation.cli import options
from waystation.cli.desk import asking
from waystation.cli.desk.text import compartment_meant, meant
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.words import Command, option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.actions.acting import Desk
    from waystation.plan.files.sealed import Seal
    from waystation.vault.finding import Found

_SEALED = ".age"
asks_why = option("--why", is_flag=True, help=N_("Ask for a reason, which only the auditors can read."))
recipients_of_file = option(
    "--recipient",
    "recipients",
    metavar="AGE1...",
    multiple=True,
    help=N_("Seal FILE for the holder of this age key; may be given several times."),
)


def reason_of(*, asked: bool) -> str:
    """Return the reason, where it is to be asked for."""
    return asking.reason() if asked else ""


def record_of(desk: Desk, typed: str) -> Found:
    """Return the record that somebody means by the beginning of its id."""
    from waystation.vault.finding import could_open

    there = {each.id: each for each in could_open(desk.session)}
    return meant(typed, there, _("record"))[1]


@click.command(
    "import",
    cls=Command,
    help=N_(
        "Take a network, cases and records in FILE into the vault: YAML, JSON, a workbook, a folder of "
        "tables.\n\n"
        "What has a known key is changed, a new one is added, and what is missing in FILE stays. "
        "With --dry-run nothing is changed, and everything that would be is said."
    ),
)
@click.argument("source", metavar="FILE")
@option("--in", "into", metavar="COMPARTMENT", help=N_("Put what is new into this compartment."))
@option("--network", metavar="ID", help=N_("Change this record of a network, where there are several."))
@option("--dry-run", is_flag=True, help=N_("Change nothing; say what would change."))
@asks_why
@options.as_json
@options.identity
@takes_desk
def import_(  # noqa: PLR0913  (each is an option)
    where: Where,
    source: str,
    into: str | None,
    network: str | None,
    *,
    dry_run: bool,
    why: bool,
    as_json: bool,
    identities: Sequence[str],
) -> None:
    """Take tables in."""
    from waystation.actions import import_records as taking
    from waystation.cli.change_text import show_changes
    from waystation.cli.reading import opened_by
    from waystation.exchange import formats

    contents = formats.read(source, opened_by(tuple(identities)))
    reason = reason_of(asked=why)
    with at_desk(where) as desk:
        held = None if into is None else compartment_meant(desk, into)
        key = None if network is None else record_of(desk, network).listed.key
        wanted = taking.Import(contents, held, key)
        done = (
            taking.dry_run(desk, wanted, reason) if dry_run else taking.import_records(desk, wanted, reason)
        )
    show_changes(done, as_json=as_json, written=not dry_run)


@click.command(
    "export",
    cls=Command,
    help=N_(
        "Write networks, cases and records to FILE: .yaml, .json, .xlsx, each with .age to seal it, or a "
        "folder of CSV tables.\n\n"
        "A second member has to agree: nothing carries more out of the vault at once."
    ),
)
@click.argument("target", metavar="FILE")
@option("--kind", "kinds", metavar="KIND", multiple=True, help=N_("Only those of this kind; several times."))
@option("--record", "records", metavar="ID", multiple=True, help=N_("Only this record; several times."))
@recipients_of_file
@asks_why
@options.as_json
@takes_desk
def export(  # noqa: PLR0913  (each is an option)
    where: Where,
    target: str,
    kinds: Sequence[str],
    records: Sequence[str],
    *,
    recipients: Sequence[str],
    why: bool,
    as_json: bool,
) -> None:
    """Write tables."""
    from waystation.actions.export_records import export_records
    from waystation.cli.change_text import show_written
    from waystation.exchange import formats
    from waystation.exchange.desk_records import KINDS

    formats.format_of(target)
    seal = seal_for(target, recipients)
    reason = reason_of(asked=why)
    with at_desk(where) as desk:
        ids = [record_of(desk, typed).id for typed in records]
        contents = export_records(desk, tuple(kinds) or KINDS, ids, reason, recipients)
    formats.write(target, contents, seal)
    show_written(target, contents, as_json=as_json)


def seal_for(target: str, recipients: Sequence[str]) -> Seal | None:
    """Return what seals a file, None where it is to be in clear, which is said."""
    from waystation.cli.reading import new_passphrase
    from waystation.plan.files.sealed import sealer

    if target.endswith(_SEALED):
        if recipients:
            return sealer(recipients)
        passphrase = new_passphrase(target)  # asked before anything is opened
        return sealer(ask=lambda _name: passphrase)
    if recipients:
        found = _("a file in clear, {name}").format(name=printable(target))
        raise BadInput.at("--recipient", found, _("a name that ends in {sealed}").format(sealed=_SEALED))
    said = _("{file}: this leaves the vault in clear; a name that ends in .age is sealed")
    click.echo(said.format(file=printable(target)), err=True)
    return None
