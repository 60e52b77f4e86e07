"""`waystation door`: from the key to an answer, at a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.desk.terminal import Terminal
from tests.door.process import door
from tests.door.visitor import Visitor

from waystation.door.app import App
from waystation.door.parts import Parts
from waystation.letters import codes
from waystation.letters.deskkey import read_desk_key


@pytest.fixture
def visitor(at_file: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """Somebody at the door of Anna's office, and Anna at her terminal."""
    monkeypatch.setattr(codes, "_MEMORY", 8192)
    at_file.done("door", "key", "--out", str(tmp_path / "desk.key"))
    made = Visitor(tmp_path / "spool")
    made.app = App(Parts(read_desk_key(tmp_path / "desk.key"), made.spool))
    return made


def test_from_the_form_to_the_answer(at_file: Terminal, visitor: Visitor) -> None:
    spool = ("--spool", str(visitor.folder))
    code = visitor.ask("ko", name="Ri Sun-hee", danger="yes", country="CN", persons="3").code
    assert at_file.done("door", "collect", *spool).startswith("1 new request\n")
    (request,) = at_file.told("record", "list", "--kind", "case")["records"]
    assert (request["title"], request["key"][:5]) == ("! CN 3", "door-")
    done = at_file.done("door", "take", request["id"][:8], say="The family\n")
    moved = done.split("record ")[1].split(".")[0]
    at_file.done("door", "answer", moved, *spool, "--days", "5", say="We read it.\n")
    page = visitor.enter(code, "ko")
    assert "We read it." in page.text
    visitor.post("/ko/more", slip=page.value("slip"), **{"pass": page.value("pass")}, text="Thank you.")
    told = at_file.told("door", "collect", *spool)
    assert (told["new"], len(told["changed"]), told["aside"]) == ([], 1, 0)
    assert "Thank you." in at_file.done("record", "show", moved)
    at_file.done("door", "answer", moved, *spool, "--again")


def test_the_desk_says_what_was_no_letter_and_that_the_key_is_old(
    at_file: Terminal, visitor: Visitor
) -> None:
    visitor.spool.put(b"junk")
    visitor.ask(name="x")
    compartment = next(
        each["id"] for each in at_file.told("compartment", "list")["compartments"] if each["kind"] == "door"
    )
    at_file.done("compartment", "rotate", compartment)
    said = at_file.done("door", "collect", "--spool", str(visitor.folder))
    assert "Set aside, foreign or damaged: 1" in said
    assert "old key" in said


def test_the_desk_shuts_the_door(at_file: Terminal, visitor: Visitor) -> None:
    spool = ("--spool", str(visitor.folder))
    assert at_file.done("door", "shut", *spool) == "The door takes in no letters.\n"
    assert visitor.get().status == 503
    assert at_file.done("door", "shut", "--off", *spool) == "The door takes in letters.\n"
    assert visitor.get().status == 200


def test_a_spool_that_is_not_there_is_one_sentence(
    at_file: Terminal, visitor: Visitor, tmp_path: Path
) -> None:
    assert visitor.get().status == 200
    ran = at_file.type("door", "collect", "--spool", str(tmp_path / "nothing"))
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_a_door_with_the_key_of_the_vault_hands_in_what_the_vault_opens(
    at_file: Terminal, tmp_path: Path
) -> None:
    """The real process, with the file that the desk wrote."""
    with door(tmp_path, write_key=lambda path: at_file.done("door", "key", "--out", str(path))) as running:
        assert running.ask(name="x").status == 200
        done = at_file.told("door", "collect", "--spool", str(running.folder))
    assert len(done["new"]) == 1
