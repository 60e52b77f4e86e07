"""`waystation watch key|set-up|recipients|servers|channels`: how is a watch set up?"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.options import language
from waystation.cli.watch.place import from_stdin, service_key
from waystation.cli.words import Command, option
from waystation.journey.service import service_key_path
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.domain.journey import Channel

_CHANNELS = ("sms", "messenger", "email", "link")


@click.command(
    "key",
    cls=Command,
    help=N_(
        "Make the service key: a file that the watch needs, and nobody else.\n\n"
        "Keep it where the watch runs, away from the database and from backups of it."
    ),
)
@option("--for-door", metavar="FILE", help=N_("Write the public half of the key for the public door."))
@service_key
@language
def key(service_key: str | None, for_door: str | None) -> None:
    """Make the key."""
    from waystation.journey.service import read_service_key, write_service_key
    from waystation.kit.files import unusable, write_private
    from waystation.letters.deskkey import key_text

    path = service_key_path(service_key)
    if for_door is not None:
        write_private(for_door, key_text(read_service_key(path).public).encode())
        click.echo(_("Written: {file}").format(file=printable(for_door)))
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(path.parent, error) from None
    made = write_service_key(path)
    click.echo(_("Service key: {path}").format(path=printable(str(path))))
    click.echo(_("Its public half: {key}").format(key=made.public.hex()))
    click.echo(_("Now let the vault know it: waystation watch set-up"))


@click.command(
    "set-up",
    cls=Command,
    help=N_(
        "Let the vault know its watch, by the service key or its public half.\n\n"
        "With another key than before, set recipients and servers again, and arm every journey again."
    ),
)
@option("--public", metavar="HEX", help=N_("The public half, where the key itself is elsewhere."))
@service_key
@takes_desk
def set_up(where: Where, public: str | None, service_key: str | None) -> None:
    """Set up."""
    from waystation.actions.set_up_watch import set_up_watch
    from waystation.journey.service import read_service_key

    half = _half(public) if public else read_service_key(service_key_path(service_key)).public
    with at_desk(where) as desk:
        set_up_watch(desk, half)
    click.echo(_("The vault knows its watch. Now say who is told: waystation watch recipients"))


def _half(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise BadInput.at("--public", _("no hexadecimal digits"), _("64 of them")) from None


@click.command(
    "recipients",
    cls=Command,
    help=N_(
        "Set who is told when a check-in does not come: a ladder as JSON on stdin.\n\n"
        "It replaces the ladder of the same name. Addresses are sealed; only the watch reads them."
    ),
)
@takes_desk
def recipients(where: Where) -> None:
    """Set recipients."""
    from waystation.actions.set_recipients import set_recipients
    from waystation.domain.watch import Ladder

    ladder = from_stdin(Ladder, "ladder")
    with at_desk(where) as desk:
        set_recipients(desk, ladder)
    click.echo(_("Set. Try it: waystation watch test"))


@click.command(
    "servers",
    cls=Command,
    help=N_(
        "Set the mail server for alerts and the mailbox for check-ins: JSON on stdin.\n\n"
        "Nothing is asked of any server that does not stand there."
    ),
)
@takes_desk
def servers(where: Where) -> None:
    """Set servers."""
    from waystation.actions.set_recipients import set_servers
    from waystation.domain.watch import WatchSettings

    settings = from_stdin(WatchSettings, "servers")
    with at_desk(where) as desk:
        set_servers(desk, settings)
    click.echo(_("Set."))


@click.command(
    "channels",
    cls=Command,
    help=N_(
        "Say by country on which channels a check-in may come beside a call.\n\n"
        "COUNTRY is two letters, such as TH. Without a channel: only a call. Each person and each contact "
        "has to allow it, too."
    ),
)
@click.argument("country", metavar="COUNTRY")
@click.argument("channels", metavar="[CHANNEL]...", nargs=-1, type=click.Choice(_CHANNELS))
@takes_desk
def channels(where: Where, country: str, channels: tuple[str, ...]) -> None:
    """Set channels."""
    from waystation.actions.set_up_watch import allow_channels

    if len(country) != 2 or not (country.isascii() and country.isupper()):  # noqa: PLR2004 - ISO 3166
        raise BadInput.at("COUNTRY", printable(country, 10), _("two capital letters, such as TH"))
    with at_desk(where) as desk:
        allow_channels(desk, {country: cast("tuple[Channel, ...]", channels)})
    click.echo(_("Set. Journeys that are armed already have to be armed again."))
