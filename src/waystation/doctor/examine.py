"""What is safe about an installation, and what is not?"""

from __future__ import annotations

from waystation.doctor.findings import Finding, Grade, Installation
from waystation.doctor.machine import machine
from waystation.doctor.running import running
from waystation.doctor.secrets import secrets

_ORDER: tuple[Grade, ...] = ("unsafe", "look", "good")


def examine(what: Installation) -> list[Finding]:
    """Return all that was found: what is unsafe first."""
    found = [*secrets(what), *running(what), *machine(what)]
    return sorted(found, key=lambda each: _ORDER.index(each.grade))
