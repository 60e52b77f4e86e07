"""How do the tests sit at a terminal: with a vault, a burn secret, and somebody who types?"""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from waystation.cli import main
from waystation.cli.desk import guarded, keeping
from waystation.vault import keys

# The command as it is, but for what a guess of a passphrase costs: only tests may make that cheap.
COMMAND = """
import sys
from waystation.vault import keys
keys.USUAL = keys.Cost(8192, 1)
from waystation.cli.main import main
main()
"""
CACHE = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
CHEAP = keys.Cost(8192, 1)
PASSPHRASE = "passphrase of {} for these tests"  # noqa: S105  (of nobody)


class Ran(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass
class Terminal:
    """A terminal with its environment."""

    home: Path
    place: str | None = None
    """A PostgreSQL URL; without one the vault is a file at home."""
    more: dict[str, str] = field(default_factory=dict)
    joined: list[str] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        named = {
            "XDG_RUNTIME_DIR": str(self.home / "run"),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "TMPDIR": str(self.home / "tmp"),
            "XDG_CACHE_HOME": CACHE,  # the compiled engine, which holds nobody's data
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "80",
            "PATH": os.environ["PATH"],
        }
        return named | ({"WAYSTATION_DATABASE_URL": self.place} if self.place else {}) | self.more

    @property
    def vault(self) -> str | Path:
        return self.place or self.home / "data" / "waystation" / "vault"

    @property
    def burn_secret(self) -> Path:
        return self.home / "config" / "waystation" / "burn-secret"

    def type(self, *words: str, who: str | Sequence[str] | None = None, say: str = "") -> Ran:
        """Run a command in this process; `who` types handle and passphrase, `say` comes on stdin."""
        out, err, before = io.StringIO(), io.StringIO(), sys.stdin
        with (
            _lines(who) as (descriptor, asked),
            mock.patch.dict(os.environ, self.environment, clear=True),
            mock.patch.object(guarded, "guard"),  # it is meant for a process of its own
            mock.patch.object(keys, "USUAL", CHEAP),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            del descriptor
            sys.stdin = io.StringIO(say)
            try:
                code = main.run([*words, *asked])
            finally:
                sys.stdin = before
        return Ran(code, out.getvalue(), err.getvalue())

    def process(
        self,
        *words: str,
        who: str | Sequence[str] | None = None,
        say: str = "",
        program: str = COMMAND,
        folder: Path | None = None,
    ) -> Ran:
        """Run a command as a process of its own."""
        with _lines(who) as (descriptor, asked):
            ran = subprocess.run(
                [sys.executable, "-c", program, *words, *asked],
                input=say, capture_output=True, text=True, check=False, encoding="utf-8", cwd=folder,
                env=self.environment, pass_fds=[descriptor], timeout=60,
            )  # fmt: skip
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    def done(self, *words: str, who: str | Sequence[str] | None = None, say: str = "") -> str:
        """Run a command that must succeed; return what it prints."""
        ran = self.type(*words, who=who, say=say)
        assert ran.code == 0, (words, ran)
        return ran.out

    def told(self, *words: str, who: str | Sequence[str] | None = None, say: str = "") -> Any:
        """Run a command that prints JSON; return what it says."""
        return json.loads(self.done(*words, "--json", who=who, say=say))

    def begin(self) -> None:
        """Make a vault with its founder Anna, and unlock it."""
        self.done("vault", "init", who="anna", say="The Office\nAnna\n")
        self.done("vault", "unlock", who="anna")

    def join(self, name: str, role: str) -> str:
        """Let somebody in; Anna vouches, and whoever joined first. Returns the member's id."""
        said = self.done("member", "apply", "--role", role, who=name.lower(), say=f"{name}\n")
        identity, words = said.split(" waits as ")[1].split(".")[0], said.splitlines()[2]
        self.done("member", "sponsor", identity, say=words)
        if self.joined:
            self.done("member", "sponsor", identity, "--once", who=self.joined[0], say=words)
        self.joined.append(name.lower())
        return identity

    def compartment(self, title: str = "a case", kind: str = "case") -> str:
        """Make a compartment; return its id."""
        return self.done("compartment", "create", kind, say=title).split()[-1]

    def save(self, compartment: str, *records: dict[str, Any]) -> list[str]:
        """Save records; return their ids as they are shown."""
        return self.done("record", "save", compartment, say=json.dumps(records)).split()[3:]


def note(key: str, text: str = "nothing new") -> dict[str, Any]:
    """A record."""
    entry = {"at": "2026-03-02T00:00:00Z", "by": "anna", "text": text}
    return {"kind": "note", "schema": 1, "id": key, "entries": [entry]}


@contextmanager
def _lines(who: str | Sequence[str] | None) -> Iterator[tuple[int, list[str]]]:
    """A descriptor on which these people type handle and passphrase, and the words that name it."""
    people = [who] if isinstance(who, str) else who or ()
    typed = [each if "\n" in each else f"{each}\n{PASSPHRASE.format(each)}\n" for each in people]
    read, write = os.pipe()
    os.write(write, "".join(typed).encode())
    os.close(write)
    try:
        yield read, ["--passphrase-fd", str(read)] if people else []
    finally:
        os.close(read)


@contextmanager
def terminal(place: str | None = None) -> Iterator[Terminal]:
    """Sit down at a terminal whose folders are all below one short path."""
    home = Path(tempfile.mkdtemp(prefix="way"))
    for name in ("run", "tmp"):
        (home / name).mkdir(mode=0o700)
    made = Terminal(home, place)
    try:
        yield made
    finally:
        end_agents(made.home)
        shutil.rmtree(home)


def end_agents(home: Path) -> None:
    """Whatever a test did to the vault, no agent outlives it."""
    for path in (home / "run").glob("waystation/*"):
        with suppress(OSError):
            with keeping._connected(path) as peer:
                os.kill(keeping._who(peer)[0], signal.SIGKILL)
            path.unlink()
