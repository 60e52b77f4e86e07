"""`waystation demo`: what does a decision look like? The example of a family, offline."""

from __future__ import annotations

from pathlib import Path

import click

import waystation
from waystation.cli import options
from waystation.cli.deciding import answer
from waystation.cli.reading import read
from waystation.cli.reports import Wanted
from waystation.cli.words import Command, option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.plan.explain.names import Names


def example(name: str) -> Path:
    """Return the folder of an example: inside the installed package, in a checkout at its root."""
    package = Path(waystation.__file__).parent
    for folder in (package / "examples" / name, package.parents[1] / "examples" / name):
        if folder.is_dir():
            return folder
    raise BadInput.at(name, "no such example in this installation", "a complete installation")


@click.command(
    "demo",
    cls=Command,
    help=N_(
        "Plan and decide the example of a family: grandmother, parents, two young daughters.\n\n"
        "Everything in it is invented. Nothing is sent anywhere."
    ),
)
@options.together(options.as_json, options.report, options.rows)
@option("--reasons/--no-reasons", default=True, help=N_("Look for reasons and levers; takes longer."))
@options.language
def command(*, as_json: bool, report: str | None, rows: int, reasons: bool) -> None:
    """Decide the example."""
    wanted = Wanted.of(report, as_json=as_json, rows=rows)
    folder = example("family")
    names = Names(*read(str(folder / "network.yaml"), str(folder / "case.yaml"), ()))
    if not as_json:
        click.echo(_("An invented family, from {folder}").format(folder=folder) + "\n")
    answer(names, wanted, reasons=reasons, time_limit=None)
