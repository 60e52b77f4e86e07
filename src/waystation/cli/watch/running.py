"""`waystation watch run|test|status|outside`: does the watch run, and does it get through?"""

from __future__ import annotations

import signal
import time
from pathlib import Path
from types import FrameType

import click

from waystation.cli import options
from waystation.cli.desk.which import Where, takes_place, vault_at
from waystation.cli.screen import show_json
from waystation.cli.watch.place import service_key
from waystation.cli.words import Command, option
from waystation.journey.service import service_key_path
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _, many


@click.command(
    "run",
    cls=Command,
    help=N_(
        "Run the watch until it is stopped. It needs the vault and the service key, and no member's key.\n\n"
        "It asks no server but those that were set."
    ),
)
@option("--letters", metavar="FOLDER", help=N_("Read check-ins from the door's letters in this folder."))
@option("--beat-file", metavar="FILE", help=N_("Write a heartbeat to this file, for a watcher outside."))
@service_key
@takes_place
def run(where: Where, service_key: str | None, letters: str | None, beat_file: str | None) -> None:
    """Run."""
    from waystation.cli.desk.guarded import guard
    from waystation.journey.service import read_service_key
    from waystation.journey.watching import Posts, Watch

    guard()
    service = read_service_key(service_key_path(service_key))
    folder, beat = (Path(each) if each else None for each in (letters, beat_file))
    if folder is not None and not folder.is_dir():
        raise BadInput.at("--letters", _("no such folder"), _("the folder in which the door's letters wait"))
    watch = Watch(Posts(where.place, folder, beat), service)
    watch.start()
    signal.signal(signal.SIGTERM, _interrupted)
    click.echo(_("The watch runs. Ctrl-C stops it."))
    try:
        watch.wait()
    except KeyboardInterrupt:
        click.echo(_("The watch stops. Nobody is told of anything until it runs again."))
    finally:
        watch.stop()


def _interrupted(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@click.command(
    "test",
    cls=Command,
    help=N_("Send a test to every address that an alarm would go to, and say which did not get through."),
)
@service_key
@takes_place
def test(where: Where, service_key: str | None) -> None:
    """Send a test."""
    from waystation.journey.books import Books
    from waystation.journey.service import read_service_key
    from waystation.journey.trying import try_everybody

    books = Books(read_service_key(service_key_path(service_key)))
    with vault_at(where) as vault:
        with vault.store.read() as tx:
            books.look(tx)
        tried = try_everybody(books)
    if not tried:
        raise BadInput.at("recipients", "nobody", _("somebody who is told: waystation watch recipients"))
    failed = sorted({each.who for each in tried if not each.well})
    well = sum(each.well for each in tried)
    click.echo(
        many("{count} address was reached.", "{count} addresses were reached.", well).format(count=well)
    )
    if failed:
        raise BadInput.at(
            "recipients",
            _("no way to {names}").format(names=", ".join(failed)),
            _("addresses and servers that work"),
        )


@click.command(
    "status",
    cls=Command,
    help=N_("Say whether the watch is alive, and when it was not. Needs no key."),
)
@options.as_json
@takes_place
def status(where: Where, *, as_json: bool) -> None:
    """Say it."""
    from dataclasses import asdict

    from waystation.journey.health import watch_health
    from waystation.journey.saying import sentences

    with vault_at(where) as vault:
        health = watch_health(vault)
    if as_json:
        plain = asdict(health) | {
            "beat": None if health.beat is None else health.beat.isoformat(),
            "outages": [
                [each.kind, each.began.isoformat(), each.ended.isoformat()] for each in health.outages
            ],
        }
        show_json({"waystation": 1, "kind": "watch status", "red": health.red, **plain})
        return
    for sentence in sentences(health):
        click.echo(sentence)


@click.command(
    "outside",
    cls=Command,
    help=N_(
        "Look from another machine whether the watch is alive: WHERE is its heartbeat, a file or a URL.\n\n"
        "Ends with 1 where it is not. The file waystation/journey/outside.py does the same alone."
    ),
)
@click.argument("where", metavar="WHERE")
@option("--older", metavar="SECONDS", type=click.FloatRange(min=1), default=180.0,
        help=N_("From which age on it is taken for dead."))  # fmt: skip
@option("--every", metavar="SECONDS", type=click.FloatRange(min=1), help=N_("Look again and again."))
@option("--run", "then", metavar="COMMAND", help=N_("Run this each time that it is dead."))
@options.language
def outside(where: str, older: float, every: float | None, then: str | None) -> None:
    """Look from outside."""
    from waystation.journey.outside import alive, keep_looking

    if every is not None:
        keep_looking(where, older, every, then)
    well = alive(where, older, time.time())
    if not well and then:
        keep_looking(where, older, None, then)
    click.echo(_("The watch is alive.") if well else _("THE WATCH IS SILENT."))
    if not well:
        raise SystemExit(1)
