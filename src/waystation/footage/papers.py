"""How are tracks, proofs, openings and custody statements read and written?"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from waystation.domain.base import Frozen
from waystation.domain.footage import Tracks
from waystation.domain.release import Custody, Opening, Proof
from waystation.kit.errors import BadInput, Fault
from waystation.kit.files import read_limited, write_private
from waystation.kit.shown import path_text, printable, shown
from waystation.plan.files import jsontext, yaml12
from waystation.plan.files.faults import wrong_fields
from waystation.plan.files.text import decode
from waystation.plan.files.tree import build

TRACKS, PROOF, OPENING = ".tracks.json", ".proof.json", ".opening.json"
CREDENTIALS, CAPTIONS = ".c2pa", ".srt"
REQUEST, REPLY, CALENDAR, BITCOIN = ".tsq", ".tsr", ".ots-request", ".proof.json.ots"
MOST_BYTES = 200_000_000
_MOST_FAULTS = 20

Paper = TypeVar("Paper", bound=Frozen)


def beside(path: Path, ending: str) -> Path:
    """Return the path of a paper that goes with a recording or a release."""
    return path.with_name(path.name + ending)


def to_json(paper: Frozen) -> bytes:
    """Return a paper as JSON, without what has its usual value."""
    return paper.model_dump_json(indent=1, exclude_defaults=True, by_alias=True).encode() + b"\n"


def read_tracks(path: Path) -> Tracks:
    """Return the tracks in a file. Raises BadInput with what is wrong with it."""
    return from_json(Tracks, read_limited(path, MOST_BYTES), str(path))


def write_tracks(path: Path, tracks: Tracks) -> None:
    """Write tracks for their owner alone, whole or not at all."""
    write_private(path, to_json(tracks))


def read_proof(path: Path) -> Proof:
    """Return the proof in a file, as `read_tracks`."""
    return from_json(Proof, read_limited(path, MOST_BYTES), str(path))


def read_opening(path: Path) -> Opening:
    """Return the opening in a file, as `read_tracks`."""
    return from_json(Opening, read_limited(path, MOST_BYTES), str(path))


def read_custody(path: Path) -> Custody:
    """Return the custody statement in a YAML or JSON file, as `read_tracks`."""
    text = decode(read_limited(path, MOST_BYTES), str(path))
    language = jsontext if path.suffix == ".json" else yaml12
    source, told = build(language.events(text, str(path)), str(path))
    if told:
        raise BadInput(fault for _line, fault in told)
    try:
        return Custody.model_validate(source.data)
    except ValidationError as error:
        raise _unfit(Custody, error, str(path)) from None


def from_json(kind: type[Paper], data: bytes, name: str) -> Paper:
    """Return the paper of this kind in JSON. Raises BadInput with what is wrong."""
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        raise _unfit(kind, error, name) from None


def _unfit(kind: type[Frozen], error: ValidationError, name: str) -> BadInput:
    where = printable(name)
    first = error.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        return BadInput.at(where, f"no JSON ({shown(str(first['ctx']['error']))})", "a JSON file")
    wrong = list(wrong_fields(error, kind.model_json_schema()))[:_MOST_FAULTS]
    return BadInput(
        Fault(f"{where} {path_text(path)}".strip(), found, allowed) for path, found, allowed in wrong
    )
