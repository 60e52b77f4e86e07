"""`waystation footage detect`: what in recordings would betray people?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waystation.cli import options
from waystation.cli.footage import recordings
from waystation.cli.footage.damage_text import damage
from waystation.cli.words import Command, option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _, many
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.domain.footage import Tracks

_SETTINGS = ("quick", "narrow", "usual", "careful")


@click.command(
    "detect",
    cls=Command,
    help=N_(
        "Find faces, heads, readable text and speech, and write them beside each recording as tracks.\n\n"
        "FILE.tracks.json can be edited: unmask, add, widen, join. What has tracks already is left alone. "
        "A search that was stopped, even by a power cut, goes on where it was when the same command is given."
    ),
)
@recordings.paths
@option(
    "--setting",
    type=click.Choice(_SETTINGS),
    default="usual",
    help=N_("How closely to look: more finds more and takes longer."),
)
@option("--no-text", is_flag=True, help=N_("Do not look for text."))
@option("--no-speech", is_flag=True, help=N_("Do not listen for speech."))
@option("--again", is_flag=True, help=N_("Look again where there are tracks; edits to them are lost."))
@options.together(options.language)
def command(paths: Sequence[str], setting: str, *, no_text: bool, no_speech: bool, again: bool) -> None:
    """Find what would betray people."""
    from waystation.footage import papers
    from waystation.footage.detect.detection import detect
    from waystation.footage.detect.settings import SETTINGS
    from waystation.footage.reading import opened
    from waystation.footage.resuming import Resuming

    def look(path: Path) -> None:
        target = papers.beside(path, papers.TRACKS)
        keeper = Resuming(path, partial(_tell_begun, path))
        with opened(path) as film:
            if not again and _has_tracks(target, film.sha256):
                said = _("{file}: has tracks already; --again looks anew, and edits to them are lost")
                click.echo(said.format(file=printable(str(path))))
                keeper.done()
                return
            with recordings.progress(path.name, film.facts.frames) as tell:
                heard, read = not no_speech, not no_text
                tracks = detect(
                    film, SETTINGS[setting], progress=tell, text=read, speech=heard, keeper=keeper
                )
        papers.write_tracks(target, tracks)
        keeper.done()
        _tell(path, tracks)

    recordings.one_after_the_other(recordings.recordings(paths), look, resumes=True)


def _tell_begun(path: Path, frames: int | None) -> None:
    if frames is None:
        said = _("{file}: what was kept of a stopped search is damaged or fits no longer; beginning anew")
        click.echo(said.format(file=printable(str(path))))
    else:
        said = _("{file}: was stopped; going on after frame {frames}")
        click.echo(said.format(file=printable(str(path)), frames=f"{frames:,}"))


def _has_tracks(target: Path, sha256: str) -> bool:
    from waystation.footage import papers

    if not target.exists():
        return False
    if papers.read_tracks(target).recording.sha256 != sha256:
        raise BadInput.at(printable(str(target)), "tracks of another file", "no such file, or --again")
    return True


def _tell(path: Path, tracks: Tracks) -> None:
    count = len(tracks.tracks)
    said = many(
        "{file}: {count} track, which a release covers. To see it: waystation footage sheet {file}",
        "{file}: {count} tracks, which a release covers. To see them: waystation footage sheet {file}",
        count,
    )
    if not count:
        said = _("{file}: nothing was found, which does not mean that nothing is there: watch it yourself")
    click.echo(said.format(file=printable(str(path)), count=count))
    for why in (*map(_, tracks.withdrawn), *map(damage, tracks.recording.damage)):
        click.echo(f"  ! {printable(why)}")
