"""How does a command ask the agent of its terminal: is the vault unlocked here, and by whom?"""

from __future__ import annotations

import json
import os
import signal
import socket  # AF_UNIX alone: docs/decisions/no-network.md
import stat
import struct
import subprocess
import sys
import tempfile
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from waystation.cli.desk.agent import ABSOLUTE, END, GIVE, HEADER, IDLE, SIZE, STATUS
from waystation.kit.errors import BadInput
from waystation.kit.language import _

_PEER = struct.Struct("3i")  # pid, uid, gid
_PATIENCE = 5.0  # seconds
_ENVIRONMENT = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}  # all it needs


class Unlocked(NamedTuple):
    """Who has unlocked this terminal."""

    member_id: str
    root: bytes


class Left(NamedTuple):
    """How long a terminal stays unlocked, in seconds: without use, and at the latest."""

    idle: float
    absolute: float
    locked: bool
    """Whether the root is kept out of swap."""


def folder() -> Path:
    """Return the folder of the agents' sockets, of this user alone."""
    base = os.environ.get("XDG_RUNTIME_DIR")
    path = Path(base) / "waystation" if base else Path(tempfile.gettempdir()) / f"waystation-{os.getuid()}"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise BadInput.at(
            "XDG_RUNTIME_DIR", _("a folder that others can use"), _("one of yours alone (mode 0700)")
        )
    return path


def start(vault: bytes, who: Unlocked, idle: float = IDLE, absolute: float = ABSOLUTE) -> None:
    """Let an agent keep the root for this terminal; an older one ends. Raises BadInput where none starts."""
    end(vault)
    if not hasattr(socket, "SO_PEERCRED"):
        found = _("a system on which callers cannot be told apart")
        raise BadInput.at(_("unlock"), found, _("--once with each command"))
    place = {"path": str(_socket_of(vault)), "terminal": os.getsid(0)}
    settings = json.dumps({**place, "idle": idle, "absolute": absolute}).encode().ljust(HEADER)
    given, give = os.pipe()
    os.write(give, settings + bytes.fromhex(who.member_id) + who.root)
    os.close(give)
    if _agent(given) != b"ready":
        raise BadInput.at(
            _("unlock"), _("an agent that does not start"), _("XDG_RUNTIME_DIR with a short path")
        )


def _agent(stdin: int) -> bytes:
    """Start an agent that reads from this descriptor; return what it says."""
    said, say = os.pipe()
    command = [sys.executable, "-I", "-m", "waystation.cli.desk.agent"]
    quiet = subprocess.DEVNULL
    with suppress(OSError):
        agent = subprocess.Popen(  # noqa: S603  (our own module, no word of anybody's)
            command, stdin=stdin, stdout=say, stderr=quiet, cwd="/", env=_ENVIRONMENT, start_new_session=True
        )
        agent.returncode = 0  # it goes on without us, and nobody waits for it
    os.close(stdin)
    os.close(say)
    with os.fdopen(said, "rb") as answer:
        return answer.read()


def who_unlocked(vault: bytes) -> Unlocked | None:
    """Return who has unlocked this terminal; None where the vault is locked here."""
    kept = _ask(_socket_of(vault), GIVE)
    return Unlocked(kept[:16].hex(), kept[16:]) if kept is not None and len(kept) == SIZE else None


def left_of(vault: bytes) -> Left | None:
    """Return how long this terminal stays unlocked; None where it is locked."""
    said = _ask(_socket_of(vault), STATUS)
    return Left(**json.loads(said)) if said else None


def end(vault: bytes) -> bool:
    """Lock this terminal; tell whether it was unlocked."""
    return _ask(_socket_of(vault), END) is not None


def end_everywhere(vault: bytes) -> None:
    """Lock every terminal of this user."""
    for path in folder().glob(f"{_prefix(vault)}-*"):
        with suppress(OSError), _connected(path) as peer:
            os.kill(_who(peer)[0], signal.SIGTERM)


def _prefix(vault: bytes) -> str:
    return blake2b(vault, digest_size=8, person=b"waystation-agent").hexdigest()


def _socket_of(vault: bytes) -> Path:
    return folder() / f"{_prefix(vault)}-{os.getsid(0)}"


def _who(peer: socket.socket) -> tuple[int, int]:
    pid, uid, _gid = _PEER.unpack(peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))
    return pid, uid


def _connected(path: Path) -> socket.socket:
    peer = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    peer.settimeout(_PATIENCE)
    try:
        peer.connect(str(path))
    except BaseException:
        peer.close()
        raise
    return peer


def _ask(path: Path, question: bytes) -> bytes | None:
    """Return what the agent answers; None where there is none, or one of somebody else."""
    try:
        with _connected(path) as peer:
            if _who(peer)[1] != os.getuid():
                return None
            peer.sendall(question)
            return b"".join(iter(lambda: peer.recv(HEADER), b""))
    except ConnectionRefusedError:  # killed without clearing up
        path.unlink(missing_ok=True)
    except OSError:
        pass
    return None
