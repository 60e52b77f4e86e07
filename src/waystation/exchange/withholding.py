"""What of a record is left out when a person is given what is recorded about her?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from waystation.domain.mentions import mentions
from waystation.domain.record import Record
from waystation.kit.shown import path_text

WITHHELD = "…"
KEPT_SECRET = {"helper", "house", "member", "person", "place", "leg"}
# What is about others as free text, and what was copied into a record from elsewhere, by kind.
ABOUT_OTHERS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "case": (
        ("requester",), ("barred_seekers",), ("case", "safeguards", "consents"), ("case", "left_behind"),
        ("case", "safeguards", "children"), ("case", "safeguards", "reviewed_by"), ("case", "from"),
    ),
    "decision": (("known_network",), ("known_case",), ("proposal",)),
    "payment": (("words",), ("reason",)),
}  # fmt: skip


def others(record: Record, person: str, kinds: set[str]) -> Iterator[tuple[str | int, ...]]:
    """Yield where a record names somebody or something that is not hers to know."""
    for mention in mentions(record):
        if mention.to in kinds and not (mention.to == "person" and mention.key == person):
            yield mention.path


def withhold(data: Any, paths: Iterable[tuple[str | int, ...]], withheld: list[str]) -> None:
    """Leave out what stands at these paths, and note each in `withheld`."""
    for path in paths:
        node = data
        for step in path[:-1]:
            node = node[step] if _has(node, step) else None
        if _has(node, path[-1]) and node[path[-1]] != WITHHELD:
            node[path[-1]] = WITHHELD
            withheld.append(path_text(path))


def _has(node: Any, step: str | int) -> bool:
    if isinstance(node, Mapping):
        return step in node
    return isinstance(node, list) and isinstance(step, int) and step < len(node)
