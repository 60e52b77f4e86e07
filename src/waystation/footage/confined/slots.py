"""How do pictures get from one process to the other without being copied through a pipe?

A few slots of equal size lie in memory that both share. The child fills one, says its number, and waits only
when all are full; the parent gives each back when it has done with it.
"""

from __future__ import annotations

import mmap
from collections import deque
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from waystation.footage.confined.messages import hear, say

COUNT = 4


class ParentIsGoneError(Exception):
    """Nobody wants what is being decoded any more."""


class Slots:
    """The child's side of the slots."""

    def __init__(self, memory: int, size: int, asked: BinaryIO, answers: BinaryIO) -> None:
        self._map = mmap.mmap(memory, size * COUNT)
        self._size = size
        self._free = deque(range(COUNT))
        self._asked, self._answers = asked, answers

    def take(self) -> tuple[int, NDArray[np.uint8]]:
        """Return a free slot: its number and its bytes."""
        while not self._free:
            message = hear(self._asked)
            if message is None:
                raise ParentIsGoneError
            self._free.append(int(message["free"]))
        number = self._free.popleft()
        whole = np.frombuffer(self._map, np.uint8)
        return number, whole[number * self._size : (number + 1) * self._size]

    def pass_over(self, index: int) -> None:
        """Tell the parent that this frame was decoded, though nobody wants it."""
        say(self._answers, {"passed": index})

    def hand_over(self, number: int, **about: Any) -> None:
        """Tell the parent what lies in a slot."""
        say(self._answers, {"slot": number, **about})
