"""Is the watch alive, seen from another machine? Standard library only: this one file can be copied there.

    python outside.py WHERE [--older SECONDS] [--every SECONDS] [--run COMMAND]

WHERE is the file that the watch writes (`waystation watch run --beat-file`), or a URL at which it is served.
Asks no other address. Ends with 1 where the heartbeat is older than that, unreadable, or from the future.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

BEAT = "waystation heartbeat 1 "
OLDER = 180  # seconds
_TIMEOUT = 20  # seconds that a server is waited for


def read(where: str) -> str:
    """Return what stands at a path or a URL. Raises OSError, ValueError."""
    if where.startswith(("http://", "https://")):
        with urllib.request.urlopen(where, timeout=_TIMEOUT) as answer:  # noqa: S310 - http and https alone
            return str(answer.read(200).decode("ascii", "replace"))
    with Path(where).open("rb") as file:
        return file.read(200).decode("ascii", "replace")


def age(where: str, now: float) -> float | None:
    """Return how many seconds old the heartbeat is; None where there is none that can be read."""
    try:
        text = read(where).strip()
        at = datetime.strptime(text.removeprefix(BEAT), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except (OSError, ValueError):
        return None
    return now - at.timestamp() if text.startswith(BEAT) else None


def alive(where: str, older: float, now: float) -> bool:
    """Tell whether the heartbeat is fresh; one from the future is not believed."""
    found = age(where, now)
    return found is not None and -older <= found <= older


def keep_looking(where: str, older: float, every: float | None, command: str | None) -> int:
    """Look once, or again and again; run the command each time that the watch is silent."""
    while True:
        well = alive(where, older, time.time())
        if not well and command:
            subprocess.run(command, shell=True, check=False)  # noqa: S602 - the user's own command line
        if every is None:
            return 0 if well else 1
        time.sleep(every)


def main() -> int:
    """Run the command line of this file."""
    parser = argparse.ArgumentParser(description="Tells whether a watch of Waystation is alive.")
    parser.add_argument("where", help="the heartbeat: a file or a URL")
    parser.add_argument("--older", type=float, default=OLDER, help="seconds after which it is silent")
    parser.add_argument("--every", type=float, help="look again after so many seconds, until stopped")
    parser.add_argument("--run", help="a command to run each time that it is silent")
    given = parser.parse_args()
    code = keep_looking(given.where, given.older, given.every, given.run)
    sys.stdout.write("The watch is alive.\n" if code == 0 else "THE WATCH IS SILENT.\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
