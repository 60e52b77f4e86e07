"""What time is it?"""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment in UTC, in whole seconds. The one place that asks the clock of the machine."""
    return datetime.now(UTC).replace(microsecond=0)
