"""What do the captions say, and can they be shown as they stand in their file?

Captions stand in the place of voices, which betray people even where they are altered. They are a SubRip file
(.srt) that somebody has written by hand and compared with the sound. Markup is taken out: only text is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from waystation.kit.errors import BadInput, Fault
from waystation.kit.files import read_limited
from waystation.kit.shown import printable, shown

_MOST_BYTES = 2_000_000
_MOST_LETTERS = 300
_TIMES = re.compile(
    r"(\d{1,2}):([0-5]\d):([0-5]\d)[,.](\d{3})\s*-->\s*(\d{1,2}):([0-5]\d):([0-5]\d)[,.](\d{3})(?:\s.*)?"
)
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|\{\\[^}]*\}")
_ALLOWED = "captions as SubRip (.srt): a number, `00:00:01,000 --> 00:00:02,500`, text, an empty line"


@dataclass(frozen=True, slots=True)
class Caption:
    """A text and when it is shown: from `begin` until before `end`, in seconds."""

    begin: float
    end: float
    text: str


def read_captions(path: str | Path, seconds: float | None = None) -> tuple[Caption, ...]:
    """Return the captions in a file, for a film of so many seconds. Raises BadInput with all faults."""
    name = printable(str(path))
    try:
        text = read_limited(path, _MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput.at(name, "text that is not UTF-8", _ALLOWED) from None
    blocks = [block for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()) if block.strip()]
    read = [_caption(block, f"{name} caption {n}") for n, block in enumerate(blocks, 1)]
    faults = [item for item in read if isinstance(item, Fault)]
    captions = tuple(item for item in read if isinstance(item, Caption))
    faults += _out_of_order(captions, name, seconds) if not faults else []
    if not blocks:
        faults.append(Fault(name, "no caption", _ALLOWED))
    if faults:
        raise BadInput(faults)
    return captions


def _caption(block: str, where: str) -> Caption | Fault:
    lines = [line.strip() for line in block.split("\n")]
    if lines[0].isdigit():
        lines = lines[1:]
    times = _TIMES.fullmatch(lines[0]) if lines else None
    if times is None:
        return Fault(where, shown(lines[0] if lines else None), _ALLOWED)
    begin, end = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
    text = "\n".join(filter(None, (_MARKUP.sub("", line).strip() for line in lines[1:])))
    if not begin < end:
        return Fault(where, "an end that is not after its beginning", _ALLOWED)
    if not text or len(text) > _MOST_LETTERS or not text.replace("\n", "").isprintable():
        return Fault(where, shown(text), f"text of 1 to {_MOST_LETTERS} letters")
    return Caption(begin, end, text)


def _seconds(parts: tuple[str, ...]) -> float:
    hours, minutes, seconds, thousandths = map(int, parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _out_of_order(captions: tuple[Caption, ...], name: str, seconds: float | None) -> list[Fault]:
    faults = [
        Fault(
            f"{name} caption {n}", "a caption that begins before the one above it ends", "one after the other"
        )
        for n, (one, other) in enumerate(pairwise(captions), 2)
        if other.begin < one.end
    ]
    if seconds is not None and captions and captions[-1].begin > seconds:
        found = f"a caption at {captions[-1].begin:.1f} s"
        faults.append(Fault(name, found, f"captions within the {seconds:.1f} s of the film"))
    return faults


def subrip(captions: tuple[Caption, ...]) -> str:
    """Return the captions as a SubRip file."""
    return "\n".join(
        f"{n}\n{_clock(one.begin)} --> {_clock(one.end)}\n{one.text}\n" for n, one in enumerate(captions, 1)
    )


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    hours, rest = divmod(thousandths, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02},{rest % 1000:03}"
