"""Which arrays do the kernels take?

A kernel is compiled for these types and no others: C-contiguous arrays of these elements, int and float.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Sets = NDArray[np.uint64]  # bits of helpers and legs, 64 a word
Flags = NDArray[np.bool_]
