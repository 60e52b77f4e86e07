"""Which rows of the watch are a journey's own, for who holds the journey and for nobody else?

Their ids follow from a secret of the journey's compartment, which stands in its sealed manifest. So a list of
what is due needs no record opened, and the disk does not tell which rows belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nacl.hashlib import blake2b

from waystation.vault.keys import derive, new_key
from waystation.vault.manifests import Compartment, load_sound, store
from waystation.vault.session import Session
from waystation.vault.store import Tx
from waystation.vault.tags import short, tag
from waystation.vault.work import Work

MOST = 500  # check-ins of one journey
ALARM = 0  # the number that stands for an alarm about a journey


class Known(NamedTuple):
    """A journey that the member at the desk holds, as lists show it."""

    id: str
    compartment: str
    key: str
    title: str
    code: str
    seeds: tuple[str, ...]


def row_id(seed: str, journey: str, number: int) -> bytes:
    """Return the id of a check-in of a journey, or of the alarm about it."""
    return _named(seed, f"check-in {journey} {number}")


def group_id(seed: str, journey: str, group: str) -> str:
    """Return what stands for a group of a journey."""
    return _named(seed, f"group {journey} {group}").hex()


def token(seed: str, journey: str, number: int) -> str:
    """Return the token of a one-tap link: 24 bytes in hex."""
    return derive(bytes.fromhex(seed), f"check-in link {journey} {number}", 24).hex()


def _named(seed: str, text: str) -> bytes:
    return blake2b(text.encode(), key=bytes.fromhex(seed), digest_size=16).digest()


def numbers(seeds: Iterable[str], journey: str) -> dict[bytes, int]:
    """Return which row would be which check-in of a journey."""
    return {row_id(seed, journey, number): number for seed in seeds for number in range(MOST + 1)}


def with_seed(work: Work, compartment: str) -> Compartment:
    """Return a compartment that has a secret for its journeys; it gets one where it has none."""
    held = work.compartment(compartment)
    if held.manifest.seeds:
        return held
    return store(work.tx, held.with_manifest(seeds=(new_key().hex(),)))


def journeys(session: Session, tx: Tx) -> Iterator[Known]:
    """Yield the journeys that the member holds and that were watched at some time. None of them is opened."""
    for held in load_sound(tx, session.vault.id, session.keys):
        for identity, listed in held.manifest.records.items():
            if listed.kind == "journey" and held.manifest.seeds:
                code = short(tag(session, "record", identity))
                yield Known(identity, held.id, listed.key, listed.title, code, held.manifest.seeds)
