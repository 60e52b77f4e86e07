"""What kind of thing was found, without a word of what it says?

Whoever's record is refused must not be named in an error message: it may end up in a log or on a screen that
others see. So sentences about records tell where and what kind, never the content.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waystation.kit.language import _, many

_SHORT = 1_000_000  # a larger number may be one of a telephone or of papers


def found_blind(value: Any) -> str:
    """Return `nothing`, `text of 12 characters`, `1.4`, `a list of 3`: never text that somebody wrote."""
    if isinstance(value, (bool, int, float)):
        return repr(value).lower() if abs(value) < _SHORT else _("a large number")
    match value:
        case None:
            return _("nothing")
        case str():
            said = many("text of {count} character", "text of {count} characters", len(value))
            return said.format(count=len(value))
        case Mapping():
            return _("a group of fields")
        case list() | tuple():
            return _("a list of {count}").format(count=len(value))
    return f"a {type(value).__name__}"
