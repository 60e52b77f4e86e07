"""`waystation money`: what do the books say, how do they leave the vault, what has a corridor cost?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from waystation.cli import options
from waystation.cli.desk.exchanging import asks_why, reason_of, recipients_of_file, seal_for
from waystation.cli.desk.text import compartment_meant
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.screen import show, show_json
from waystation.cli.words import Command, Group, option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.actions.export_books import Form
    from waystation.money.prices import History

_SIDES = ("case", "helper", "stage", "journey", "corridor", "fund")
_ENDS: dict[str, Form] = {".beancount": "beancount", ".xlsx": "xlsx"}
_in = option(
    "--in", "compartments", metavar="COMPARTMENT", multiple=True,
    help=N_("Only the books in this compartment; several times."),
)  # fmt: skip


@click.group("money", cls=Group, help=N_("Say what was paid and what waits, and hand the books on."))
def command() -> None:
    """Hold the commands."""


@command.command(
    "balance",
    cls=Command,
    help=N_("Show what is in each account, in every currency, and whether books and payments agree."),
)
@option("--by", "sides", type=click.Choice(_SIDES), multiple=True, help=N_("Split it; several times."))
@_in
@asks_why
@options.as_json
@takes_desk
def balance(
    where: Where, sides: Sequence[str], compartments: Sequence[str], *, why: bool, as_json: bool
) -> None:
    """Show balances."""
    from waystation.actions.show_books import BOOKS, show_books
    from waystation.cli.desk.money_text import balance_page
    from waystation.money.balance import balances, differences, left_over

    reason = reason_of(asked=why)
    with at_desk(where) as desk:
        which = [compartment_meant(desk, each) for each in compartments]
        books = show_books(desk, (*BOOKS, "payment"), which, reason)
    found = balances(books.bookings, [side for side in _SIDES if side in sides])  # type: ignore[misc]
    wrong = list(differences(books.payments, books.bookings))
    if as_json:
        rows = [each._asdict() | {"amount": f"{each.amount:f}"} for each in found]
        apart = [each._asdict() | {"booked": f"{each.booked:f}"} for each in wrong]
        left = {currency: f"{amount:f}" for currency, amount in left_over(books.bookings).items()}
        show_json(
            {"waystation": 1, "kind": "balance", "balances": rows, "left_over": left, "differences": apart}
        )
    else:
        show(balance_page(found, wrong))


@command.command(
    "export",
    cls=Command,
    help=N_(
        "Write the books to FILE: .beancount or .xlsx, each with .age to seal it.\n\n"
        "Helpers, cases and journeys are opaque tags in it, always the same ones. "
        "A second member has to agree."
    ),
)
@click.argument("target", metavar="FILE")
@option("--keys", is_flag=True, help=N_("Write the keys that the desk uses instead of tags."))
@_in
@recipients_of_file
@asks_why
@takes_desk
def export(  # noqa: PLR0913  (each is an option)
    where: Where,
    target: str,
    compartments: Sequence[str],
    recipients: Sequence[str],
    *,
    keys: bool,
    why: bool,
) -> None:
    """Write the books."""
    from waystation.actions.export_books import Wanted, export_books
    from waystation.kit.files import write_private

    form = _form(target)
    seal = seal_for(target, recipients)
    reason = reason_of(asked=why)
    with at_desk(where) as desk:
        which = [compartment_meant(desk, each) for each in compartments]
        data = export_books(desk, Wanted(form, which, keys, recipients), reason)
    write_private(target, data if seal is None else seal(data, target))
    click.echo(_("{file}: written.").format(file=printable(target)))


def _form(target: str) -> Form:
    name = target.removesuffix(".age")
    for end, form in _ENDS.items():
        if name.endswith(end):
            return form
    raise BadInput.at(printable(target), _("a name with another ending"), _(".beancount, .xlsx, ….age"))


@command.command(
    "prices",
    cls=Command,
    help=N_(
        "Show what one person has cost on CORRIDOR, year by year.\n\n"
        "From payments and observations in the vault; with --from, from a file of observations, "
        "without a vault."
    ),
)
@click.argument("corridor", metavar="CORRIDOR")
@option("--from", "source", metavar="FILE", help=N_("Read the observations in this file."))
@option("--currency", metavar="CODE", default="USD", show_default=True, help=N_("In this currency."))
@option("--svg", "picture", metavar="FILE", help=N_("Draw it, for paper without colours."))
@options.as_json
@takes_desk
def prices(  # noqa: PLR0913  (each is an option)
    where: Where, corridor: str, source: str | None, currency: str, picture: str | None, *, as_json: bool
) -> None:
    """Show prices."""
    from waystation.cli.desk.money_text import plain_history, prices_page
    from waystation.kit.files import write_private
    from waystation.money.plot import svg

    found = _from_file(source, corridor, currency) if source else _from_vault(where, corridor, currency)
    if picture:
        write_private(picture, svg(found).encode())
    if as_json:
        show_json(plain_history(found))
    else:
        show(prices_page(found))


def _from_vault(where: Where, corridor: str, currency: str) -> History:
    from waystation.actions.show_books import PRICES, show_books
    from waystation.money.prices import history, paid_prices, reported_prices

    with at_desk(where) as desk:
        books = show_books(desk, PRICES)
    legs = [leg for each in books.corridors if each.id == corridor for leg in each.legs]
    both = (*paid_prices(corridor, books.payments), *reported_prices(corridor, legs, books.observations))
    return history(corridor, both, books.rates, currency)


def _from_file(source: str, corridor: str, currency: str) -> History:
    from waystation.domain.observation import Observation
    from waystation.exchange import formats
    from waystation.money.prices import history, reported_prices

    records = formats.read(source).of_kind("observation")
    seen = [each for each in records if isinstance(each, Observation)]
    return history(corridor, reported_prices(corridor, (), seen), (), currency)
