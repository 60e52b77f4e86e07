"""`waystation footage keys`: with which keys does an organisation sign its releases?"""

from __future__ import annotations

from pathlib import Path

import click

from waystation.cli import options
from waystation.cli.footage import passphrases
from waystation.cli.words import Command, option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import printable


@click.command(
    "keys",
    cls=Command,
    help=N_(
        "Make a root key and a release key in FOLDER, both sealed with a passphrase.\n\n"
        "Keep root.key.age on a stick in a drawer. Give root.pem to whoever shall recognise your releases, "
        "and compare its fingerprint by voice."
    ),
)
@click.argument("folder", metavar="FOLDER")
@option(
    "--name",
    metavar="TEXT",
    required=True,
    help=N_("The name that signatures carry. It need not be a real one."),
)
@options.together(passphrases.descriptor, options.language)
def command(folder: str, name: str, passphrase_fd: int | None) -> None:
    """Make keys."""
    from waystation.footage.proof.keys import make_keys

    if not Path(folder).is_dir():
        raise BadInput.at(printable(folder), "no such folder", "a folder that exists")
    if not name.strip() or not name.isprintable():
        raise BadInput.at("--name", repr(printable(name)), "a name")
    mark = make_keys(Path(folder), name.strip(), passphrases.asker(passphrase_fd, new=True))
    click.echo(_("Fingerprint of root.pem: {mark}").format(mark=mark))
