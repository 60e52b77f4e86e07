"""Who would know what, were somebody taken? Networks worked by hand, random ones, a plain model."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waystation.domain.access import Trace
from waystation.vault.exposure import Seen, Subject, exposure, known_by, marks, people_at, standing


def t(word: str) -> str:
    """A tag that can be read."""
    return word.encode().hex().ljust(32, "0")


def names(tags: Iterable[str]) -> set[str]:
    return {bytes.fromhex(tag).rstrip(b"\0").decode() for tag in tags}


def row(number: int, verb: str, actor: str, to: str = "", what: str = "") -> Seen:
    split = [tuple(map(t, text.split())) for text in (to, what)]
    return number, Trace.model_validate({"verb": verb, "actor": t(actor), "to": split[0], "what": split[1]})


# A pastor P and a case worker W at the desk. Broker B brings a family F1 F2 by journey J to the house H of
# host L. The driver D has met B only. W was told of a second house K; a guest G slept there, and is at S now.
STORY = [
    row(1, "granted", "P", "P W", "case"),
    row(2, "granted", "P", "P", "helperB houseH"),
    row(3, "opened", "W", "", "F1 F2 case"),
    row(4, "told", "P", "W", "K"),
    row(5, "met", "G", "L", "K"),
    row(6, "met", "G", "", "S"),
    row(7, "met", "B", "F1 F2", "J"),
    row(8, "met", "B", "D", ""),
    row(9, "met", "F1", "F2 L", "H"),
    row(10, "withdrawn", "P", "W", "case"),
]


@pytest.mark.parametrize(
    ("who", "subject", "known"),
    [
        (
            "W",
            "member",
            {"case": ["opened", "could open"], "F1": ["opened"], "F2": ["opened"], "K": ["told"]},
        ),
        ("P", "member", {"case": ["could open"], "helperB": ["could open"], "houseH": ["could open"]}),
        ("B", "helper", {"F1": ["met"], "F2": ["met"], "J": ["met"], "D": ["met"]}),
        ("D", "helper", {"B": ["met"]}),
        ("L", "helper", {"G": ["met"], "K": ["met"], "F1": ["met"], "F2": ["met"], "H": ["met"]}),
        ("G", "person", {"L": ["met"], "K": ["met"], "S": ["met"]}),
    ],
)
def test_who_knows_what_in_a_network_worked_by_hand(
    who: str, subject: Subject, known: dict[str, list[str]]
) -> None:
    found = exposure(STORY, t(who), subject)
    assert {names([each.tag]).pop(): list(each.ways) for each in found.known} == known


def test_a_house_that_is_raided_is_taken_with_all_who_are_in_it_now() -> None:
    found = exposure(STORY, t("H"), "house")
    assert names(found.taken) == {"H", "F1", "F2", "L"}
    assert names(found.tags) == {"B", "J", "G", "K"}


def test_a_device_that_is_lost_knows_what_all_its_users_knew() -> None:
    found = exposure([*STORY, row(11, "told", "W", "laptop", "")], t("laptop"), "device")
    assert names(found.tags) == {"case", "F1", "F2", "K"}


def test_a_house_where_people_sleep_now_comes_before_one_that_is_empty() -> None:
    found = exposure([*STORY, row(11, "told", "P", "W", "H")], t("W"), "member")
    assert names([found.known[0].tag]) == {"H"}
    assert names(found.known[0].there) == {"F1", "F2", "L"}


def test_keys_that_are_still_held_are_listed_and_withdrawn_ones_stay_known() -> None:
    assert names(exposure(STORY, t("P"), "member").held) == {"case", "helperB", "houseH"}
    of_w = exposure(STORY, t("W"), "member")
    assert of_w.held == ()
    assert t("case") in of_w.tags


def test_a_mark_can_be_taken_back_and_both_stay() -> None:
    rows = [row(1, "marked", "P", "", "B"), row(2, "unmarked", "W", "", "B"), row(3, "marked", "P", "", "D")]
    first, second = marks(rows)
    assert (first.taken_back, second.taken_back) == (rows[1], None)
    assert names(standing(rows)) == {"D"}


TAGS = st.sampled_from([t(word) for word in "ABCDEFGH"])
TRACES = st.builds(
    lambda verb, actor, to, what: Trace(verb=verb, actor=actor, to=to, what=what),
    st.sampled_from(["granted", "withdrawn", "opened", "told", "met", "marked", "unmarked"]),
    TAGS,
    st.lists(TAGS, max_size=3).map(tuple),
    st.lists(TAGS, max_size=3).map(tuple),
)
LEDGERS = st.lists(TRACES, max_size=12).map(lambda traces: list(enumerate(traces, 1)))
SUBJECTS = st.sampled_from(["member", "helper", "person", "house", "device"])


@given(LEDGERS, st.lists(TRACES, max_size=4), TAGS)
def test_more_grants_openings_words_or_meetings_never_mean_less_known(
    ledger: list[Seen], more: list[Trace], who: str
) -> None:
    before = {each.tag: set(each.ways) for each in known_by(ledger, {who})}
    longer = [*ledger, *enumerate(more, len(ledger) + 1)]
    after = {each.tag: set(each.ways) for each in known_by(longer, {who})}
    assert all(before[tag] <= after[tag] for tag in before)


@given(LEDGERS, TAGS)
def test_withdrawals_and_marks_take_nothing_away(ledger: list[Seen], who: str) -> None:
    kept = [(n, trace) for n, trace in ledger if trace.verb not in {"withdrawn", "marked", "unmarked"}]
    assert {each.tag for each in known_by(ledger, {who})} == {each.tag for each in known_by(kept, {who})}


@given(LEDGERS, TAGS)
def test_what_is_known_does_not_depend_on_the_order_of_the_rows(ledger: list[Seen], who: str) -> None:
    expected = sorted(known_by(ledger, {who}))
    for at in range(len(ledger)):
        assert sorted(known_by(reversed(ledger[at:] + ledger[:at]), {who})) == expected


def model(ledger: list[Seen], tag: str, subject: Subject) -> tuple[set[str], dict[str, set[str]], set[str]]:
    """Slowly, by asking every pair: who is taken, what each tag is known by, which keys are held."""
    place: dict[str, tuple[str, ...]] = {}
    for _number, trace in ledger:
        if trace.verb == "met" and trace.what:
            place.update(dict.fromkeys([trace.actor, *trace.to], trace.what))
    taken = {tag}
    if subject == "house":
        taken |= {who for who, where in place.items() if tag in where}
    if subject == "device":
        taken |= {
            each.actor for _n, each in ledger if each.verb == "told" and tag in each.to and not each.what
        }
    ways: dict[str, set[str]] = {}
    word = {"granted": "could open", "told": "told", "opened": "opened", "met": "met"}
    for other in {x for _n, each in ledger for x in [each.actor, *each.to, *each.what]} - taken:
        for one in taken:
            for _n, each in ledger:
                learnt = {
                    "granted": one in each.to and other in each.what,
                    "told": one in each.to and other in each.what,
                    "opened": one == each.actor and other in each.what,
                    "met": {one, other} <= {each.actor, *each.to, *each.what},
                }.get(each.verb, False)
                if learnt:
                    ways.setdefault(other, set()).add(word[each.verb])
    held = {
        other
        for one in taken
        for other in {x for _n, each in ledger for x in each.what}
        if [each.verb for _n, each in ledger
            if each.verb in {"granted", "withdrawn"} and one in each.to and other in each.what][-1:]
        == ["granted"]
    }  # fmt: skip
    return taken, ways, held


@given(LEDGERS, TAGS, SUBJECTS)
def test_the_exposure_is_that_of_the_plain_model(ledger: list[Seen], tag: str, subject: Subject) -> None:
    found = exposure(ledger, tag, subject)
    taken, ways, held = model(ledger, tag, subject)
    assert set(found.taken) == taken
    assert {each.tag: set(each.ways) for each in found.known} == ways
    assert set(found.held) == held


@given(LEDGERS, TAGS, SUBJECTS)
def test_it_is_ranked_by_who_is_there_now(ledger: list[Seen], tag: str, subject: Subject) -> None:
    found = exposure(ledger, tag, subject).known
    there = people_at(ledger)
    assert [len(each.there) for each in found] == sorted((len(each.there) for each in found), reverse=True)
    assert all(each.there == there.get(each.tag, frozenset()) for each in found)
