"""Does a helper's sheet hold his own part, and not a word about another's?"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journey.lived import begun, files, next_stage

from waystation.domain.journey import HandOver, Journey, JourneyStage
from waystation.domain.network import Network
from waystation.journey.hand_over import offer
from waystation.journey.sheets import LANGUAGES, duties, lines, messages, phrases, text
from waystation.kit.errors import BadInput

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def ways(data: st.DataObject, count: int) -> tuple[Network, Journey]:
    """A journey whose every place, helper and word is a token that stands nowhere else."""
    helpers = [f"HELPER{n}" for n in range(count)]
    places: list[dict[str, Any]] = [
        {"id": f"PLACE{n}", "kind": "safety" if n == count else "safe_house", "name": f"AT{n}END",
         "hosts": [f"HOST{n}"] if n and data.draw(st.booleans()) else []}
        for n in range(count + 1)
    ]  # fmt: skip
    legs = [
        {"id": f"LEG{n}", "from": f"PLACE{n}", "to": f"PLACE{n + 1}", "hours": 1, "helpers": [helpers[n]]}
        for n in range(count)
    ]
    named = [*helpers, *(host for place in places for host in place["hosts"])]
    network = Network.model_validate(
        {"waystation": 1, "fictional": True, "start": START, "places": places, "legs": legs,
         "helpers": [{"id": each, "integrity": 1.0} for each in named]}
    )  # fmt: skip
    return network, Journey(id="JOURNEY", case="CASE", groups=("GROUP",), stages=stages(places, helpers))


def stages(places: list[dict[str, Any]], helpers: list[str]) -> tuple[JourneyStage, ...]:
    found = []
    for n, helper in enumerate(helpers):
        host = places[n + 1]["hosts"]
        depart = START + timedelta(days=n, minutes=7 * n)
        found.append(
            JourneyStage(
                number=n + 1,
                leg=f"LEG{n}",
                origin=f"PLACE{n}",
                to=f"PLACE{n + 1}",
                group="GROUP",
                persons=3,
                helpers=(helper,),
                house=f"HOUSE{n}",
                depart=depart,
                arrive=depart + timedelta(hours=3),
                pick_up=HandOver(
                    to=helper, where=f"CORNER{n}", says=f"SAYS{n}A", answer=f"BACK{n}A", word=f"HASH{n}A"
                ),
                hand_over=HandOver(
                    to=str(host[0]), where=f"DOOR{n}", says=f"SAYS{n}B", answer=f"BACK{n}B", word=f"HASH{n}B"
                )
                if host
                else None,
            )
        )
    return tuple(found)


def own(journey: Journey, helper: str) -> set[str]:
    """What is the helper's to know, worked out from the stages beside the sheet: tokens and hours."""
    known = {"3"}
    for n, stage in enumerate(journey.stages):
        if helper in stage.helpers:
            known |= {f"AT{n}END", f"AT{n + 1}END", f"CORNER{n}", f"SAYS{n}A", f"BACK{n}A"}
            known |= {f"{at:%Y-%m-%d %H:%M}" for at in (stage.depart, stage.arrive)}
        if stage.hand_over is not None and stage.hand_over.to == helper:
            known |= {f"AT{n + 1}END", f"DOOR{n}", f"SAYS{n}B", f"BACK{n}B", f"{stage.arrive:%Y-%m-%d %H:%M}"}
            known |= {f"{each.depart:%Y-%m-%d %H:%M}" for each in journey.stages[n + 1 : n + 2]}
    return known


@settings(deadline=None)
@given(data=st.data(), count=st.integers(2, 6), language=st.sampled_from(LANGUAGES))
def test_a_sheet_never_holds_a_word_about_anothers_part(
    data: st.DataObject, count: int, language: str
) -> None:
    network, journey = ways(data, count)
    for helper in (each.id for each in network.helpers):
        part = duties(journey, network, helper)
        written = "\n".join(
            [text(part, language), *(each for duty in part for each in messages(duty, language))]
        )
        known = own(journey, helper)
        tokens = set(re.findall(r"[A-Z]{2,}[0-9]+[A-Z]*", written))
        hours = set(re.findall(r"\d{4}-\d\d-\d\d \d\d:\d\d", written))
        assert tokens | hours <= known
        assert helper not in written
        assert not {"JOURNEY", "CASE", "GROUP"} & set(re.findall(r"[A-Z]+", written))


def test_the_host_knows_who_comes_when_and_until_and_not_from_where() -> None:
    network, _case = files("orphans/network-second-house", "orphans/day-1")
    underway = begun("orphans/network-second-house", "orphans/day-1")
    stage = next_stage(underway)
    underway, words = offer(underway, stage.number, "hand_over", stage.depart, where="the red door")
    (duty,) = duties(underway.journey, network, "host-second")
    assert (duty.doing, duty.place, duty.to, duty.persons) == ("host", "a second house in the south", None, 7)
    assert (duty.where, duty.says, duty.answer) == ("the red door", words.says, words.answer)
    assert duty.begin.utcoffset() == timedelta(hours=8), "the clock of the place"
    assert words.word not in text((duty,), "en").split()


def test_a_part_that_is_over_or_dropped_is_on_no_sheet() -> None:
    network, _case = files("orphans/network-second-house", "orphans/day-1")
    underway = begun("orphans/network-second-house", "orphans/day-1")
    stage = next_stage(underway)
    over = underway.with_stage(stage.model_copy(update={"arrived_at": stage.arrive}))
    dropped = underway.with_stage(stage.model_copy(update={"dropped_at": stage.arrive}))
    for each in (over, dropped):
        assert duties(each.journey, network, "host-second") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_time_place_and_headcount_never_travel_together(language: str) -> None:
    network, _case = files("family/network", "family/case")
    journey = begun("family/network", "family/case").journey
    (duty,) = duties(journey, network, "boat")
    when, where, many = messages(duty, language)
    signs = [f"{duty.begin:%H:%M}", duty.place, str(duty.persons)]
    assert [sign in when for sign in signs[:2]] == [True, False]
    assert [sign in where for sign in signs] == [False, True, False]
    assert [sign in many for sign in signs] == [False, False, True]


def test_every_language_says_everything_in_its_own_words() -> None:
    known = {language: phrases(language) for language in LANGUAGES}
    assert len({frozenset(each) for each in known.values()}) == 1
    for key in known["en"]:
        assert len({each[key] for each in known.values()}) == len(LANGUAGES), key
    for key, sign in (("see_you", "{time}"), ("be_at", "{place}"), ("table", "{count}")):
        assert all(sign in each[key] for each in known.values())


def test_a_language_that_is_not_there_is_named() -> None:
    with pytest.raises(BadInput, match="en, ko, zh, vi, lo or th"):
        phrases("tlh")


def test_a_driver_reads_where_from_where_to_and_when() -> None:
    network, _case = files("family/network", "family/case")
    journey = begun("family/network", "family/case").journey
    helper = next(each.helpers[0] for each in journey.stages if each.leg.startswith("car"))
    (duty,) = duties(journey, network, helper)[:1]
    labels = [label for label, _words in lines(duty, "en")]
    assert labels == ["Begin", "From", "To", "Arrive", "People"]
