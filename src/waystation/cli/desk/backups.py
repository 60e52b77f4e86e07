"""`waystation backup`: how is the vault copied out, tried, and built again elsewhere?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from waystation.cli.desk import asking
from waystation.cli.desk.beginning import check_free, make_folder
from waystation.cli.desk.text import meant
from waystation.cli.desk.which import Where, at_desk, takes_desk, takes_place
from waystation.cli.words import Command, Group, option
from waystation.kit.language import N_, _, many
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.vault.restore import Restored

_folder = click.argument("folder", metavar="FOLDER")


@click.group("backup", cls=Group, help=N_("Copy the vault out, sealed; build it again; try that it works."))
def command() -> None:
    """Hold the commands."""


@command.command(
    "make",
    cls=Command,
    help=N_(
        "Write what has changed since the last backup to FOLDER, sealed for you and the recipients.\n\n"
        "The burn secret is not in it. Without that file no backup opens."
    ),
)
@_folder
@option(
    "--recipient",
    "recipients",
    metavar="AGE1...",
    multiple=True,
    help=N_("Seal it for the holder of this age key, too; may be given several times."),
)
@option(
    "--member",
    "members",
    metavar="MEMBER",
    multiple=True,
    help=N_("Let this member go on with it, too; may be given several times."),
)
@option("--full", is_flag=True, help=N_("Begin anew instead of going on from the last backup."))
@takes_desk
def make(where: Where, folder: str, recipients: Sequence[str], members: Sequence[str], *, full: bool) -> None:
    """Make a backup."""
    from waystation.actions.back_up_vault import back_up_vault

    with at_desk(where) as desk:
        there = desk.session.directory.members
        readers = [meant(each, there, _("member"))[0] for each in members]
        made = back_up_vault(desk, Path(folder), readers, recipients, full=full)
    if not recipients:
        click.echo(
            _("Only you can open it, and only while the vault is there: name an age key with --recipient."),
            err=True,
        )
    click.echo(_("Written: {file}").format(file=printable(str(made.link))))
    click.echo(
        _("Rows new: {new}, gone: {gone}. The ledger in it ends with {head}").format(
            new=made.new, gone=made.gone, head=made.ledger
        )
    )


@command.command(
    "drill",
    cls=Command,
    help=N_("Try the backup in FOLDER: build it in a fresh place, open all that you may, and remove it."),
)
@_folder
@takes_desk
def drill(where: Where, folder: str) -> None:
    """Drill."""
    from waystation.actions.drill_backup import drill_backup

    with at_desk(where) as desk:
        found = drill_backup(desk, Path(folder))
    click.echo(
        _("The backup is sound. Links: {links}, rows: {rows}, opened: {opened}.").format(**found._asdict())
    )
    click.echo(
        _("Sealed for others, and there: {sealed}. Rows of the ledger since then: {behind}").format(
            **found._asdict()
        )
    )


@command.command(
    "forget",
    cls=Command,
    help=N_(
        "Delete the older backups in FOLDER, in which still stands what has died since.\n\n"
        "First the newest is tried. A backup begins anew with `backup make --full`."
    ),
)
@_folder
@takes_desk
def forget(where: Where, folder: str) -> None:
    """Forget."""
    from waystation.actions.forget_backups import forget_backups

    with at_desk(where) as desk:
        count = forget_backups(desk, Path(folder))
    click.echo(
        many(
            "{count} file of older backups is gone.", "{count} files of older backups are gone.", count
        ).format(count=count)
    )


@command.command(
    "restore",
    cls=Command,
    help=N_(
        "Build the vault again from FOLDER, in the new place that --vault or the environment names.\n\n"
        "Needs the identity file of a recipient. Members unlock it as before, with the same burn secret."
    ),
)
@_folder
@option("--identity", "identities", metavar="FILE", multiple=True, required=True,
        help=N_("Open it with this identity file; may be given several times."))  # fmt: skip
@takes_place
def restore_(where: Where, folder: str, identities: Sequence[str]) -> None:
    """Restore."""
    from waystation.cli.desk.guarded import guard

    guard()
    check_free(where)
    make_folder(where)
    restored = _restored(Path(folder), identity_keys(identities, where), where.place)
    try:
        said = many(
            "The vault is built again from {links} link.",
            "The vault is built again from {links} links.",
            restored.links,
        )
        click.echo(said.format(links=restored.links))
        click.echo(_("Its ledger ends with {head}").format(head=restored.head.ledger))
        click.echo(_("Compare that with the end that you wrote down."))
    finally:
        restored.vault.close()


def _restored(folder: Path, keys: Sequence[Any], place: str) -> Restored:
    from waystation.vault.restore import restore

    return restore(folder, keys, place)


def identity_keys(files: Sequence[str], where: Where) -> list[Any]:
    """Return the keys in identity files, which may be sealed with a passphrase. Raises BadInput."""
    if not files:
        return []
    from waystation.plan.files.sealed import read_identities

    def passphrase(_name: str) -> str:
        return asking.known(_("Passphrase of the identity file"), where.descriptor)

    return [key for file in files for key in read_identities(file, passphrase)]
