"""What do the traces of the ledger say to somebody who holds the watchtower, and whom does a word mean?"""

from __future__ import annotations

import re
from collections.abc import Container

from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.shown import printable
from waystation.vault import ledger
from waystation.vault.box import keys_of
from waystation.vault.exposure import Seen, Subject
from waystation.vault.finding import Found
from waystation.vault.manifests import load, load_sound
from waystation.vault.session import Session
from waystation.vault.store import Tx
from waystation.vault.tags import tag

_TAG = re.compile("[0-9a-f]{32}")


def seen(session: Session, tx: Tx, after: int = 0) -> list[Seen]:
    """Return the traces of all rows after a number. Raises NotHeld without the watchtower."""
    watchtower = load(tx, session.vault.id, session.keys, session.directory.watchtower)
    return list(ledger.read_traces(tx, keys_of(watchtower.manifest.seeds), after))


def tag_of(session: Session, tx: Tx, subject: Subject, word: str) -> str:
    """Return the tag of somebody or something.

    A member is meant by name, handle or id; a device by what it is called; a helper, person or house by its
    own key or the id of its record, or by the tag where only others hold the record. Raises BadInput.
    """
    if subject == "device":
        return tag(session, "device", word)
    if subject == "member":
        return tag(session, "member", _member(session, word))
    found = held_record(session, tx, (subject,), word)
    if found is not None:
        return tag(session, "record", found.id)
    if not _TAG.fullmatch(word):
        allowed = _("the key or id of one you may open, or a tag")
        raise BadInput.at(f"{_(subject)} {printable(word, 40)}", _("no such record, or several"), allowed)
    return word


def held_record(session: Session, tx: Tx, kinds: Container[str], word: str) -> Found | None:
    """Return the one record of these kinds with that key or id, of those that the member holds."""
    held = load_sound(tx, session.vault.id, session.keys)
    found = [
        Found(each, some.id, listed)
        for some in held
        for each, listed in some.manifest.records.items()
        if listed.kind in kinds and word in {each, listed.key}
    ]
    return found[0] if len(found) == 1 else None


def _member(session: Session, word: str) -> str:
    cards = session.directory.known.values()
    found = [each.id for each in cards if word in {each.id, each.name, each.application.handle}]
    if len(found) != 1:
        what = _("nobody of that name") if not found else _("more than one of that name")
        raise BadInput.at(
            _("member {name}").format(name=printable(word, 40)),
            what,
            _("the name, handle or id of one member"),
        )
    return found[0]
