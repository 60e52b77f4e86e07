"""`waystation footage redact`: how is what was found covered, and what is proven of it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from waystation.cli import options
from waystation.cli.footage import passphrases, recordings
from waystation.cli.words import Command, option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.footage.proof.keys import Signer
    from waystation.footage.redact.how import How

_PRESETS = ("ultrafast", "veryfast", "fast", "medium", "slow")


@click.command(
    "redact",
    cls=Command,
    help=N_(
        "Cover with one colour what the tracks beside each recording say; write releases into a folder.\n\n"
        "A release has no sound, unless asked for, and no metadata, not even a name: release-001.mp4. "
        "Beside it stands its proof, to give away, and its opening, to keep with the original. "
        "What is released already is left alone."
    ),
)
@recordings.paths
@option("--into", metavar="FOLDER", required=True, help=N_("Where releases are written."))
@option(
    "--sound",
    type=click.Choice(("none", "no-speech", "all")),
    default="none",
    help=N_("What of the sound to keep. Voices betray people, altered or not."),
)
@option("--captions", metavar="FILE.srt", help=N_("Captions in place of the sound, checked by somebody."))
@option("--burn", is_flag=True, help=N_("Write the captions into the picture, not beside it."))
@option("--font", metavar="FILE", help=N_("The font of captions in the picture."))
@option("--custody", metavar="FILE", help=N_("Who filmed, who passed it on, and whether it was acted out."))
@option("--keys", metavar="FOLDER", help=N_("Sign with the release key in this folder."))
@option("--preset", type=click.Choice(_PRESETS), default="veryfast", help=N_("Slower makes smaller files."))
@options.together(passphrases.descriptor, options.language)
def command(
    paths: Sequence[str], into: str, keys: str | None, passphrase_fd: int | None, **decided: Any
) -> None:
    """Write releases."""
    from waystation.footage.proof.keys import open_signer

    files = recordings.recordings(paths)
    if decided["captions"] and len(files) > 1:
        raise BadInput.at("--captions", f"captions for {len(files)} recordings", "one recording with them")
    if decided["burn"] and not decided["captions"]:
        raise BadInput.at("--burn", "no captions", "--captions FILE.srt with it")
    how = _how(decided)
    signer = None if keys is None else open_signer(Path(keys), passphrases.asker(passphrase_fd))
    folder = Path(into)
    if not folder.is_dir():
        raise BadInput.at(printable(into), "no such folder", "a folder that exists")
    recordings.one_after_the_other(
        files, lambda path: _release(path, folder, how, signer, decided["captions"])
    )
    click.echo(_("No program finds everything: look at each release before it leaves your hands."))


def _how(decided: dict[str, Any]) -> How:
    from waystation.footage import papers
    from waystation.footage.redact.captions import read_captions
    from waystation.footage.redact.how import How

    return How(
        sound=decided["sound"],
        captions=read_captions(decided["captions"]) if decided["captions"] else (),
        burned=bool(decided["burn"]),
        font=Path(decided["font"]) if decided["font"] else None,
        preset=decided["preset"],
        custody=papers.read_custody(Path(decided["custody"])) if decided["custody"] else None,
    )


def _release(path: Path, folder: Path, how: How, signer: Signer | None, captions: str | None) -> None:
    from waystation.footage import papers
    from waystation.footage.reading import opened
    from waystation.footage.redact.captions import read_captions
    from waystation.footage.releasing import Order, ending_for, make_release, release_of

    tracks_file = papers.beside(path, papers.TRACKS)
    if not tracks_file.exists():
        raise BadInput.at(printable(str(path)), "no tracks beside it", "after `waystation footage detect`")
    tracks = papers.read_tracks(tracks_file)
    with opened(path) as film:
        done = release_of(folder, film.sha256, tracks)
        if done is not None:
            click.echo(
                _("{file}: is released already as {release}").format(
                    file=printable(str(path)), release=done.name
                )
            )
            return
        if captions:
            how = replace(how, captions=read_captions(captions, tracks.recording.seconds))
        target = _free(folder, ending_for(film.facts.medium, path))
        with recordings.progress(path.name, tracks.recording.frames) as tell:
            make_release(Order(film, tracks, target, how, signer), tell)
    click.echo(f"{printable(str(path))} → {printable(str(target))}")
    secret = printable(papers.beside(target, papers.OPENING).name)
    click.echo(_("  {file} leads to the original: keep it there, give it to nobody").format(file=secret))
    for why in tracks.withdrawn:
        click.echo(f"  ! {printable(_(why))}")


def _free(folder: Path, ending: str) -> Path:
    """Return a path that says nothing of the original: the names of phones hold dates."""
    taken = {path.name.split(".")[0] for path in folder.glob("release-*")}
    number = next(n for n in range(1, len(taken) + 2) if f"release-{n:03}" not in taken)
    return folder / f"release-{number:03}{ending}"
