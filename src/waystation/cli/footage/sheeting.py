"""`waystation footage sheet`: what does every track show?"""

from __future__ import annotations

from pathlib import Path

import click

from waystation.cli import options
from waystation.cli.footage import recordings
from waystation.cli.words import Command, option
from waystation.kit.errors import BadInput
from waystation.kit.files import write_private
from waystation.kit.language import N_
from waystation.kit.shown import printable


@click.command(
    "sheet",
    cls=Command,
    help=N_(
        "Write one page that shows every track of FILE in a few small pictures, the most doubtful first.\n\n"
        "The page shows what a release hides: keep it where the original is kept."
    ),
)
@click.argument("file", metavar="FILE")
@option("--output", metavar="FILE.html", help=N_("Where to write it; without it, beside the recording."))
@options.together(options.language)
def command(file: str, output: str | None) -> None:
    """Write a contact sheet."""
    from waystation.cli.footage.sheet_page import sheet_page
    from waystation.footage import papers
    from waystation.footage.reading import opened
    from waystation.footage.sheet import shots

    path = Path(file)
    tracks_file = papers.beside(path, papers.TRACKS)
    if not tracks_file.exists():
        raise BadInput.at(printable(file), "no tracks beside it", "after `waystation footage detect`")
    tracks = papers.read_tracks(tracks_file)
    with opened(path) as film:
        if film.sha256 != tracks.recording.sha256:
            raise BadInput.at(
                printable(str(tracks_file)), "tracks of another file", "those of this very file"
            )
        with recordings.progress(path.name, tracks.recording.frames) as tell:
            page = sheet_page(tracks, shots(film, tracks, tell))
    target = Path(output) if output else papers.beside(path, ".sheet.html")
    write_private(target, page.encode())
    click.echo(printable(str(target)))
