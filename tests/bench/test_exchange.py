"""Does the benchmark of tables still run, and is what it measures the same when it comes back?"""

from __future__ import annotations

from bench.exchange import measured


def test_every_format_is_measured_beside_its_library() -> None:
    rows = measured(3)
    assert [row["format"] for row in rows] == ["xlsx", "csv", "yaml", "json"]
    assert all(row["write s"] >= 0 and row["library alone"] >= 0 for row in rows)
