"""`waystation watch` from the first key to the first night, typed as in the guide."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.desk.terminal import COMMAND, Terminal, terminal
from tests.journey.servers import free_port, kill, started

from waystation.journey.outside import BEAT, age, alive

LADDER = {
    "name": "desk",
    "steps": [
        {"wait_minutes": 10, "watchers": [{"name": "Mina", "reaches": [{"address": "mina@desk.example"}]}]}
    ],
}
STAGE = {"leg": "l", "origin": "A", "to": "B", "persons": 2, "depart": "2026-03-02T18:00:00Z",
         "arrive": "2199-03-02T18:00:00Z", "number": 1}  # fmt: skip


@pytest.fixture
def at_file() -> Iterator[Terminal]:
    """A terminal on which Anna has unlocked a vault with one journey, and set up its watch."""
    with terminal() as made:
        made.begin()
        made.save(made.compartment("a journey", "journey"), journey())
        made.done("watch", "key")
        made.done("watch", "set-up")
        made.done("watch", "recipients", say=json.dumps(LADDER))
        yield made
        made.done("vault", "lock")


def journey(**more: Any) -> dict[str, Any]:
    due = [{"number": 1, "stage": 1, "due": "2026-03-02T18:31:00Z", "grace_minutes": 10}]
    return {
        "kind": "journey",
        "schema": 1,
        "id": "j1",
        "case": "c1",
        "stages": [STAGE],
        "check_ins": due,
        **more,
    }


@pytest.fixture
def watch(at_file: Terminal, tmp_path: Path) -> Iterator[Path]:
    """The real watch, and a mail server that keeps what it sends."""
    mails, port = tmp_path / "mails", free_port()
    server = started("tests.journey.mailserver", str(port), str(mails))
    settings = {"smtp": {"host": "127.0.0.1", "port": port, "security": "none", "sender": "w@desk.example"}}
    at_file.done("watch", "servers", say=json.dumps(settings))
    command = [sys.executable, "-c", COMMAND, "watch", "run", "--beat-file", str(tmp_path / "beat")]
    with subprocess.Popen(command, env=at_file.environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "The watch runs. Ctrl-C stops it.\n"
        yield mails
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    kill(server)


def test_a_whole_night_from_arming_to_the_call(at_file: Terminal, watch: Path, tmp_path: Path) -> None:
    said = at_file.done("watch", "arm", "j1")
    found = re.search(r"all is well: (\w+); made to say so: (\w+)", said)
    assert found
    for _again in range(200):
        if watch.exists() and watch.read_text():
            break
        time.sleep(0.1)
    (mail,) = [json.loads(line) for line in watch.read_text().splitlines()]
    assert re.fullmatch("[0-9A-F]{4} is still missing, log in.|[0-9A-F]{4} is overdue, log in.", mail[2])
    (due,) = at_file.told("watch", "list")["due"]
    assert due["code"] == mail[2][:4]
    assert at_file.done("watch", "acknowledge", "j1") == "1 alarm is yours.\n"
    answers = {at_file.done("watch", "check-in", "j1", "--word", say=f"{found[2]}\n")}
    assert answers == {"Noted.\n"}
    assert at_file.done("watch", "status").startswith("The watch is alive: ")
    assert alive(str(tmp_path / "beat"), 60, time.time())
    assert at_file.done("watch", "test") == "1 address was reached.\n"


def test_the_seizure_report_says_what_the_watch_shows(at_file: Terminal) -> None:
    at_file.done("watch", "arm", "j1")
    said = " ".join(at_file.done("seizure-report").split())
    assert "from 2026-03-02 18:30 UTC to 2026-03-02 18:30 UTC" in said
    assert "check-ins that are watched" in said
    assert "The service key of the watch is there." in said
    report = at_file.told("seizure-report")
    assert report["service_key"]["mode"] == "0600"
    assert "desk.example" not in said
    assert "desk.example" not in json.dumps(report)


def test_what_is_wrong_on_stdin_is_told_without_a_word_of_it(at_file: Terminal) -> None:
    for text in ("", "[]", "{", json.dumps({"name": "desk", "steps": [], "adress": "secret@x"})):
        ran = at_file.type("watch", "recipients", say=text)
        assert ran.code == 2
        assert "secret@x" not in ran.err


def test_without_a_set_up_each_command_says_what_is_missing() -> None:
    with terminal() as empty:
        empty.begin()
        for words in (("run",), ("set-up",), ("recipients",), ("arm", "j1"), ("test",), ("acknowledge", "x")):
            ran = empty.type("watch", *words, say=json.dumps(LADDER))
            assert ran.code == 2, words
            assert ran.err.count("\n") == 1
        assert "THE WATCH HAS NEVER RUN" in empty.done("watch", "status")
        empty.done("vault", "lock")


def test_every_address_that_is_not_reached_is_named_by_whom_it_belongs_to(at_file: Terminal) -> None:
    ran = at_file.type("watch", "test")
    assert ran.code == 2
    assert "Mina" in ran.err
    assert "desk.example" not in ran.err


def test_from_outside_a_fresh_heartbeat_is_alive_and_nothing_else_is(tmp_path: Path) -> None:
    beat, now = tmp_path / "beat", 1_772_474_400  # 2026-03-02T18:00:00Z
    assert not alive(str(beat), 180, now)
    beat.write_text(f"{BEAT}2026-03-02T18:00:00Z\n")
    assert alive(str(beat), 180, now + 179)
    assert not alive(str(beat), 180, now + 181)
    assert not alive(str(beat), 180, now - 181)  # from the future
    assert age(str(beat), now) == 0
    for text in ("", "hello", f"{BEAT}yesterday", "2026-03-02T18:00:00Z"):
        beat.write_text(text)
        assert age(str(beat), now) is None


def test_the_file_for_another_machine_needs_nothing_of_ours(checkout: Path, tmp_path: Path) -> None:
    script, beat = checkout / "src/waystation/journey/outside.py", tmp_path / "beat"
    beat.write_text(f"{BEAT}2026-03-02T18:00:00Z\n")
    command = [sys.executable, "-I", "-S", str(script), str(beat), "--run", f"echo woken > {tmp_path}/woken"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (1, "THE WATCH IS SILENT.\n")
    assert (tmp_path / "woken").read_text() == "woken\n"
    assert alive(f"{beat}", 10**12, time.time())
