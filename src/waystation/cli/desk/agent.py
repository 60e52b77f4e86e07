"""Who keeps a member's root between two commands on one terminal, and for how long?

A small process of its own (docs/decisions/unlocked-terminal.md). It holds 48 bytes, the member's id and root,
and gives them to commands of the same user on the same terminal. It ends by `waystation vault lock`, without
use, after eight hours, or with the terminal.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket  # AF_UNIX alone: docs/decisions/no-network.md
import struct
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from waystation.cli.desk.guarded import Kept, guard

SIZE = 48  # bytes: id and root
GIVE, STATUS, END = b"g", b"s", b"e"
HEADER = 4096  # bytes of the settings, filled up with spaces
IDLE, ABSOLUTE = 15 * 60, 8 * 3600  # seconds
_PEER = struct.Struct("3i")  # pid, uid, gid of who calls
_PATIENCE = 2.0  # seconds that a caller may take


def clock() -> float:
    """Return seconds that go on while the machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


@dataclass
class Agent:
    """What is kept, for whom, until when."""

    kept: Kept
    terminal: int
    """The session id (setsid) of the terminal whose commands may ask."""
    idle: float
    absolute: float
    began: float = field(default_factory=clock)
    used: float = field(default_factory=clock)

    def left(self) -> tuple[float, float]:
        """Return the seconds until it ends without use, and at the latest."""
        now = clock()
        return self.used + self.idle - now, self.began + self.absolute - now

    def may_ask(self, peer: socket.socket) -> bool:
        """Tell whether who calls is the same user on the same terminal."""
        pid, uid, _gid = _PEER.unpack(peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))
        try:
            return uid == os.getuid() and os.getsid(pid) == self.terminal
        except ProcessLookupError:
            return False

    def answer(self, peer: socket.socket) -> bool:
        """Answer one question; tell whether to go on."""
        peer.settimeout(_PATIENCE)
        asked = peer.recv(1)
        if not self.may_ask(peer):
            return True
        if asked == GIVE:
            self.used = clock()
            peer.sendmsg([self.kept.view])
        elif asked == STATUS:
            idle, absolute = self.left()
            said = {"idle": idle, "absolute": absolute, "locked": self.kept.locked}
            peer.sendall(json.dumps(said).encode())
        return asked != END

    def serve(self, server: socket.socket, ends: selectors.BaseSelector) -> None:
        """Answer until it is time to end."""
        while (patience := min(self.left())) > 0:
            ready = {key.data for key, _events in ends.select(patience)}
            if "terminal" in ready:
                return
            if "server" in ready:
                peer, _address = server.accept()
                with peer, suppress(OSError):
                    if not self.answer(peer):
                        return


def _watched(server: socket.socket, terminal: int) -> selectors.BaseSelector:
    """Return what wakes the agent: a caller, or the end of the terminal's first process."""
    ends = selectors.DefaultSelector()
    ends.register(server, selectors.EVENT_READ, "server")
    with suppress(OSError, AttributeError):  # it is gone already, or this system cannot watch it
        ends.register(os.pidfd_open(terminal), selectors.EVENT_READ, "terminal")
    return ends


def _ended(_signal: int, _frame: Any) -> None:
    raise SystemExit(0)


def main() -> int:
    """Read settings, id and root from stdin, say `ready`, and keep them until the end."""
    guard()
    settings = json.loads(os.read(0, HEADER))
    kept = Kept(SIZE)
    if not kept.read_from(0):
        return 1
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _ended)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the command in front
    path = Path(settings.pop("path"))
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
            _listen(server, path)
            Agent(kept, **settings).serve(server, _watched(server, settings["terminal"]))
    finally:
        kept.wipe()
        path.unlink(missing_ok=True)
    return 0


def _listen(server: socket.socket, path: Path) -> None:
    os.umask(0o177)
    server.bind(str(path))
    server.listen(8)
    os.write(1, b"ready")
    os.close(1)


if __name__ == "__main__":
    sys.exit(main())
