"""`waystation burn`: how is everything made useless at once?"""

from __future__ import annotations

from contextlib import suppress

import click

from waystation.cli.desk import asking, keeping
from waystation.cli.desk.guarded import guard
from waystation.cli.desk.which import Where, takes_place
from waystation.cli.words import Command
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.opening import Vault, open_vault

WORD = "BURN"


@click.command(
    "burn",
    cls=Command,
    help=N_(
        "Destroy the burn secret and every wrapped key of the vault. It cannot be undone, by anybody.\n\n"
        "Needs no passphrase: only the word BURN, which is asked. The vault and all its backups are useless "
        "then. Other copies of the burn secret have to be destroyed where they are."
    ),
)
@takes_place
def command(where: Where) -> None:
    """Burn."""
    from waystation.vault.burning import burn

    guard()
    if not where.burn_path.is_file():
        raise BadInput.at(_("burn secret"), _("no such file"), _("the burn secret that is to be destroyed"))
    asking.confirmed(_("Type BURN to destroy everything that is sealed"), WORD)
    vault = _there(where)
    try:
        done = burn(where.burn_path, vault)
    finally:
        if vault is not None:
            with suppress(BadInput):
                keeping.end_everywhere(vault.id)
            vault.close()
    click.echo(_("The burn secret is destroyed."))
    if done.keys:
        click.echo(_("The wrapped keys are deleted from the database."))
    else:
        click.echo(_("The database could not be reached; without the burn secret it opens for nobody."))
    if done.other_names:
        click.echo(_("Its file had other names, which now lead to nothing of use."))
    click.echo(
        _("Destroy every other copy of the burn secret. A flash drive may keep old bytes: destroy it, too.")
    )


def _there(where: Where) -> Vault | None:
    """Return the vault; None where it is not there any more, which must not keep anybody from burning."""
    try:
        return open_vault(where.place)
    except BadInput:
        return None
