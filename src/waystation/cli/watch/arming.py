"""`waystation watch arm|change`: which check-ins are expected of a journey?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from waystation.cli.desk import asking
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.words import Command, option
from waystation.kit.language import N_, _

if TYPE_CHECKING:
    from waystation.journey.arming import Armed

_positive = click.FloatRange(min=0)


@click.command(
    "arm",
    cls=Command,
    help=N_(
        "Watch JOURNEY (its key or ID) from its first check-in on, and say the words for the travellers.\n\n"
        "With --every the check-ins follow from its stages; otherwise those of its record are taken."
    ),
)
@click.argument("journey", metavar="JOURNEY")
@option("--ladder", default="desk", help=N_("Whom an alarm climbs to, by the ladder's name."))
@option("--every", metavar="HOURS", type=click.FloatRange(min=0, min_open=True),
        help=N_("One check-in in so many hours, one after the start, one after each arrival."))  # fmt: skip
@option("--grace", metavar="MINUTES", type=_positive, default=30.0,
        help=N_("How long each may be late before the alarm."))  # fmt: skip
@option("--remote", is_flag=True, help=N_("Let check-ins come from outside, where that is allowed."))
@option("--words", type=click.Choice(("en", "ko")), default="en", help=N_("In which language they are."))
@takes_desk
def arm(where: Where, journey: str, every: float | None, grace: float, **how: Any) -> None:
    """Arm."""
    from waystation.actions.arm_check_ins import arm_check_ins
    from waystation.domain.journey import JourneyWatch
    from waystation.journey.checkins import Rhythm

    watch = JourneyWatch(ladder=how["ladder"], language=how["words"], remote=how["remote"])
    rhythm = None if every is None else Rhythm(every_hours=every, grace_minutes=grace)
    with at_desk(where) as desk:
        armed = arm_check_ins(desk, journey, watch, rhythm)
    _say(armed)


def _say(armed: Armed) -> None:
    click.echo(_("The journey is watched. Tell the travellers, by word of mouth:"))
    for group, pair in armed.words.items():
        where = f"{group}: " if group else ""
        click.echo("  " + where + _("all is well: {well}; made to say so: {forced}").format(**pair._asdict()))
    for number, token in armed.links.items():
        click.echo(_("Link of check-in {number} ends with: {token}").format(number=number, token=token))


@click.command(
    "change",
    cls=Command,
    help=N_("Put off the check-ins of JOURNEY, or watch it no longer.\n\nAsks for a reason."),
)
@click.argument("journey", metavar="JOURNEY")
@option("--snooze", metavar="MINUTES", type=_positive, default=0.0, help=N_("Put all off by so much."))
@option("--stop", is_flag=True, help=N_("Expect nothing more: the journey is over, or others watch it."))
@takes_desk
def change(where: Where, journey: str, snooze: float, *, stop: bool) -> None:
    """Change."""
    from datetime import timedelta

    from waystation.actions.change_check_ins import Change, change_check_ins

    why = asking.reason()
    with at_desk(where) as desk:
        change_check_ins(desk, journey, Change(timedelta(minutes=snooze), stop=stop), why)
    click.echo(_("Nothing more is expected.") if stop else _("Put off."))
