"""How does a vault stand, as far as anybody can see who has the disk and no key?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waystation.cli.desk import keeping
from waystation.cli.desk.text import minutes
from waystation.cli.desk.which import Where
from waystation.kit.language import _, many
from waystation.vault import ledger
from waystation.vault.store import one

if TYPE_CHECKING:
    from waystation.vault.opening import Vault

_COUNTED = ("accounts", "compartments", "records", "attachments")


def standing(vault: Vault, where: Where) -> dict[str, Any]:
    """Return what is to be said: no name and no place of anybody is known here."""
    with vault.store.read() as tx:
        counts = {name: (one(tx, f"SELECT count(*) FROM {name}") or (0,))[0] for name in _COUNTED}  # noqa: S608
        head = ledger.head(tx)
    left = keeping.left_of(vault.id)
    return {
        "unlocked": left is not None,
        "idle_seconds": None if left is None else round(left.idle),
        "latest_seconds": None if left is None else round(left.absolute),
        "kept_out_of_swap": None if left is None else left.locked,
        "burn_secret_there": where.burn_path.is_file(),
        "ledger_rows": head.seq,
        "ledger_head": str(head),
        **counts,
    }


def sentences(found: dict[str, Any]) -> list[str]:
    """Return the same to be read."""
    said = [_("Locked on this terminal.")]
    if found["unlocked"]:
        unlocked = _("Unlocked on this terminal: for {idle} without use, for {latest} at the latest.")
        left = {name: minutes(found[f"{name}_seconds"]) for name in ("idle", "latest")}
        said = [unlocked.format(**left)]
    if found["kept_out_of_swap"] is False:
        said.append(_("This machine does not let the key be kept out of swap. Is its swap encrypted?"))
    if not found["burn_secret_there"]:
        said.append(_("The burn secret is not there. Without it nothing can be unlocked."))
    said.append(
        many(
            "Ledger: {rows} row, which is {head}",
            "Ledger: {rows} rows, the last is {head}",
            found["ledger_rows"],
        ).format(rows=found["ledger_rows"], head=found["ledger_head"])
    )
    counted = _(
        "Whoever has the disk can count: accounts {accounts}, compartments {compartments}, records {records}."
    )
    return [*said, counted.format(**found)]
