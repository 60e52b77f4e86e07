"""Who vouches for a release? A C2PA manifest beside it, signed with the organisation's own key.

The manifest stands in a file of its own (`.c2pa`) and not inside the release: whoever passes the release on
decides whether the organisation's name travels with it. Its assertion `org.waystation.proof` holds the
SHA-256 of the proof, so that one signature covers both. Reading somebody else's manifest happens in the
confined process.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import c2pa

from waystation.footage.confined.child import Child
from waystation.footage.confined.credentials import OFFLINE
from waystation.footage.confined.limits import Limits
from waystation.footage.proof.keys import Signer
from waystation.kit.files import read_limited, unusable

ASSERTION = "org.waystation.proof"
TYPES = {".mp4": "video/mp4", ".jpg": "image/jpeg", ".png": "image/png", ".m4a": "audio/mp4"}
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a manifest says: whether it holds, whether its root is one of ours, and who signed which proof."""

    holds: bool
    trusted: bool
    signer: str
    proof: str


def sign(release: BinaryIO, kind: str, proof: str, signer: Signer) -> bytes:
    """Return a manifest for a release; `kind` is its media type, `proof` the SHA-256 of its proof."""
    edited = {"action": "c2pa.created", "digitalSourceType": "http://c2pa.org/digitalsourcetype/empty"}
    manifest = {
        "claim_generator_info": [{"name": "waystation"}],
        "format": kind,
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": [edited]}},
            {"label": ASSERTION, "data": {"proof": proof}},
        ],
    }
    builder = c2pa.Builder(manifest, context=c2pa.Context.from_dict(OFFLINE))
    builder.set_no_embed()
    by = c2pa.Signer.from_callback(signer.sign, c2pa.C2paSigningAlg.ES256, signer.chain)
    return bytes(builder.sign(by, kind, release, BytesIO()))


def read(release: Path, manifest: Path, roots: str | None, limits: Limits) -> Credentials:
    """Return what a manifest says of a release. `roots` are certificates that are trusted, as PEM.

    Raises BadInput where the files cannot be read.
    """
    content = base64.b64encode(read_limited(manifest, _MOST_BYTES)).decode()
    try:
        file = os.open(release, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise unusable(release, error) from None
    kind = TYPES.get(release.suffix.lower(), "application/octet-stream")
    job = {"task": "credentials", "kind": kind, "manifest": content, "roots": roots}
    try:
        with Child(job, file, str(manifest), limits) as child:
            told = next(message for message in child.messages() if "facts" in message)["facts"]
    finally:
        os.close(file)
    return _read(json.loads(told["json"]), told["state"])


def _read(store: dict[str, Any], state: str) -> Credentials:
    manifest = store.get("manifests", {}).get(store.get("active_manifest"), {})
    assertions = manifest.get("assertions", [])
    data = next((item.get("data") for item in assertions if item.get("label") == ASSERTION), None)
    proof = data.get("proof") if isinstance(data, dict) else None
    signer = manifest.get("signature_info", {}).get("common_name")
    return Credentials(
        state in {"Valid", "Trusted"}, state == "Trusted", str(signer or "?"), str(proof or "")
    )
