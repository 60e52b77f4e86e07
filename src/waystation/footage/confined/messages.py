"""In which words do the confined process and its parent speak?

One JSON object to a line, each way. The child says what confines it, then `slot` for each picture or piece of
sound that lies ready in shared memory, `passed` now and then for frames that nobody wants, and last `facts`,
`end` or `fault`. The parent says the job, then `free` with the number of each slot that it has done with.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

LONGEST = 4_000_000  # bytes of one message


def say(stream: BinaryIO, message: dict[str, Any]) -> None:
    """Write one message."""
    stream.write(json.dumps(message, separators=(",", ":")).encode() + b"\n")
    stream.flush()


def hear(stream: BinaryIO) -> dict[str, Any] | None:
    """Return the next message, None at the end. Raises ValueError for what is none."""
    line = stream.readline(LONGEST)
    if not line:
        return None
    message = json.loads(line)
    if not isinstance(message, dict):
        raise ValueError("no message")  # noqa: TRY004  (one error for everything that is no message)
    return message
