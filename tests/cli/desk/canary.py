"""Where could a word have been left behind? In a file, a log, a process; plain, or in another dress."""

from __future__ import annotations

import base64
import re
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from tests.cli.desk.terminal import Terminal

_SERVER = re.compile(r"host=([^&]+)")


def dresses(word: bytes) -> set[bytes]:
    """A word as it is, in UTF-16, as hex, and as base64 wherever it begins."""
    in_base64 = {base64.b64encode(bytes(lead) + word)[4 if lead else 0 : -4] for lead in range(3)}
    wide = word.decode(errors="ignore").encode("utf-16-le")
    return {word, wide, word.hex().encode(), word.hex().upper().encode()} | in_base64


def folders(terminal: Terminal) -> list[Path]:
    """Where the vault and everything about it is on the disk: with PostgreSQL, the server's own files too."""
    server = _SERVER.search(terminal.place or "")
    return [terminal.home, *([Path(server[1])] if server else [])]


def files(terminal: Terminal) -> Iterator[tuple[Path, bytes]]:
    """Every file there, as it lies on the disk now."""
    for folder in folders(terminal):
        for path in folder.rglob("*"):
            if path.is_file():
                yield path, path.read_bytes()


def left_behind(terminal: Terminal, words: Iterable[bytes]) -> list[str]:
    """Which of these words can be found, and where."""
    wanted = {dress: word for word in words for dress in dresses(word)}
    pattern = re.compile(b"|".join(map(re.escape, sorted(wanted, key=len, reverse=True))))
    return [
        f"{path}: {wanted[found]!r}" for path, data in files(terminal) for found in set(pattern.findall(data))
    ]


class Watcher:
    """Reads what the process list shows, again and again."""

    def __init__(self, words: Iterable[bytes]) -> None:
        self.words = tuple(words)
        self.found: set[str] = set()
        self.seen: set[int] = set()
        self.over = threading.Event()

    def look(self) -> None:
        for process in Path("/proc").glob("[0-9]*"):
            for name in ("cmdline", "environ"):
                try:
                    said = (process / name).read_bytes()
                except OSError:
                    continue
                self.seen.add(int(process.name))
                self.found |= {f"{name} of {said[:80]!r}" for word in self.words if word in said}

    def run(self) -> None:
        while not self.over.is_set():
            self.look()
            time.sleep(0.02)


@contextmanager
def watching(words: Iterable[bytes]) -> Iterator[Watcher]:
    """Watch the process list during the block."""
    watcher = Watcher(words)
    thread = threading.Thread(target=watcher.run)
    thread.start()
    try:
        yield watcher
    finally:
        watcher.over.set()
        thread.join()


def checkpoint(terminal: Terminal) -> None:
    """Let PostgreSQL write what it still holds in memory."""
    if terminal.place:
        with psycopg.connect(terminal.place, autocommit=True) as connection:
            connection.execute("CHECKPOINT")


def limits_of(process: subprocess.Popen[bytes]) -> str:
    return Path(f"/proc/{process.pid}/limits").read_text()
