"""What does the page of two names hold?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from waystation.cli import name_text
from waystation.kit.language import _
from waystation.report.sheet import sheet

if TYPE_CHECKING:
    from waystation.tracing.names import Evidence


def names_page(found: Sequence[Evidence]) -> bytes:
    """Return the page for the evidence about pairs of names."""
    return sheet(
        "names.html",
        banner=_("Names"),
        over=_("Tracing"),
        lead=_("Can two names be one person's name?"),
        notes=name_text.notes(),
        pairs=[_pair(evidence) for evidence in found],
    )


def _pair(evidence: Evidence) -> dict[str, Any]:
    most = max((abs(term.weight) for term in evidence.terms), default=0.0) or 1.0
    rows = []
    for term in evidence.terms:
        part, a, b, says, nats = name_text.cells(term)
        left, width = 50 - 50 * max(0.0, -term.weight / most), 50 * abs(term.weight) / most
        row = {"part": part, "a": a, "b": b, "says": says, "nats": nats, "left": left, "width": width}
        rows.append(row)
    said = [name_text.chance(evidence), *name_text.meanings(evidence)]
    return {"a": evidence.a, "b": evidence.b, "said": said, "rows": rows}
