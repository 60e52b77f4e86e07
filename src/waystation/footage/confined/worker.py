"""The process that touches a file from outside: `python -I -m waystation.footage.confined.worker`.

It gets a job on standard input, with open descriptors of the file and of shared memory, confines itself, and
only then looks at the file.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Any, BinaryIO

from waystation.footage.confined import photo, pictures, pieces, sound, strip, video
from waystation.footage.confined.containers import RefusedError
from waystation.footage.confined.limits import confine
from waystation.footage.confined.messages import hear, say
from waystation.footage.confined.slots import ParentIsGoneError, Slots


def _loaded() -> Any:
    """Return the module that reads manifests; only where one is read is its large library loaded."""
    return import_module("waystation.footage.confined.credentials")


def _do(job: dict[str, Any], file: BinaryIO, slots: Slots | None) -> dict[str, Any]:
    """Do the job and return the last message."""
    if job["task"] == "credentials":
        return {"facts": _loaded().facts(file, job)}
    if job["task"] == "strip":
        with os.fdopen(job["out"], "wb", closefd=False) as out:
            return {"end": strip.strip(file, job, out)}
    kind = photo if photo.is_photo(file.read(32)) else video
    file.seek(0)
    if slots is None:
        return {"facts": kind.facts(file, job)}
    if job["task"] == "sound":
        return {"end": sound.pieces(file, job, slots)}
    if job["task"] == "pieces" and kind is video:
        return {"end": pieces.frames(file, job, slots)}
    return {"end": kind.frames(file, job, slots)}


def _answer(job: dict[str, Any], slots: Slots | None) -> dict[str, Any]:
    try:
        with os.fdopen(job["file"], "rb", closefd=False) as file:
            return _do(job, file, slots)
    except RefusedError as refused:
        return {"fault": {"found": refused.found, "allowed": refused.allowed}}
    except MemoryError:
        return {"fault": {"found": "a file that needs too much memory", "allowed": "an ordinary recording"}}
    except Exception as error:  # noqa: BLE001  (whatever a decoder stumbles over is the file's doing)
        found = f"a file that the decoder stumbles over ({type(error).__name__})"
        return {"fault": {"found": found, "allowed": "an ordinary recording"}}


def main() -> None:
    """Do one job and leave."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    job = hear(asked)
    if job is None:
        return
    pictures.prepare()
    photo.prepare()
    if job["task"] == "credentials":
        _loaded()
    slots = Slots(job["memory"], job["slot"], asked, answers) if job["memory"] is not None else None
    gc.freeze()  # what is loaded stays: then looking for what may go takes no time
    holds = confine(job["limits"]["memory"], job["cpu_seconds"], job.get("written", 0))
    say(answers, {"confined": holds})
    try:
        say(answers, _answer(job, slots))
    except (ParentIsGoneError, BrokenPipeError):
        os._exit(0)


if __name__ == "__main__":
    main()
