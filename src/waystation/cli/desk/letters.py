"""`waystation door key`, `collect`, `take`, `answer`, `shut`: what does the desk do with its door?"""

from __future__ import annotations

import click

from waystation.cli import options
from waystation.cli.desk import asking
from waystation.cli.desk.text import meant, short
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.screen import show_json
from waystation.cli.words import Command, option
from waystation.kit.language import N_, _, many

_spool = option(
    "--spool",
    metavar="DIR",
    required=True,
    help=N_("The folder of the door, or the copy of it that is here."),
)
_request = click.argument("request", metavar="ID")


@click.command(
    "key",
    cls=Command,
    help=N_(
        "Write the public key that the door needs into a file. The first time, make its compartment.\n\n"
        "Grant that compartment to those who shall read what comes in. When it has a new key, write the file "
        "anew."
    ),
)
@option("--out", metavar="FILE", required=True, help=N_("The file. Nothing in it is secret."))
@takes_desk
def key(where: Where, out: str) -> None:
    """Write the desk's public key."""
    from waystation.actions.open_door import open_door
    from waystation.kit.files import write_private
    from waystation.letters.deskkey import key_text

    with at_desk(where) as desk:
        made = open_door(desk, _("The door"))
    write_private(out, key_text(made.public).encode())
    said = _("Written: {file}. What comes in is for those who hold compartment {id}.")
    click.echo(said.format(file=out, id=short(made.compartment)))


@click.command(
    "collect", cls=Command, help=N_("Take what came through the door into the vault, and delete it there.")
)
@_spool
@options.as_json
@takes_desk
def collect(where: Where, spool: str, *, as_json: bool) -> None:
    """Collect letters."""
    from dataclasses import asdict

    from waystation.actions.collect_letters import collect_letters
    from waystation.letters.spool import Spool

    with at_desk(where) as desk:
        done = collect_letters(desk, Spool(spool))
    if as_json:
        show_json({"waystation": 1, "kind": "letters", **asdict(done)})
        return
    click.echo(many("{count} new request", "{count} new requests", len(done.new)).format(count=len(done.new)))
    click.echo(_("Added to older ones, or read: {count}").format(count=len(done.changed)))
    if done.aside:
        click.echo(_("Set aside, foreign or damaged: {count}").format(count=done.aside))
    if done.left:
        click.echo(_("Still there, collect again: {count}").format(count=done.left))
    if done.old_key:
        click.echo(_("The door has an old key. Give it the new one: waystation door key"))


@click.command(
    "take",
    cls=Command,
    help=N_(
        "Move a request from the door into a compartment of its own, that you alone hold.\n\n"
        "Asks for the compartment's title."
    ),
)
@_request
@takes_desk
def take(where: Where, request: str) -> None:
    """Take a request."""
    from waystation.actions.take_request import take_request
    from waystation.vault.finding import of_kind

    with at_desk(where) as desk:
        there = {each.id: each for each in of_kind(desk.session, "case")}
        which = meant(request, there, _("record"))[0]
        moved = take_request(desk, which, asking.line(_("Title"), N_("title")))
    click.echo(_("It is now record {id}.").format(id=short(moved)))


@click.command(
    "answer",
    cls=Command,
    help=N_(
        "Answer a requester who has a return code. Asks for the text: no place, no time, no name.\n\n"
        "It waits in the spool until she reads it, for a month unless --days says otherwise."
    ),
)
@_request
@_spool
@option(
    "--days",
    metavar="N",
    type=click.IntRange(1, 365),
    default=30,
    help=N_("For how many days it can be read."),
)
@option("--again", is_flag=True, help=N_("Write nothing new; put into the spool what was answered before."))
@takes_desk
def answer(where: Where, request: str, spool: str, days: int, *, again: bool) -> None:
    """Answer a requester."""
    from waystation.actions.answer_requester import answer_requester
    from waystation.letters.spool import Spool
    from waystation.vault.finding import of_kind

    with at_desk(where) as desk:
        there = {each.id: each for each in of_kind(desk.session, "case")}
        which = meant(request, there, _("record"))[0]
        text = "" if again else asking.line(_("Answer"), N_("answer"))
        answer_requester(desk, which, text, Spool(spool), days)
    click.echo(_("The answer waits in the spool."))


@click.command("shut", cls=Command, help=N_("Let the door take in no letters for a while."))
@_spool
@option("--off", is_flag=True, help=N_("Let it take in letters again."))
@takes_desk
def shut(where: Where, spool: str, *, off: bool) -> None:
    """Shut the door."""
    from waystation.actions.shut_door import shut_door
    from waystation.letters.spool import Spool

    with at_desk(where) as desk:
        shut_door(desk, Spool(spool), shut=not off)
    click.echo(_("The door takes in letters.") if off else _("The door takes in no letters."))
