"""Where is what the console remembers of a browser, so that nobody with the disk can read it?

A row of the vault's own table: id = hash of the session key, blob = JSON sealed under a key that follows
from the session key, which itself is only in the browser's cookie and in memory. Backups lack these rows.
"""

from __future__ import annotations

import json
import time
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.secret import SecretBox

from waystation.kit.padding import pad
from waystation.vault.envelope import unpad
from waystation.vault.keys import Root
from waystation.vault.store import Tx, one
from waystation.web.place import here

ROOT = "root"  # in the data of a session: the member's root, in hex
USED = "used"  # when a person last asked for something, in seconds since 1970
BEGAN = "began"
_ANONYMOUS = bytes(16)
_HOUR = 3600


def _derived(session_key: str, purpose: bytes, size: int) -> bytes:
    return blake2b(
        session_key.encode(), digest_size=size, person=purpose.ljust(16, b"\0"), encoder=RawEncoder
    )


def row_of(session_key: str) -> bytes:
    """Return the id (16 bytes) of a session's row."""
    return _derived(session_key, b"session id", 16)


class SessionStore(SessionBase):
    """A session of one browser."""

    def load(self) -> dict[str, Any]:
        """Return what is remembered; nothing where there is none, or its time is over."""
        key = self.session_key
        if key is None:
            return {}
        with here().opened.store.read() as tx:
            row = one(tx, "SELECT blob FROM sessions WHERE id = ?", (row_of(key),))
        data = {} if row is None else self._opened(key, bytes(row[0]))
        if not data or self.over(data):
            self._session_key = None
            return {}
        return data

    @staticmethod
    def over(data: dict[str, Any]) -> bool:
        """Tell whether it was too long unused, or has lasted too long."""
        now = time.time()
        idle, absolute = settings.WAYSTATION_IDLE, settings.SESSION_COOKIE_AGE
        return bool(now - data.get(USED, now) > idle or now - data.get(BEGAN, now) > absolute)

    def _opened(self, key: str, blob: bytes) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(
                unpad(SecretBox(_derived(key, b"session key", 32)).decrypt(blob))
            )
        except (CryptoError, ValueError):
            return {}
        return found

    def exists(self, session_key: str) -> bool:
        """Tell whether there is such a session."""
        with here().opened.store.read() as tx:
            return one(tx, "SELECT 1 FROM sessions WHERE id = ?", (row_of(session_key),)) is not None

    def create(self) -> None:
        """Begin a session under a new key."""
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  (as Django calls it)
        """Keep what is remembered."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        data.setdefault(BEGAN, int(time.time()))
        data.setdefault(USED, int(time.time()))
        with here().opened.store.write(urgent=True) as tx:
            self._write(tx, self.session_key, data, must_create=must_create)

    def _write(self, tx: Tx, key: str, data: dict[str, Any], *, must_create: bool) -> None:
        there = one(tx, "SELECT 1 FROM sessions WHERE id = ?", (row_of(key),)) is not None
        if there and must_create:
            raise CreateError
        if not there and not must_create:
            raise UpdateError
        blob = bytes(SecretBox(_derived(key, b"session key", 32)).encrypt(pad(json.dumps(data).encode())))
        until = -(-(data[BEGAN] + settings.SESSION_COOKIE_AGE) // _HOUR) * _HOUR  # rounded up: no exact times
        tx.run("DELETE FROM sessions WHERE id = ? OR until < ?", (row_of(key), int(time.time())))
        tx.run(
            "INSERT INTO sessions (id, tag, until, blob) VALUES (?, ?, ?, ?)",
            (row_of(key), _tag(data), until, blob),
        )

    def delete(self, session_key: str | None = None) -> None:
        """End a session."""
        key = session_key or self.session_key
        if key is None:
            return
        with here().opened.store.write(urgent=True) as tx:
            tx.run("DELETE FROM sessions WHERE id = ?", (row_of(key),))

    @classmethod
    def clear_expired(cls) -> None:
        """Delete the rows whose time is over."""
        with here().opened.store.write(urgent=True) as tx:
            tx.run("DELETE FROM sessions WHERE until < ?", (int(time.time()),))


def others_of(session_key: str, root: str) -> list[bytes]:
    """Return the ids of the rows of all other browsers into which the member of this root (hex) has come."""
    with here().opened.store.read() as tx:
        rows = tx.rows("SELECT id FROM sessions WHERE tag = ? AND until >= ?", _ends(root))
    return [bytes(row[0]) for row in rows if bytes(row[0]) != row_of(session_key)]


def end_rows(rows: list[bytes]) -> None:
    """End sessions by the ids of their rows."""
    with here().opened.store.write(urgent=True) as tx:
        for row in rows:
            tx.run("DELETE FROM sessions WHERE id = ?", (row,))


def _ends(root: str) -> tuple[bytes, int]:
    return Root(bytes.fromhex(root)).session_tag, int(time.time())


def _tag(data: dict[str, Any]) -> bytes:
    """Return the tag of the member's sessions, so that they end with the membership."""
    return Root(bytes.fromhex(data[ROOT])).session_tag if ROOT in data else _ANONYMOUS
