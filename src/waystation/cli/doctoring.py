"""`waystation doctor`: what is unsafe about this installation, and what is to be done?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from waystation.cli import options
from waystation.cli.desk.which import Where, takes_place
from waystation.cli.screen import show, show_json
from waystation.cli.tables import table
from waystation.cli.words import Command, option
from waystation.kit.language import N_, _

if TYPE_CHECKING:
    from waystation.doctor.findings import Finding

UNSAFE = 1
_GRADES = {"good": N_("good"), "look": N_("look"), "unsafe": N_("unsafe")}
_MARKS = {"good": "✓", "look": "?", "unsafe": "!"}


@click.command(
    "doctor",
    cls=Command,
    help=N_(
        "Look at this installation from outside and say what is unsafe about it. Needs no passphrase.\n\n"
        "Ends with code 1 where something is unsafe."
    ),
)
@option("--origin", metavar="URL", help=N_("The address under which members reach the console."))
@options.as_json
@takes_place
def command(where: Where, *, origin: str | None, as_json: bool) -> None:
    """Examine the installation."""
    from waystation.doctor.examine import examine
    from waystation.doctor.findings import Installation
    from waystation.journey.service import service_key_path

    found = examine(Installation(where.place, where.burn_path, service_key_path(), origin))
    if as_json:
        show_json({"waystation": 1, "kind": "doctor", "findings": [each.to_dict() for each in found]})
    else:
        show([table(("", _("what"), _("found"), _("to do")), [_row(each) for each in found], fixed=(0, 1))])
    if any(each.grade == "unsafe" for each in found):
        raise SystemExit(UNSAFE)


def _row(finding: Finding) -> tuple[str, str, str, str]:
    return f"{_MARKS[finding.grade]} {_(_GRADES[finding.grade])}", finding.about, finding.says, finding.to_do
