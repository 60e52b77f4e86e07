"""How does a recording become a release, with its proof, its opening and requests for stamps of time?

Everything appears together or not at all. The release and its proof lead to nobody; the opening stays with
the original.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from waystation.domain.footage import Medium, Tracks
from waystation.domain.release import Opening, Proof
from waystation.footage import papers
from waystation.footage.proof import credentials, stamps
from waystation.footage.proof.commit import commitment
from waystation.footage.proof.keys import Signer
from waystation.footage.reading import Film
from waystation.footage.redact.captions import subrip
from waystation.footage.redact.film import Covered, FilmCover
from waystation.footage.redact.how import SOUNDS, How, Progress, quiet
from waystation.footage.redact.listen import write_sound
from waystation.footage.redact.photo import write_photo
from waystation.footage.whole import Outputs, together
from waystation.kit.errors import BadInput
from waystation.kit.shown import printable

_ENDINGS: dict[Medium, tuple[str, ...]] = {"video": (".mp4",), "photo": (".jpg", ".png"), "sound": (".m4a",)}
_SECRET = 32  # bytes


@dataclass(frozen=True, slots=True)
class Order:
    """What is to become a release, and how.

    `target` ends in .mp4 for a film, in .jpg or .png for a photo, in .m4a for sound. Without a signer nobody
    vouches for the release.
    """

    film: Film
    tracks: Tracks
    target: Path
    how: How = field(default_factory=How)
    signer: Signer | None = None
    salt: bytes = field(default_factory=partial(secrets.token_bytes, _SECRET))
    seed: bytes = field(default_factory=partial(secrets.token_bytes, _SECRET))


def make_release(order: Order, progress: Progress = quiet) -> Proof:
    """Cover what the tracks say and write the release with its papers beside it; return its proof.

    Raises BadInput where the tracks are of another file, or anything cannot be read or written; nothing is
    left behind then.
    """
    _fits(order)
    with together(order.target.parent) as files:
        part = files.part(order.target)
        proof = _proof(order, _covered(order, part, progress), part)
        _add_papers(files, order, proof, part)
    return proof


def _add_papers(files: Outputs, order: Order, proof: Proof, part: Path) -> None:
    target, content = order.target, papers.to_json(proof)
    files.write(papers.beside(target, papers.PROOF), content)
    files.write(papers.beside(target, papers.OPENING), papers.to_json(_opening(order, proof)))
    files.write(papers.beside(target, papers.REQUEST), stamps.authority_request(content))
    files.write(papers.beside(target, papers.CALENDAR), stamps.calendar_request(content))
    if order.how.captions:
        files.write(papers.beside(target, papers.CAPTIONS), subrip(order.how.captions).encode())
    if order.signer is not None:
        kind = credentials.TYPES[target.suffix.lower()]
        with part.open("rb") as release:
            manifest = credentials.sign(release, kind, hashlib.sha256(content).hexdigest(), order.signer)
        files.write(papers.beside(target, papers.CREDENTIALS), manifest)


def _opening(order: Order, proof: Proof) -> Opening:
    return Opening(
        waystation=1, release=proof.release, original=order.film.sha256,
        salt=order.salt.hex(), seed=order.seed.hex(), tracks=digest_of(order.tracks),
        custody=order.how.custody, looked_at=_editors(order.tracks),
    )  # fmt: skip


def digest_of(tracks: Tracks) -> str:
    """Return the SHA-256 of tracks, as they are written."""
    return hashlib.sha256(papers.to_json(tracks)).hexdigest()


def release_of(folder: Path, original: str, tracks: Tracks) -> Path | None:
    """Return the release in a folder that was made from this original by these tracks, if there is one."""
    digest = digest_of(tracks)
    for paper in sorted(folder.glob(f"*{papers.OPENING}")):
        release = paper.with_name(paper.name.removesuffix(papers.OPENING))
        opening = papers.read_opening(paper)
        if release.exists() and (opening.original, opening.tracks) == (original, digest):
            return release
    return None


def ending_for(medium: Medium, source: Path) -> str:
    """Return how the name of a release ends for such a recording."""
    return ".png" if medium == "photo" and source.suffix.lower() == ".png" else _ENDINGS[medium][0]


def _fits(order: Order) -> None:
    if order.tracks.recording.sha256 != order.film.sha256:
        raise BadInput.at("tracks", "tracks of another file", "those of this very file")
    allowed, suffix = _ENDINGS[order.film.facts.medium], order.target.suffix
    if suffix.lower() not in allowed:
        where = printable(str(order.target))
        raise BadInput.at(where, f"a name that ends in {suffix or 'nothing'}", " or ".join(allowed))


def _covered(order: Order, part: Path, progress: Progress) -> Covered | None:
    match order.film.facts.medium:
        case "sound":
            write_sound(order.film, order.tracks, order.how, part)
            return None
        case "photo":
            kind = "PNG" if order.target.suffix.lower() == ".png" else "JPEG"
            covered = write_photo(order.film, order.tracks, order.seed, part, kind)
        case _:
            covered = FilmCover(order.film, order.tracks, order.how, order.seed).write(part, progress)
    if covered.frames != order.tracks.recording.frames:
        found = f"{covered.frames} frames, where the tracks know {order.tracks.recording.frames}"
        raise BadInput.at("footage", found, "tracks that were made with this version of Waystation")
    return covered


def _proof(order: Order, covered: Covered | None, part: Path) -> Proof:
    with part.open("rb") as release:
        digest = hashlib.file_digest(release, "sha256").hexdigest()
    facts, custody = order.film.facts, order.how.custody
    about = Proof(
        waystation=1, release=digest, size=part.stat().st_size, medium=facts.medium,
        original=commitment(order.salt, "original", bytes.fromhex(order.film.sha256)),
        custody=commitment(order.salt, "custody", papers.to_json(custody)) if custody else None,
        reenacted=custody.reenacted if custody else None,
        sound=SOUNDS[order.how.sound] if facts.sound else "removed", withdrawn=order.tracks.withdrawn,
    )  # fmt: skip
    return about if covered is None else about.model_copy(update=_seen(covered, facts.medium))


def _seen(covered: Covered, medium: Medium) -> dict[str, Any]:
    """Return what a proof says of pictures."""
    return {
        "tiles": covered.tiles, "pixels": "bgr24" if medium == "photo" else "yuv420p",
        "width": covered.width, "height": covered.height, "frames": covered.frames,
        "rate": None if covered.rate is None else str(covered.rate), "shown": tuple(covered.shown),
        "covers": covered.covers, "captions": tuple(covered.captions),
    }  # fmt: skip


def _editors(tracks: Tracks) -> tuple[str, ...]:
    return tuple(dict.fromkeys(track.editor for track in tracks.tracks if track.editor))
