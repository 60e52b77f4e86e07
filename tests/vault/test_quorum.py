"""Any k of n open together what is locked for them, in any order; fewer learn nothing."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey

from waystation.vault.faults import Damaged
from waystation.vault.quorum import MOST, left, lock, peel, secret_in

SECRET = bytes(range(32))
KEYS = [PrivateKey(bytes([number]) * 32) for number in range(1, 6)]
PUBLIC = [bytes(key.public_key) for key in KEYS]


@given(st.integers(1, 5), st.data())
@settings(max_examples=15)
def test_any_k_in_any_order_open_it(needed: int, data: st.DataObject) -> None:
    locked = lock(SECRET, PUBLIC, needed)
    for number, key in enumerate(data.draw(st.permutations(KEYS))[:needed]):
        assert secret_in(locked) is None
        assert left(locked) == needed - number
        locked = peel(locked, key)
    assert secret_in(locked) == SECRET


def test_every_three_of_five_open_it_in_every_order() -> None:
    locked = lock(SECRET, PUBLIC, 3)
    for three in combinations(KEYS, 3):
        for one, two, last in permutations(three):
            assert secret_in(peel(peel(peel(locked, one), two), last)) == SECRET


def test_one_who_comes_twice_counts_once() -> None:
    with pytest.raises(Damaged):
        peel(peel(lock(SECRET, PUBLIC, 2), KEYS[0]), KEYS[0])


def test_a_stranger_opens_no_layer() -> None:
    with pytest.raises(Damaged):
        peel(lock(SECRET, PUBLIC, 2), PrivateKey(b"x" * 32))


def test_what_one_has_peeled_does_not_hold_the_secret_in_clear() -> None:
    assert SECRET not in peel(lock(SECRET, PUBLIC, 2), KEYS[0])


@pytest.mark.parametrize(("people", "needed"), [(0, 1), (2, 3), (2, 0), (MOST + 1, 2)])
def test_what_could_never_be_opened_is_not_locked(people: int, needed: int) -> None:
    with pytest.raises(ValueError, match="can be"):
        lock(SECRET, (PUBLIC * 2)[:people], needed)


@pytest.mark.parametrize("cut", [1, 2, 5, 40])
def test_a_lock_that_was_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(Damaged):
        peel(lock(SECRET, PUBLIC, 2)[:-cut], KEYS[0])
