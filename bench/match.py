"""How well and how fast is a person found among 50,000 and a million, beside what others do?

    python -m bench.match [SIZE [QUERIES]]

Needs the shared data (../shared or WAYSTATION_SHARED) for spellings. Each size has a process of its own,
so that its memory is its own; the peers run in the same process on the same people and queries.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from bench.people import ASKED, FIELDS, Invented, Spellings, learn, people, sought
from bench.table import PER_MB, fresh, report, timed

from waystation.domain.tracing import TracingRecord
from waystation.tracing.match.candidates import candidates
from waystation.tracing.match.register import Register, register
from waystation.tracing.match.search import search

SHARED = Path(os.environ.get("WAYSTATION_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SEED = 20261121
Row = dict[str, Any]


def memory_mb() -> float:
    """Return what the process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1024 * PER_MB)


def build(spellings: Spellings, size: int, queries: int) -> tuple[Register, list[Invented], Row]:
    """Return the index of so many people, some of them to be looked for, and what building it took.

    Inventing the people is measured by itself beforehand and subtracted.
    """
    wanted: list[Invented] = []
    step, before = max(1, size // queries), memory_mb()

    def stream() -> Iterator[TracingRecord]:
        for number, (person, record) in enumerate(people(spellings, size, SEED)):
            if number % step == 0 and len(wanted) < queries:
                wanted.append(person)
            yield record

    sample = min(size, 20_000)
    _, inventing = timed(lambda: deque(people(spellings, sample, SEED), maxlen=0))
    index, spent = timed(lambda: register(stream()))
    cpu = spent.cpu - inventing.cpu * size / sample
    return index, wanted, {"build s": cpu, "index MB": memory_mb() - before, "peak MB": spent.peak_mb}


def ask(index: Register, spellings: Spellings, wanted: list[Invented], asked: str) -> Row:
    """Return how many of the wanted are among the candidates and come first, and processor milliseconds."""
    dice = random.Random(SEED + 1)  # noqa: S311
    times, among, first, most = [], 0, 0, 0
    for person in wanted:
        query = sought(spellings, person, dice, asked)
        began = time.process_time()
        answer = search(index, query)
        times.append(1000 * (time.process_time() - began))
        numbers, _ = candidates(index, query)
        among += int(person.id[1:]) in numbers  # ids count people, all of whom are in the index
        most = max(most, answer.candidates)
        first += bool(answer.matches) and answer.matches[0].record.id == person.id
    found = {"found": among / len(wanted), "recall@1": first / len(wanted), "most candidates": most}
    return {**found, "p50 ms": float(np.percentile(times, 50)), "p95 ms": float(np.percentile(times, 95))}


def measure(size: int, queries: int, *, peers: bool) -> list[Row]:
    """Return the rows of one size, with those of the peers where wanted."""
    spellings = learn(SHARED / "data" / "names" / "names.tsv")
    index, wanted, cost = build(spellings, size, queries)
    ask(index, spellings, wanted[:3], FIELDS)  # compiles
    rows = [{"asked by": how, "method": "ours", **ask(index, spellings, wanted, how)} for how in ASKED]
    rows[0] |= cost
    if peers:
        from bench import match_peers  # noqa: PLC0415  (needs requirements/install bench)

        del index
        dice = random.Random(SEED + 1)  # noqa: S311
        everybody = match_peers.known(spellings, size, SEED)
        asked = {how: [(p, sought(spellings, p, dice, how).person) for p in wanted] for how in ASKED}
        rows += match_peers.rows(everybody, asked)
        rows += splink_rows(everybody, wanted, asked)
    return [{"people": size, **row} for row in rows]


def splink_rows(
    everybody: Sequence[Any], wanted: Sequence[Invented], asked: Mapping[str, Sequence[tuple[Any, Any]]]
) -> list[Row]:
    """Return the rows of Splink on the same people and queries."""
    from bench import match_peers, match_splink  # noqa: PLC0415  (needs requirements/install bench)

    numbers = [int(person.id[1:]) for person in wanted]
    plain = {how: [match_peers.plain(portrait) for _, portrait in pairs] for how, pairs in asked.items()}
    return match_splink.rows(everybody, {how: (queries, numbers) for how, queries in plain.items()})


def main(sizes: list[int], queries: int) -> None:
    """Measure every size in a process of its own, and report."""
    rows: list[Row] = []
    for size in sizes:
        rows += fresh(["-m", "bench.match", "--one", str(size), str(queries), "--peers"])[0]
    report("match", rows)


if __name__ == "__main__":
    if "--one" in sys.argv:
        print(json.dumps(measure(*map(int, sys.argv[2:4]), peers="--peers" in sys.argv)))
    else:
        numbers = [int(text) for text in sys.argv[1:]]
        main(numbers[:1] or [50_000, 1_000_000], numbers[1] if len(numbers) > 1 else 1000)
