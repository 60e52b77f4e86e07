"""How does something reach the terminal: pages on stdout, progress on stderr, colours only where seen?"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console, RenderableType

from waystation.kit.language import N_, _
from waystation.kit.plain import plain

_LEAST = 80  # columns
_WHAT = {
    "routes": N_("routes"),
    "alternatives": N_("alternatives"),
    "policy": N_("policy"),
    "reasons": N_("reasons"),
    "journeys": N_("journeys"),
}
PATIENCE = 1.0  # seconds before a progress bar appears
Progress = Callable[[float, str], None]


def show(page: Iterable[RenderableType]) -> None:
    """Print a page; as plain text where stdout is no terminal."""
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = max(
        _LEAST, console.width
    )  # a narrower terminal breaks the lines itself and loses nothing
    if console.is_terminal:
        for part in page:
            console.print(part, crop=False)
        return
    with console.capture() as captured:
        for part in page:
            console.print(part, crop=False)
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def show_json(data: Any) -> None:
    """Print data as JSON on stdout."""
    click.echo(json.dumps(plain(data), ensure_ascii=False, indent=2, allow_nan=False))


def _quiet(_done: float, _what: str) -> None:
    """Take note of progress that nobody watches."""


@contextmanager
def progress(what: str, patience: float = PATIENCE) -> Iterator[Progress]:
    """Yield a function that is told how much is done; a bar appears after `patience` seconds."""
    if not sys.stderr.isatty():
        yield _quiet
        return
    from rich.progress import Progress as Bar  # most answers come before a bar is needed

    began = time.monotonic()
    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=1.0, visible=patience <= 0)

        def advance(done: float, detail: str) -> None:
            said = f"{what}: {_(_WHAT[detail])}" if detail in _WHAT else what
            bar.update(task, completed=done, description=said, visible=time.monotonic() - began >= patience)

        yield advance
