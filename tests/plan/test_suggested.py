"""What do observations speak for, worked out by hand?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from waystation.domain.chance import Harmed, Kept
from waystation.domain.network import Network
from waystation.domain.observation import Observation
from waystation.plan.edited import edited
from waystation.plan.load import parse_network
from waystation.plan.suggested import suggestions
from waystation.plan.warm import NETWORK

START = datetime(2026, 3, 2, 18, tzinfo=UTC)
NOW = START + timedelta(hours=48)
RIVER = {"id": "river", "unit": "m", "series": [[0, 0.8], [72, 0.6]]}


def network() -> Network:
    return parse_network({**NETWORK, "conditions": [RIVER]})


def seen(key: str, about: str, which: str, value: float, **more: Any) -> Observation:
    fields = {"id": key, "about": about, "which": which, "value": value, "seen_at": NOW, **more}
    return Observation.model_validate({"source": {"kind": "own"}, **fields})


def test_a_hazard_grows_by_what_was_counted_times_its_weight() -> None:
    """One harmed of nine under Beta(1, 1): 2/11. Two of four, half believed and half as old, is 0.5 of 1."""
    old = seen(
        "a", "hazard", "l/harm", 2, of=4, what="harmed", source={"kind": "rumour", "trust": 0.5},
        seen_at=NOW - timedelta(hours=24), half_life_hours=24,
    )  # fmt: skip
    (one,), unsaid = suggestions(network(), [old], NOW)
    assert unsaid == []
    assert one.old == pytest.approx(2 / 11)
    assert one.counts == pytest.approx((1.5, 10.0))
    assert one.new == pytest.approx(2.5 / 12)
    assert edited(network(), [one.edit]).legs[0].hazards[0].p == Harmed(harmed=1.5, attempts=10.0)


def test_a_helper_who_kept_faith_is_trusted_more() -> None:
    (one,), _unsaid = suggestions(network(), [seen("a", "helper", "k", 0, of=1, what="broken")], NOW)
    assert [one.old, one.new] == pytest.approx([1 / 11, 1 / 12])
    assert edited(network(), [one.edit]).helpers[0].integrity == Kept(kept=10, broken=0)


def test_a_level_is_the_mean_by_weight_from_the_last_look_on() -> None:
    first = seen("a", "condition", "river", 2.0, seen_at=NOW - timedelta(hours=12), half_life_hours=12)
    (one,), _unsaid = suggestions(network(), [first, seen("b", "condition", "river", 1.4)], NOW)
    assert [one.old, one.new] == pytest.approx([0.8, (0.5 * 2.0 + 1.4) / 1.5])
    after = edited(network(), [one.edit]).conditions[0]
    assert [hour for hour, _level in after.series] == [0, 48, 72]
    assert [level for _hour, level in after.series] == pytest.approx([0.8, 1.6, 0.6])


def test_a_bare_number_is_left_alone_until_somebody_says_what_it_is_worth() -> None:
    blocked = seen("a", "leg", "l", 1, of=1, what="blocked")
    said, (unsaid,) = suggestions(network(), [blocked], NOW)
    assert (said, unsaid.why) == ([], "bare")
    (one,), _ = suggestions(network(), [blocked], NOW, stands_for=18)
    assert one.old == pytest.approx(0.1)
    assert one.counts == pytest.approx((2.0, 19.0))
    assert one.new == pytest.approx(3 / 21)
    assert suggestions(network(), [blocked], NOW, stands_for=2)[1][0].why == "bare"


@pytest.mark.parametrize(
    "other",
    [
        {"taken_in_at": NOW},
        {"of": None},
        {"what": "rumours"},
        {"of": 0.5},
        {"seen_at": NOW - timedelta(days=400), "half_life_hours": 24},
    ],
)
def test_what_is_taken_in_already_or_says_no_figure_or_is_too_old_speaks_for_nothing(
    other: dict[str, Any],
) -> None:
    each = seen("a", "hazard", "l/harm", 1, **{"of": 1, "what": "harmed", **other})
    assert suggestions(network(), [each], NOW) == ([], [])


def test_what_the_network_does_not_have_is_said() -> None:
    gone = [seen("a", "hazard", "x/harm", 0, of=1, what="harmed"), seen("b", "condition", "lake", 1)]
    said, unsaid = suggestions(network(), gone, NOW)
    assert (said, [each.why for each in unsaid]) == ([], ["gone", "gone"])
