"""A watch that can be killed: python -m tests.journey.watcher WHERE SERVICE_KEY

It looks all the time, and gives back what it was sending after two seconds.
"""

from __future__ import annotations

import sys

from waystation.journey.service import read_service_key
from waystation.journey.watching import Posts, Watch

if __name__ == "__main__":
    where, key = sys.argv[1:]
    watch = Watch(Posts(where, every=0.1, lease=2), read_service_key(key))
    watch.start()
    print("ready", flush=True)  # noqa: T201
    watch.wait()
