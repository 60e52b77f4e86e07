"""Which recordings does a command line name, and how is it said how far their work has come?"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import click
from rich.console import Console

from waystation.kit.errors import BadInput, Fault
from waystation.kit.files import unusable
from waystation.kit.language import _, many
from waystation.kit.shown import printable

ENDINGS = {
    ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".3gp", ".3g2", ".avi", ".jpg", ".jpeg", ".heic", ".heif",
    ".avif", ".png", ".webp", ".aac", ".m4a", ".ogg", ".oga", ".opus", ".mp3", ".amr", ".wav", ".flac",
}  # fmt: skip
Progress = Callable[[int], None]

paths = click.argument("paths", metavar="FILE|FOLDER...", nargs=-1, required=True)


def recordings(given: Sequence[str]) -> list[Path]:
    """Return the recordings that are named, those in folders in the order of names. Raises BadInput."""
    found: list[Path] = []
    for name in given:
        path = Path(name)
        inside = _inside(path) if path.is_dir() else [path]
        if not inside:
            raise BadInput.at(printable(name), "no recording in this folder", ", ".join(sorted(ENDINGS)))
        found += inside
    return list(dict.fromkeys(found))


def _inside(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise unusable(folder, error) from None
    return [path for path in entries if path.suffix.lower() in ENDINGS and path.is_file()]


def one_after_the_other(files: Iterable[Path], do: Callable[[Path], None], *, resumes: bool = False) -> None:
    """Do something with each file; go on after a fault. Raises BadInput with all faults at the end.

    At Ctrl-C what is finished stays, and it is said how much that is; `resumes`: a file goes on where it was.
    """
    faults: list[Fault] = []
    finished = 0
    try:
        for file in files:
            try:
                do(file)
                finished += 1
            except BadInput as error:
                faults += error.faults
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_stopped(finished, resumes=resumes)) from None
    if faults:
        raise BadInput(faults)


def _stopped(finished: int, *, resumes: bool) -> str:
    if resumes:
        said = many(
            "Stopped. {count} file was finished. The same command goes on where this one stopped.",
            "Stopped. {count} files were finished. The same command goes on where this one stopped.",
            finished,
        )
    else:
        said = many(
            "Stopped. {count} file was finished and stays; nothing half-done is left.",
            "Stopped. {count} files were finished and stay; nothing half-done is left.",
            finished,
        )
    return said.format(count=finished)


@contextmanager
def progress(what: str, frames: int | None) -> Iterator[Progress]:
    """Yield what is told how many frames are done: a bar with rate and time left, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rate]}"))
    began, before = time.monotonic(), cast("int | None", None)
    with Bar(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(printable(what, 40), total=frames or None, rate="")

        def tell(done: int) -> None:
            nonlocal began, before
            if before is None:  # a search that goes on: what was done before took no time now
                began, before = time.monotonic(), done
            rate = (done - before) / max(0.001, time.monotonic() - began)
            bar.update(task, completed=done, rate=_("{rate} frames/s").format(rate=f"{rate:.0f}"))

        yield tell
