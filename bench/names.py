"""How often are two written names recognised as one, beside peers, and how fast?

    python -m bench.names [--pairs FILE] [--learn UNIHAN HANVIET]

FILE (../shared/data/names/pairs.csv) has name_a, name_b, same, category. With --learn the tables are learned
anew five times, each time without the names (by the hash of the hangul) of a fifth of the pairs, which is
then judged with them, by odds that are fitted on the other four fifths: nothing is tested on what it was
learned from (tools/names/build.py says what the two files are). The odds that ship are those fitted on all
five, which are printed. Without it the tables that ship are used, for pairs whose names they have not seen.
Peers: rapidfuzz's ratio, Jaro-Winkler similarity and metaphone keys (jellyfish) on names in Latin letters
(anyascii), surname first or last, and nomenklatura's logic-v2 where it is installed. For each method F1 at
its best threshold; ours also where probability is one half, and the recall at 99 % precision in lists as long
as the one held back, drawn from these again and again.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from anyascii import anyascii
from bench.table import report, timed
from numpy.typing import NDArray

from waystation.tracing.names import Likeness, Names, prepare, weights
from waystation.tracing.names.engine import parts
from waystation.tracing.names.evidence import LISTED, ODDS, Odds, calibrated
from waystation.tracing.names.tables import Tables, tables, unpacked
from waystation.tracing.names.text import plain

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("WAYSTATION_SHARED", ROOT.parent / "shared"))
PAIRS = SHARED / "data" / "names" / "pairs.csv"
KNOWN = PAIRS.with_name("names.tsv")
FOLDS = 5
RESAMPLED, LONGER = 400, 53_000 / 21_466  # lists drawn, how much longer each is than the public one
REPEATED = 20  # times that the pairs are weighed, to be measured
Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Score = Callable[[str, str], float]


class Pairs(NamedTuple):
    """Pairs of names, whether each is one name, and of which kind."""

    a: list[str]
    b: list[str]
    same: NDArray[np.bool_]
    kind: NDArray[np.str_]


def read(file: Path) -> Pairs:
    """Read the pairs."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return Pairs(
        [row["name_a"] for row in rows],
        [row["name_b"] for row in rows],
        np.array([row["same"] == "1" for row in rows]),
        np.array([row["category"] for row in rows]),
    )


def letters(name: str) -> str:
    """Return the letters of a name in alphabetical order: the same in any order of its words."""
    return "".join(sorted(re.sub("[ ,-]", "", plain(name))))


def fold(hangul: str) -> int:
    """Return in which fifth a name is."""
    return int(hashlib.sha256(hangul.encode()).hexdigest()[:8], 16) % FOLDS


def folds(pairs: Pairs, known: Sequence[tuple[str, str]]) -> Rows:
    """Return the fold of each pair: that of the hangul name which its first name, or both, belong to."""
    hangul = {letters(written): name for name, written in known} | {letters(name): name for name, _ in known}
    owner = {a: b for a, b, same in zip(pairs.a, pairs.b, pairs.same, strict=True) if same}
    named = (hangul.get(letters(a)) or hangul.get(letters(owner.get(a, ""))) or letters(a) for a in pairs.a)
    return np.array([fold(name) for name in named])


def learned(pairs: Pairs, unihan: Path, hanviet: Path) -> Iterator[tuple[Rows, Tables]]:
    """Yield pairs with tables that were learned without their names."""
    sys.path.insert(0, str(ROOT / "tools" / "names"))
    import build  # noqa: PLC0415  (the tool that makes the tables)
    import characters  # noqa: PLC0415
    import learn  # noqa: PLC0415

    rows = [line.split("\t")[:2] for line in KNOWN.read_text(encoding="utf-8").splitlines()]
    known = learn.usable((row[0], row[1]) for row in rows)
    table, sino, of = characters.unihan(unihan), characters.hanviet(hanviet), folds(pairs, known)
    for k in range(FOLDS):
        rest = learn.Learned([pair for pair in known if fold(pair[0]) != k])
        yield np.flatnonzero(of == k), unpacked(build.packed(rest, table, sino))


