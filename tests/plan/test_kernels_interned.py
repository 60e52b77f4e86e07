"""A table of rows says what a dict says: which rows it has seen, and in which order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from waystation.plan.kernels import interned

KERNELS: Any = interned


@pytest.mark.parametrize("words", [1, 2, 5])
@pytest.mark.parametrize("values", [3, 40, 2**63])
def test_rows_are_numbered_in_the_order_in_which_they_were_first_seen(words: int, values: int) -> None:
    dice = np.random.default_rng(words)
    rows = dice.integers(0, values, (500, words), dtype=np.uint64)
    table, seen = KERNELS.empty_table(words, 4), dict[bytes, int]()  # grows many times
    for row in rows:
        assert KERNELS.find(table, row) == seen.get(row.tobytes(), -1)
        table, number = KERNELS.intern(table, row)
        assert number == seen.setdefault(row.tobytes(), len(seen))
    assert table.size[0] == len(seen)
    assert {table.rows[number].tobytes(): number for number in range(len(seen))} == seen


def test_rows_that_differ_in_one_bit_are_different() -> None:
    table = KERNELS.empty_table(3, 8)
    rows = [np.zeros(3, dtype=np.uint64) for _ in range(193)]
    for bit, row in enumerate(rows[1:]):
        row[bit // 64] = np.uint64(1) << np.uint64(bit % 64)
    for number, row in enumerate(rows):
        table, found = KERNELS.intern(table, row)
        assert found == number


def test_looking_up_adds_nothing() -> None:
    table = KERNELS.empty_table(1, 4)
    for value in range(100):
        assert KERNELS.find(table, np.array([value], dtype=np.uint64)) == -1
    assert table.size[0] == 0


def test_what_is_written_into_the_row_afterwards_changes_nothing() -> None:
    table, row = KERNELS.empty_table(1, 4), np.array([7], dtype=np.uint64)
    table, _ = KERNELS.intern(table, row)
    row[0] = 8
    assert KERNELS.find(table, row) == -1
    assert KERNELS.find(table, np.array([7], dtype=np.uint64)) == 0
