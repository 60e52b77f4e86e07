"""Does an alert get through to everybody, before it has to?"""

from __future__ import annotations

from typing import NamedTuple

from nacl.utils import random

from waystation.domain.watch import Alert
from waystation.journey.books import Books
from waystation.journey.outbox import Waiting
from waystation.journey.sending import send
from waystation.kit import clock


class Tried(NamedTuple):
    """One address that was tried."""

    who: str
    """The name of whom it belongs to."""
    well: bool


def try_everybody(books: Books) -> list[Tried]:
    """Send a test to every address once; nothing is written."""
    names: dict[bytes, str] = {}
    waiting: list[Waiting] = []
    for watcher in books.everybody():
        for reach in watcher.reaches:
            alert = Alert(kind="test", code="-", reach=reach, language=watcher.language, since=clock.now())
            if all(each.alert.reach != reach for each in waiting):
                waiting.append(Waiting(random(16), 0, alert))
                names[waiting[-1].id] = watcher.name
    return [Tried(names[each.id], well) for each, well in send(waiting, books.settings)]
