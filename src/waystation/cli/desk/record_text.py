"""How does a record read on a terminal, and how do two sides of a conflict stand beside each other?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType

from waystation.cli.desk.text import at, short
from waystation.cli.tables import heading, sentences, table
from waystation.domain.kinds import data_of
from waystation.kit.language import _, many
from waystation.kit.shown import path_text, printable

if TYPE_CHECKING:
    from waystation.domain.access import Listed
    from waystation.domain.record import Record
    from waystation.vault.records import Draft, Opened

_ANYTHING = 4000  # letters of one field
_LEFT_OUT = {"kind", "schema"}


def plain(opened: Opened) -> dict[str, Any]:
    """Return an opened record as JSON; `waystation record save` takes it back."""
    return {
        "id": opened.id,
        "compartment": opened.compartment,
        "counter": opened.counter,
        "title": opened.title,
        "record": data_of(opened.value),
    }


def plain_listed(identity: str, compartment: str, listed: Listed) -> dict[str, Any]:
    """Return what a list says of a record as JSON."""
    known = {"id": identity, "compartment": compartment, **listed._asdict()}
    return {**known, "changed": listed.changed.isoformat()}


def row(identity: str, listed: Listed) -> tuple[str, str, str, str, str]:
    """Return what a list says of a record."""
    return short(identity), _(listed.kind), listed.key, listed.title, at(listed.changed)


def page(opened: Opened, files: int = 0) -> Iterator[RenderableType]:
    """Yield a record, a line for each field that says something, and how many files are kept with it."""
    yield heading(f"{opened.kind}: {printable(opened.title or opened.value.id)}")
    yield from sentences([f"{short(opened.id)}  {_('compartment')} {short(opened.compartment)}"])
    yield from sentences(
        f"{where}: {printable(said, _ANYTHING)}" for where, said in fields(opened.value).items()
    )
    if files:
        said = many("{count} file is kept with it:", "{count} files are kept with it:", files)
        yield from sentences([f"{said.format(count=files)} waystation record attachments {short(opened.id)}"])


def fields(record: Record) -> dict[str, str]:
    """Return every field that says something, by its path."""
    return {path_text(path): said for path, said in _walk((), data_of(record))}


def _walk(path: tuple[str | int, ...], value: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    inner: Sequence[tuple[str | int, Any]] = ()
    if isinstance(value, Mapping):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    elif path not in {(name,) for name in _LEFT_OUT}:
        yield path, value if isinstance(value, str) else json.dumps(value)
    for step, item in inner:
        yield from _walk((*path, step), item)


def beside(mine: Draft, theirs: Opened) -> Iterator[RenderableType]:
    """Yield both sides of a conflict."""
    title = _("Record {id}: somebody else has saved it meanwhile").format(id=short(theirs.id))
    yield from differing(title, (_("yours, not saved"), mine.value), (_("in the vault"), theirs.value))


def differing(title: str, left: tuple[str, Record], right: tuple[str, Record]) -> Iterator[RenderableType]:
    """Yield two states of a record, each with what it is: the fields in which they differ."""
    ours, others = fields(left[1]), fields(right[1])
    names = [name for name in dict.fromkeys((*ours, *others)) if ours.get(name) != others.get(name)]
    rows = [
        [printable(each, _ANYTHING) for each in (name, ours.get(name, "-"), others.get(name, "-"))]
        for name in names
    ]
    yield heading(title)
    yield table((_("field"), left[0], right[0]), rows)
