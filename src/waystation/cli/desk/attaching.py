"""`waystation record attach` and `fetch`: which files are kept with a record, and how do they come out?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waystation.cli import options
from waystation.cli.desk.exchanging import asks_why, reason_of, recipients_of_file, record_of, seal_for
from waystation.cli.desk.text import at, listed, meant, short
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.screen import show_json
from waystation.cli.words import Command
from waystation.kit.language import N_, _
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.actions.acting import Desk
    from waystation.vault.finding import Found

_CHUNK = 1 << 20  # bytes
_LONGEST = 200  # letters of a file's name


@click.command(
    "attach",
    cls=Command,
    help=N_(
        "Keep FILE, sealed, with the record with this ID. It dies with the record.\n\n"
        "Its name and what is in it are sealed. The file that you named stays where it is; destroy it."
    ),
)
@click.argument("identity", metavar="ID")
@click.argument("source", metavar="FILE")
@asks_why
@takes_desk
def attach(where: Where, identity: str, source: str, *, why: bool) -> None:
    """Attach a file."""
    from waystation.actions.attach_file import attach_file

    reason, path = reason_of(asked=why), Path(source)
    with at_desk(where) as desk:
        record = record_of(desk, identity).id
        made = attach_file(desk, record, printable(path.name, _LONGEST), _chunks(path), reason)
    click.echo(
        _("Kept as {id}. The file itself is still there: {file}").format(
            id=short(made), file=printable(source)
        )
    )


def _chunks(path: Path) -> Iterator[bytes]:
    from waystation.kit.files import unusable

    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise unusable(path, error) from None


@click.command(
    "attachments", cls=Command, help=N_("List the files that are kept with the record with this ID.")
)
@click.argument("identity", metavar="ID")
@options.as_json
@takes_desk
def attachments(where: Where, identity: str, *, as_json: bool) -> None:
    """List files."""
    from waystation.actions.list_attachments import list_attachments

    with at_desk(where) as desk:
        found = list_attachments(desk, record_of(desk, identity).id)
    if as_json:
        plain = [
            {
                "id": each.id, "record": each.listed.key, "name": each.listed.title,
                "changed": each.listed.changed.isoformat(),
            }
            for each in found
        ]  # fmt: skip
        show_json({"waystation": 1, "kind": "attachments", "attachments": plain})
        return
    rows = [(short(each.id), each.listed.title, at(each.listed.changed)) for each in found]
    listed((_("id"), _("name"), _("changed")), rows, _("There is none."))


@click.command(
    "fetch",
    cls=Command,
    help=N_(
        "Write the file with this ID, as `record attachments` lists it, to FILE; .age at its end seals.\n\n"
        "The ledger says so before it is opened. It is written nowhere else, and for you alone to read."
    ),
)
@click.argument("identity", metavar="ID")
@click.argument("target", metavar="FILE")
@recipients_of_file
@asks_why
@takes_desk
def fetch(where: Where, identity: str, target: str, *, recipients: Sequence[str], why: bool) -> None:
    """Write a file out."""
    from waystation.actions.open_attachment import open_attachment
    from waystation.kit.files import write_private

    seal = seal_for(target, recipients)
    reason = reason_of(asked=why)
    with at_desk(where) as desk:
        data = open_attachment(desk, _file_meant(desk, identity).id, reason).data
    write_private(target, data if seal is None else seal(data, target))
    click.echo(_("{file}: written.").format(file=printable(target)))


@click.command("detach", cls=Command, help=N_("Destroy the file with this ID for good. Asks for a reason."))
@click.argument("identity", metavar="ID")
@takes_desk
def detach(where: Where, identity: str) -> None:
    """Destroy a file."""
    from waystation.actions.drop_attachment import drop_attachment

    with at_desk(where) as desk:
        drop_attachment(desk, _file_meant(desk, identity).id, reason_of(asked=True))
    click.echo(_("It is gone."))


def _file_meant(desk: Desk, typed: str) -> Found:
    from waystation.vault.finding import attached

    return meant(typed, {each.id: each for each in attached(desk.session)}, _("file"))[1]
