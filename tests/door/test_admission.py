"""Is a flood dear and a person let in, with nothing kept of anybody?"""

from __future__ import annotations

import base64
import sys
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.door.conftest import Clock
from tests.door.visitor import Visitor, proof

from waystation.door import admission
from waystation.door.admission import (
    BURST,
    EASIEST,
    EVERY,
    HARDEST,
    LIFE,
    LONGEST_WAIT,
    Admission,
    Crowded,
    Wait,
    proves,
)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "ROUNDS", 4)


class Queue:
    """A spool with so many letters in it."""

    letters = 0

    def __call__(self) -> int:
        return self.letters


def test_who_has_worked_comes_in_once_however_long_the_queue(watch: Clock) -> None:
    gate = Admission(Queue())
    for _time in range(BURST + 5):
        gate.admit(gate.slip(), "")
    slip = gate.slip()
    work = proof(slip, gate.bits_of(slip))
    assert gate.admit(slip, work) is None
    assert isinstance(gate.admit(slip, work), Wait)
    watch.go(1)


@pytest.mark.parametrize(
    "work", ["", "0", "0 " * 8, "-1 " * 7 + "-1", "x " * 7 + "x", "\uff19 " * 7 + "\uff19", "1" * 500]
)
def test_work_that_is_none_does_not_count(watch: Clock, work: str) -> None:
    gate = Admission(Queue())
    slip = gate.slip()
    assert not proves(slip, gate.bits_of(slip), work)
    watch.go(1)


def test_work_for_one_slip_is_none_for_another(watch: Clock) -> None:
    gate = Admission(Queue())
    slip, other = gate.slip(), gate.slip()
    bits = gate.bits_of(slip)
    assert proves(slip, bits, proof(slip, bits))
    assert not proves(other, bits, proof(slip, bits))
    watch.go(1)


def test_work_grows_with_the_letters_that_wait(watch: Clock) -> None:
    queue = Queue()
    gate, asked = Admission(queue), []
    for queue.letters in (0, 49, 50, 100, 400, 1600, 5000, 10**6):
        asked.append(gate.bits_of(gate.slip()))
    assert asked == [EASIEST, EASIEST, EASIEST + 1, EASIEST + 2, EASIEST + 4, HARDEST, HARDEST, HARDEST]
    watch.go(1)


def test_a_slip_that_was_changed_made_by_somebody_else_or_is_old_counts_for_nothing(watch: Clock) -> None:
    gate = Admission(Queue())
    slip = gate.slip()
    data = bytearray(base64.urlsafe_b64decode(slip))
    for place in range(len(data)):
        bad = bytearray(data)
        bad[place] ^= 1
        assert gate.bits_of(base64.urlsafe_b64encode(bad).decode()) == 0
    for wrong in ("", "?", "é", slip[:-4], slip + "AAAA", Admission(Queue()).slip()):
        assert gate.bits_of(wrong) == 0
    watch.go(LIFE)
    assert gate.bits_of(slip) == EASIEST
    watch.go(1)
    assert gate.bits_of(slip) == 0


def test_without_script_a_burst_comes_in_and_then_one_after_the_other_in_order(watch: Clock) -> None:
    gate = Admission(Queue())
    assert [gate.admit(gate.slip(), "") for _time in range(BURST)] == [None] * BURST
    waits = [gate.admit(gate.slip(), "") for _time in range(5)]
    turns = [each.seconds for each in waits if each]
    assert len(turns) == 5
    assert all(0 < later - earlier <= EVERY + 1 for earlier, later in pairwise(turns))
    last = waits[-1]
    assert last
    assert gate.admit(last.slip, "") == last  # too early: the place is kept
    watch.go(last.seconds)
    assert gate.admit(last.slip, "") is None
    assert gate.admit(last.slip, "") is not None  # once


def test_the_queue_has_an_end(watch: Clock) -> None:
    gate = Admission(Queue())
    for _time in range(BURST + LONGEST_WAIT // int(EVERY)):
        gate.admit(gate.slip(), "")
    with pytest.raises(Crowded):
        gate.admit(gate.slip(), "")
    watch.go(3600)
    assert gate.admit(gate.slip(), "") is None


def test_the_bucket_is_slower_when_many_letters_wait(watch: Clock) -> None:
    queue = Queue()
    queue.letters = 1000
    gate = Admission(queue)
    for _time in range(BURST):
        assert gate.admit(gate.slip(), "") is None
    first, second = gate.admit(gate.slip(), ""), gate.admit(gate.slip(), "")
    assert first
    assert second
    assert second.seconds - first.seconds == 6 * EVERY
    watch.go(1)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=150), st.randoms(use_true_random=False))
def test_however_they_come_no_more_come_in_than_the_bucket_lets(gaps: list[int], random: Random) -> None:
    """Whatever slips are used again and however long visitors wait: burst, and one each ten seconds."""
    now, inside, gate, slips = 1_000_000, 0, Admission(Queue()), ["none"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(admission, "_now", lambda: now)
        for gap in gaps:
            now += gap
            try:
                wait = gate.admit(random.choice([*slips[-5:], gate.slip()]), "")
            except Crowded:
                continue
            inside += wait is None
            slips += [wait.slip] if wait else []
    assert inside <= BURST + sum(gaps) / EVERY + 1


def test_what_is_remembered_is_bounded_and_holds_nothing_of_anybody(
    watch: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "_MANY", 100)
    gate = Admission(Queue())
    for _time in range(300):
        slip = gate.slip()
        gate.admit(slip, proof(slip, EASIEST))
    assert len(gate._used) == 100
    assert all(len(each) == 12 for each in gate._used)
    assert sys.getsizeof(gate._used) < 40_000
    watch.go(LIFE + 1)
    slip = gate.slip()
    assert gate.admit(slip, proof(slip, EASIEST)) is None
    assert len(gate._used) == 1


def test_a_page_that_has_to_wait_keeps_what_she_wrote_and_then_takes_it(
    visitor: Visitor, watch: Clock
) -> None:
    for _time in range(BURST):
        visitor.ask(name="others")
    page = visitor.ask("en", name="she", danger="yes", country="CN")
    assert page.status == 503
    assert "in 2 minutes" in page.text
    assert 'value="yes" checked' in page.text
    assert '<option value="CN" selected>' in page.text
    watch.go(60)
    done = visitor.post("/en/ask", slip=page.value("slip"), name="she", danger="yes")
    assert done.status == 200
    assert len(visitor.letters()) == BURST + 1


def test_after_a_restart_an_open_form_is_taken_all_the_same(visitor: Visitor) -> None:
    slip = visitor.get().value("slip")
    visitor.restart()
    assert visitor.post("/en/ask", slip=slip, name="x").status == 200


def test_a_form_without_a_slip_is_not_ours(visitor: Visitor) -> None:
    assert visitor.post("/en/ask", name="x").status == 400
