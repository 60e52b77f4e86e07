"""Which record is meant by its own key, or by the beginning of its id, among those a member could open?"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import NamedTuple

from waystation.domain.access import Listed
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.shown import printable
from waystation.vault.attached import ATTACHMENT
from waystation.vault.manifests import load_all, load_sound
from waystation.vault.session import Session
from waystation.vault.store import rows_of
from waystation.vault.work import catch_up

_LEAST = 4  # letters of an id


class Found(NamedTuple):
    """A record that stands in a manifest: known, not opened."""

    id: str
    compartment: str
    listed: Listed


def could_open(session: Session) -> list[Found]:
    """Return every record in the compartments that the member holds. Nothing of them is opened.

    Files are left out: they are found by the record that they belong to.
    """
    return [each for each in _all(session) if each.listed.kind != ATTACHMENT]


def attached(session: Session, records: Container[str] | None = None) -> list[Found]:
    """Return the files of some records, or of all that the member holds; `listed.key` is the record's id."""
    files = [each for each in _all(session) if each.listed.kind == ATTACHMENT]
    return [each for each in files if records is None or each.listed.key in records]


def _all(session: Session) -> list[Found]:
    with session.vault.store.read() as tx:
        held = load_sound(tx, session.vault.id, session.keys)
    return [Found(each, some.id, listed) for some in held for each, listed in some.manifest.records.items()]


def by_id(session: Session, ids: Iterable[str]) -> dict[str, Found]:
    """Return those of some records that the member could open now; the others are left out."""
    with session.vault.store.read() as tx:
        rows = rows_of(tx, "SELECT id, compartment FROM records WHERE id IN", map(bytes.fromhex, ids))
        where = {identity.hex(): compartment.hex() for identity, compartment in rows}
        keys = {each: session.keys[each] for each in where.values() if each in session.keys}
        held = {each.id: each.manifest.records for each in load_all(tx, session.vault.id, keys)}
    return {
        each: Found(each, some, held[some][each])
        for each, some in where.items()
        if some in held and each in held[some]
    }


def find(session: Session, word: str, kind: str | None = None) -> Found:
    """Return the one record whose own key is `word`, or whose id begins with it (four letters at least).

    Raises BadInput where it is none or several.
    """
    found = _meant(session, word, kind)
    if not found:
        catch_up(session)  # perhaps it was granted a minute ago
        found = _meant(session, word, kind)
    if len(found) != 1:
        what = _("no such record") if not found else _("{count} such records").format(count=len(found))
        raise BadInput.at(
            f"{_(kind or 'record')} {printable(word, 40)}", what, _("the key or id of one you may open")
        )
    return found[0]


def _meant(session: Session, word: str, kind: str | None) -> list[Found]:
    there = [each for each in could_open(session) if kind is None or each.listed.kind == kind]
    found = [each for each in there if each.listed.key == word]
    if not found and len(word) >= _LEAST:
        found = [each for each in there if each.id.startswith(word.lower())]
    return found


def of_kind(session: Session, *kinds: str) -> list[Found]:
    """Return the records of some kinds that the member could open."""
    return [each for each in could_open(session) if each.listed.kind in kinds]
