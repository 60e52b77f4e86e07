"""What holds of a release and its papers, and what does not?

Without the original: whether a single byte of the release or of its proof was changed, who vouches for it,
and since when it exists. With the original: whether anything was altered beside what is covered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cryptography import x509

from waystation.domain.release import Opening, Proof
from waystation.footage import papers
from waystation.footage.confined.limits import Limits
from waystation.footage.proof import credentials, stamps
from waystation.footage.proof.commit import commitment
from waystation.footage.proof.keys import certificates
from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited, unusable

State = Literal["holds", "fails", "unknown"]
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a release: whether it holds, which (a word that stays), and details to say it with."""

    state: State
    what: str
    details: dict[str, str] = field(default_factory=dict)


UNSEEN = Finding("unknown", "unseen")
"""Pictures were not compared."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom somebody believes: roots of organisations and of timestamping authorities, as files of PEM."""

    root: Path | None = None
    authority: Path | None = None


def verify_release(release: Path, trust: Trust, limits: Limits) -> Iterator[Finding]:
    """Yield what holds of a release, from the papers beside it. Raises BadInput where there is no proof."""
    content = read_limited(papers.beside(release, papers.PROOF), papers.MOST_BYTES)
    proof = papers.from_json(Proof, content, str(papers.beside(release, papers.PROOF)))
    same = sha256_of(release) == proof.release
    yield Finding("holds" if same else "fails", "bytes")
    yield from _signed(release, content, trust, limits)
    yield from _stamped(release, content, trust)
    yield from _said(proof)


def verify_opening(proof: Proof, opening: Opening) -> Iterator[Finding]:
    """Yield whether an opening is the one of this proof, and what it says of custody."""
    if opening.release != proof.release:
        yield Finding("fails", "opening")
        return
    salt = bytes.fromhex(opening.salt)
    bound = commitment(salt, "original", bytes.fromhex(opening.original)) == proof.original
    yield Finding("holds" if bound else "fails", "opening")
    custody = opening.custody
    said = commitment(salt, "custody", papers.to_json(custody)) if custody else None
    if said != proof.custody:
        yield Finding("fails", "custody")
    elif custody is not None:
        hands = " → ".join([custody.filmed_by, *(handing.to for handing in custody.passed_on)])
        yield Finding("holds", "custody", {"hands": hands})


def verify_hash(original: Path, opening: Opening) -> Finding:
    """Tell whether this is the original, without a look at its pixels. Raises BadInput as `sha256_of`."""
    return Finding("holds" if sha256_of(original) == opening.original else "fails", "original")


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file. Raises BadInput where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        raise unusable(path, error) from None


def _signed(release: Path, content: bytes, trust: Trust, limits: Limits) -> Iterator[Finding]:
    manifest = papers.beside(release, papers.CREDENTIALS)
    if not manifest.exists():
        yield Finding("unknown", "unsigned")
        return
    roots = None if trust.root is None else read_limited(trust.root, _MOST_BYTES).decode("ascii", "replace")
    try:
        said = credentials.read(release, manifest, roots, limits)
    except BadInput:
        yield Finding("fails", "signature", {"signer": "?"})
        return
    bound = said.holds and said.proof == hashlib.sha256(content).hexdigest()
    yield Finding("holds" if bound else "fails", "signature", {"signer": said.signer})
    if trust.root is None:
        yield Finding("unknown", "root")
    else:
        yield Finding("holds" if said.trusted else "fails", "root")


def _stamped(release: Path, content: bytes, trust: Trust) -> Iterator[Finding]:
    reply, kept = (papers.beside(release, ending) for ending in (papers.REPLY, papers.BITCOIN))
    if not reply.exists() and not kept.exists():
        yield Finding("unknown", "unstamped")
    if reply.exists():
        yield _by_authority(reply, content, trust.authority)
    if kept.exists():
        yield from _by_bitcoin(kept, content)


def _by_authority(reply: Path, content: bytes, authority: Path | None) -> Finding:
    roots: list[x509.Certificate] = []
    if authority is not None:
        roots = certificates(read_limited(authority, _MOST_BYTES), authority)
    try:
        stamp = stamps.read_authority(read_limited(reply, _MOST_BYTES), content, roots, str(reply))
    except BadInput:
        return Finding("fails", "authority")
    state: State = "holds" if stamp.vouched else "unknown"
    return Finding(state, "authority", {"at": stamp.at.isoformat(sep=" ", timespec="seconds")})


def _by_bitcoin(kept: Path, content: bytes) -> Iterator[Finding]:
    try:
        stamp = stamps.read_bitcoin(read_limited(kept, _MOST_BYTES), content, str(kept))
    except BadInput:
        yield Finding("fails", "bitcoin")
        return
    for height, root in stamp.blocks:
        yield Finding("unknown", "block", {"height": str(height), "root": root})
    if not stamp.blocks:
        yield Finding("unknown", "promised", {"by": ", ".join(stamp.promised_by)})


def _said(proof: Proof) -> Iterator[Finding]:
    yield Finding("unknown", "covered", {"count": str(len(proof.covers)), "sound": proof.sound})
    for reason in proof.withdrawn:
        yield Finding("unknown", "withdrawn", {"reason": reason})
    if proof.reenacted is not None:
        yield Finding("unknown", "reenacted" if proof.reenacted else "happened")
