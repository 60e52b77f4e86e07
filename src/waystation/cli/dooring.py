"""`waystation door`: how is the public door served, and how does the desk give it its key?"""

from __future__ import annotations

from typing import Any

import click

from waystation.cli import options
from waystation.cli.desk.letters import answer, collect, key, shut, take
from waystation.cli.words import Command, Group, option
from waystation.kit.language import N_, _

_MOST = 5000  # letters
_SECRET = 32  # letters of a secret at least


@click.group("door", cls=Group, help=N_("Let strangers ask for help, through a process that has no keys."))
def command() -> None:
    """Hold the commands."""


for _beside in (key, collect, take, answer, shut):
    command.add_command(_beside)


@command.command(
    "serve",
    cls=Command,
    help=N_(
        "Serve the form on this machine. It can seal letters to the desk and open none.\n\n"
        "It needs no vault, and may run on another host. Put a proxy with TLS or a Tor onion service before "
        "it."
    ),
)
@option("--desk-key", metavar="FILE", required=True, help=N_("The desk's public key, from `door key`."))
@option("--spool", metavar="DIR", required=True, help=N_("The folder in which letters and answers wait."))
@option("--host", metavar="ADDRESS", default="127.0.0.1", help=N_("The address to listen on."))
@option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=8087,
    help=N_("The port; 0 takes a free one."),
)
@option("--title", metavar="TEXT", default="", help=N_("The heading of the first page."))
@option(
    "--leave", metavar="URL", default="about:blank", help=N_("Where the button leads that leaves the page.")
)
@option("--watch-key", metavar="FILE",
        help=N_("Take in check-ins, sealed to the watch's key in this file."))  # fmt: skip
@option("--gateway-secret", metavar="FILE",
        help=N_("Take them from gateways too, that know the secret in this file."))  # fmt: skip
@option("--most", metavar="N", type=click.IntRange(1), default=_MOST, help=N_("How many letters may wait."))
@options.language
def serve(desk_key: str, spool: str, most: int, **how: Any) -> None:
    """Serve the door."""
    from waystation.cli.desk.guarded import guard
    from waystation.door.app import App
    from waystation.door.pages import Look
    from waystation.door.parts import Parts
    from waystation.door.serving import Address, Serving
    from waystation.letters.deskkey import read_desk_key
    from waystation.letters.spool import Spool

    guard()
    public, folder = read_desk_key(desk_key), Spool(spool, most)
    folder.prepare()
    folder.sweep()
    watch = read_desk_key(how["watch_key"]) if how["watch_key"] else None
    gateway = _secret(how["gateway_secret"]) if how["gateway_secret"] else None
    look, address = Look(how["title"], how["leave"]), Address(how["host"], how["port"])
    parts = Parts(public, folder, look, watch, gateway)
    parts.heard.prepare()
    serving = Serving(App(parts), address)
    said = _("The door is open: http://{host}:{port}/  Letters wait in {folder}")
    click.echo(said.format(host=address.host, port=serving.port, folder=spool))
    serving.run()


def _secret(path: str) -> str:
    """Return the secret of the gateways' address. Raises BadInput for one that can be guessed."""
    from waystation.kit.errors import BadInput
    from waystation.kit.files import read_limited
    from waystation.kit.shown import printable

    text = read_limited(path, 1000).decode("ascii", "replace").strip()
    if not (_SECRET <= len(text) <= 2 * _SECRET and text.isalnum()):
        raise BadInput.at(printable(path), _("no secret"), _("32 to 64 letters and digits, on one line"))
    return text
