"""May this come in, although nobody knows who sends it? Work for a machine, a place in a queue for people.

Every page carries a slip: random bytes with a time, authenticated by a key that lives as long as the process.
Nothing is kept of a visitor; of slips that were used their random bytes, until they expire. A script proves
work on the slip while somebody reads and writes: eight times it looks for a number with which PBKDF2-SHA-256
(4000 rounds, native in every browser) begins with some zero bits. A telephone needs seconds, checking takes
milliseconds. Without script one bucket for everybody lets one letter in every ten seconds after a burst of
thirty, and gives the others a time (GCRA, ITU-T I.371).
"""

from __future__ import annotations

import base64
import binascii
import secrets
import struct
import threading
from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b, pbkdf2_hmac
from hmac import compare_digest
from typing import NamedTuple

from waystation.kit import clock

PARTS, ROUNDS = 8, 4000
_LONGEST = 10  # digits of one number
EASIEST, HARDEST = 5, 11  # zero bits of each part; 5 make 256 tries on average
LIFE = 2 * 3600  # seconds for which a slip counts
BURST, EVERY = 30, 10.0  # without script: letters at once, then seconds between two
LONGEST_WAIT = 30 * 60  # seconds
_FEW = 50  # letters that wait before work becomes harder
_SLOWER = 200  # letters that wait before the bucket becomes slower
_MANY = 65536  # used slips that are remembered
_SLIP = struct.Struct(">IIB12s")
_MAC = 16


class Slip(NamedTuple):
    """What a page carries."""

    issued: int
    """Seconds since 1970."""
    turn: int
    """From when on it comes in without work; 0: not at all."""
    bits: int
    """Zero bits of each part of the work."""
    nonce: bytes


class Wait(NamedTuple):
    """Not yet: the slip to come back with, and when."""

    slip: str
    seconds: int


class Crowded(Exception):  # noqa: N818  # It is no error: the page says so.
    """So many are waiting that nobody gets a time any more."""


class Admission:
    """Decides for one process. Safe to be asked by several threads."""

    def __init__(self, waiting: Callable[[], int]) -> None:
        self._waiting, self._key = waiting, secrets.token_bytes(32)
        self._used: OrderedDict[bytes, int] = OrderedDict()
        self._full_at = 0.0
        self._lock = threading.Lock()

    def slip(self, turn: int = 0) -> str:
        """Return a new slip for a page."""
        made = _SLIP.pack(_now(), turn, self._bits(), secrets.token_bytes(12))
        return base64.urlsafe_b64encode(made + self._mac(made)).decode()

    def bits_of(self, typed: str) -> int:
        """Return how many zero bits a slip asks for; 0 for none of ours."""
        slip = self._read(typed)
        return slip.bits if slip else 0

    def admit(self, typed: str, work: str) -> Wait | None:
        """Let something in (None), once for each slip, or say when. Raises Crowded."""
        slip = self._read(typed)
        proven = slip is not None and proves(typed, slip.bits, work)
        with self._lock:
            if slip is not None and (proven or 0 < slip.turn <= _now()) and self._use(slip):
                return None
            if slip is not None and slip.turn > _now() and slip.nonce not in self._used:
                return Wait(typed, slip.turn - _now())
            return self._in_turn(slip)

    def _in_turn(self, slip: Slip | None) -> Wait | None:
        """Let it in by the bucket, or give it a time."""
        every = EVERY * (1 + self._waiting() // _SLOWER)
        begin = max(self._full_at, _now())
        turn = int(begin - BURST * every) + 1
        if turn - _now() > LONGEST_WAIT:
            raise Crowded
        self._full_at = begin + every
        if turn > _now():
            return Wait(self.slip(turn), turn - _now())
        if slip is not None:
            self._use(slip)
        return None

    def _use(self, slip: Slip) -> bool:
        """Note that a slip is used; tell whether it was not yet."""
        while self._used and (next(iter(self._used.values())) < _now() - LIFE or len(self._used) >= _MANY):
            self._used.popitem(last=False)
        if slip.nonce in self._used:
            return False
        self._used[slip.nonce] = _now()
        return True

    def _read(self, typed: str) -> Slip | None:
        try:
            data = base64.b64decode(typed.encode("ascii"), b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        made, mac = data[: _SLIP.size], data[_SLIP.size :]
        if len(made) != _SLIP.size or not compare_digest(mac, self._mac(made)):
            return None
        slip = Slip(*_SLIP.unpack(made))
        return slip if slip.issued <= _now() <= max(slip.issued, slip.turn) + LIFE else None

    def _mac(self, made: bytes) -> bytes:
        return blake2b(made, digest_size=_MAC, key=self._key).digest()

    def _bits(self) -> int:
        return min(HARDEST, EASIEST + (self._waiting() // _FEW).bit_length())


def proves(slip: str, bits: int, work: str) -> bool:
    """Tell whether these are eight numbers, each of which makes so many zero bits with the slip."""
    numbers = work.split(" ")
    if len(numbers) != PARTS or not all(
        each.isascii() and each.isdigit() and len(each) <= _LONGEST for each in numbers
    ):
        return False
    return all(leading(slip, part, number) >= bits for part, number in enumerate(numbers))


def leading(slip: str, part: int, number: str) -> int:
    """Return with how many zero bits (of 32) a number makes the slip's part begin."""
    made = pbkdf2_hmac("sha256", slip.encode(), f"{part}:{number}".encode(), ROUNDS, 4)
    return 32 - int.from_bytes(made, "big").bit_length()


def _now() -> int:
    return int(clock.now().timestamp())
