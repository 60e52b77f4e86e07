"""`waystation exposure`: what would be known if somebody or something were taken, and what is done first?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from waystation.cli import options
from waystation.cli.desk import asking
from waystation.cli.desk.noting import met, told, uses
from waystation.cli.desk.text import meant
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.screen import show, show_json
from waystation.cli.words import Command, Group
from waystation.kit.language import N_, _

if TYPE_CHECKING:
    from waystation.actions.acting import Desk
    from waystation.vault.exposure import Subject

SUBJECTS: dict[Subject, str] = {
    "member": N_("Ask what would be known if the member ID were taken.\n\nAsks for a reason."),
    "helper": N_("Ask what would be known if the helper ID were taken.\n\nAsks for a reason."),
    "person": N_("Ask what would be known if the person ID were taken.\n\nAsks for a reason."),
    "house": N_("Ask what would be known if all who are in the house ID were taken.\n\nAsks for a reason."),
    "device": N_(
        "Ask what would be known if a device were taken.\n\nAsks what it is called, and for a reason."
    ),
}
TAG = 32  # letters
_subject = click.argument("subject", metavar="KIND", type=click.Choice(list(SUBJECTS)))
_identity = click.argument("identity", metavar="[ID]", required=False, default="")


@click.group(
    "exposure",
    cls=Group,
    help=N_(
        "Somebody was taken, or may have been: say what would be known, and what is done first.\n\n"
        "Two at the desk (--second) ask in silence. Where one asks alone, every desk is told at once."
    ),
)
def command() -> None:
    """Hold the commands."""


def _word(desk: Desk, subject: Subject, identity: str) -> str:
    """Return what is meant: an id or a whole tag; for a device what it is called, from the keyboard."""
    from waystation.vault.finding import of_kind

    if subject == "device":
        return asking.line(_("What is the device called"), N_("device"))
    if subject == "member":
        return meant(identity, desk.session.directory.known, _("member"))[0]
    if len(identity) == TAG:
        return identity
    return meant(identity, {each.id: each for each in of_kind(desk.session, subject)}, _(subject))[0]


def _asks(subject: Subject, text: str) -> None:
    """Add the command that asks about one kind of somebody or something."""
    decorate: Callable[[Callable[..., None]], click.Command] = command.command(
        subject, cls=Command, help=text
    )

    @options.as_json
    @takes_desk
    def ask(where: Where, identity: str = "", *, as_json: bool) -> None:
        from waystation.actions.expose import expose
        from waystation.cli.desk.exposure_text import page, plain

        with at_desk(where) as desk:
            answer = expose(desk, subject, _word(desk, subject, identity), asking.reason())
        if as_json:
            show_json({"waystation": 1, "kind": "exposure", **plain(answer)})
        else:
            show(page(answer))

    decorate(ask if subject == "device" else click.argument("identity", metavar="ID")(ask))


for _each, _text in SUBJECTS.items():
    _asks(_each, _text)


@command.command(
    "mark",
    cls=Command,
    help=N_(
        "Mark somebody or something as compromised: every desk is told the tag at once.\n\n"
        "Asks for a reason, which stands in the ledger and in the record."
    ),
)
@_subject
@_identity
@takes_desk
def mark_(where: Where, subject: Subject, identity: str) -> None:
    """Mark."""
    from waystation.actions.mark import mark

    with at_desk(where) as desk:
        notice = mark(desk, subject, _word(desk, subject, identity), asking.reason())
    _say(notice.tags, _("Every desk has been told to act on {tags}."))
    click.echo(_("Now look at it: waystation exposure KIND ID"))


@command.command(
    "unmark",
    cls=Command,
    help=N_(
        "Take a mark back. A second member has to agree (--second).\n\n"
        "Asks for a reason; both stay in the ledger."
    ),
)
@_subject
@_identity
@takes_desk
def unmark_(where: Where, subject: Subject, identity: str) -> None:
    """Take a mark back."""
    from waystation.actions.unmark import unmark

    with at_desk(where) as desk:
        notice = unmark(desk, subject, _word(desk, subject, identity), asking.reason())
    _say(notice.tags, _("Every desk has been told that the mark on {tags} is taken back."))


def _say(tags: Sequence[str], sentence: str) -> None:
    from waystation.cli.desk.exposure_text import tag_letters

    click.echo(sentence.format(tags=" ".join(map(tag_letters, tags))))


@command.command(
    "notices", cls=Command, help=N_("Show what every desk was told, and what of yours it touches.")
)
@takes_desk
def notices(where: Where) -> None:
    """Show notices."""
    from waystation.actions.list_notices import list_notices
    from waystation.cli.desk.exposure_text import notices_page

    with at_desk(where) as desk:
        found = list_notices(desk)
    show(notices_page(found))


for _noted in (met, told, uses):
    command.add_command(_noted)
