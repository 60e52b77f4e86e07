"""What does a running door consist of, and what of that does it forget with time?"""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from waystation.domain.letter import Letter
from waystation.domain.watch import CheckInLetter
from waystation.door.admission import Admission
from waystation.door.pages import Look, Pages
from waystation.kit import clock
from waystation.letters.codes import Keys, keys_of
from waystation.letters.sealing import seal_letter
from waystation.letters.spool import Spool

WATCH = "watch"
"""The folder below the spool in which check-ins wait for the watch."""
_LIFE = 3600  # seconds for which somebody who entered a code may write


@dataclass
class Parts:
    """A door: the desk's public key, the spool, and keys that die with the process."""

    desk: bytes = field(repr=False)
    spool: Spool
    look: Look = field(default_factory=Look)
    watch: bytes | None = field(default=None, repr=False)
    """The public half of the watch's service key. None: no check-ins are taken in."""
    gateway: str | None = field(default=None, repr=False)
    """The secret in the address that gateways call. None: there are none."""

    def __post_init__(self) -> None:
        self.pages = Pages(self.look)
        self.admission = Admission(self.spool.waiting)
        self.heard = Spool(self.spool.folder / WATCH)
        self._passes = SecretBox(secrets.token_bytes(32))
        self._slow = threading.Lock()
        self._forgotten: date | None = None

    def keys_of(self, code: int) -> Keys:
        """Return the keys of a return code; one at a time, so that memory stays where it is."""
        with self._slow:
            return keys_of(code)

    def post(self, letter: Letter) -> None:
        """Seal a letter and put it into the spool. Returns when it is on the disk. Raises SpoolFull."""
        self.spool.put(seal_letter(self.desk, letter))

    def hear(self, letter: CheckInLetter) -> None:
        """Seal a check-in for the watch. Returns when it is on the disk. Raises SpoolFull."""
        if self.watch is not None:
            self.heard.put(seal_letter(self.watch, letter))

    def number_of(self, text: str) -> str:
        """Return an id that is the same for the same text, and tells nobody else what that was."""
        key = (self.gateway or "").encode()[:64]
        return blake2b(text.encode(), key=key, digest_size=16).hexdigest()

    def pass_for(self, public: bytes) -> str:
        """Return what lets somebody who entered a code write for an hour without entering it again."""
        return self._passes.encrypt(_now().to_bytes(8, "big") + public).hex()

    def passed(self, typed: str) -> bytes | None:
        """Return the public key of who was given a pass, None for one that is not ours or too old."""
        try:
            data = self._passes.decrypt(bytes.fromhex(typed))
        except (CryptoError, ValueError):
            return None
        return data[8:] if _now() - int.from_bytes(data[:8], "big") < _LIFE else None

    def forget_what_is_past(self) -> None:
        """Delete, once a day, the answers that are past their day."""
        today = clock.now().date()
        if self._forgotten != today:
            self._forgotten = today
            self.spool.forget(today)


def _now() -> int:
    return int(clock.now().timestamp())