def weighed(pairs: Pairs, folds: Iterator[tuple[Rows, Tables]]) -> tuple[Likeness, Rows, dict[str, float]]:
    """Return the likeness of each pair, its fold, and the seconds that reading and weighing took."""
    found, fold_of, spent = (
        np.zeros((4, len(pairs.a))),
        np.zeros(len(pairs.a), np.int64),
        {"read": 0.0, "weigh": 0.0},
    )
    for k, (rows, table) in enumerate(folds):
        n, many = np.arange(len(rows)), np.tile(np.arange(len(rows)), REPEATED)
        names = [[side[i] for i in rows] for side in (pairs.a, pairs.b)]
        read = partial(_read, names, table)
        left, right = read()
        found[:, rows], fold_of[rows] = np.array(parts(left, n, right, n, table).likeness), k  # compiles, too
        spent["read"] += timed(read)[1].cpu
        spent["weigh"] += timed(partial(weights, left, many, right, many, using=table))[1].cpu / REPEATED
    return Likeness(*found), fold_of, spent


def fitted(likeness: Likeness, same: NDArray[np.bool_]) -> Odds:
    """Return the odds that make these pairs likeliest (logistic regression by Newton's method)."""
    x, odds = likeness.columns, np.zeros(len(Odds._fields))
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ odds, -30.0, 30.0)))
        step = np.linalg.solve((x.T * (p * (1.0 - p))) @ x + 1e-6 * np.eye(len(odds)), x.T @ (same - p))
        odds += step
        if np.abs(step).max() < 1e-9:
            break
    return Odds(*odds.tolist())


def chosen(likeness: Likeness, rows: NDArray[np.bool_]) -> Likeness:
    """Return the likeness of some of the pairs."""
    return Likeness(*(np.asarray(part)[rows] for part in likeness))


def judged(pairs: Pairs, likeness: Likeness, fold_of: Rows) -> Floats:
    """Return the probability of each pair by odds fitted on the other folds; of one fold, by ours."""
    found = np.zeros(len(pairs.a))
    for k in np.unique(fold_of):
        here = fold_of == k
        odds = ODDS if here.all() else fitted(chosen(likeness, ~here), pairs.same[~here])
        found[here] = calibrated(chosen(likeness, here), LISTED, odds)
    return found


def _read(names: Sequence[Sequence[str]], table: Tables) -> tuple[Names, Names]:
    return prepare(names[0], table), prepare(names[1], table)


def curve(same: NDArray[np.bool_], score: Floats) -> tuple[Floats, Floats, Floats]:
    """Return scores from high to low with precision and recall where each is the threshold."""
    order = np.argsort(-score, kind="stable")
    true = np.cumsum(same[order])
    return score[order], true / np.arange(1, len(same) + 1), true / same.sum()


def best(same: NDArray[np.bool_], score: Floats) -> dict[str, float]:
    """Return F1 at the best threshold."""
    _, precision, recall = curve(same, score)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    n = int(f1.argmax())
    return {"F1": float(f1[n]), "precision": float(precision[n]), "recall": float(recall[n])}


def recall_at(same: NDArray[np.bool_], score: Floats, precision: float = 0.99) -> float:
    """Return the highest recall at a precision."""
    _, found, recall = curve(same, score)
    return float(recall[found >= precision].max(initial=0.0))


def spread(pairs: Pairs, kind: NDArray[np.bool_], score: Floats) -> list[float]:
    """Return the mean and the 2.5 % and 97.5 % quantiles of the recall at 99 % precision in lists drawn anew.

    Names are drawn with replacement, each with all pairs that begin with it: they stand and fall together.
    """
    dice, rows = np.random.default_rng(1), np.flatnonzero(kind)
    _, group = np.unique([pairs.a[i] for i in rows], return_inverse=True)
    parts_ = [rows[group == g] for g in range(group.max() + 1)]
    drawn = (dice.integers(len(parts_), size=int(LONGER * len(parts_))) for _ in range(RESAMPLED))
    lists = (np.concatenate([parts_[g] for g in groups]) for groups in drawn)
    found = [recall_at(pairs.same[listed], score[listed]) for listed in lists]
    return [float(np.mean(found)), *np.quantile(found, [0.025, 0.975]).tolist()]


def calibration(same: NDArray[np.bool_], probability: Floats, bins: int = 10) -> float:
    """Return the expected calibration error: how far stated and true shares of each tenth are apart."""
    where = np.minimum((probability * bins).astype(int), bins - 1)
    parts = [np.flatnonzero(where == n) for n in range(bins)]
    apart = [abs(probability[p].mean() - same[p].mean()) * len(p) for p in parts if len(p)]
    return float(sum(apart) / len(same))


