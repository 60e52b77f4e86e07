"""How many planted contradictions does the check of accounts find, and how many that are none?

    python -m bench.contradictions [SETS]

A planted claim is found where the right rule shows it with another quote; what the check shows is right where
one of its two quotes was planted. Needs the shared data for spellings.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from bench.accounts import account_set
from bench.match import SHARED
from bench.people import Spellings, learn
from bench.table import report

from waystation.tracing.accounts.check import check


def measured(spellings: Spellings, sets: int) -> list[dict[str, Any]]:
    """Return for each rule how many were planted, found, shown and rightly shown, then for all."""
    planted, found, shown, right = (Counter[str]() for _ in range(4))
    for seed in range(sets):
        accounts, story = account_set(spellings, seed)
        seen: set[str] = set()
        for one in check(accounts).contradictions:
            hits = {one.a.quote, one.b.quote} & story.planted.keys()
            shown[one.rule] += 1
            right[one.rule] += bool(hits) and one.a.quote != one.b.quote and all((one.a.quote, one.b.quote))
            seen |= {quote for quote in hits if story.planted[quote] == one.rule}
        for quote, rule in story.planted.items():
            planted[rule] += 1
            found[rule] += quote in seen
    rows = [_row(rule, planted, found, shown, right) for rule in sorted(planted | shown)]
    totals = [Counter(all=sum(counted.values())) for counted in (planted, found, shown, right)]
    return [*rows, _row("all", *totals)]


def _row(rule: str, *counted: Counter[str]) -> dict[str, Any]:
    planted, found, shown, right = (each[rule] for each in counted)
    recall, precision = found / planted if planted else None, right / shown if shown else None
    return {"rule": rule, "planted": planted, "recall": recall, "shown": shown, "precision": precision}


def main(sets: int) -> None:
    """Measure and report."""
    spellings = learn(Path(SHARED) / "data" / "names" / "names.tsv")
    report("contradictions", measured(spellings, sets))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
