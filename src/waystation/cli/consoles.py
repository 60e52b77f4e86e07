"""`waystation console`: how is the desk in a browser started, on a vault or on an invented office?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from waystation.cli import options
from waystation.cli.demo import example
from waystation.cli.desk.which import Where, takes_place
from waystation.cli.words import Command, Group, option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _

if TYPE_CHECKING:
    import socket

    from waystation.web.place import Place

_PORT = 8765
_port = option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    help=N_("Listen on this port; 0: any."),
)


@click.group("console", cls=Group, help=N_("Run the console: the desk in a browser, on this machine."))
def command() -> None:
    """Hold the commands."""


@command.command(
    "serve",
    cls=Command,
    help=N_(
        "Serve the console for a vault, on this machine alone unless told otherwise.\n\n"
        "Behind a reverse proxy or onion service name its address with --origin."
    ),
)
@_port
@option("--host", default="127.0.0.1", show_default=True, help=N_("Listen on this address."))
@option("--origin", metavar="URL", help=N_("The address under which members reach it: https://…"))
@takes_place
def serve(where: Where, *, port: int, host: str, origin: str | None) -> None:
    """Serve a vault."""
    from waystation.web.place import Place
    from waystation.web.serving import listening

    if origin is not None and (urlsplit(origin).scheme != "https" or not urlsplit(origin).hostname):
        raise BadInput.at("--origin", _("another kind of address"), "https://…")
    opened = listening(host, port)
    where.burn()
    folder = Path(where.place).absolute().parent if "://" not in where.place else Path.cwd()
    _run(Place(where.place, where.burn_path, folder, origin), opened)


@command.command(
    "demo",
    cls=Command,
    help=N_(
        "Serve an invented office with the documented journeys, and print who may come in.\n\n"
        "It is kept between two runs. Everything in it is invented: never enter real people."
    ),
)
@_port
@option("--reset", is_flag=True, help=N_("Begin again with a new office."))
@options.language
def demo(*, port: int, reset: bool) -> None:
    """Serve the invented office."""
    from waystation.web.demo import standing
    from waystation.web.serving import listening

    opened = listening("127.0.0.1", port)
    folder = standing.folder_of()
    if reset:
        standing.reset(folder)
    if not standing.stands(folder):
        click.echo(_("Making the invented office: about ten seconds."), err=True)
        standing.make(folder, example("family").parent)
    place = standing.place_of(folder)
    _who(place)
    _run(place, opened)


def _who(place: Place) -> None:
    """Print the members of the invented office."""
    from waystation.web.demo.cast import CAST

    click.echo(_("Members of this demonstration (handle, role, passphrase):"))
    for member in CAST:
        click.echo(f"  {member.handle:<8} {_(member.role):<20} {place.known[member.handle]}")


def _run(place: Place, opened: socket.socket) -> None:
    from waystation.cli.desk.guarded import guard
    from waystation.web.serving import prepare, serve

    guard()
    application = prepare(place)
    number = opened.getsockname()[1]
    click.echo(
        _("The console: {link}   (Ctrl-C stops it)").format(
            link=place.origin or f"http://localhost:{number}/"
        )
    )
    sys.stdout.flush()
    try:
        serve(application, opened)
    except KeyboardInterrupt:
        click.echo(_("The console has stopped."), err=True)
