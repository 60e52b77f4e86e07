"""What is recorded about one person, for that person to read?

The person's own record is given whole. Of other records that name her, her case, her group or her journey,
all is given but who the others are: helpers, houses, members and other persons are safe only as long as
nobody can be made to say who they are. What was left out is named by its place, so that nobody takes the rest
for all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from waystation.domain.kinds import data_of, kind_of
from waystation.domain.mentions import mentions
from waystation.domain.record import Record
from waystation.exchange.withholding import ABOUT_OTHERS, KEPT_SECRET, WITHHELD, others, withhold
from waystation.kit.errors import BadInput
from waystation.kit.language import _

_PROPOSAL = ("verdict", "by_figures", "depart", "p_safe", "p_low", "floor", "missing")
_MANY_VOICES = {"note", "journey", "case", "observation"}  # whose free text may speak of others too


@dataclass(frozen=True, slots=True)
class Entry:
    """One record, as far as it is given: how the person is part of it, and what was left out."""

    kind: str
    key: str
    why: str
    data: Mapping[str, Any]
    withheld: tuple[str, ...]
    read_first: bool
    """Whether somebody has to read it before it is handed over: its free text may speak of others."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that was found about one person."""

    person: str
    entries: tuple[Entry, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data that JSON can hold."""
        entries = [
            {
                "kind": each.kind, "key": each.key, "why": each.why, "data": each.data,
                "withheld": list(each.withheld), "read_first": each.read_first,
            }
            for each in self.entries
        ]  # fmt: skip
        return {"waystation": 1, "kind": "dossier", "person": self.person, "entries": entries}


def dossier(person: str, records: Sequence[Record]) -> Dossier:
    """Return what is recorded about the person with this key in the records; the others are looked through.

    Raises BadInput where none of them is the person's.
    """
    if not any(kind_of(record) == "person" and record.id == person for record in records):
        raise BadInput.at(
            _("person"), _("no record with this key"), _("the key of a person whose record is open")
        )
    parts = _parts_of(person, records)
    entries = (
        _entry(record, why, person) for record in records if (why := _why(record, person, parts)) is not None
    )
    order = ("person", "case", "group", "note", "decision", "journey", "payment")
    known = sorted(entries, key=lambda each: (order.index(each.kind) if each.kind in order else 99, each.key))
    return Dossier(person, tuple(known))


@dataclass(frozen=True, slots=True)
class _Parts:
    """The keys of what the person is part of, by kind."""

    keys: Mapping[str, frozenset[str]]

    def named_by(self, record: Record) -> str | None:
        """Return the kind of the first thing of hers that a record names."""
        for mention in mentions(record):
            if mention.key in self.keys.get(mention.to, ()):
                return mention.to
        return None


def _parts_of(person: str, records: Sequence[Record]) -> _Parts:
    """Return her cases, groups, journeys and notes: those that name her, and those that hers name."""
    keys: dict[str, set[str]] = {"person": {person}, "case": set(), "group": set(), "note": set()}
    for record in records:
        named = {(mention.to, mention.key) for mention in mentions(record)}
        own = kind_of(record) == "person" and record.id == person
        if own:
            for to in ("case", "note"):
                keys[to] |= {key for kind, key in named if kind == to}
        elif ("person", person) in named and kind_of(record) in keys:
            keys[kind_of(record)].add(record.id)
    keys["journey"] = {
        record.id for record in records if kind_of(record) == "journey" and _hers(record, keys)
    }
    return _Parts({kind: frozenset(each) for kind, each in keys.items()})


def _hers(journey: Record, keys: Mapping[str, set[str]]) -> bool:
    """Tell whether a journey is one of her groups', or of her case where no group is named."""
    named = list(mentions(journey))
    groups = {mention.key for mention in named if mention.to == "group"}
    if groups and keys["group"]:
        return bool(groups & keys["group"])
    return any(mention.to == "case" and mention.key in keys["case"] for mention in named)


def _why(record: Record, person: str, parts: _Parts) -> str | None:
    kind = kind_of(record)
    if kind == "person":
        if record.id == person:
            return "own"
        return "relative" if ("person", person) in {(m.to, m.key) for m in mentions(record)} else None
    if record.id in parts.keys.get(kind, ()):
        return "part"
    if kind in {"decision", "payment", "note", "observation", "helper"}:
        return "named" if parts.named_by(record) in {"person", "case", "group", "journey"} else None
    return None


def _entry(record: Record, why: str, person: str) -> Entry:
    data, kind = data_of(record), kind_of(record)
    withheld: list[str] = []
    if why == "own":
        withhold(data, others(record, person, {"helper", "member"}), withheld)
        return Entry(kind, record.id, why, data, tuple(withheld), read_first=False)
    if why == "relative" or kind == "helper":
        return Entry(kind, WITHHELD, why, {}, (kind,), read_first=False)
    if "proposal" in data:
        data["proposal"] = {key: data["proposal"][key] for key in _PROPOSAL if key in data["proposal"]}
    withhold(data, (path for path in ABOUT_OTHERS.get(kind, ()) if path != ("proposal",)), withheld)
    withhold(data, others(record, person, KEPT_SECRET), withheld)
    return Entry(kind, record.id, why, data, tuple(withheld), read_first=kind in _MANY_VOICES)
