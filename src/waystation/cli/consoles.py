"""`waystation console`: how is the desk in a browser started, on a vault or on an invented office?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from waystation.cli import options
from waystation.cli.demo import example
from waystation.cli.desk.which import Where, takes_place
from waystation.cli.watch.place import service_key
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
@option(
    "--spool", metavar="DIR", help=N_("The folder of the public door; otherwise `door` beside the vault.")
)
@option(
    "--watch", is_flag=True, help=N_("Run the watch beside it; otherwise run it with: waystation watch run")
)
@service_key
@takes_place
def serve(where: Where, *, port: int, host: str, origin: str | None, **beside: Any) -> None:
    """Serve a vault."""
    from waystation.journey.service import service_key_path
    from waystation.web.place import Place
    from waystation.web.serving import listening

    if origin is not None and not _guarded(origin):
        raise BadInput.at("--origin", _("another kind of address"), "https://…, http://….onion")
    opened = listening(host, port)
    where.burn()
    folder = Path(where.place).absolute().parent if "://" not in where.place else Path.cwd()
    door = None if beside["spool"] is None else Path(beside["spool"])
    key = service_key_path(beside["service_key"]) if beside["watch"] else None
    _run(Place(where.place, where.burn_path, folder, origin, door=door), opened, key)


def _guarded(origin: str) -> bool:
    """Tell whether nobody on the way can listen: TLS, or an onion service."""
    said = urlsplit(origin)
    host = said.hostname or ""
    return bool(host) and (said.scheme == "https" or (said.scheme == "http" and host.endswith(".onion")))


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
    key = folder / standing.SERVICE_KEY
    _run(place, opened, key if key.is_file() else None)  # an office of before the watch has none


def _who(place: Place) -> None:
    """Print the members of the invented office."""
    from waystation.web.demo.cast import CAST

    click.echo(_("Members of this demonstration (handle, role, passphrase):"))
    for member in CAST:
        click.echo(f"  {member.handle:<8} {_(member.role):<20} {place.known[member.handle]}")


def _run(place: Place, opened: socket.socket, key: Path | None) -> None:
    from waystation.cli.desk.guarded import guard
    from waystation.journey.service import read_service_key
    from waystation.journey.watching import start_watch
    from waystation.web.serving import prepare, serve

    guard()
    watch = None if key is None else start_watch(place.vault, read_service_key(key))
    number = opened.getsockname()[1]
    try:
        application = prepare(place)
        click.echo(
            _("The console: {link}   (Ctrl-C stops it)").format(
                link=place.origin or f"http://localhost:{number}/"
            )
        )
        sys.stdout.flush()
        serve(application, opened)
    except KeyboardInterrupt:
        click.echo(_("The console has stopped."), err=True)
    finally:
        if watch is not None:
            watch.stop()
