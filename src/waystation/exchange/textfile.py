"""What do a YAML or a JSON file hold: the planner's network or case, or lists of them and of records?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from waystation.domain.base import Frozen
from waystation.domain.case import Case
from waystation.domain.kinds import KINDS
from waystation.domain.network import Network
from waystation.exchange.contents import RECORD_TABLES, Contents
from waystation.exchange.judging import FieldPath, judge
from waystation.kit.blind import found_blind
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import N_, _
from waystation.kit.shown import path_text, printable
from waystation.plan.files.jsontext import events as json_events
from waystation.plan.files.source import Source
from waystation.plan.files.text import decode
from waystation.plan.files.tree import build
from waystation.plan.files.yaml12 import events as yaml_events

MAX_BYTES = 5_000_000  # as for the planner's files
_LISTS = ("cases", *RECORD_TABLES.values())
_KNOWN = ("network", *_LISTS)
_WHOLE = N_("a network, a case, or lists of them")


def read_text(data: bytes, name: str, *, as_json: bool) -> Contents:
    """Return what a file holds. Raises BadInput with all that is wrong with it.

    The sentences name lines and known fields; what people wrote is not repeated.
    """
    source, told = build((json_events if as_json else yaml_events)(decode(data, name), name), name)
    faults = [
        Fault(f"{printable(name)}:{line}", _(_FIELD), _("each field once, named by text"))
        for line, _fault in told
    ]
    root, above = _rooted(source.data, name)

    def where(path: FieldPath) -> str:
        return _place(source, path[len(above) :] if path[: len(above)] == above else path)

    return judge(root, where, faults)


_FIELD = N_("a field that stands there twice, or whose name is no text")


def _rooted(data: Any, name: str) -> tuple[Mapping[str, Any], FieldPath]:
    """Return the lists that a file holds, and the path among them of what a planner's file has at its top."""
    if not isinstance(data, Mapping):
        raise BadInput.at(printable(name), found_blind(data), _(_WHOLE))
    if "places" in data or "legs" in data:
        return {"network": data}, ("network",)
    if "group" in data:
        return {"cases": [data]}, ("cases", 0)
    if not any(key in data for key in _KNOWN):
        raise BadInput.at(printable(name), _("a group of other fields"), _(_WHOLE))
    faults = [
        Fault(f"{printable(name)} {key}", found_blind(data[key]), _("a list"))
        for key in _LISTS
        if not isinstance(data.get(key, []), list)
    ]
    if any(key not in {"waystation", *_KNOWN} for key in data):
        faults.append(Fault(printable(name), _("an unknown field"), ", ".join(("waystation", *_KNOWN))))
    if faults:
        raise BadInput(faults)
    return {key: data[key] for key in _KNOWN if key in data}, ()


def _place(source: Source, path: FieldPath) -> str:
    """Return file, line and field; a step that is no field of ours may be somebody's name."""
    shown = [step if isinstance(step, int) or step in _fields() else "?" for step in path]
    return f"{printable(source.name)}:{source.line(path) or 1} {path_text(shown)}".rstrip()


@cache
def _fields() -> frozenset[str]:
    """Return the names of all fields."""
    kinds: tuple[type[Frozen], ...] = (Network, Case, *KINDS.values())
    schemas = [kind.model_json_schema(by_alias=True) for kind in kinds]
    parts = [part for schema in schemas for part in (schema, *schema.get("$defs", {}).values())]
    return frozenset((*_KNOWN, *(name for part in parts for name in part.get("properties", {}))))
