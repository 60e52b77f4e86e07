"""`waystation vault person`: what is recorded about a person, for that person to have?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from waystation.cli.desk.exchanging import asks_why, reason_of, recipients_of_file, record_of, seal_for
from waystation.cli.desk.text import short
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.words import Command, option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _, many
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.actions.acting import Desk
    from waystation.exchange.dossier import Dossier
    from waystation.vault.finding import Found

_SEALED = ".age"
_PAGES = (".html", ".json")


@click.command(
    "person",
    cls=Command,
    help=N_(
        "Write all that is recorded about the person with this ID to FILE, for that person: .html or .json, "
        "each with .age to seal it.\n\n"
        "Who the others are, helpers, houses and members, is left out. Read it before you hand it over."
    ),
)
@click.argument("identity", metavar="ID")
@click.argument("target", metavar="FILE")
@option("--everywhere", is_flag=True, help=N_("Look through all that you hold, not only her compartments."))
@recipients_of_file
@asks_why
@takes_desk
def person(  # noqa: PLR0913  (each is an option)
    where: Where, identity: str, target: str, *, everywhere: bool, recipients: Sequence[str], why: bool
) -> None:
    """Write what is recorded about a person."""
    from waystation.actions.export_person import export_person
    from waystation.exchange.dossier_page import as_json, page
    from waystation.kit.files import write_private

    ending = target.removesuffix(_SEALED)
    if not ending.endswith(_PAGES):
        allowed = _("one that ends in .html or .json (and .age)")
        raise BadInput.at(printable(target), _("a name of another ending"), allowed)
    seal = seal_for(target, recipients)
    reason = reason_of(asked=why)
    with at_desk(where) as desk:
        found = export_person(desk, record_of(desk, identity).id, reason, everywhere=everywhere)
        files = _files(desk, found)
    data = page(found) if ending.endswith(".html") else as_json(found)
    write_private(target, data if seal is None else seal(data, target))
    click.echo(_("{file}: written. Read it before you hand it over.").format(file=printable(target)))
    if files:
        said = many(
            "{count} file is kept with these records and is not in it. Look at it: waystation record fetch",
            "{count} files are kept with these records and are not in it. Look at: waystation record fetch",
            len(files),
        )
        click.echo(said.format(count=len(files)))
        for each in files:
            click.echo(f"  {short(each.id)}  {printable(each.listed.title)}")


def _files(desk: Desk, found: Dossier) -> list[Found]:
    """Return the files that are kept with the person's own record, her cases and what else is hers."""
    from waystation.vault.finding import attached, could_open

    hers = {(each.kind, each.key) for each in found.entries if each.why in {"own", "part"}}
    return attached(
        desk.session,
        {each.id for each in could_open(desk.session) if (each.listed.kind, each.listed.key) in hers},
    )
