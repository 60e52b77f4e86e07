"""How does data stand where JSON can hold it: exact cents as numbers, an endless amount as null?"""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import Any


def plain(value: Any) -> Any:
    """Return data as JSON can hold it: exact cents as numbers, an endless amount as null."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return float(value)
    return None if isinstance(value, float) and not isfinite(value) else value
