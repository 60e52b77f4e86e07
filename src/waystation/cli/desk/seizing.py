"""`waystation seizure-report`: what does this installation show to whoever takes the disk, and what not?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from waystation.cli import options
from waystation.cli.desk.which import Where, takes_place, vault_at
from waystation.cli.screen import show, show_json
from waystation.cli.words import Command
from waystation.kit.language import N_

if TYPE_CHECKING:
    from waystation.vault.seized import Report


@click.command(
    "seizure-report",
    cls=Command,
    help=N_(
        "Say what this installation shows to whoever takes the disk and has no key: counts, sizes, times.\n\n"
        "Needs no passphrase. It reads what a stranger would read."
    ),
)
@options.as_json
@takes_place
def command(where: Where, *, as_json: bool) -> None:
    """Print the report."""
    from waystation.cli.desk.seizure_text import page

    report = look(where)
    if as_json:
        show_json(report.to_dict())
    else:
        show(page(report))


def look(where: Where) -> Report:
    """Return what is to be seen; only what needs no key."""
    from waystation.cli.desk import keeping
    from waystation.journey.service import service_key_path
    from waystation.vault import seized

    with vault_at(where) as vault:
        place = None if "://" in where.place else Path(where.place)
        unlocked = keeping.left_of(vault.id) is not None
        secrets = seized.Secrets(where.burn_path, service_key_path())
        return seized.look(vault, place, secrets, unlocked=unlocked)
