"""Does a person get all that is recorded about her, and nothing that endangers the others?"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tests.domain.records import DATA, one_of_each

from waystation.domain.kinds import data_of, record_of
from waystation.domain.mentions import mentions
from waystation.domain.record import Record
from waystation.exchange.dossier import Dossier, dossier
from waystation.exchange.dossier_page import page
from waystation.exchange.withholding import WITHHELD
from waystation.kit.errors import BadInput
from waystation.kit.language import speaking

OTHERS = {"p2", "p3", "lin", "bo", "m1", "H1", "H2", "crossing", "behind the mill", "an uncle", "river_level"}


def made(kind: str, **changed: Any) -> Record:
    """A record of a kind with some fields changed."""
    data = next(each for each in DATA if each["kind"] == kind)
    return record_of({"schema": 1, **data, **changed})


def strangers() -> list[Record]:
    """Records that have nothing to do with her."""
    return [
        made("person", id="p9", relatives=[], names=[{"text": "stranger"}]),
        made("group", id="g9", members=["p9"], case="c9"),
        made("case", id="c9", persons=["p9"], groups=["g9"]),
        made("journey", id="j9", case="c9", groups=["g9"], stages=[], incidents=[]),
        made("payment", id="y9", case="c9", journey="j9"),
        made("note", id="n9", about=["p9"], case="c9"),
        made("decision", id="d9", case="c9"),
    ]


def keys(found: Dossier) -> set[tuple[str, str]]:
    return {(each.kind, each.key) for each in found.entries}


def test_everything_that_she_is_part_of_is_found_and_nothing_of_strangers() -> None:
    found = dossier("p1", [*strangers(), *one_of_each()])
    assert keys(found) == {
        ("person", "p1"), ("group", "g1"), ("case", "c1"), ("note", "n1"), ("decision", "d1"),
        ("journey", "j1"), ("payment", "y1"),
    }  # fmt: skip
    assert found.entries[0].kind == "person"
    assert "stranger" not in json.dumps(found.to_dict())


def test_her_own_record_is_given_whole() -> None:
    own = dossier("p1", one_of_each()).entries[0]
    assert own.data == data_of(next(record for record in one_of_each() if record.id == "p1"))
    assert own.withheld == ()


def test_who_the_others_are_is_left_out_and_where_is_said() -> None:
    """Also in deep places, and each is named by its field."""
    for entry in dossier("p1", one_of_each()).entries[1:]:
        values = set(re.findall(r'"([^"]*)"', json.dumps(entry.data, ensure_ascii=False)))
        assert not values & OTHERS, entry.kind
        if entry.kind == "group":
            assert entry.data["members"] == ["p1", WITHHELD]
            assert entry.withheld == ("members[1]", "house")
        if entry.kind == "journey":
            assert "stages[0].helpers[0]" in entry.withheld
            assert entry.data["stages"][0]["depart"]


def test_of_a_relative_and_of_a_helper_only_that_there_is_one_is_said() -> None:
    found = dossier("p2", [*one_of_each(), made("person", id="p2", relatives=[], notes=[], names=[])])
    relative = next(each for each in found.entries if each.why == "relative")
    assert (relative.key, relative.data) == (WITHHELD, {})
    records = [*one_of_each(), made("person", id="p3", relatives=[])]
    helper = next(each for each in dossier("p3", records).entries if each.kind == "helper")
    assert (helper.key, helper.data) == (WITHHELD, {})


def test_a_journey_of_another_group_of_the_same_case_is_not_hers() -> None:
    apart = made("journey", id="j2", groups=["g7"], stages=[], incidents=[])
    assert ("journey", "j2") not in keys(dossier("p1", [*one_of_each(), apart]))


def test_without_her_record_there_is_nothing_to_give() -> None:
    with pytest.raises(BadInput, match="no record with this key"):
        dossier("nobody", one_of_each())


def test_the_page_says_all_of_it_and_runs_nothing() -> None:
    evil = made("person", names=[{"text": "<script>alert(1)</script>"}])
    others = [record for record in one_of_each() if record.id != "p1"]
    text = page(dossier("p1", [evil, *others])).decode()
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    for said in ("a man answers for her", "hear her alone", "2026-03-02T18:00:00+09:00", "1218.46"):
        assert said in text
    assert text.count("<h2>") == 7
    with speaking("ko"):
        assert "당신에 대해 기록된 것" in page(dossier("p1", [evil])).decode()


def test_every_marked_field_is_a_mention() -> None:
    """What a field refers to can be followed; so nothing of hers is overlooked."""
    for record in one_of_each():
        data: Any = data_of(record)
        for mention in mentions(record):
            node = data
            for step in mention.path:
                node = node[step]
            assert node == mention.key
