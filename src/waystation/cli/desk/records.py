"""`waystation record`: what is in the vault, what does it say, and how is something put in?"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from waystation.cli import options
from waystation.cli.desk import asking
from waystation.cli.desk.attaching import attach, attachments, detach, fetch
from waystation.cli.desk.text import compartment_meant, listed, meant, short
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.screen import show, show_json
from waystation.cli.words import Command, Group, option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _, many

_MOST = 16_000_000  # bytes of records that are read at once
_why = option("--why", is_flag=True, help=N_("Ask for a reason, which only the auditors can read."))


@click.group("record", cls=Group, help=N_("List, show and save what is in the vault."))
def command() -> None:
    """Hold the commands."""


for _beside in (attach, attachments, fetch, detach):
    command.add_command(_beside)


def _reason(*, asked: bool) -> str:
    return asking.reason() if asked else ""


@command.command("list", cls=Command, help=N_("List the records that you may open, without opening any."))
@option("--kind", metavar="KIND", help=N_("List those of this kind alone."))
@option("--in", "compartment", metavar="COMPARTMENT", help=N_("List those in this compartment alone."))
@options.as_json
@takes_desk
def list_(where: Where, kind: str | None, compartment: str | None, *, as_json: bool) -> None:
    """List records."""
    from waystation.actions.list_compartments import list_compartments
    from waystation.cli.desk.rebuilding import say_damaged
    from waystation.cli.desk.record_text import plain_listed, row
    from waystation.vault.attached import ATTACHMENT

    with at_desk(where) as desk:
        held = {each.id: each.manifest for each in list_compartments(desk)}
        own = {desk.session.directory.compartment.id, desk.session.directory.watchtower}
        say_damaged(desk)
    if compartment is not None:
        held = dict([meant(compartment, held, _("compartment"))])
    there = [
        (identity, which, said)
        for which, manifest in held.items() if which not in own
        for identity, said in manifest.records.items()
        if kind in {None, said.kind} and said.kind != ATTACHMENT
    ]  # fmt: skip
    if as_json:
        show_json({"waystation": 1, "kind": "records", "records": [plain_listed(*each) for each in there]})
        return
    rows = [row(identity, said) for identity, _which, said in there]
    listed(
        (_("id"), _("kind"), _("key"), _("title"), _("changed")), rows, _("There is none that you may open.")
    )


@command.command(
    "show",
    cls=Command,
    help=N_("Open the records with these IDs. The ledger says so before they are opened."),
)
@click.argument("identities", metavar="ID...", nargs=-1, required=True)
@_why
@options.as_json
@takes_desk
def show_(where: Where, identities: Sequence[str], *, why: bool, as_json: bool) -> None:
    """Open records."""
    from waystation.actions.open_record import open_record
    from waystation.cli.desk.record_text import page, plain
    from waystation.vault.finding import attached, could_open

    with at_desk(where) as desk:
        there = {each.id: each for each in could_open(desk.session)}
        wanted = [meant(each, there, _("record"))[0] for each in identities]
        opened = open_record(desk, wanted, _reason(asked=why))
        files = Counter(each.listed.key for each in attached(desk.session, wanted))
    if as_json:
        show_json({"waystation": 1, "kind": "opened", "records": [plain(each) for each in opened]})
        return
    for each in opened:
        show(page(each, files[each.id]))


@command.command(
    "save",
    cls=Command,
    help=N_(
        "Save the records on stdin in COMPARTMENT: JSON, one or many, as `record show --json` prints it.\n\n"
        "A record with id and counter replaces what is there. Where somebody else has saved it meanwhile, "
        "nothing is saved, and both sides are shown."
    ),
)
@click.argument("compartment", metavar="COMPARTMENT")
@_why
@takes_desk
def save(where: Where, compartment: str, *, why: bool) -> None:
    """Save records."""
    from waystation.actions.save_record import BothSides, save_record
    from waystation.cli.desk.record_text import beside
    from waystation.cli.desk.written import drafts

    reason = _reason(asked=why)
    wanted = drafts(_stdin())
    with at_desk(where) as desk:
        which = compartment_meant(desk, compartment)
        try:
            saved = save_record(desk, which, wanted, reason)
        except BothSides as sides:
            for mine, theirs in zip(sides.mine, sides.theirs, strict=True):
                show(beside(mine, theirs))
            raise
    click.echo(many("Saved {count} record:", "Saved {count} records:", len(saved)).format(count=len(saved)))
    for each in saved:
        click.echo(f"  {short(each.id)}")


def _stdin() -> Any:
    try:
        text = "" if sys.stdin is None else sys.stdin.read(_MOST + 1)
        if len(text) > _MOST:
            raise BadInput.at("stdin", _("too much"), _("at most {most:,} letters").format(most=_MOST))
        return json.loads(text, object_pairs_hook=_once_each)
    except (ValueError, RecursionError, OSError) as error:
        if isinstance(error, BadInput):
            raise
    raise BadInput.at(
        "stdin", _("something that is no JSON"), _("records as `waystation record show --json` prints them")
    )


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _value in pairs}) != len(pairs):
        raise BadInput.at("stdin", _("a field given twice"), _("each field once"))
    return dict(pairs)


@command.command(
    "shred", cls=Command, help=N_("Destroy the records with these IDs for good.\n\nAsks for a reason.")
)
@click.argument("identities", metavar="ID...", nargs=-1, required=True)
@takes_desk
def shred(where: Where, identities: Sequence[str]) -> None:
    """Destroy records."""
    from waystation.actions.shred_record import shred_record
    from waystation.vault.finding import could_open

    with at_desk(where) as desk:
        there = {each.id: each for each in could_open(desk.session)}
        wanted = [meant(each, there, _("record"))[1] for each in identities]
        if len({each.compartment for each in wanted}) != 1:
            raise BadInput.at(_("record"), _("records of several compartments"), _("those of one at a time"))
        shred_record(desk, wanted[0].compartment, [each.id for each in wanted], _reason(asked=True))
    click.echo(
        many("{count} record is gone.", "{count} records are gone.", len(wanted)).format(count=len(wanted))
    )
