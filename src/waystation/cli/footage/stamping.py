"""`waystation footage stamp`: what stamp of time has somebody brought for a release?"""

from __future__ import annotations

from pathlib import Path

import click

from waystation.cli import options
from waystation.cli.words import Command, option
from waystation.kit.language import N_, _

_MOST_BYTES = 1_000_000


@click.command(
    "stamp",
    cls=Command,
    help=N_(
        "Keep what a timestamping authority or a calendar of OpenTimestamps says to the proof of FILE.\n\n"
        "Waystation asks nobody: FILE.tsq or FILE.ots-request is carried there by a person, "
        "from where that is safe."
    ),
)
@click.argument("file", metavar="FILE")
@option(
    "--reply",
    metavar="FILE",
    required=True,
    help=N_("The reply: of an authority, of a calendar, or a whole file .ots."),
)
@options.together(options.language)
def command(file: str, reply: str) -> None:
    """Keep a stamp."""
    from waystation.footage import papers
    from waystation.footage.proof import stamps
    from waystation.kit.files import read_limited, write_private

    release = Path(file)
    proof = read_limited(papers.beside(release, papers.PROOF), papers.MOST_BYTES)
    brought = read_limited(reply, _MOST_BYTES)
    if brought[:1] == b"\x30":  # DER begins so, and no proof of OpenTimestamps does
        stamp = stamps.read_authority(brought, proof, [], reply)
        write_private(papers.beside(release, papers.REPLY), brought)
        click.echo(
            _("Kept: the proof existed at {at}.").format(at=stamp.at.isoformat(sep=" ", timespec="seconds"))
        )
        return
    target = papers.beside(release, papers.BITCOIN)
    kept = read_limited(target, _MOST_BYTES) if target.exists() else None
    write_private(target, stamps.keep_calendar(brought, proof, kept, reply))
    click.echo(_("Kept in {file}.").format(file=target.name))