def kinds(pairs: Pairs) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which pairs are a name in Latin letters and one in hangul, and which are both Latin."""
    return pairs.kind == "latin-hangul", np.char.startswith(pairs.kind, "latin-latin")


def row(name: str, pairs: Pairs, score: Floats, seconds: float) -> dict[str, Any]:
    """Return a row of the table."""
    hangul, latin = kinds(pairs)
    return {
        "method": name,
        **best(pairs.same, score),
        "latin-hangul R@P99": recall_at(pairs.same[hangul], score[hangul]),
        "latin-latin R@P99": recall_at(pairs.same[latin], score[latin]),
        "pairs/s": len(score) / seconds,
    }


def orders(name: str) -> tuple[str, ...]:
    """Return a name as it is, and with its last word first."""
    words = name.split(" ")
    return (name, " ".join([words[-1], *words[:-1]])) if len(words) > 1 else (name,)


def joined(name: str) -> str:
    """Return a name without separators."""
    return re.sub("[ ,'-]", "", name)


def peers() -> Iterator[tuple[str, Score]]:
    """Yield the peers that are installed."""
    try:
        import jellyfish  # noqa: PLC0415  (only where it is installed)
        from rapidfuzz import fuzz  # noqa: PLC0415
    except ImportError:
        print("rapidfuzz and jellyfish are not installed: no peers (requirements/install bench)")
        return

    def sounds(name: str) -> str:
        return str(jellyfish.metaphone(name))

    def alike(a: str, b: str) -> float:
        return float(jellyfish.jaro_winkler_similarity(a, b))

    yield "rapidfuzz ratio", lambda a, b: max(fuzz.ratio(a, other) for other in orders(b)) / 100
    yield "Jaro-Winkler", lambda a, b: max(alike(joined(a), joined(other)) for other in orders(b))
    yield (
        "metaphone",
        lambda a, b: max(alike(sounds(joined(a)), sounds(joined(other))) for other in orders(b)),
    )
    try:
        from followthemoney import model  # noqa: PLC0415
        from nomenklatura.matching import LogicV2  # noqa: PLC0415
    except ImportError:
        return
    config = LogicV2.default_config()

    def person(name: str) -> Any:
        return model.get_proxy({"id": name or "x", "schema": "Person", "properties": {"name": [name]}})

    yield "nomenklatura logic-v2", lambda a, b: LogicV2.compare(person(a), person(b), config).score


def _scored(score: Score, a: Sequence[str], b: Sequence[str]) -> Floats:
    return np.array([score(one, other) for one, other in zip(a, b, strict=True)])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--learn", type=Path, nargs=2, metavar=("UNIHAN", "HANVIET"))
    arguments = parser.parse_args()
    pairs = read(arguments.pairs)
    shipped = iter([(np.arange(len(pairs.a)), tables())])
    likeness, fold_of, spent = weighed(
        pairs, learned(pairs, *arguments.learn) if arguments.learn else shipped
    )
    found = judged(pairs, likeness, fold_of)
    rows = [row("waystation", pairs, found, spent["weigh"])]
    latin = tuple([anyascii(name).lower() for name in side] for side in pairs[:2])
    for name, score in peers():
        sides = pairs[:2] if name.startswith("nomenklatura") else latin
        scores, took = timed(partial(_scored, score, *sides))
        rows.append(row(name, pairs, scores, took.cpu))
    hangul, latin_latin = kinds(pairs)
    said = found >= 0.5
    f1_at_half = 2.0 * float((said & pairs.same).sum()) / float(said.sum() + pairs.same.sum())
    notes = {
        "pairs": len(found),
        "learned without the names of each fifth": bool(arguments.learn),
        "F1 where probability is one half": f1_at_half,
        "calibration error": calibration(pairs.same, found),
        "latin-hangul R@P99, mean and 95 %": spread(pairs, hangul, found),
        "latin-latin R@P99, mean and 95 %": spread(pairs, latin_latin, found),
        "odds fitted on all": fitted(likeness, pairs.same),
        "names read a second": 2 * len(found) / spent["read"],
        "pairs a second, reading both names anew": len(found) / (spent["read"] + spent["weigh"]),
    }
    report("names", rows, **notes)


if __name__ == "__main__":
    main()
