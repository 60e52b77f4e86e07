"""Is nothing of what people type ever found where a thief looks?

Sentinel names, places and phrases go in by every way there is; then everything on the disk and in the process
list is searched for them.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest
from tests.cli.desk.canary import checkpoint, files, left_behind, limits_of, watching
from tests.cli.desk.terminal import CHEAP, COMMAND, PASSPHRASE, Terminal, note
from tests.vault.postgres import new_schema

from waystation.domain.person import Name, Person
from waystation.exchange import formats
from waystation.exchange.contents import Contents
from waystation.vault import burnfile
from waystation.vault import keys as vault_keys
from waystation.vault.attached import open_attached
from waystation.vault.finding import attached
from waystation.vault.keys import Credentials
from waystation.vault.login import unlock
from waystation.vault.opening import closing, open_vault
from waystation.vault.work import Task, reading

WORDS = {
    "organisation": "Sentinelorganisation",
    "founder": "Sentinelname-Sookja",
    "newcomer": "Sentinelname-Bora",
    "title": "Sentineltitle of the river",
    "renamed": "Sentineltitle of the mountain",
    "imported": "Sentinelname-Halmoni",
    "place": "Sentinelplace by the mill",
    "secret": "Sentinelsecret they wait at nine",
    "reason": "Sentinelreason he was seen",
    "device": "Sentineldevice black phone",
    "handle": "sentinelhandle",
    "passphrase": "sentinelpassphrase of quite some words",
}


def sentinels() -> list[bytes]:
    """The words, the wrong case included."""
    return [each.encode() for word in WORDS.values() for each in {word, word.lower()}]


def typed(*words: str) -> str:
    return "".join(f"{word}\n" for word in words)


def fill(terminal: Terminal) -> None:
    """Enter every sentinel by every command that takes words."""
    me = typed(WORDS["handle"], WORDS["passphrase"])
    terminal.done("vault", "init", who=me, say=typed(WORDS["organisation"], WORDS["founder"]))
    terminal.done("vault", "unlock", who=me)
    bora = terminal.join(WORDS["newcomer"], "coordinator")
    second = terminal.joined[0]
    case = terminal.compartment(WORDS["title"])
    terminal.done("compartment", "rename", case, say=WORDS["renamed"])
    entry = note("n1", WORDS["secret"])
    house = {"kind": "observation", "schema": 1, "id": "o1"}
    (saved,) = terminal.save(case, entry)
    terminal.type("record", "save", case, say=json.dumps(house | {"subject": WORDS["place"]}))  # refused
    terminal.type("record", "save", case, say=WORDS["place"])  # no JSON
    told = terminal.told("record", "show", saved, "--why", say=WORDS["reason"])
    changed = json.dumps(told).replace("nine", "ten")
    terminal.done("record", "save", case, say=changed)
    assert terminal.type("record", "save", case, say=changed).code == 2  # a conflict: both sides are shown
    terminal.done("compartment", "grant", case, bora)
    terminal.done("exposure", "uses", say=WORDS["device"])
    terminal.done("exposure", "device", say=typed(WORDS["device"], WORDS["reason"]))
    terminal.done("exposure", "member", bora, "--second", who=second, say=WORDS["reason"])
    terminal.done("bundle", "make", str(terminal.home / "bundle.age"), saved, "--member", bora, "--why",
                  say=WORDS["reason"])  # fmt: skip
    terminal.done("bundle", "open", str(terminal.home / "bundle.age"), "--once", who=second)
    terminal.done("backup", "make", str(terminal.home / "backup"))
    terminal.done("backup", "drill", str(terminal.home / "backup"))
    terminal.done("exposure", "mark", "member", bora, say=WORDS["reason"])
    table, out = terminal.home / "tmp" / "in.json", str(terminal.home / "out.json.age")
    formats.write(table, Contents(records=(Person(id="p1", names=(Name(text=WORDS["imported"]),)),)))
    terminal.done("vault", "import", str(table), "--in", case)
    table.unlink()  # it was in clear, and is its owner's business
    key = str(pyrage.x25519.Identity.generate().to_public())
    terminal.done("vault", "export", out, "--recipient", key, "--second", who=second)
    terminal.done("compartment", "withdraw", case, bora, say=WORDS["reason"])
    terminal.done("ledger", "show", "--second", who=second)
    terminal.done("record", "shred", saved, say=WORDS["reason"])


@pytest.fixture(params=["file", "postgres"])
def bare(request: pytest.FixtureRequest, empty: Terminal) -> Terminal:
    """A terminal without a vault, for each of the two databases."""
    if request.param == "postgres":
        empty.place = new_schema(request.getfixturevalue("postgres"), f"canary{secrets.token_hex(6)}")
    return empty


def test_nothing_that_was_typed_is_on_the_disk_or_in_a_log(
    bare: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fill(bare)
    checkpoint(bare)
    assert left_behind(bare, sentinels()) == []
    assert not [word for word in WORDS.values() if word in caplog.text]
    (bare.home / "tmp" / "control").write_text(f"so that the search is seen to work: {WORDS['place']}")
    assert len(left_behind(bare, sentinels())) == 1


def test_nothing_that_was_attached_is_on_the_disk(desk: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault_keys, "USUAL", CHEAP)
    case = desk.compartment()
    (saved,) = desk.save(case, note("n1"))
    recording = desk.home / f"{WORDS['place']}.txt"
    recording.write_bytes(b"".join(each * 200 for each in sentinels()))  # longer than one part
    desk.done("record", "attach", saved, str(recording))
    data = recording.read_bytes()
    recording.unlink()  # it was in clear, and is its owner's business
    (listed,) = desk.told("record", "attachments", saved)["attachments"]
    assert listed["name"] == recording.name
    desk.done("compartment", "rotate", case)
    back = desk.home / "back"
    desk.done("record", "fetch", listed["id"], str(back))
    assert back.read_bytes() == data
    assert len(data) > 64 * 1024
    back.unlink()
    checkpoint(desk)
    assert left_behind(desk, [*sentinels(), key_of(desk, listed["id"])]) == []


def key_of(desk: Terminal, identity: str) -> bytes:
    """The key of an attached file."""
    burn = burnfile.read_burn_secret(desk.burn_secret)
    with closing(open_vault(desk.vault)) as vault:
        session = unlock(vault, Credentials("anna", PASSPHRASE.format("anna"), burn))
        (file,) = attached(session)
        with reading(Task(session, "open attachment"), [identity]) as look:
            return bytes.fromhex(open_attached(look, file.id)[0].key)


def test_no_sentence_about_bad_input_repeats_what_was_typed(at_file: Terminal) -> None:
    case = at_file.compartment()
    for said in ('{"kind": "note", "schema": 1, "id": 7, "x": "%s"}', '["%s"]', '{"%s": 1, "%s": 2}', "%s"):
        ran = at_file.type("record", "save", case, say=said.replace("%s", WORDS["secret"]))
        assert ran.code == 2
        assert "Sentinel" not in ran.out + ran.err


def test_no_key_of_anybody_is_on_the_disk_outside_its_seal(
    bare: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault_keys, "USUAL", CHEAP)
    me = typed(WORDS["handle"], WORDS["passphrase"])
    bare.done("vault", "init", who=me, say=typed(WORDS["organisation"], WORDS["founder"]))
    bare.done("vault", "unlock", who=me)
    bare.compartment(WORDS["title"])
    burn = burnfile.read_burn_secret(bare.burn_secret)
    with closing(open_vault(bare.vault)) as vault:
        session = unlock(vault, Credentials(WORDS["handle"], WORDS["passphrase"], burn))
        keys = [bytes.fromhex(grant.key) for grant in session.keys.values()]
        keys += [session.root.seed, bytes.fromhex(session.directory.organisation.tag_key)]
    checkpoint(bare)
    assert len(keys) == 5
    assert left_behind(bare, keys) == []
    found = left_behind(bare, [burn])
    assert [each.split(":")[0] for each in found] == [str(bare.burn_secret)]


def test_the_process_list_shows_no_word_of_anybody(empty: Terminal) -> None:
    me = typed(WORDS["handle"], WORDS["passphrase"])
    with watching(sentinels()) as watcher:
        init = empty.process("vault", "init", who=me, say=typed(WORDS["organisation"], WORDS["founder"]))
        assert init.code == 0, init
        assert empty.process("vault", "unlock", who=me).code == 0
        case = empty.process("compartment", "create", "case", say=WORDS["title"]).out.split()[-1]
        assert empty.process("record", "save", case, say=json.dumps(note("n1", WORDS["secret"]))).code == 0
        before = len(watcher.seen)
        control = subprocess.Popen([sys.executable, "-c", "input()", WORDS["place"]], stdin=subprocess.PIPE)
        time.sleep(0.3)
        control.communicate(b"\n")
    assert before > 0
    assert len(watcher.found) == 1, "only the process that shows one on purpose"
    assert left_behind(empty, sentinels()) == []


def test_a_command_and_its_agent_leave_no_core(at_file: Terminal) -> None:
    folder = at_file.home / "tmp"
    read, write = os.pipe()
    words = [sys.executable, "-c", COMMAND, "vault", "unlock", "--passphrase-fd", str(read)]
    process = subprocess.Popen(
        ["sh", "-c", 'ulimit -c "$(ulimit -Hc)"; exec "$@"', "sh", *words],
        env=at_file.environment, pass_fds=[read], cwd=folder,
    )  # fmt: skip
    os.close(read)
    os.write(
        write, f"anna\n{PASSPHRASE.format('anna')[:5]}".encode()
    )  # it waits for the rest, secrets in hand
    guarded = "Max core file size        0                    0 "
    until = time.monotonic() + 20
    while guarded not in limits_of(process) and time.monotonic() < until:
        time.sleep(0.05)
    assert guarded in limits_of(process)
    process.send_signal(signal.SIGABRT)
    assert process.wait(20) == -signal.SIGABRT
    os.close(write)
    assert not [path for path, _data in files(at_file) if path.name.startswith("core")]
    assert not Path("/core").exists()
