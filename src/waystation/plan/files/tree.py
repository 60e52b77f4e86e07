"""What does a stream of parsed events say, as plain data, and in which line does each value stand?

YAML and JSON both come through here, so both have the same limits and refuse the same things. Nesting is
counted on the events as they are read: a hostile file is given up at its first level too many, and the rest
of it is never looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import N_, _
from waystation.kit.shown import path_text, quoted, shown
from waystation.plan.files.source import Source

MAX_DEPTH = 50  # a network needs eight levels
MAX_VALUES = 500_000  # and keys; a network of 200 legs has about 16,000
_SANE = N_("a network or case file")


Told = tuple[int, Fault]  # a line, and what is wrong there


class Event(NamedTuple):
    """A mapping or list that begins or ends, or a scalar (a mapping's keys and values come in turn)."""

    kind: Literal["map", "list", "end", "value"]
    line: int
    value: Any = None


@dataclass(slots=True)
class _Open:
    """A mapping or list that has begun, and the step that leads to it from the one around it.

    `key` is the field that waits for its value, None between fields; `again`: it has been there before.
    """

    container: dict[str, Any] | list[Any]
    step: str | int = ""
    key: str | None = None
    key_line: int = 0
    again: bool = False


@dataclass(slots=True)
class _Tree:
    name: str
    root: Any = None
    open: list[_Open] = field(default_factory=list)
    lines: dict[int, dict[str | int, int]] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    dropped: list[Any] = field(default_factory=list)  # kept alive: `lines` goes by id()

    def refuse(self, line: int, found: str, allowed: str) -> BadInput:
        return BadInput.at(f"{Source(self.name).at()}:{line}", found, allowed)

    def tell(self, line: int, key: str, found: str, allowed: str) -> None:
        path = path_text([*(o.step for o in self.open[1:]), key])
        self.told.append((line, Fault(f"{Source(self.name).at()}:{line} {path}", found, allowed)))

    def take(self, event: Event) -> None:
        if event.kind == "end":
            self.open.pop()
            return
        here = self.open[-1] if self.open else None
        if here is not None and isinstance(here.container, dict) and here.key is None:
            self.take_key(here, event)
            return
        value: Any = {} if event.kind == "map" else [] if event.kind == "list" else event.value
        step = self.put(here, value, event.line)
        if event.kind != "value":
            if len(self.open) >= MAX_DEPTH:
                raise self.refuse(
                    event.line, _("more than {most} levels of nesting").format(most=MAX_DEPTH), _(_SANE)
                )
            self.open.append(_Open(value, step))

    def take_key(self, here: _Open, event: Event) -> None:
        if event.kind != "value":
            raise self.refuse(event.line, _("a list or a group as the name of a field"), _("text"))
        here.key, here.key_line = str(event.value), event.line
        here.again = here.key in here.container
        if not isinstance(event.value, str):
            found = _("{value} as the name of a field").format(value=shown(event.value))
            self.tell(event.line, here.key, found, _("text, if need be in quotes"))
        if here.again:
            first = self.lines[id(here.container)][here.key]
            found = _("the field {name} again").format(name=quoted(here.key))
            once = _("each field once (the first is in line {first})").format(first=first)
            self.tell(event.line, here.key, found, once)

    def put(self, here: _Open | None, value: Any, line: int) -> str | int:
        """Store a value; return the step that leads to it."""
        if here is None:
            self.root = value
            return ""
        if isinstance(here.container, list):
            self.lines.setdefault(id(here.container), {})[len(here.container)] = line
            here.container.append(value)
            return len(here.container) - 1
        key, here.key = here.key or "", None
        if here.again:
            self.dropped.append(value)
        else:
            self.lines.setdefault(id(here.container), {})[key] = here.key_line
            here.container[key] = value
        return key


def build(events: Iterable[Event], name: str) -> tuple[Source, list[Told]]:
    """Return the data with its lines, and what is wrong with its field names.

    Raises BadInput beyond the limits.
    """
    tree = _Tree(name)
    for count, event in enumerate(events):
        if count > MAX_VALUES:
            raise tree.refuse(event.line, _("more than {most:,} values").format(most=MAX_VALUES), _(_SANE))
        tree.take(event)
    return Source(name, tree.root, tree.lines), tree.told
