"""`waystation footage strip`: what does a file say beside picture and sound, and how is that removed?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from waystation.cli import options
from waystation.cli.footage import recordings
from waystation.cli.words import Command, option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_
from waystation.kit.shown import printable


@click.command(
    "strip",
    cls=Command,
    help=N_(
        "Copy recordings without place, time, phone, names and thumbnails into a folder.\n\n"
        "Faces, voices, signs and places stay as they are: this is no release."
    ),
)
@recordings.paths
@option("--into", metavar="FOLDER", required=True, help=N_("Where copies are written."))
@options.together(options.language)
def command(paths: Sequence[str], into: str) -> None:
    """Strip recordings."""
    from waystation.footage.stripping import strip

    folder = Path(into)
    if not folder.is_dir():
        raise BadInput.at(printable(into), "no such folder", "a folder that exists")

    def copy(path: Path) -> None:
        taken = {found.stem for found in folder.glob("stripped-*")}
        number = next(n for n in range(1, len(taken) + 2) if f"stripped-{n:03}" not in taken)
        target = strip(path, folder, f"stripped-{number:03}")
        click.echo(f"{printable(str(path))} → {printable(str(target))}")

    recordings.one_after_the_other(recordings.recordings(paths), copy)
