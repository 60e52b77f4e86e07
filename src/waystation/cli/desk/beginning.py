"""How does a vault begin, so that a crash on the way leaves the whole of it or a place to begin again?"""

from __future__ import annotations

from pathlib import Path

from waystation.cli.desk.which import Where
from waystation.domain.access import MemberRole
from waystation.kit.errors import BadInput
from waystation.kit.files import unusable
from waystation.kit.language import _
from waystation.kit.shown import printable
from waystation.vault.burnfile import read_burn_secret, write_burn_secret
from waystation.vault.founding import create, found
from waystation.vault.keys import Credentials
from waystation.vault.opening import open_store

_LEFT_OVERS = ("", "-wal", "-shm", "-reserve")


def check_free(where: Where) -> None:
    """Raise BadInput where there is a vault already."""
    if not _server(where.place) and Path(where.place).exists():
        raise BadInput.at(printable(where.place), _("a file that is there already"), _("a new one"))


def begin(where: Where, organisation: str, founder: tuple[str, MemberRole], login: tuple[str, str]) -> bool:
    """Make a vault with its founder (name, role; handle, passphrase); tell whether a burn secret was made.

    A burn secret that is there already is used. Raises BadInput where there is a vault already.
    """
    check_free(where)
    made = not where.burn_path.exists()
    burn = _new_burn_secret(where.burn_path) if made else read_burn_secret(where.burn_path)
    credentials = Credentials(*login, burn)
    if _server(where.place):
        _in_database(where.place, organisation, founder, credentials)
    else:
        _in_file(Path(where.place), organisation, founder, credentials)
    return made


def _server(place: str) -> bool:
    return "://" in place


def _new_burn_secret(path: Path) -> bytes:
    _make(path.parent)
    return write_burn_secret(path)


def make_folder(where: Where) -> None:
    """Make the folder in which the vault will be, for its owner alone."""
    if not _server(where.place):
        _make(Path(where.place).parent)


def _make(path: Path) -> None:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(path, error) from None


def _in_file(path: Path, organisation: str, founder: tuple[str, MemberRole], login: Credentials) -> None:
    """Make it beside its place, and move it there in one step."""
    _make(path.parent)
    beside = path.with_name(f".{path.name}.beginning")
    for name in _LEFT_OVERS:
        beside.with_name(beside.name + name).unlink(missing_ok=True)
    create(beside, organisation, founder, login).vault.close()
    beside.rename(path)
    for name in _LEFT_OVERS:
        beside.with_name(beside.name + name).unlink(missing_ok=True)


def _in_database(url: str, organisation: str, founder: tuple[str, MemberRole], login: Credentials) -> None:
    """Make it in a database without tables, or in tables that an earlier beginning has left empty."""
    try:
        store = open_store(url, new=True)
    except BadInput:
        store = open_store(url)
        with store.read() as tx:
            if tx.rows("SELECT 1 FROM meta"):
                raise
    found(store, organisation, founder, login).vault.close()
