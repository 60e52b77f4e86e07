"""What does a C2PA manifest say? The confined side of reading one."""

from __future__ import annotations

import base64
from typing import Any, BinaryIO

import c2pa

from waystation.footage.confined.containers import RefusedError

OFFLINE: dict[str, Any] = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True},
    "builder": {"thumbnail": {"enabled": False}},
}


def facts(file: BinaryIO, job: dict[str, Any]) -> dict[str, Any]:
    """Return what the library says of the manifest and the file. Raises RefusedError where it is none."""
    settings = dict(OFFLINE)
    if job["roots"]:
        settings["trust"] = {"user_anchors": job["roots"]}
    try:
        manifest = base64.b64decode(job["manifest"])
        reader = c2pa.Reader(job["kind"], file, manifest, context=c2pa.Context.from_dict(settings))
        return {"state": reader.get_validation_state() or "", "json": reader.json()}
    except c2pa.C2paError:
        raise RefusedError("no C2PA manifest, or a damaged one", "the manifest as it was made") from None
