"""How is everything that a comparison of names compiles made ready beforehand?"""

from __future__ import annotations

from waystation.tracing.names import compare


def compile_all() -> None:
    """Compare a name that is read by syllables with itself, and one that is compared by letters."""
    for name in ("Kim Il", "David"):
        compare(name, name)
