"""`waystation convert`: how does a network or a case become a workbook or tables, and the other way round?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from waystation.cli import options
from waystation.cli.reading import new_passphrase, opened_by
from waystation.cli.words import Command, option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.exchange.contents import Contents

_SEALED = ".age"
_recipients = option(
    "--recipient",
    "recipients",
    metavar="AGE1...",
    multiple=True,
    help=N_("Seal TO for the holder of this age key; may be given several times."),
)


@click.command(
    "convert",
    cls=Command,
    help=N_(
        "Write what is in FROM to TO: a network, cases and records as YAML, JSON, a workbook (.xlsx), or a "
        "folder of CSV tables. The name says which.\n\n"
        "What is read back is the same, to the last digit. Comments are not kept."
    ),
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="[TO]", required=False)
@option(
    "--with", "also", metavar="FILE", multiple=True, help=N_("Read this too; may be given several times.")
)
@option("--only", metavar="NAME", help=N_("Take only the network, the case with this id, or this table."))
@option(
    "--dry-run", "against", metavar="AGAINST", help=N_("Write nothing; say what FROM would change there.")
)
@_recipients
@options.together(options.as_json, options.identity, options.language)
def command(  # noqa: PLR0913  (each is an option)
    source: str,
    target: str | None,
    *,
    also: Sequence[str],
    only: str | None,
    against: str | None,
    recipients: Sequence[str],
    as_json: bool,
    identities: Sequence[str],
) -> None:
    """Convert files."""
    from waystation.exchange import formats
    from waystation.exchange.changes import changes
    from waystation.exchange.collecting import only as taken
    from waystation.exchange.collecting import together

    if (target is None) == (against is None):
        found = _("neither TO nor --dry-run") if target is None else _("TO and --dry-run")
        raise BadInput.at("waystation convert", found, _("one of them"))
    opens = opened_by(tuple(identities))
    contents = together([(name, formats.read(name, opens)) for name in (source, *also)])
    contents = contents if only is None else taken(contents, only)
    if against is not None:
        from waystation.cli.change_text import show_changes

        show_changes(changes(formats.read(against, opens), contents), as_json=as_json)
    elif target is not None:
        _write(target, contents, recipients, as_json=as_json)


def _write(target: str, contents: Contents, recipients: Sequence[str], *, as_json: bool) -> None:
    from waystation.cli.change_text import show_written
    from waystation.exchange import formats
    from waystation.plan.files.sealed import sealer

    if formats.format_of(target) in {"yaml", "json"}:
        _one_file(target, contents)
    if not target.endswith(_SEALED):
        if recipients:
            found = f"a file in clear, {printable(target)}"
            raise BadInput.at("--recipient", found, f"a name that ends in {_SEALED}")
        _in_clear(target, contents)
        formats.write(target, contents)
    else:
        formats.write(target, contents, sealer(recipients, ask=new_passphrase))
    show_written(target, contents, as_json=as_json)


def _one_file(target: str, contents: Contents) -> None:
    """Refuse what a plan could not be made from, where that can be helped."""
    if not contents.records and len(parts := list(contents.parts())) > 1:
        allowed = "one, for a file that plans are made from (--only NAME), or .xlsx, or a folder"
        raise BadInput.at(printable(target), f"{len(parts)} networks and cases", allowed)


def _in_clear(target: str, contents: Contents) -> None:
    """Say on stderr that real people do not belong in a plain file, unless all in it are invented."""
    fictional = [contents.network.fictional] if contents.network else []
    fictional += [case.fictional for case in contents.cases]
    if not all(fictional) or (contents.records and not fictional):
        warning = _(
            "{file}: real people belong in a vault or an age file, not on a disk in clear "
            "(where nobody is real, say so: `fictional: true`)"
        )
        click.echo(warning.format(file=printable(target)), err=True)
