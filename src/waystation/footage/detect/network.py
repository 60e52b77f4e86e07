"""How is a network run: on one core, in little memory, saying nothing?

All networks of a process take what they compute with from one pool, one after the other, which keeps it for
the next picture: getting memory anew for each picture takes up to a third of the time, and a pool for each
network takes the sum of all instead of the most that one needs. Patterns of past sizes would reserve as much
again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # It ships no types.
from numpy.typing import NDArray

_ONLY_FATAL = 4  # what a network has to say is of no use to a user
_AS_REQUESTED = 1  # the pool grows by what is asked for, not to twice its size


class Network:
    """A network of a published file, ready to run. Safe to use by one thread at a time."""

    def __init__(self, model: bytes) -> None:
        _share_a_pool()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_mem_pattern = False
        options.add_session_config_entry("session.use_env_allocators", "1")
        options.log_severity_level = _ONLY_FATAL
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._first = self._session.get_inputs()[0].name

    def run(self, picture: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """Return all that the network answers to one input."""
        return self.run_with({self._first: picture})

    def run_with(self, inputs: dict[str, Any], outputs: Sequence[str] | None = None) -> list[Any]:
        """Return what the network answers to several named inputs."""
        return list(self._session.run(outputs, inputs))


@cache
def _share_a_pool() -> None:
    where = onnxruntime.OrtMemoryInfo(
        "Cpu", onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, onnxruntime.OrtMemType.DEFAULT
    )
    how = onnxruntime.OrtArenaCfg({"arena_extend_strategy": _AS_REQUESTED})
    onnxruntime.create_and_register_allocator(where, how)
