"""What kind of thing was found, without a word of what it says?

Whoever's record is refused must not be named in an error message: it may end up in a log or on a screen that
others see. So sentences about records tell where and what kind, never the content.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SHORT = 1_000_000  # a larger number may be one of a telephone or of papers


def found_blind(value: Any) -> str:
    """Return `nothing`, `text of 12 characters`, `1.4`, `a list of 3`: never text that somebody wrote."""
    if isinstance(value, (bool, int, float)):
        return repr(value).lower() if abs(value) < _SHORT else "a large number"
    match value:
        case None:
            return "nothing"
        case str():
            return f"text of {len(value)} character{'' if len(value) == 1 else 's'}"
        case Mapping():
            return "a group of fields"
        case list() | tuple():
            return f"a list of {len(value)}"
    return f"a {type(value).__name__}"
