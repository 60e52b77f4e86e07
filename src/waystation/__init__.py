"""What can other programs ask Waystation? The public API, loaded only when it is used.

`load_network`, `load_case`, `parse_network` and `parse_case` read; `check` finds faults; `plan`, `decide`,
`simulate` and `holdback` answer; `BadInput` is what every one of them raises for input that cannot be used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from waystation.kit.errors import BadInput
    from waystation.plan.api import decide, plan, simulate
    from waystation.plan.check import check
    from waystation.plan.load import load_case, load_network, parse_case, parse_network
    from waystation.plan.payments import holdback

    __version__: str

__all__ = [
    "BadInput",
    "__version__",
    "check",
    "decide",
    "holdback",
    "load_case",
    "load_network",
    "parse_case",
    "parse_network",
    "plan",
    "simulate",
]

_HOME = {
    "BadInput": "waystation.kit.errors",
    "check": "waystation.plan.check",
    "decide": "waystation.plan.api",
    "holdback": "waystation.plan.payments",
    "load_case": "waystation.plan.load",
    "load_network": "waystation.plan.load",
    "parse_case": "waystation.plan.load",
    "parse_network": "waystation.plan.load",
    "simulate": "waystation.plan.api",
}


def __getattr__(name: str) -> Any:
    if name == "plan":  # the package, which is callable: docs/decisions/plan-is-callable.md
        return import_module("waystation.plan")
    if name == "__version__":
        return import_module("importlib.metadata").version("waystation")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
