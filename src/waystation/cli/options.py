"""Which options do several commands share, and which values may stand there?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from waystation.cli.words import Function, option
from waystation.kit.errors import BadInput
from waystation.kit.language import LANGUAGES, N_, use
from waystation.kit.shown import either, printable

OBJECTIVES = ("risk", "hours", "cost", "exposure")

network = click.argument("network", metavar="NETWORK")
case = click.argument("case", metavar="CASE")
case_or_none = click.argument("case", metavar="[CASE]", required=False)


def _speak(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        use(value)


def _objectives(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(","))
    for name in names:
        if name not in OBJECTIVES or names.count(name) > 1:
            allowed = f"{either(OBJECTIVES)}, each once, with commas between them"
            raise BadInput.at("--objectives", printable(repr(name)), allowed)
    return names


as_json = option("--json", "as_json", is_flag=True, help=N_("Print JSON for other programs."))
language = option(
    "--lang",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help=N_("Say it in this language; without it, in that of the locale."),
)
identity = option(
    "--identity",
    "identities",
    metavar="FILE",
    multiple=True,
    help=N_("Open sealed files (*.age) with this identity file; may be given several times."),
)
objectives = option(
    "--objectives",
    metavar="LIST",
    default="risk,hours,cost",
    callback=_objectives,
    help=N_("Which objectives the routes are compared by: any of risk,hours,cost,exposure."),
)
time_limit = option(
    "--time-limit",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    help=N_("Search no longer than this; the answer then says how far it may be from the best."),
)
rows = option(
    "--rows",
    metavar="N",
    type=click.IntRange(min=0),
    default=20,
    help=N_("Print so many rows of the contingency table, 0 for all. The report and JSON have more."),
)
report = option(
    "--report",
    metavar="FILE.html",
    help=N_("Write a page to read and to print; FILE.html.age is sealed, for --recipient or a passphrase."),
)
recipients = option(
    "--recipient",
    "recipients",
    metavar="AGE1...",
    multiple=True,
    help=N_("Seal the report for the holder of this age key; may be given several times."),
)


def together(*options: Callable[[Any], Any]) -> Callable[[Function], Function]:
    """Return one decorator that adds several options, in this order."""

    def decorate(function: Function) -> Function:
        for add in reversed(options):
            function = add(function)
        return function

    return decorate
