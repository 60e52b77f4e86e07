"""`waystation ledger`: is what was written down whole, and what does it say?"""

from __future__ import annotations

import click

from waystation.cli import options
from waystation.cli.desk.text import listed, short
from waystation.cli.desk.which import Where, at_desk, takes_desk, takes_place, vault_at
from waystation.cli.screen import show_json
from waystation.cli.words import Command, Group, option
from waystation.domain.access import Head, LedgerEntry, Member
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _, many
from waystation.kit.shown import printable

_HASH = 64  # hex digits
_SHOWN = 3  # records and compartments of one row; JSON has all


@click.group("ledger", cls=Group, help=N_("Check what was written down, and read it."))
def command() -> None:
    """Hold the commands."""


@command.command(
    "verify",
    cls=Command,
    help=N_(
        "Check every row of the ledger against the one before it. Needs no passphrase, and shows no content."
    ),
)
@option(
    "--anchor",
    "anchors",
    metavar="HEAD",
    multiple=True,
    help=N_(
        "An end of the ledger that was written down elsewhere and must be in it; may be given several times."
    ),
)
@takes_place
def verify(where: Where, anchors: tuple[str, ...]) -> None:
    """Verify the chain."""
    from waystation.vault import ledger

    heads = [_head(each) for each in anchors]
    with vault_at(where) as vault, vault.store.read() as tx:
        end = ledger.verify(tx, heads)
    said = many("The ledger is whole: {rows} row.", "The ledger is whole: {rows} rows.", end.seq)
    click.echo(said.format(rows=end.seq))
    click.echo(_("Write down its end: {head}").format(head=end))


def _head(text: str) -> Head:
    number, _dash, digest = text.partition("-")
    if not number.isdecimal() or len(digest) != _HASH or set(digest) - set("0123456789abcdef"):
        raise BadInput.at("--anchor", printable(text, 80), _("an end as it was printed, such as 17-3fa9..."))
    return Head(int(number), digest)


@command.command(
    "show",
    cls=Command,
    help=N_("Show who did what, when and why. Needs two auditors: you, and a second one (--second)."),
)
@option("--last", metavar="N", type=click.IntRange(min=1), help=N_("Show the last N rows alone."))
@options.as_json
@takes_desk
def show_(where: Where, last: int | None, *, as_json: bool) -> None:
    """Show the ledger."""
    from waystation.actions.show_ledger import show_ledger

    with at_desk(where) as desk:
        rows = list(show_ledger(desk))
        known = dict(desk.session.directory.known)
    rows = rows[-last:] if last else rows
    if as_json:
        show_json({"waystation": 1, "kind": "ledger", "rows": [_plain(*each) for each in rows]})
        return
    columns = (_("row"), _("when (UTC)"), _("who"), _("did"), _("with"), _("why"))
    listed(columns, [_line(number, entry, known) for number, entry in rows], _("Nothing."), fixed=(0, 1, 3))


def _plain(number: int, entry: LedgerEntry | None) -> dict[str, object]:
    return {"row": number, **({"sealed": True} if entry is None else entry.model_dump(mode="json"))}


def _line(number: int, entry: LedgerEntry | None, known: dict[str, Member]) -> tuple[str, ...]:
    if entry is None:
        return str(number), "", "", _("sealed for earlier auditors"), "", ""
    who = [_name(each, known) for each in (entry.by, entry.second) if each]
    members = dict.fromkeys(_name(each, known) for each in entry.members)
    things = list(dict.fromkeys(map(short, entry.records + entry.compartments)))
    with_what, more = [*members, *things[:_SHOWN]], len(things) - _SHOWN
    named = " ".join(with_what) + (f" +{more}" if more > 0 else "")
    return str(number), f"{entry.at:%m-%d %H:%M}", " + ".join(who), _(entry.verb), named, entry.why


def _name(identity: str, known: dict[str, Member]) -> str:
    return known[identity].name if identity in known else short(identity)


@command.command(
    "hand-over", cls=Command, help=N_("Let the auditors of today read what you two could read (--second).")
)
@takes_desk
def hand_over(where: Where) -> None:
    """Hand over."""
    from waystation.actions.hand_over_ledger import hand_over_ledger

    with at_desk(where) as desk:
        count = hand_over_ledger(desk)
    click.echo(_("Handed over: {count} keys.").format(count=count))
