"""`waystation plan`: which routes are the best, and what is the best policy?"""

from __future__ import annotations

from collections.abc import Sequence

import click

from waystation.cli import options
from waystation.cli.desk.planned import takes_case
from waystation.cli.engine import plan
from waystation.cli.plan_text import page
from waystation.cli.reports import Wanted, write_plan
from waystation.cli.screen import show, show_json
from waystation.cli.words import Command
from waystation.kit.language import N_
from waystation.plan.explain.names import Names


@click.command(
    "plan",
    cls=Command,
    help=N_(
        "List the routes for CASE on NETWORK that no other route beats, and the best policy.\n\n"
        "A policy goes on after every block. For a verdict, with staying beside it, use decide. A case "
        "in the vault, with the network that it names: plan --case ID."
    ),
)
@takes_case
@options.together(options.objectives, options.as_json, options.report)
@options.together(options.recipients, options.rows, options.time_limit)
def command(  # noqa: PLR0913  (each is an option)
    *,
    names: Names,
    objectives: tuple[str, ...],
    as_json: bool,
    report: str | None,
    recipients: Sequence[str],
    rows: int,
    time_limit: float | None,
) -> None:
    """Plan a case."""
    wanted = Wanted.of(report, recipients, as_json=as_json, rows=rows)
    answer = plan(names.network, names.case, objectives=objectives, time_limit=time_limit)
    write_plan(wanted, answer, names)
    if as_json:
        show_json(answer.to_dict())
    else:
        show(page(answer, names, rows))
