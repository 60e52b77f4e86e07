"""What happens when records are handed to somebody, and when they come back changed?"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cli.desk.terminal import Terminal, note, terminal

from waystation.kit import clock


def test_a_bundle_for_a_member_adds_what_is_new_and_leaves_what_differs(desk: Terminal) -> None:
    bora = desk.join("Bora", "coordinator")
    case = desk.compartment()
    (saved,) = desk.save(case, note("n1", "they wait at the mill"))
    file = str(desk.home / "bundle.age")
    assert "1 record, for 7 days" in desk.done("bundle", "make", file, saved, "--member", bora)
    taken = desk.done("bundle", "open", file, "--once", who="bora")
    added = taken.split("added")[1].split()[0]
    assert "the mill" in desk.done("record", "show", added, "--once", who="bora")
    assert "the same already" in desk.done("bundle", "open", file, "--once", who="bora")
    shown = json.dumps(desk.told("record", "show", added, "--once", who="bora"))
    compartment = json.loads(shown)["records"][0]["compartment"][:8]
    desk.done("record", "save", compartment, "--once", who="bora", say=shown.replace("wait", "left"))
    again = desk.done("bundle", "open", file, "--once", who="bora")
    assert "differs, left as it was" in again
    assert "they wait at the mill" in again
    assert "they left at the mill" in again
    assert "they left" in desk.done("record", "show", added, "--once", who="bora")
    desk.done("bundle", "open", file, "--take", added, "--once", who="bora")
    assert "they wait" in desk.done("record", "show", added, "--once", who="bora")


def test_a_partner_takes_it_from_a_key_whose_words_were_compared(at_file: Terminal) -> None:
    (saved,) = at_file.save(at_file.compartment(), note("n1", "they wait at the mill"))
    signs = at_file.done("bundle", "key").splitlines()[1].split()[-1]
    with terminal() as partner:
        partner.begin()
        file = str(partner.home / "bundle.age")
        seals = partner.done("bundle", "key").split()[4]
        at_file.done("bundle", "make", file, saved, "--recipient", seals)
        ran = partner.type("bundle", "open", file)
        assert ran.code == 2
        assert "a sender who is not known here" in ran.err
        assert "added" in partner.done("bundle", "open", file, "--trust", signs)
        assert "n1" in partner.done("record", "list")
    stranger = at_file.type("bundle", "open", str(at_file.burn_secret))
    assert stranger.code == 2


def test_a_bundle_expires(at_file: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    bora = at_file.join("Bora", "coordinator")
    (saved,) = at_file.save(at_file.compartment(), note("n1"))
    file = at_file.home / "bundle.age"
    at_file.done("bundle", "make", str(file), saved, "--member", bora, "--days", "1")
    late = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: late)
    ran = at_file.type("bundle", "open", str(file), "--once", who="bora")
    assert ran.code == 2
    assert "expired" in ran.err


def test_nobody_is_nobody_to_hand_anything_to(at_file: Terminal) -> None:
    (saved,) = at_file.save(at_file.compartment(), note("n1"))
    file = at_file.home / "bundle.age"
    assert at_file.type("bundle", "make", str(file), saved).code == 2
    assert not Path(file).exists()
