"""`waystation check`: what is wrong with a network and a case, and what is worth a look?"""

from __future__ import annotations

from collections.abc import Sequence

import click

from waystation.cli import options
from waystation.cli.reading import opened_by
from waystation.cli.screen import show_json
from waystation.cli.words import Command
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _, many
from waystation.plan.check import check_files


@click.command(
    "check",
    cls=Command,
    help=N_(
        "Find what is wrong in NETWORK, and in CASE on it: all at once, each with its line.\n\n"
        "Exit code 2 where something has to be mended; what is only worth a look leaves it at 0."
    ),
)
@options.together(options.network, options.case_or_none, options.as_json, options.identity, options.language)
def command(network: str, case: str | None, *, as_json: bool, identities: Sequence[str]) -> None:
    """Check files."""
    findings = check_files(network, case, open_sealed=opened_by(tuple(identities)))
    if findings.faults:
        raise BadInput(findings.faults)
    remarks = findings.cautions
    if as_json:
        listed = [{"where": remark.where, "says": remark.says} for remark in remarks]
        show_json({"waystation": 1, "kind": "check", "cautions": listed})
        return
    for remark in remarks:
        click.echo(str(remark))
    if remarks:
        count = len(remarks)
        click.echo(
            many("Sound; {count} thing worth a look.", "Sound; {count} things worth a look.", count).format(
                count=count
            )
        )
    else:
        click.echo(_("Sound."))
