"""After compiling beforehand nothing is left to compile, and progress is told."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from tests.plan import graphs

import waystation
from waystation.plan import kernels
from waystation.plan.outcome import outcome, route_lost, stay
from waystation.plan.posterior import p_safe_draws
from waystation.plan.simulate import simulate
from waystation.plan.warm import PARTS, compile_all, tiny

FAMILY = Path(__file__).parents[2] / "examples" / "family"
TWICE = """
import pkgutil, importlib
from waystation.plan import kernels
from waystation.plan.warm import compile_all
compile_all()
names = [module.name for module in pkgutil.iter_modules(kernels.__path__, "waystation.plan.kernels.")]
functions = {f for name in names for f in vars(importlib.import_module(name)).values() if hasattr(f, "stats")}
print(sum(sum(f.stats.cache_misses.values()) for f in functions))
"""


def test_progress_is_told_up_to_the_end() -> None:
    told: list[float] = []
    compile_all(lambda share, _: told.append(share))
    assert told == sorted(told)
    assert (told[0], told[-1], len(told)) == (0.0, 1.0, len(PARTS) + 1)


def test_the_tiny_network_has_a_bit_of_everything() -> None:
    table = tiny()
    assert table.hazards
    assert table.uses.any()
    assert (table.gone > 0).any()
    assert (table.block > 0).any()
    assert (table.wait > 0).any()


def versions() -> dict[str, int]:
    found: dict[str, Any] = {}
    for module in iter_modules(kernels.__path__, "waystation.plan.kernels."):
        found |= {f"{module.name}.{name}": item for name, item in vars(import_module(module.name)).items()}
    return {name: len(kernel.signatures) for name, kernel in found.items() if hasattr(kernel, "signatures")}


def test_a_real_network_needs_no_other_version_of_a_kernel() -> None:
    compile_all()
    before, table, graph = versions(), graphs.two_rivers(), graphs.branching()
    outcome(table, graph)
    stay(table, 24.0 * 90)
    route_lost(table, [(0, 1), (2, 5)])
    p_safe_draws(table, graph)
    simulate(table, graph, 40_000, seed=2**70, threads=2)
    network, case = (
        waystation.load_network(FAMILY / "network.yaml"),
        waystation.load_case(FAMILY / "case.yaml"),
    )
    waystation.decide(network, case)
    waystation.plan(network, case, objectives=("hours",))
    assert versions() == before


@pytest.mark.slow
def test_what_was_compiled_once_is_not_compiled_again(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir(mode=0o700)
    env = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    misses = [
        int(
            subprocess.run(
                [sys.executable, "-c", TWICE], env=env, capture_output=True, text=True, check=True
            ).stdout
        )
        for _ in range(2)
    ]
    assert misses[0] > 0
    assert misses[1] == 0
