"""Which record is meant by its own key, or by the beginning of its id, among those a member could open?"""

from __future__ import annotations

from typing import NamedTuple

from waystation.domain.access import Listed
from waystation.kit.errors import BadInput
from waystation.kit.shown import printable
from waystation.vault.manifests import load_all
from waystation.vault.session import Session

_LEAST = 4  # letters of an id


class Found(NamedTuple):
    """A record that stands in a manifest: known, not opened."""

    id: str
    compartment: str
    listed: Listed


def could_open(session: Session) -> list[Found]:
    """Return every record in the compartments that the member holds. Nothing of them is opened."""
    with session.vault.store.read() as tx:
        held = load_all(tx, session.vault.id, session.keys)
    return [Found(each, some.id, listed) for some in held for each, listed in some.manifest.records.items()]


def find(session: Session, word: str, kind: str | None = None) -> Found:
    """Return the one record whose own key is `word`, or whose id begins with it (four letters at least).

    Raises BadInput where it is none or several.
    """
    there = [each for each in could_open(session) if kind is None or each.listed.kind == kind]
    found = [each for each in there if each.listed.key == word]
    if not found and len(word) >= _LEAST:
        found = [each for each in there if each.id.startswith(word.lower())]
    if len(found) != 1:
        what = "no such record" if not found else f"{len(found)} such records"
        raise BadInput.at(
            f"{kind or 'record'} {printable(word, 40)}", what, "the key or id of one you may open"
        )
    return found[0]


def of_kind(session: Session, *kinds: str) -> list[Found]:
    """Return the records of some kinds that the member could open."""
    return [each for each in could_open(session) if each.listed.kind in kinds]
