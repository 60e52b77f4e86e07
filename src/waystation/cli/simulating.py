"""`waystation simulate`: what becomes of many journeys under the best policy?"""

from __future__ import annotations

from collections.abc import Sequence

import click

from waystation.cli import options
from waystation.cli.engine import simulate
from waystation.cli.reading import read
from waystation.cli.screen import show, show_json
from waystation.cli.simulation_text import page
from waystation.cli.words import Command, option
from waystation.kit.language import N_
from waystation.plan.explain.names import Names


@click.command(
    "simulate",
    cls=Command,
    help=N_(
        "Play the best policy for CASE on NETWORK many times over, blocks and broken faith included.\n\n"
        "The figures are drawn anew from what experience allows, which gives credible intervals."
    ),
)
@options.together(options.network, options.case)
@option(
    "--journeys",
    metavar="N",
    type=click.IntRange(min=1),
    default=100_000,
    help=N_("Play so many journeys; 100000 where nothing is said."),
)
@option(
    "--seed",
    metavar="N",
    type=click.IntRange(min=0),
    default=0,
    help=N_("Begin the dice here; the same seed gives the same answer."),
)
@options.together(options.as_json, options.identity, options.language)
def command(  # noqa: PLR0913  (each is an option)
    network: str, case: str, *, journeys: int, seed: int, as_json: bool, identities: Sequence[str]
) -> None:
    """Play a case."""
    names = Names(*read(network, case, identities))
    answer = simulate(names.network, names.case, journeys=journeys, seed=seed)
    if as_json:
        show_json(answer.to_dict())
    else:
        show(page(answer, names))
