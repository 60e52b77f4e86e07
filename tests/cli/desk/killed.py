"""What is left of a vault when a command is killed between any two of its steps?

A program of its own, so that it can fork: `python -m tests.cli.desk.killed FOLDER SHARE MOST [URL]`, the
work on stdin; the vault is in FOLDER, or in the PostgreSQL database that URL names. Each step is a statement
to the database or a change of a file; the command is killed before a SHARE of them, at MOST. Prints how many
steps there were, how many kills, and all that went wrong.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import psycopg
from tests.cli.desk.terminal import Ran, Terminal, end_agents
from tests.vault.postgres import copy_database

from waystation.vault.sqlite import SqliteStore

STEPS = {"os.rename", "os.remove", "os.mkdir", "subprocess.Popen"}
Command = dict[str, Any]


class Counter:
    """Counts the steps of this process, and kills it before the one with a number."""

    def __init__(self) -> None:
        self.done, self.fatal = 0, 0

    def step(self, *_anything: object) -> None:
        self.done += 1
        if self.done == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        writes = (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if event in STEPS or writes:
            self.step()


COUNTER = Counter()


def watch() -> None:
    """Count every statement and every change of a file from now on."""
    connect = SqliteStore._connect

    def watched(self: SqliteStore) -> sqlite3.Connection:
        connection = connect(self)
        connection.set_trace_callback(COUNTER.step)
        return connection

    mock.patch.object(SqliteStore, "_connect", watched).start()
    for name in ("execute", "executemany"):
        mock.patch.object(psycopg.Cursor, name, stepping(getattr(psycopg.Cursor, name))).start()
    sys.addaudithook(COUNTER.audit)


def stepping(act: Callable[..., Any]) -> Callable[..., Any]:
    def stepped(*arguments: Any, **more: Any) -> Any:
        COUNTER.step()
        return act(*arguments, **more)

    return stepped


@dataclass(frozen=True)
class Scene:
    """Where a vault and everything around it stands."""

    home: Path
    place: str | None
    """A PostgreSQL URL; without one the vault is below `home`."""

    @property
    def terminal(self) -> Terminal:
        return Terminal(self.home, self.place)

    def copied(self, scratch: Path) -> Scene:
        """The same once more, in a fresh place."""
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(self.home, scratch, ignore=shutil.ignore_patterns("run"))
        (scratch / "run").mkdir(mode=0o700)
        return Scene(scratch, self.place and copy_database(self.place))


def typed(terminal: Terminal, command: Command) -> Ran:
    words = [word.replace("HOME", str(terminal.home)) for word in command["words"]]
    return terminal.type(*words, who=command.get("who"), say=command.get("say", ""))


def forked(act: Callable[[], int]) -> int:
    """Do something in a child; return its exit code, negative where it was killed."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            code = act()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def steps_of(scene: Scene, command: Command) -> int:
    """How many steps the command takes when nobody kills it."""
    read, write = os.pipe()

    def act() -> int:
        before = COUNTER.done
        ran = typed(scene.terminal, command)
        os.write(write, str(COUNTER.done - before).encode())
        return ran.code

    code = forked(act)
    os.close(write)
    with os.fdopen(read, "rb") as said:
        count = said.read()
    if code:
        raise SystemExit(f"{command['words']} ends with {code} when nobody kills it")
    return int(count)


def kill(scene: Scene, command: Command, number: int) -> None:
    def act() -> int:
        COUNTER.fatal = COUNTER.done + number
        return typed(scene.terminal, command).code

    if forked(act) != -signal.SIGKILL:
        raise SystemExit(f"{command['words']} was not killed at step {number}")


def faults(scene: Scene, command: Command, checks: Sequence[Command]) -> list[str]:
    """What does not work afterwards: the command once more, then every check."""
    found = []
    again = typed(scene.terminal, command)
    if again.code not in {0, *command.get("again", ())}:
        found.append(f"once more: {again}")
    for check in checks:
        ran = typed(scene.terminal, check)
        if ran.code != check.get("code", 0) or check.get("shows", "") not in ran.out:
            found.append(f"{check['words']}: {ran}")
    return found


def main(begin: Scene, share: float, most: int) -> None:
    """Kill the command at its steps, or at a share of them, and print what was wrong."""
    work = json.load(sys.stdin)
    command, checks = work["command"], work["checks"]
    watch()
    scratch = begin.home.with_name(f"{begin.home.name}x")
    try:
        count = steps_of(begin.copied(scratch), command)
        end_agents(scratch)
        chosen = random.Random(1).sample(range(1, count + 1), min(most, max(1, round(share * count))))
        wrong = []
        for number in sorted(chosen):
            scene = begin.copied(scratch)
            kill(scene, command, number)
            wrong += [f"step {number} of {count}: {each}" for each in faults(scene, command, checks)]
            end_agents(scratch)
    finally:
        end_agents(scratch)
        shutil.rmtree(scratch, ignore_errors=True)
    json.dump({"steps": count, "killed": len(chosen), "wrong": wrong}, sys.stdout)


if __name__ == "__main__":
    folder, share, most, *url = sys.argv[1:]
    main(Scene(Path(folder), url[0] if url else None), float(share), int(most))
