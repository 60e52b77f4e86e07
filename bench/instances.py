"""On which networks is measured? Seeded generators of (network, case) as plain data in file format.

    python -m bench.instances regional 3 FOLDER
    python -m bench.instances geometric 1000 3 FOLDER

write network.json and case.json into a folder, for anybody who wants to run something else on the same.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.geometric import geometric
from bench.regional import regional

__all__ = ["geometric", "regional"]


def main(arguments: list[str]) -> None:
    """Write one instance as two files."""
    kind, *numbers, folder = arguments
    sizes = [int(number) for number in numbers]
    network, case = regional(*sizes) if kind == "regional" else geometric(*sizes)
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, data in (("network", network), ("case", case)):
        Path(folder, f"{name}.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
