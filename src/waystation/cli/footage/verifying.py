"""`waystation footage verify`: what holds of a release?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waystation.cli import options
from waystation.cli.footage import recordings
from waystation.cli.footage.finding_text import fault, sentence
from waystation.cli.screen import show_json
from waystation.cli.words import Command, option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.domain.release import Proof
    from waystation.footage.proof.verify import Finding

_MARKS = {"holds": "+", "fails": "!", "unknown": "·"}


@click.command(
    "verify",
    cls=Command,
    help=N_(
        "Say in plain words what holds of FILE, a release with its papers beside it, and what does not.\n\n"
        "With --original also whether anything was altered beside what is covered. "
        "Exit code 2 where something does not hold."
    ),
)
@click.argument("file", metavar="FILE")
@option("--root", metavar="FILE.pem", help=N_("The root of the organisation that should have signed it."))
@option("--authority", metavar="FILE.pem", help=N_("The root of the authority that stamped its time."))
@option("--original", metavar="FILE", help=N_("The recording that it was made from."))
@option("--opening", metavar="FILE", help=N_("The opening of its proof, where it does not stand beside it."))
@option("--tiles", is_flag=True, help=N_("Check every tile of the original against the proof too."))
@option(
    "--hashes",
    is_flag=True,
    help=N_("Compare no pixels: quick, and believes the signer about what he covered."),
)
@option(
    "--sample",
    type=click.IntRange(1, 100_000),
    metavar="N",
    help=N_("Compare only N pieces of about a second, drawn by chance, and say how sure that makes."),
)
@options.together(options.as_json, options.language)
def command(
    file: str, *, tiles: bool, hashes: bool, sample: int | None, as_json: bool, **given: str | None
) -> None:
    """Verify a release."""
    from waystation.footage.proof.verify import Trust, verify_release
    from waystation.footage.reading import USUAL

    release = Path(file)
    _with_proof(release)
    root, authority, original, opening = (
        Path(name) if (name := given[which]) else None
        for which in ("root", "authority", "original", "opening")
    )
    findings = list(verify_release(release, Trust(root, authority), USUAL))
    if original or opening:
        findings += _with_original(release, original, opening, Depth(tiles, hashes, sample))
    if as_json:
        show_json({"waystation": 1, "kind": "verification", "findings": list(map(_plain, findings))})
    else:
        for one in findings:
            click.echo(f"{_MARKS[one.state]} {printable(sentence(one))}")
    failed = [one for one in findings if one.state == "fails"]
    if failed:
        raise BadInput([fault(printable(file), one) for one in failed])
    if not as_json:
        click.echo(_("Nothing that was checked fails (+). What stands after · is not shown by anything."))


def _with_proof(release: Path) -> None:
    """Raise BadInput where a file has no proof beside it: it is no release."""
    from waystation.footage import papers

    proof = papers.beside(release, papers.PROOF)
    if release.exists() and not proof.exists():
        found = _("no proof beside it ({name})").format(name=printable(proof.name))
        raise BadInput.at(printable(str(release)), found, _("a release with the papers that came with it"))


def _plain(finding: Finding) -> dict[str, str]:
    return {"state": finding.state, "what": finding.what, "says": sentence(finding), **finding.details}


@dataclass(frozen=True)
class Depth:
    """How closely release and original are compared."""

    tiles: bool
    hashes: bool
    sample: int | None


def _with_original(release: Path, original: Path | None, opening: Path | None, depth: Depth) -> list[Finding]:
    from waystation.footage import papers
    from waystation.footage.proof.verify import UNSEEN, verify_hash, verify_opening

    paper = opening or papers.beside(release, papers.OPENING)
    opens = papers.read_opening(paper)
    proof = papers.read_proof(papers.beside(release, papers.PROOF))
    findings = list(verify_opening(proof, opens))
    if original and depth.hashes:
        findings += [verify_hash(original, opens), UNSEEN]
    elif original and all(one.state == "holds" for one in findings):
        findings += _compared(release, original, proof, paper, depth)
    return findings


def _compared(release: Path, original: Path, proof: Proof, paper: Path, depth: Depth) -> list[Finding]:
    from waystation.footage import papers
    from waystation.footage.proof.original import verify_original, verify_tiles
    from waystation.footage.proof.sample import PIECE, verify_sample
    from waystation.footage.proof.verify import verify_hash
    from waystation.footage.reading import opened

    opens = papers.read_opening(paper)
    with opened(release) as released, opened(original) as film:
        if depth.sample is not None:
            with recordings.progress(release.name, min(proof.frames, depth.sample * PIECE)) as tell:
                found = verify_sample(released, film, proof, depth.sample, tell)
                findings = [verify_hash(original, opens), *found]
        else:
            with recordings.progress(release.name, proof.frames) as tell:
                findings = list(verify_original(released, film, proof, opens, tell))
        if depth.tiles and proof.tiles:
            with recordings.progress(original.name, proof.frames) as tell:
                findings.append(verify_tiles(film, proof, opens, tell))
    return findings
