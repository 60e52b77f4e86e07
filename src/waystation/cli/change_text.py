"""How does a dry run read: what would be added, what would change from what to what, what is missing?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click
from rich.console import RenderableType

from waystation.cli.screen import show, show_json
from waystation.cli.tables import heading, sentences, table
from waystation.kit.language import N_, _, many
from waystation.kit.shown import cut, printable

if TYPE_CHECKING:
    from waystation.exchange.changes import Change
    from waystation.exchange.contents import Contents

_LONGEST = 60  # letters of a value
_TITLES = {
    "added": N_("New"),
    "changed": N_("Changed"),
    "missing": N_("Not in what is taken in; stays as it is"),
}


def show_changes(found: Sequence[Change], *, as_json: bool = False, written: bool = False) -> None:
    """Print what would change, or what has changed."""
    if as_json:
        show_json(
            {
                "waystation": 1,
                "kind": "changes",
                "written": written,
                "changes": [asdict(change) for change in found],
            }
        )
    else:
        show(page(found, written=written))


def page(found: Sequence[Change], *, written: bool = False) -> Iterator[RenderableType]:
    """Yield the lines and tables of a dry run."""
    if not found:
        yield _("Nothing has changed.") if written else _("Nothing would change.")
    for what in ("added", "missing"):
        if these := [change for change in found if change.what == what]:
            yield heading(_(_TITLES[what]))
            yield from sentences([_name(change) for change in these], "-")
    if rows := [row for change in found if change.what == "changed" for row in _rows(change)]:
        yield heading(_(_TITLES["changed"]))
        yield table((_("what"), _("field"), _("now"), _("then")), rows)
    yield from sentences(["", _summary(found, written=written)])


def _summary(found: Sequence[Change], *, written: bool) -> str:
    counts = {what: sum(change.what == what for change in found) for what in _TITLES}
    said = _("{added} new, {changed} changed, {missing} missing.").format(**counts)
    return said if written else f"{said} {_('Nothing was written.')}"


def _name(change: Change) -> str:
    return printable(f"{change.table} {change.key}".strip())


def _rows(change: Change) -> Iterator[tuple[str, str, str, str]]:
    for number, field in enumerate(change.fields):
        name = _name(change) if number == 0 else ""
        yield name, printable(field.field), _value(field.old), _value(field.new)


def _value(value: Any) -> str:
    if value is None:
        return "-"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return printable(cut(text, _LONGEST))


def show_written(target: str, contents: Contents, *, as_json: bool = False) -> None:
    """Print what was written."""
    counts = {
        "networks": int(contents.network is not None),
        "cases": len(contents.cases),
        "records": len(contents.records),
    }
    if as_json:
        show_json({"waystation": 1, "kind": "written", "file": target, **counts})
        return
    number = sum(counts.values())
    said = many("{file}: {count} thing written.", "{file}: {count} things written.", number)
    click.echo(said.format(file=printable(target), count=number))
