"""How does Splink find the same people, with its model learned and its DuckDB behind it?

It gets what the other peers get (`match_peers.Plain`), the blocks of `match_peers.blocks` as its rules, and
compares the whole name by Jaro-Winkler similarity, birth, sex and province. u is estimated from random pairs,
m by expectation and maximisation on pairs that share sounds, and on those of one sex, province and decade.
All queries are asked at once, which is kind to it: the time of one is the mean.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import jellyfish
import pyarrow as pa
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from bench.match_peers import Plain
from bench.table import timed
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

Row = dict[str, Any]
SEED = 20261121
_COLUMNS = pa.schema(
    [
        ("unique_id", pa.string()),
        ("name", pa.string()),
        ("sounds", pa.string()),
        ("sound", pa.list_(pa.string())),
        ("sex", pa.string()),
        ("province", pa.string()),
        ("born", pa.float64()),
        ("decade", pa.list_(pa.int64())),
        ("mid_decade", pa.int64()),
    ]
)
_BLOCKS: list[Any] = [
    block_on("sounds"),
    block_on("sound", "sex", "province", "decade", arrays_to_explode=["sound", "decade"]),
]
_TRAINING = [block_on("sounds"), block_on("sex", "province", "mid_decade")]
_SETTINGS = SettingsCreator(
    link_type="link_only",
    blocking_rules_to_generate_predictions=_BLOCKS,
    comparisons=[
        comparisons.JaroWinklerAtThresholds("name", [0.95, 0.9, 0.85, 0.75]).configure(
            term_frequency_adjustments=True
        ),
        comparisons.ExactMatch("sex"),
        comparisons.ExactMatch("province"),
        comparisons.CustomComparison(
            output_column_name="born",
            comparison_levels=[
                levels.NullLevel("born"),
                levels.AbsoluteDifferenceLevel("born", 5),
                levels.AbsoluteDifferenceLevel("born", 7),
                levels.ElseLevel(),
            ],
        ),
    ],
    retain_matching_columns=False,
)


def table(people: Sequence[Plain]) -> pa.Table:
    """Return people as the table that Splink reads; the id is the number in the list."""
    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS.names}
    for number, person in enumerate(people):
        sounds = sorted(jellyfish.metaphone(word) for word in person.words)
        known = person.years[1] - person.years[0] < 40
        decades = range(person.years[0] // 10, person.years[1] // 10 + 1)
        values = {
            "unique_id": str(number),
            "name": " ".join(person.words),
            "sounds": " ".join(sounds),
            "sound": sorted(set(sounds)),
            "sex": person.sex,
            "province": person.province,
            "born": sum(person.years) / 2 if known else None,
            "decade": list(decades) if known else [],
            "mid_decade": sum(person.years) // 20 if known else None,
        }
        for name, value in values.items():
            columns[name].append(value)
    return pa.table(columns, schema=_COLUMNS)


def linked(everybody: pa.Table, queries: Sequence[Plain], settings: Any) -> Linker:
    """Return Splink over both tables, on one core."""
    database = DuckDBAPI(connection=duckdb.connect(config={"threads": 1}))
    known = database.register(everybody, table_name="known")
    return Linker([known, database.register(table(queries), table_name="sought")], settings, log_level=None)


def learned(everybody: pa.Table, queries: Sequence[Plain]) -> dict[str, Any]:
    """Return the model that is learned from these queries."""
    linker = linked(everybody, queries, _SETTINGS)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
    for block in _TRAINING:
        linker.training.estimate_parameters_using_expectation_maximisation(
            block, record_sample_proportion=1.0
        )
    model: dict[str, Any] = linker.misc.save_model_to_json()
    return model


def ask(everybody: pa.Table, model: dict[str, Any], queries: Sequence[Plain], wanted: Sequence[int]) -> Row:
    """Return how often the wanted person is among those that share a block, and comes first."""
    linker = linked(everybody, queries, model)
    found, spent = timed(lambda: linker.inference.predict().as_record_list())
    scores: list[dict[int, float]] = [{} for _ in queries]
    for pair in found:
        known, sought = (int(pair[f"unique_id_{side}"]) for side in "lr")
        if pair["source_dataset_l"] == "sought":
            known, sought = sought, known
        scores[sought][known] = pair["match_weight"]
    pairs = list(zip(scores, wanted, strict=True))
    return {
        "found": sum(right in listed for listed, right in pairs) / len(pairs),
        "recall@1": sum(bool(s) and max(s, key=lambda n: s[n]) == right for s, right in pairs) / len(pairs),
        "most candidates": max(map(len, scores)),
        "mean ms": 1000 * spent.cpu / len(queries),
    }


def rows(everybody: Sequence[Plain], asked: Mapping[str, tuple[Sequence[Plain], Sequence[int]]]) -> list[Row]:
    """Return what Splink finds for each way of asking, with the model learned from the first."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    known, ways = table(everybody), list(asked.items())
    model, spent = timed(lambda: learned(known, ways[0][1][0]))
    found = [
        {"asked by": how, "method": "Splink on DuckDB", **ask(known, model, *sought)} for how, sought in ways
    ]
    return [{**found[0], "build s": spent.cpu}, *found[1:]]
