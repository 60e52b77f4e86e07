"""Which routes, which policy, which decision? The engine, on files, without account or database.

Called, the package answers for one network and one case: see `waystation.plan.api.plan`.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from waystation.domain.route import Plan


class _Callable(ModuleType):
    """A package that is also the function of its name: docs/decisions/plan-is-callable.md."""

    def __call__(self, *args: Any, **options: Any) -> Plan:
        """Return the front of routes and the best policy: `waystation.plan.api.plan`."""
        from waystation.plan.api import plan  # noqa: PLC0415  (loads numpy and the compiler)

        return plan(*args, **options)


sys.modules[__name__].__class__ = _Callable
