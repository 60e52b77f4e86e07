"""`waystation vault demo`: what does a vault do for an office, on the night when somebody is taken?"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from waystation.cli import options
from waystation.cli.screen import show
from waystation.cli.tables import heading
from waystation.cli.words import Command
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _

if TYPE_CHECKING:
    from waystation.actions.acting import Desk
    from waystation.domain.access import CompartmentKind
    from waystation.vault.keys import Credentials
    from waystation.vault.session import Session

_WORDS = ("할머니", "Mr Phan", "driver of the south", "by the canal", "Ha-neul", "Five at the mill")


@click.command(
    "demo",
    cls=Command,
    help=N_(
        "Show an invented office on the night when a driver does not answer.\n\n"
        "The vault is made in a folder of its own, and removed afterwards. Nothing is sent anywhere."
    ),
)
@options.language
def demo() -> None:
    """Show an office."""
    from waystation.cli.desk.guarded import guard

    guard()
    with TemporaryDirectory(
        prefix="waystation-demo-", dir=os.environ.get("XDG_RUNTIME_DIR") or None
    ) as folder:
        _play(Path(folder))


def _play(folder: Path) -> None:
    from waystation.vault.burnfile import write_burn_secret
    from waystation.vault.founding import create
    from waystation.vault.keys import Credentials
    from waystation.vault.words import suggest_passphrase

    burn = write_burn_secret(folder / "burn-secret")
    first, second = (Credentials(name, suggest_passphrase(), burn) for name in ("haneul", "bora"))
    session = create(folder / "vault", "House of the Lantern", ("Ha-neul", "coordinator"), first)
    with closing(session.vault):
        from waystation.actions.acting import Desk

        both = Desk(session, _newcomer(Desk(session), second))
        _fill(Desk(session))
        _thief(folder / "vault")
        _stranger(both)
        _taken(both)
        _burned(both, folder / "burn-secret", first)


def _newcomer(desk: Desk, login: Credentials) -> Session:
    """Let a second coordinator in."""
    from waystation.actions.sponsor_member import sponsor_member
    from waystation.vault.login import unlock
    from waystation.vault.members import apply

    sponsor_member(desk, apply(desk.session.vault, "Bora", "coordinator", login))
    return unlock(desk.session.vault, login)


def _fill(desk: Desk) -> None:
    """Keep the invented records, each group in its compartment, and who has met whom."""
    from waystation.actions.note_meeting import note_meeting
    from waystation.vault.finding import find

    _keep(desk, "case", ("note.json", "family.json"))
    _keep(desk, "helper", ("driver.json",))
    driver, grandmother = (find(desk.session, key).id for key in ("driver-south", "grandmother"))
    note_meeting(desk, [("helper", driver), ("person", grandmother)])


def _keep(desk: Desk, kind: CompartmentKind, files: Sequence[str]) -> None:
    from waystation.actions.create_compartment import create_compartment
    from waystation.actions.save_record import save_record
    from waystation.cli.demo import example
    from waystation.cli.desk.written import drafts

    made = create_compartment(desk, kind, kind)
    for name in files:
        text = (example("vault") / name).read_text(encoding="utf-8")
        save_record(desk, made.id, drafts(json.loads(text)))


def _thief(path: Path) -> None:
    """Search the file for words that are in it, sealed."""
    data = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    found = [word for word in _WORDS if word.encode() in data]
    show([heading(_("What a thief finds in the file"))])
    click.echo(_("Looked for: {words}").format(words=", ".join(_WORDS)))
    click.echo(_("Found: {words}").format(words=", ".join(found) or _("nothing.")))


def _stranger(both: Desk) -> None:
    """Let the second member ask for what she was not given."""
    from waystation.actions.acting import Desk
    from waystation.actions.open_record import open_record
    from waystation.vault.finding import find

    show([heading(_("What a member sees who was not given it"))])
    try:
        open_record(Desk(both.second or both.session), [find(both.session, "driver-south").id])
    except BadInput as error:
        click.echo(str(error))


def _taken(both: Desk) -> None:
    """Mark the driver, and show what is done first."""
    from waystation.actions.expose import expose
    from waystation.actions.mark import mark
    from waystation.cli.desk.exposure_text import page
    from waystation.vault.finding import find

    why = "no sign of life since the checkpoint"
    driver = find(both.session, "driver-south").id
    mark(both, "helper", driver, why)
    show([heading(_("The driver does not answer"))])
    show(page(expose(both, "helper", driver, why)))


def _burned(both: Desk, secret: Path, login: Credentials) -> None:
    from waystation.vault.burning import burn
    from waystation.vault.login import unlock

    show([heading(_("They are at the door: burned"))])
    burn(secret, both.session.vault)
    try:
        unlock(both.session.vault, login)
    except BadInput as error:
        click.echo(_("With the right passphrase: {answer}").format(answer=error))
