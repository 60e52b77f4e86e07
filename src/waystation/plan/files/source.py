"""Where in which file does a value stand?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from waystation.kit.errors import Fault
from waystation.kit.shown import path_text, printable

FieldPath = tuple[str | int, ...]
Wrong = tuple[FieldPath, str, str]  # where, found, allowed


@dataclass(frozen=True, slots=True)
class Source:
    """Plain data with its name and, where a file was read, its lines.

    `lines` gives for the id() of each list or mapping in `data` the line (from 1) of each of its entries.
    """

    name: str
    data: Any = None
    lines: Mapping[int, Mapping[str | int, int]] = field(default_factory=dict)

    def line(self, path: FieldPath) -> int | None:
        """Return the line of the value at `path`, or of the nearest thing around it; None without a file."""
        if not self.lines:
            return None
        node, line = self.data, 1
        for step in path:
            here = self.lines.get(id(node), {})
            if step not in here:
                break
            line, node = here[step], node[step]
        return line

    def at(self, path: FieldPath = ()) -> str:
        """Return `file.yaml:12 legs[3].to`; the line is left out where it is not known."""
        line = self.line(path)
        name = printable(self.name)
        return " ".join(filter(None, (name if line is None else f"{name}:{line}", path_text(path))))

    def fault(self, path: FieldPath, found: str, allowed: str) -> Fault:
        """Return the fault of the value at `path`."""
        return Fault(self.at(path), found, allowed)
