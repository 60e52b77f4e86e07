"""`waystation names`: can two written names be one person's name, and why?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from waystation.cli import options
from waystation.cli.name_text import data, page
from waystation.cli.reports import Wanted
from waystation.cli.screen import progress, show, show_json
from waystation.cli.words import Command
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.tracing.names import Evidence

LONGEST = 200  # characters of a name
_ALLOWED = f"a written name of at most {LONGEST} characters, or - to read it from standard input"


@click.command(
    "names",
    cls=Command,
    help=N_(
        "Say whether the names A and B can be one person's name, and which syllables say so.\n\n"
        "In hangul, characters or any spelling, surname first or last. In a list such as "
        '"Kim Chol alias Ri Il" each name is compared. With - a name is read from standard input, a line '
        "each, and stands in no list of processes."
    ),
)
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@options.together(options.as_json, options.report, options.recipients, options.language)
def command(first: str, second: str, *, as_json: bool, report: str | None, recipients: Sequence[str]) -> None:
    """Compare two names."""
    wanted = Wanted.of(report, recipients, as_json=as_json, rows=0)
    written = [_read("A", first), _read("B", second)]
    with progress(_("Comparing")):
        from waystation.tracing.names import aliases, compare  # loads the tables, and compiles once

        pairs = ((a, b) for a in aliases(written[0]) for b in aliases(written[1]))
        found = sorted((compare(a, b) for a, b in pairs), key=lambda evidence: -evidence.weight)
    wanted.write(lambda: _page(found))
    if as_json:
        show_json({"waystation": 1, "kind": "names", "pairs": [data(evidence) for evidence in found]})
    else:
        show(page(found))


def _page(found: Sequence[Evidence]) -> bytes:
    from waystation.cli.name_page import names_page  # most answers need no page

    return names_page(found)


def _read(where: str, name: str) -> str:
    """Return a name as it is given, or the next line of standard input."""
    text = sys.stdin.readline().rstrip("\n") if name == "-" else name
    if not any(letter.isalpha() for letter in text):
        raise BadInput.at(where, "no letters" if text else "nothing", _ALLOWED)
    if len(text) > LONGEST:
        raise BadInput.at(where, f"{len(text)} characters, beginning {printable(repr(text[:8]))}", _ALLOWED)
    return text
