"""`waystation decide`: should this group go, wait, or not go like this?"""

from __future__ import annotations

from collections.abc import Sequence

import click

from waystation.cli import options
from waystation.cli.decision_text import page
from waystation.cli.desk.planned import takes_case
from waystation.cli.engine import decide
from waystation.cli.reports import Wanted, write_decision
from waystation.cli.screen import show, show_json
from waystation.cli.words import Command, option
from waystation.kit.language import N_
from waystation.plan.explain.names import Names


def answer(names: Names, wanted: Wanted, *, reasons: bool, time_limit: float | None) -> None:
    """Decide a case, write the report that is wanted, and print the decision."""
    decision = decide(names.network, names.case, reasons=reasons, time_limit=time_limit)
    write_decision(wanted, decision, names)
    if wanted.as_json:
        show_json(decision.to_dict())
    else:
        show(page(decision, names, wanted.rows))


@click.command(
    "decide",
    cls=Command,
    help=N_(
        "Say whether the group of CASE should go, wait, or not go like this on NETWORK, and why.\n\n"
        "Staying stands beside leaving. A missing safeguard comes before every figure. A case in the vault, "
        "with the network that it names: decide --case ID."
    ),
)
@takes_case
@options.together(options.as_json, options.report, options.recipients)
@option(
    "--reasons/--no-reasons",
    default=True,
    help=N_("Look for what contributes most and what would change the verdict; takes longer."),
)
@options.together(options.rows, options.time_limit)
def command(  # noqa: PLR0913  (each is an option)
    *,
    names: Names,
    as_json: bool,
    report: str | None,
    recipients: Sequence[str],
    reasons: bool,
    rows: int,
    time_limit: float | None,
) -> None:
    """Decide a case."""
    wanted = Wanted.of(report, recipients, as_json=as_json, rows=rows)
    answer(names, wanted, reasons=reasons, time_limit=time_limit)
