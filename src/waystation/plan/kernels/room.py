"""How does an array get more room, and a number its usual width?"""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from waystation.plan.kernels.compiled import kernel

Kind = TypeVar("Kind", bound=np.generic)


@kernel
def longer(array: NDArray[Kind], size: int) -> NDArray[Kind]:
    """Return a copy of the array with room for `size` rows, more than it has; the new ones are arbitrary."""
    new = np.empty((size, *array.shape[1:]), dtype=array.dtype)
    new[: array.shape[0]] = array
    return new


@kernel
def whole(number: np.integer[Any]) -> int:
    """Return a number as a signed one of 64 bits: to numba a uint64 and an int64 make a float."""
    return np.int64(number)  # type: ignore[return-value]  # int() leaves it unsigned in a kernel
