"""How does the program start a confined process, listen to it, and end it whatever happens?"""

from __future__ import annotations

import json
import mmap
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

import numpy as np
from numpy.typing import NDArray

from waystation.footage.confined.limits import Limits
from waystation.footage.confined.messages import LONGEST, say
from waystation.footage.confined.slots import COUNT
from waystation.kit.errors import BadInput
from waystation.kit.shown import printable

_MODULE = "waystation.footage.confined.worker"
_ORDINARY = "an ordinary recording"
_BARE = {"LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # nothing of ours is told


class Child:
    """One job in a confined process. Use it in a `with`: at its end the process is gone."""

    def __init__(self, job: dict[str, Any], file: int, name: str, limits: Limits, slot: int = 0) -> None:
        """Start it. `file` is an open descriptor; `name` stands in sentences; `slot` is in bytes.

        Where the job names a descriptor as `out`, the child may write there.
        """
        self.holds: tuple[str, ...] = ()
        self._name, self._limits, self._heard = name, limits, bytearray()
        self._memory = _shared(slot * COUNT) if slot else None
        self._slot = slot
        passed = [number for number in (file, self._memory, job.get("out")) if number is not None]
        size = os.fstat(file).st_size
        self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and module)
            [sys.executable, "-I", "-m", _MODULE], bufsize=0,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            pass_fds=passed, env=_BARE, cwd="/", start_new_session=True,
        )  # fmt: skip
        extra = {"file": file, "memory": self._memory, "slot": slot, "limits": limits.plain()}
        self._tell({**job, **extra, "cpu_seconds": limits.cpu_seconds(size)})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        process = self._process
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(BrokenPipeError):
                cast("BinaryIO", pipe).close()
        process.wait()
        if self._memory is not None:
            os.close(self._memory)
            self._memory = None

    def messages(self) -> Iterator[dict[str, Any]]:
        """Yield what the child says up to its last message. Raises BadInput where it refuses or dies."""
        while True:
            message = self._hear()
            if "fault" in message:
                raise self._refused(message["fault"]["found"], message["fault"]["allowed"])
            if "confined" in message:
                self.holds = tuple(message["confined"])
                continue
            if "passed" in message:  # it only says that it is not stuck
                continue
            yield message
            if "end" in message or "facts" in message:
                return

    def slots(self) -> Iterator[tuple[dict[str, Any], NDArray[np.uint8]]]:
        """Yield each message about a slot with its bytes, which hold until the next; last, the end."""
        memory = mmap.mmap(cast("int", self._memory), self._slot * COUNT, prot=mmap.PROT_READ)
        whole = np.frombuffer(memory, np.uint8)
        for message in self.messages():
            if "slot" not in message:
                yield message, whole[:0]
                return
            begin = int(message["slot"]) % COUNT * self._slot
            yield message, whole[begin : begin + self._slot]
            self._tell({"free": message["slot"]})

    def _tell(self, message: dict[str, Any]) -> None:
        with suppress(BrokenPipeError):  # it has died, which is heard next
            say(cast("BinaryIO", self._process.stdin), message)

    def _hear(self) -> dict[str, Any]:
        line = self._line()
        try:
            message = json.loads(line)
        except ValueError:
            raise self._refused("a file that makes the decoder talk nonsense", _ORDINARY) from None
        return cast("dict[str, Any]", message)

    def _line(self) -> bytes:
        """Return the next line; end the child where it says nothing for too long, or too much."""
        out = cast("BinaryIO", self._process.stdout)
        while (at := self._heard.find(b"\n")) < 0:
            if not select.select([out], [], [], self._limits.stall)[0]:
                found = f"a file at which decoding is stuck for {self._limits.stall:g} seconds"
                raise self._refused(found, _ORDINARY)
            more = os.read(out.fileno(), 1 << 16)
            if not more or len(self._heard) > LONGEST:
                raise self._died()
            self._heard += more
        line = bytes(self._heard[:at])
        del self._heard[: at + 1]
        return line

    def _died(self) -> BadInput:
        self._process.kill() if self._process.poll() is None and self._heard else None
        code = self._process.wait()
        if code in {-signal.SIGXCPU, -signal.SIGKILL}:
            return self._refused("a file that takes more time than its size allows", _ORDINARY)
        return self._refused("a file that makes the decoder break down", _ORDINARY)

    def _refused(self, found: str, allowed: str) -> BadInput:
        return BadInput.at(printable(self._name), printable(found), printable(allowed))


def _shared(size: int) -> int:
    """Return a descriptor of memory, never on a disk, that two processes can share. Raises BadInput."""
    if not hasattr(os, "memfd_create"):
        raise BadInput.at("footage", f"the system {sys.platform}", "Linux, for reading recordings")
    memory = os.memfd_create("frames")
    try:
        os.ftruncate(memory, size)
    except OSError:
        os.close(memory)
        raise BadInput.at("footage", "too little memory for its pictures", "smaller pictures") from None
    return memory
