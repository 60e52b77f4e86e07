"""How does what is recorded about a person read, as one page for a browser or for paper?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from waystation.exchange.dossier import Dossier, Entry
from waystation.kit.language import N_, _, current

KINDS = {
    "person": N_("Your record"),
    "case": N_("Your case"),
    "group": N_("Those you move with"),
    "note": N_("A note about you"),
    "decision": N_("A decision about your case"),
    "journey": N_("Your journey"),
    "payment": N_("A payment for your journey"),
    "helper": N_("A helper who is the same person"),
    "observation": N_("An observation that names you"),
}
_RELATIVE = N_("A relative's record that names you")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("waystation.exchange"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals["_"] = _
    return made


def page(dossier: Dossier) -> bytes:
    """Return the page; it asks nothing of any network, and holds nothing that acts."""
    entries = [
        {"title": _title(each), "entry": each, "lines": list(_lines(each.data))} for each in dossier.entries
    ]
    template = _environment().get_template("dossier.html")
    return template.render(language=current(), person=dossier.person, entries=entries).encode()


def as_json(dossier: Dossier) -> bytes:
    """Return the same as JSON."""
    return (json.dumps(dossier.to_dict(), ensure_ascii=False, indent=2) + "\n").encode()


def _title(entry: Entry) -> str:
    return _(_RELATIVE) if entry.why == "relative" else _(KINDS.get(entry.kind, entry.kind))


def _lines(value: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield every single value with the words that lead to it."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if words or key not in {"kind", "schema"}:
                yield from _lines(item, (*words, str(key).replace("_", " ")))
    elif isinstance(value, list) and any(isinstance(item, (Mapping, list)) for item in value):
        for number, item in enumerate(value, 1):
            yield from _lines(item, (*words, str(number)))
    else:
        yield " · ".join(words), _said(value)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
