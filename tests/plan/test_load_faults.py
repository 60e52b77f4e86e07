"""Does every sentence say where, what was found and what is allowed, and do all come at once?"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.plan.written import CASE, NETWORK, Doc, case, network

from waystation.kit.errors import BadInput
from waystation.plan.load import load_case, load_network, parse_case, parse_network

Row = tuple[str, Any, str]  # a field, what stands there (... for nothing at all), the end of the sentence

NETWORK_FAULTS: list[Row] = [
    ("waystation", 2, "2; allowed: 1"),
    ("fictional", "yes", "text 'yes'; allowed: true or false"),
    ("legs", "none", "text 'none'; allowed: a list"),
    ("legs[0]", "x", "text 'x'; allowed: {id, from, to, hours, ...}"),
    ("places[0].kind", "orgin", "text 'orgin'; allowed: origin, safe_house, stop, crossing or safety"),
    ("places[0].at[0]", 91, "91; allowed: a number from -90 to 90"),
    ("places[0].at", [1, 2, 3], "[1, 2, 3]; allowed: [a number from -90 to 90, a number from -180 to 180]"),
    ("places[1].capacity", 2.5, "2.5; allowed: a whole number, 0 or more"),
    ("places[1].worth", -1, "-1; allowed: a number, 0 or more"),
    ("places[1].worth", 1e13, "10000000000000.0; allowed: a number between -1e+12 and 1e+12"),
    ("places[0].tz", "Asia/Soul", "text 'Asia/Soul'; allowed: a time zone of the IANA database, such as Asi"),
    ("places[0].name", "a\x1bb", r"text 'a\x1bb'; allowed: text without control characters"),
    ("helpers[1].integrity", 1.4, "1.4; allowed: a number from 0 to 1, or {kept, broken}"),
    ("helpers[1].integrity.kept", ..., "nothing; allowed: a number, 0 or more"),
    ("helpers[1].role", "boss", "text 'boss'; allowed: broker, guide, driver, host, officer or courier"),
    ("conditions[0].series", [[0, 1], [5, 1], [3, 2]], "hour 3 after hour 5; allowed: hours that rise from"),
    ("conditions[0].series[0]", 7, "7; allowed: [a number, a number]"),
    ("legs[0].from", ..., "nothing; allowed: text"),
    ("legs[0].hours", 0, "0; allowed: a number above 0"),
    ("legs[0].hrs", 3, "the unknown field 'hrs'; allowed: hours (was that meant?), id, from, to, mode, ..."),
    ("legs[0].from_", "A", "the unknown field 'from_'; allowed: from (was that meant?)"),
    ("legs[0].zzz", 3, "the unknown field 'zzz'; allowed: id, from, to, mode, hours, cost, "),
    ("legs[0].windows[0]", "22-4", "text '22-4'; allowed: a window of local time such as '22:00-04:00'"),
    ("legs[0].windows", [], "[]; allowed: a list with at least one entry, of text such as 22:00-04:00"),
    ("legs[0].slower.infant", "a", "text 'a'; allowed: a number above 0"),
    ("legs[0].hazards[0].p", 1.4, "1.4; allowed: a number from 0 to 1, or {harmed, attempts}"),
    ("legs[0].hazards[0].p", [1], "[1]; allowed: a number from 0 to 1, or {harmed, attempts}"),
    ("legs[0].hazards[1].p", {"harmed": 3, "attempts": 1}, "{harmed: 3, attempts: 1}; allowed: harmed at mo"),
    ("legs[0].hazards[0].then", "shot", "text 'shot'; allowed: returned, imprisoned, sold, injured, killed"),
    ("legs[0].block", {"blocked": 3, "attempts": 1}, "{blocked: 3, attempts: 1}; allowed: blocked at most"),
    ("legs[1].id", "crossing", "text 'crossing' again; allowed: an id that no other leg has (legs[0] has it"),
    ("legs[1].to", "X", "text 'X'; allowed: the id of a place: A, H1, S"),
    ("legs[1].helpers", ["boo"], "text 'boo'; allowed: the id of a helper (was 'bo' meant?)"),
    ("legs[0].fees", {"lin": 1}, "a fee for 'lin'; allowed: a helper of this leg: bo"),
    ("legs[1].fees", {"lin": 1}, "a fee for 'lin'; allowed: no fees without helpers"),
    ("places[1].hosts[0]", "lun", "text 'lun'; allowed: the id of a helper (was 'lin' meant?)"),
    ("legs[0].closed_if[0].condition", "rain", "text 'rain'; allowed: the id of a condition: river_level"),
    ("legs[0].hazards[0].odds_by_condition[0].condition", "river", "text 'river'; allowed: the id of a cond"),
]  # fmt: skip
CASE_FAULTS: list[Row] = [
    ("group.persons", 0, "0; allowed: a whole number, 1 or more"),
    ("group", ..., "nothing; allowed: {persons, ...}"),
    ("group.traits", "infant", "text 'infant'; allowed: a list, of text"),
    ("deadline", "soon", "text 'soon'; allowed: a number, 0 or more"),
    ("deadline", float("nan"), "nan; allowed: a number, 0 or more"),
    ("step", 0, "0; allowed: a number above 0"),
    ("floor", 95, "95; allowed: a number from 0 to 1"),
    ("left_behind[0].p", ..., "nothing; allowed: a number from 0 to 1"),
    ("safeguards.consents[0].given", "yes", "text 'yes'; allowed: true or false"),
]


def changed(doc: Doc, field: str, value: Any) -> Doc:
    """Return the document with one field set, or taken away."""
    *path, last = (int(step) if step.isdigit() else step for step in re.findall(r"\w+", field))
    node: Any = doc
    for step in path:
        node = node[step]
    if value is ...:
        del node[last]
    else:
        node[last] = value
    return doc


def only_fault(parse: Callable[[Doc], Any], doc: Doc) -> str:
    with pytest.raises(BadInput) as error:
        parse(doc)
    [fault] = error.value.faults
    return str(fault)


@pytest.mark.parametrize(("field", "value", "words"), NETWORK_FAULTS)
def test_a_fault_of_a_network_is_one_sentence(field: str, value: Any, words: str) -> None:
    sentence = only_fault(parse_network, changed(network(), field, value))
    assert re.match(rf"network {re.escape(field)}[\w.\[\]]*: found {re.escape(words)}", sentence)


@pytest.mark.parametrize(("field", "value", "words"), CASE_FAULTS)
def test_a_fault_of_a_case_is_one_sentence(field: str, value: Any, words: str) -> None:
    assert only_fault(parse_case, changed(case(), field, value)).startswith(f"case {field}: found {words}")


def test_all_faults_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Slips of the pen, wrong values, unknown fields, unknown ids and fields given twice, in one go."""
    broken = NETWORK
    for old, new in {
        "name: Two rivers": "name: Two rivers\nname: Three rivers",
        "kind: origin": "kind: orgin",
        "hosts: [lin]": "hosts: [lim]",
        "integrity: 0.97": "integrity: 1.97",
        "to: H1": "to: H2",
        "hours: 5": "hrs: 5",
        "p: 0.04": "p: 4%",
    }.items():
        broken = broken.replace(old, new, 1)
    file = tmp_path / "network.yaml"
    file.write_text(broken)
    with pytest.raises(BadInput) as error:
        load_network(file)
    told = [fault.where.removeprefix(f"{file}:").partition(" ") for fault in error.value.faults]
    lines = [int(line) for line, _, _ in told]
    assert lines == sorted(lines)
    assert sorted(field for _, _, field in told) == [
        "helpers[0].integrity",
        "legs[0].hazards[0].p",
        "legs[0].hours",
        "legs[0].hrs",
        "legs[0].to",
        "name",
        "places[0].kind",
        "places[1].hosts[0]",
    ]
    for line, (_, _, field) in zip(lines, told, strict=True):
        if field != "legs[0].hours":  # which is missing
            assert field.rpartition(".")[2].partition("[")[0] in broken.splitlines()[line - 1]


def test_what_is_missing_is_told_at_the_line_of_what_should_hold_it(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(CASE.replace("given: true, ", ""))
    with pytest.raises(BadInput) as error:
        load_case(file)
    line = 1 + CASE.split("consents:")[0].count("\n")
    assert str(error.value) == (
        f"{file}:{line} safeguards.consents[0].given: found nothing; allowed: true or false"
    )


def test_plain_data_can_be_named() -> None:
    with pytest.raises(BadInput, match=r"^the form waystation: found nothing; allowed: 1"):
        parse_case({"group": {"persons": 1}}, where="the form")


def test_a_sound_file_is_loaded_with_all_it_says() -> None:
    net, request = parse_network(network()), parse_case(case())
    assert net.legs[0].from_ == "A"
    assert net.legs[0].hazards[0].odds_by_time[0].times == 3.0
    assert net.start.isoformat() == "2026-03-02T18:00:00+09:00"
    assert request.safeguards.children[0].guardian == "mother"
    assert request.left_behind[0].then == "imprisoned"
