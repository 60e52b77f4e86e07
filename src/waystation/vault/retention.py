"""Which records are past their day, and how do they die, so that no key of ours opens them again?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date

from waystation.domain.kinds import KINDS
from waystation.domain.record import Record
from waystation.vault.manifests import Compartment, load_all
from waystation.vault.payloads import decode, decode_record
from waystation.vault.records import shred
from waystation.vault.rotation import rotate
from waystation.vault.rows import read_rows
from waystation.vault.work import Work

Expired = Mapping[str, Mapping[str, Record]]
"""By compartment, then by id."""


def expired(work: Work, today: date) -> Expired:
    """Return the records that the member holds and whose last day (`keep_until`) is before today."""
    session = work.session
    held = load_all(work.tx, session.vault.id, session.keys)
    found = {each.id: dict(_in_compartment(work, each, today)) for each in held}
    return {compartment: records for compartment, records in found.items() if records}


def _in_compartment(work: Work, compartment: Compartment, today: date) -> Iterator[tuple[str, Record]]:
    ids = [each for each, listed in compartment.manifest.records.items() if listed.kind in KINDS]
    for identity, payload in read_rows(work.tx, compartment, ids):
        body = decode(payload)[2]
        last = json.loads(body).get("keep_until")
        if last is not None and date.fromisoformat(last) < today:
            yield identity, decode_record(body)


def retire(work: Work, found: Expired) -> None:
    """Delete these records with what is attached to them, and give their compartments new keys.

    Who kept an old key and gets an old copy of the disk, or a backup from before, still opens them there.
    """
    for compartment, records in found.items():
        shred(work, compartment, records)
    rotate(work, found)
