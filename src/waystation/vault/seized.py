"""What does a seized disk show, in sentences: counts, what to mend, what stays closed?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from waystation.kit.language import N_, _, many
from waystation.vault import ondisk
from waystation.vault.ondisk import FileSeen
from waystation.vault.opening import Vault
from waystation.vault.seizure import Seen, seen_in

TABLES = {
    "accounts": N_("accounts"),
    "keyrings": N_("keyrings"),
    "inbox": N_("letters with keys, not yet taken in"),
    "compartments": N_("compartments"),
    "records": N_("records"),
    "attachments": N_("parts of attached files"),
    "ledger": N_("rows of the ledger"),
    "locks": N_("secrets that several have to open together"),
    "quotas": N_("quotas"),
    "sessions": N_("sessions of the web"),
    "watch": N_("check-ins that are watched"),
    "outbox": N_("alerts that have not been sent yet"),
    "recipients": N_("addresses and settings of the watch"),
    "arrivals": N_("check-ins that came from outside, with their times"),
    "outages": N_("hours in which nobody watched"),
}


class Secrets(NamedTuple):
    """Where the two secrets outside the database are looked for."""

    burn: Path
    service: Path


@dataclass(frozen=True, slots=True)
class Report:
    """What a stranger finds: in the database, in files, in memory that went to the disk."""

    seen: Seen
    files: tuple[FileSeen, ...]
    burn_secret: FileSeen | None
    service_key: FileSeen | None
    unlocked: bool
    encrypted: bool | None
    swap_in_clear: bool | None
    history_lines: int

    @property
    def all_files(self) -> tuple[FileSeen, ...]:
        """The files of the vault, and those of the two secrets where they are there."""
        return (*self.files, *filter(None, [self.burn_secret, self.service_key]))

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data that JSON can hold."""
        return {
            "waystation": 1,
            "kind": "seizure report",
            **self.seen.to_dict(),
            "files": [each.to_dict() for each in self.files],
            "burn_secret": None if self.burn_secret is None else self.burn_secret.to_dict(),
            "service_key": None if self.service_key is None else self.service_key.to_dict(),
            "unlocked": self.unlocked,
            "disk_encrypted": self.encrypted,
            "swap_in_clear": self.swap_in_clear,
            "lines_in_histories": self.history_lines,
        }


def look(vault: Vault, place: Path | None, secrets: Secrets, *, unlocked: bool) -> Report:
    """Return what is to be seen of a vault: in a file, or with None in a database server. Needs no key."""
    with vault.store.read() as tx:
        seen = seen_in(tx)
    return Report(
        seen=seen,
        files=tuple(ondisk.files_of(place)) if place else (),
        burn_secret=ondisk.file_seen(secrets.burn),
        service_key=ondisk.file_seen(secrets.service),
        unlocked=unlocked,
        encrypted=ondisk.encrypted(place) if place else None,
        swap_in_clear=ondisk.swap_in_clear(),
        history_lines=ondisk.lines_in_histories(Path.home()),
    )


def told_by(seen: Seen) -> Iterator[str]:
    """Yield what the counts tell."""
    each = ", ".join(map(str, seen.records_in_compartments[:10]))
    more = ", ..." if len(seen.records_in_compartments) > 10 else ""  # noqa: PLR2004  (shown above)
    if each:
        yield _("records in each compartment, not whose it is: {numbers}").format(numbers=each + more)
    if seen.new_keys:
        yield many(
            "that compartments got new keys {count} time: somebody left, or something died",
            "that compartments got new keys {count} times: somebody left, or something died",
            seen.new_keys,
        ).format(count=seen.new_keys)
    if seen.attachments:
        yield many("{count} attached file", "{count} attached files", seen.attachments).format(
            count=seen.attachments
        )
    if seen.due:
        yield _(
            "when check-ins are due, rounded to 5 minutes, not whose: {number}, from {first} to {last};"
        ).format(number=len(seen.due), first=_minute(seen.due[0]), last=_minute(seen.due[-1]))
    if seen.silent:
        yield many("{count} of them has not come", "{count} of them have not come", seen.silent).format(
            count=seen.silent
        )
    yield _("sizes rounded up, so that a size says little about a record;")
    yield _("the end of the ledger: {head}").format(head=seen.ledger_head)


def _minute(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"


def warnings(report: Report) -> Iterator[str]:
    """Yield what should be mended."""
    if report.burn_secret is not None:
        yield _(
            "The burn secret is there, and goes with the disk if that is where it lies: then a guessed "
            "passphrase opens the vault. Keep it on a stick."
        )
    if report.unlocked:
        yield _("The vault is unlocked on this terminal: a running machine that is taken opens it.")
    if report.service_key is not None:
        yield _(
            "The service key of the watch is there. With it the disk shows who is told when a check-in does "
            "not come, and by which words one does. Keep it where the watch runs and nowhere else."
        )
    if any(file.mode[-2:] != "00" for file in report.all_files):
        yield _("Other users of this machine can read one of these files. Its mode should be 0600.")
    if report.encrypted is False:
        yield _(
            "This disk is not encrypted as a whole. "
            "What you printed, exported and copied lies on it in clear."
        )
    if report.swap_in_clear:
        yield _("Memory can be written to a disk in clear (swap). Encrypt it, or switch it off.")
    if report.history_lines:
        yield many(
            "{count} line in the history of your shell shows that Waystation is used.",
            "{count} lines in the history of your shell show that Waystation is used.",
            report.history_lines,
        ).format(count=report.history_lines)


def closed() -> Iterator[str]:
    """Yield what nobody sees from the disk alone."""
    yield _("a name, a place, a route, a date, a word of any record;")
    yield _("what a record is: a case, a helper and a house look the same;")
    yield _("who belongs to the organisation, and who may open what;")
    yield _("when a record was made or changed, and by whom;")
    yield _("what stands in the ledger.")


def left_open() -> Iterator[str]:
    """Yield what nothing of this protects against."""
    yield _("whoever controls this machine while it runs: he sees what is opened from then on;")
    yield _("a member who turns: he keeps what he saw;")
    yield _("backups from before: they hold what has died since, for the keys of then;")
    yield _("a passphrase that can be guessed, in the hands of whoever has the burn secret.")
