"""What does a message mean that came from outside: which check-in is it, and is all well?

Who writes is known by a keyed hash of the address, or by the token of a link; what it means, by the word.
Nothing is answered, so nobody learns what counted. A stranger's message changes nothing and wakes nobody; one
from the group without its word wakes somebody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from waystation.domain.journey import Channel
from waystation.domain.watch import CameIn, Expected
from waystation.journey.alarms import alarm, raise_alarm
from waystation.journey.books import Books
from waystation.journey.rows import Watched, came_rows, close_rows, instant, open_rows
from waystation.journey.service import seal_to
from waystation.journey.words import Meaning, is_link, is_sender, meaning
from waystation.vault.store import Tx

Effect = Literal["came", "strange", "extra", "unknown", "again"]
Found = list[tuple[Watched, Expected]]


class Message(NamedTuple):
    """Something that came from outside."""

    number: str
    """By which it is known when it comes twice."""
    channel: Channel
    at: datetime
    """When it came, by the clock of who received it."""
    text: str = ""
    sender: str = ""
    token: str = ""


def take(tx: Tx, books: Books, message: Message, now: int) -> Effect:
    """Let a message count, once: close what it answers, and raise the alarm where it has to be."""
    if not _is_new(tx, books, message, now):
        return "again"
    at = min(message.at, instant(now))
    there = [(row, books.expected(row)) for row in open_rows(tx)]
    found = _known(there, message)
    if not found:
        return _too_late(tx, books, message, now)
    row, expected = found[0]
    group = [each for each in there if each[1].group == expected.group and each[1].kind == "check-in"]
    meant = _meant(found, message)
    if meant is None:
        raise_alarm(tx, books, alarm(expected, "strange", now), row.handle)
        return "strange"
    closed = _answered(group, at, row if message.token else None)
    _close(tx, closed, CameIn(at=at, channel=message.channel, forced=meant == "forced"))
    if meant == "forced":
        raise_alarm(tx, books, alarm(expected, "forced", now), row.handle)
    return "came" if closed else "extra"


def _too_late(tx: Tx, books: Books, message: Message, now: int) -> Effect:
    """Raise the alarm where the word under duress comes after the check-in that it belongs to."""
    came = [(row, books.expected(row)) for row in came_rows(tx)]
    found = _known(came, message)
    if found and _meant(found, message) == "forced":
        row, expected = found[0]
        raise_alarm(tx, books, alarm(expected, "forced", now), row.handle)
        return "extra"
    return "unknown"


def _is_new(tx: Tx, books: Books, message: Message, now: int) -> bool:
    name = books.service.tag(f"{message.channel} {message.number}")
    return tx.run("INSERT INTO arrivals (id, at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING", (name, now)) == 1


def _known(there: Found, message: Message) -> Found:
    """Return the open check-ins that this message can be about, the earliest first."""
    watched = [(row, each, each.proofs) for row, each in there if each.proofs is not None]
    if message.token:
        return [(row, each) for row, each, proofs in watched if is_link(proofs, message.token)]
    return [(row, each) for row, each, known in watched if is_sender(known, message.channel, message.sender)]


def _meant(found: Found, message: Message) -> Meaning | None:
    """Return what it means. A tap on a link is enough, unless a word says otherwise."""
    meanings = {meaning(each.proofs, message.text) for _row, each in found if each.proofs is not None}
    if "forced" in meanings:
        return "forced"
    return "well" if "well" in meanings or message.token else None


def _answered(group: Found, at: datetime, tapped: Watched | None) -> Found:
    """Return what is answered: all that was due, or the next one where it comes a little early."""
    due = [(row, each) for row, each in group if each.due <= at or row is tapped]
    if due:
        return due
    soon = [(row, each) for row, each in group if each.due - timedelta(minutes=each.early_minutes) <= at]
    return soon[:1]


def _close(tx: Tx, closed: Sequence[tuple[Watched, Expected]], came: CameIn) -> None:
    said = [(row, seal_to(bytes.fromhex(each.report), came) if each.report else b"") for row, each in closed]
    close_rows(tx, said, silently=came.forced)
