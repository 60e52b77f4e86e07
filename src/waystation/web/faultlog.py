"""What is written down of a fault of the program? When, of which kind, at which line; no word of anybody."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from traceback import walk_tb

_OWN = "waystation"


class Faults(logging.Handler):
    """Writes one line to stderr for each exception that no page has foreseen, and nothing for anything else.

    Neither message nor address nor values: they can hold what somebody typed.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return
        walked = walk_tb(error.__traceback__)
        frames = [(str(frame.f_globals.get("__name__")), line) for frame, line in walked]
        own = [frame for frame in frames if frame[0].partition(".")[0] == _OWN]
        module, line = (own or frames or [("?", 0)])[-1]
        when = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        sys.stderr.write(f"{when} fault: {type(error).__name__} at {module}:{line}\n")
        sys.stderr.flush()
