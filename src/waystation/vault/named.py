"""What stands behind a tag, for somebody who holds it anyway?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from waystation.domain.access import Listed
from waystation.vault.attached import ATTACHMENT
from waystation.vault.exposure import WAYS, Exposure, Known, pressing
from waystation.vault.manifests import Compartment, load_sound
from waystation.vault.session import Session
from waystation.vault.store import Tx
from waystation.vault.tags import tag


class Named(NamedTuple):
    """What a tag stands for: a member, a compartment, or a record with its kind and own key."""

    kind: str
    id: str
    key: str
    title: str
    compartment: str | None = None


def names(session: Session, tx: Tx) -> dict[str, Named]:
    """Return by tag everything that the member at the desk holds. Only manifests are read."""
    held = load_sound(tx, session.vault.id, session.keys)
    found = {
        tag(session, "member", each): Named("member", each, card.name, card.name)
        for each, card in session.directory.known.items()
    }
    for compartment in held:
        found[tag(session, "compartment", compartment.id)] = _of_compartment(compartment)
        found |= _of_records(session, compartment)
    return found


def _of_compartment(compartment: Compartment) -> Named:
    manifest = compartment.manifest
    return Named(f"compartment of a {manifest.kind}", compartment.id, manifest.title, manifest.title)


def _of_records(session: Session, compartment: Compartment) -> dict[str, Named]:
    return {
        tag(session, "record", each): Named(it.kind, each, _key_of(it), it.title, compartment.id)
        for each, it in compartment.manifest.records.items()
    }


def _key_of(listed: Listed) -> str:
    """Return what people call it: the record's own key; a file has a name instead."""
    return listed.title if listed.kind == ATTACHMENT else listed.key


def spread(found: Exposure, named: Mapping[str, Named]) -> Exposure:
    """Return the exposure with the records of known compartments, as far as this desk can tell them."""
    reached = {
        named[each.tag].id: each for each in found.known if each.tag in named and "could open" in each.ways
    }
    known = {each.tag: each for each in found.known}
    for tag_text, name in named.items():
        through = reached.get(name.compartment or "")
        if through is not None and tag_text not in found.taken:
            known[tag_text] = _joined(known.get(tag_text), through, tag_text)
    return found._replace(known=tuple(sorted(known.values(), key=pressing)))


def _joined(known: Known | None, through: Known, tag_text: str) -> Known:
    """Return what is known of a record, with what follows from its compartment: that it could be opened."""
    if known is None:
        return Known(tag_text, ("could open",), through.first, through.last)
    ways = tuple(way for way in WAYS if way in known.ways or way == "could open")
    return known._replace(ways=ways, first=min(known.first, through.first))


def nameable(tags: Iterable[str], named: Mapping[str, Named]) -> list[tuple[str, Named]]:
    """Return those of the tags that this desk can name, in their order."""
    return [(each, named[each]) for each in tags if each in named]
