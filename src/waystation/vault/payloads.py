"""How does a domain object stand in an envelope: its kind and form in the first line, then JSON?"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from waystation.domain.kinds import data_of, record_of
from waystation.domain.record import Record
from waystation.kit.language import _
from waystation.vault.faults import Damaged

_FIRST_LINE = re.compile(rb"([a-z_]{1,40}) ([0-9]{1,6})")


def encode(kind: str, form: int, body: bytes) -> bytes:
    """Return the payload of a body of a kind, in the form of that number."""
    return f"{kind} {form}\n".encode() + body


def decode(payload: bytes) -> tuple[str, int, bytes]:
    """Return kind, form and body of a payload. Raises Damaged where it has no such first line."""
    line, _end, body = payload.partition(b"\n")
    return *_first_line(line), body


@lru_cache(maxsize=256)
def _first_line(line: bytes) -> tuple[str, int]:
    found = _FIRST_LINE.fullmatch(line)
    if found is None:
        raise Damaged.thing(_("payload"), _("no kind and form"))
    return found[1].decode(), int(found[2])


def encode_record(record: Record) -> tuple[str, bytes]:
    """Return the kind of a domain record and its payload."""
    data = data_of(record)
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return data["kind"], encode(data["kind"], data["schema"], body)


def decode_record(body: bytes) -> Record:
    """Return the domain record in a body, brought to today's form.

    Raises BadInput for a form that is newer than this program.
    """
    data = json.loads(body)
    if not isinstance(data, Mapping):
        raise Damaged.thing(_("payload"), _("no record"))
    plain: Mapping[str, Any] = data
    return record_of(plain)
