"""Which vault is meant, where is the burn secret, and who is at the desk?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from waystation.cli import options
from waystation.cli.desk import asking
from waystation.cli.words import Function, option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _

if TYPE_CHECKING:
    from waystation.actions.acting import Desk
    from waystation.vault.opening import Vault
    from waystation.vault.session import Session

VAULT, BURN = "WAYSTATION_VAULT", "WAYSTATION_BURN_SECRET"
DATABASE = "WAYSTATION_DATABASE_URL"
_CREDENTIAL = "waystation-burn-secret"

_vault = option(
    "--vault",
    metavar="FILE",
    help=N_("Use the vault in this file; otherwise the one that the environment names."),
)
_burn = option(
    "--burn-secret",
    metavar="FILE",
    help=N_("Use the burn secret in this file, for instance on a stick."),
)
_once = option(
    "--once", is_flag=True, help=N_("Ask for handle and passphrase for this command alone; keep nothing.")
)
_second = option(
    "--second", is_flag=True, help=N_("A second member agrees, and types handle and passphrase here.")
)


@dataclass(frozen=True)
class Where:
    """What the command line says of vault, burn secret and member."""

    file: str | None
    burn_file: str | None
    descriptor: int | None = None
    once: bool = False
    second: bool = False

    @property
    def place(self) -> str:
        """The path or PostgreSQL URL of the vault."""
        return self.file or _named(os.environ)

    @property
    def burn_path(self) -> Path:
        """The path of the burn secret."""
        return Path(self.burn_file) if self.burn_file else _burn_path(os.environ)

    def burn(self) -> bytes:
        """Return the burn secret. Raises BadInput where there is none."""
        from waystation.vault.burnfile import read_burn_secret

        return read_burn_secret(self.burn_path)

    def enter(self, vault: Vault, *, second: bool = False) -> Session:
        """Ask for handle and passphrase of a member, and return the session."""
        from waystation.vault.keys import Credentials
        from waystation.vault.login import unlock

        burn = self.burn()
        handle = asking.handle(_("Handle of the second member") if second else _("Handle"), self.descriptor)
        return unlock(vault, Credentials(handle, asking.known(_("Passphrase"), self.descriptor), burn))


def _named(environ: Mapping[str, str]) -> str:
    if environ.get(DATABASE):
        return environ[DATABASE]
    home = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return environ.get(VAULT) or str(Path(home) / "waystation" / "vault")


def _burn_path(environ: Mapping[str, str]) -> Path:
    """Return where the burn secret is: as the environment says, as systemd hands it over, or at home."""
    if named := environ.get(BURN):
        return Path(named)
    if (folder := environ.get("CREDENTIALS_DIRECTORY")) and (Path(folder) / _CREDENTIAL).is_file():
        return Path(folder) / _CREDENTIAL
    home = environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "waystation" / "burn-secret"


def _no_secret_in(file: str | None) -> None:
    """Refuse a password on the command line, which every process on the machine can read."""
    if file and "://" in file and urlsplit(file).password is not None:
        allowed = _("{database}, and the password in ~/.pgpass").format(database=DATABASE)
        raise BadInput.at("--vault", _("an address with a password in it"), allowed)


def takes_place(function: Function) -> Function:
    """Give a command the options that say which vault; it is called with `where`."""
    return _with(function, _vault, _burn, asking.passphrase_fd)


def takes_desk(function: Function) -> Function:
    """Give a command the options that say which vault and who is at the desk; it is called with `where`."""
    return _with(function, _vault, _burn, _once, _second, asking.passphrase_fd)


def _with(function: Function, *declared: Callable[[Any], Any]) -> Function:
    @wraps(function)
    def called(
        *arguments: Any, vault: str | None, burn_secret: str | None, passphrase_fd: int | None, **more: Any
    ) -> Any:
        _no_secret_in(vault)
        who = {name: more.pop(name) for name in ("once", "second") if name in more}
        return function(*arguments, where=Where(vault, burn_secret, passphrase_fd, **who), **more)

    return options.together(*declared, options.language)(called)  # type: ignore[return-value]


@contextmanager
def vault_at(where: Where) -> Iterator[Vault]:
    """Open the vault as a database, in a process that leaves nothing behind."""
    from waystation.cli.desk.guarded import guard
    from waystation.vault.opening import closing, open_vault

    guard()
    with closing(open_vault(where.place)) as vault:
        yield vault


@contextmanager
def at_desk(where: Where) -> Iterator[Desk]:
    """Give the desk: who has unlocked this terminal, or who is named; and the second member where one is."""
    from waystation.actions.acting import Desk

    with vault_at(where) as vault:
        session = where.enter(vault) if where.once else unlocked(vault)
        yield Desk(session, where.enter(vault, second=True) if where.second else None)


def unlocked(vault: Vault) -> Session:
    """Return the session of who has unlocked this terminal. Raises BadInput where it is locked."""
    from waystation.cli.desk import keeping
    from waystation.vault.keys import Root
    from waystation.vault.resuming import resume

    who = keeping.who_unlocked(vault.id)
    session = None if who is None else resume(vault, who.member_id, Root(who.root))
    if session is None:
        keeping.end(vault.id)
        raise BadInput.at(_("vault"), _("locked on this terminal"), _("waystation vault unlock, or --once"))
    return session
