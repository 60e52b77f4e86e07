"""How is a network run: on one core, in little memory, saying nothing?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # It ships no types.
from numpy.typing import NDArray

_ONLY_FATAL = 4  # what a network has to say is of no use to a user


class Network:
    """A network of a published file, ready to run. Safe to use by one thread at a time."""

    def __init__(self, model: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # gives the memory of a picture back before the next one
        options.log_severity_level = _ONLY_FATAL
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._first = self._session.get_inputs()[0].name

    def run(self, picture: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """Return all that the network answers to one input."""
        return self.run_with({self._first: picture})

    def run_with(self, inputs: dict[str, Any], outputs: Sequence[str] | None = None) -> list[Any]:
        """Return what the network answers to several named inputs."""
        return list(self._session.run(outputs, inputs))
