"""`waystation watch check-in|acknowledge|take-in`: how does the desk answer?"""

from __future__ import annotations

import click

from waystation.cli.desk import asking
from waystation.cli.desk.text import at
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.words import Command, option
from waystation.kit.language import N_, _, many
from waystation.kit.shown import printable


@click.command(
    "check-in",
    cls=Command,
    help=N_(
        "Note that the group of JOURNEY (its key or ID) has been heard of.\n\n"
        "With --word it asks for the word that they said, and shows no difference between the two."
    ),
)
@click.argument("journey", metavar="JOURNEY")
@option("--number", metavar="N", type=click.IntRange(min=1),
        help=N_("Which check-in; otherwise the one that was due first."))  # fmt: skip
@option("--word", is_flag=True, help=N_("Ask for the word that they said."))
@option("--channel", type=click.Choice(("call", "hand", "sms", "messenger", "email")), default="call",
        help=N_("How they were heard of."))  # fmt: skip
@takes_desk
def check_in(where: Where, journey: str, number: int | None, *, word: bool, channel: str) -> None:
    """Note it."""
    from waystation.actions.check_in import check_in as noted
    from waystation.journey.answering import Came
    from waystation.kit import clock

    said = asking.line(_("The word that they said"), "word") if word else ""
    with at_desk(where) as desk:
        noted(desk, journey, Came(clock.now(), channel, said, number))  # type: ignore[arg-type]
    click.echo(_("Noted."))


@click.command(
    "acknowledge",
    cls=Command,
    help=N_(
        "Say that you take care of what sounds: WHAT is a journey, a row that `watch list` shows, or `clock`."
        "\n\nIt climbs no further. It sounds again when it gets worse."
    ),
)
@click.argument("what", metavar="WHAT")
@takes_desk
def acknowledge(where: Where, what: str) -> None:
    """Acknowledge."""
    from waystation.actions.acknowledge_alert import acknowledge_alert

    with at_desk(where) as desk:
        count = acknowledge_alert(desk, what)
    click.echo(many("{count} alarm is yours.", "{count} alarms are yours.", count).format(count=count))


@click.command(
    "take-in", cls=Command, help=N_("Put what came from outside into the records of the journeys.")
)
@takes_desk
def take_in(where: Where) -> None:
    """Take in."""
    from waystation.actions.take_in_check_ins import take_in_check_ins

    with at_desk(where) as desk:
        found = take_in_check_ins(desk)
    if not found:
        click.echo(_("Nothing has come."))
    for journey in found:
        for each in journey.check_ins:
            said = _("made to say so") if each.forced else _("all is well")
            name = printable(journey.journey)
            click.echo(f"{name} {each.number}  {at(each.came_at)}  {each.channel}  {said}")
