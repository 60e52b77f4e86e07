"""Is everything that the engine may say turned into a sentence, and nothing unknown hidden?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from waystation.domain.decision import Caution, Decision, Lever
from waystation.domain.route import Row
from waystation.plan.explain.beside import beside
from waystation.plan.explain.cautions import caution_text, caution_texts
from waystation.plan.explain.decision import banner, policy_text, shortlist, summary
from waystation.plan.explain.names import Names
from waystation.plan.explain.reasons import bounded_text, lever_text, worked_out
from waystation.plan.explain.safeguards import missing_text, remains_text
from waystation.plan.explain.timetable import of_policy, of_route

CAUTIONS = (
    "one_helper",
    "betrayal_pays",
    "house_long",
    "house_full",
    "no_way_back",
    "thin_experience",
    "no_floor",
    "left_behind",
    "unknown_trait",
    "identity_checks",
)
MISSING = (
    "consent:ann",
    "heard_alone:ann",
    "consents:2",
    "guardian:ann",
    "best_interest:ann",
    "children",
    "trafficking",
    "indicator:debt",
    "review",
)
REMAINS = ("ask_again", "other_helpers", "money_or_goods", "other_organisation", "stay_safer")


@pytest.mark.parametrize("code", CAUTIONS)
def test_every_caution_is_a_sentence_even_without_its_figures(code: str, names: Names) -> None:
    text = caution_text(Caution(code, "river", {}), names)
    assert text[-1] in ".?"
    assert code not in text
    assert "{" not in text


@pytest.mark.parametrize("code", MISSING)
def test_every_missing_safeguard_is_a_sentence_about_its_person(code: str, names: Names) -> None:
    text = missing_text(code, names)
    assert text.endswith(".")
    assert code.partition(":")[2] in text


@pytest.mark.parametrize("code", REMAINS)
def test_every_help_that_remains_is_a_sentence(code: str) -> None:
    assert remains_text(code).endswith(".")


def test_unknown_codes_are_printed_as_they_are(names: Names) -> None:
    assert caution_text(Caution("new_code", "H1", {"x": 1.0}), names) == "new_code: H1"
    assert missing_text("new_code:ann", names) == "new_code:ann"
    assert remains_text("new_code") == "new_code"


@pytest.mark.parametrize("subject", ["hazard", "helper", "wait", "condition", "fee", "hour"])
def test_every_lever_says_from_what_to_what(subject: str, names: Names) -> None:
    lever = Lever(subject, "river", 0.5, 0.25, "go")  # type: ignore[arg-type]
    text = lever_text(lever, names)
    assert text.endswith(": go.")
    assert "{" not in text


def test_the_verdict_comes_first_and_names_the_hour(decision: Decision, names: Names) -> None:
    assert banner(decision, names) == "WAIT UNTIL Tue 6 Oct 19:00 (UTC+9)"
    assert banner(replace(decision, verdict="go"), names) == "GO"
    assert banner(replace(decision, verdict="not like this"), names) == "NOT LIKE THIS"
    assert banner(replace(decision, verdict="not yet"), names) == "NOT YET"


def test_both_facts_are_said_where_staying_loses_more(decision: Decision, names: Names) -> None:
    worse = replace(decision, staying_loses_more=True)
    assert "Staying loses more" not in " ".join(summary(worse, names))  # the floor is met: no "although"
    missed = replace(worse, by_figures="not like this", floor=0.95, signatures=3)
    text = " ".join(summary(missed, names))
    assert "is under the organisation's floor of 95.0%" in text
    assert "Staying loses more than leaving" in text
    assert "3 signatures" in text


def test_a_policy_with_a_gap_says_both_bounds(decision: Decision) -> None:
    policy = decision.plan.policy
    assert "at least 93.4%, at most 93.6%" in policy_text(policy)
    assert "at most" not in policy_text(replace(policy, upper=policy.p_safe))


def test_the_timetable_of_a_policy_follows_it_as_long_as_nothing_blocks(
    decision: Decision, names: Names
) -> None:
    lines = of_policy(names, decision.plan.policy)
    assert [line.leg for line in lines] == [line.leg for line in of_route(names, decision.plan.routes[0])]
    assert (lines[0].depart, lines[0].waited, lines[0].arrive) == (22.0, 22.0, 26.0)
    assert lines[2].hosts == ("host-ne",)
    assert lines[2].helpers == ("guide-hill",)


def test_a_policy_that_stays_has_no_timetable(decision: Decision, names: Names) -> None:
    rows: tuple[Row, ...] = (decision.plan.policy.table[-1],)
    assert of_policy(names, replace(decision.plan.policy, table=rows)) == ()


def test_alternatives_stand_beside_each_other_and_are_not_added_up(decision: Decision, names: Names) -> None:
    found = beside(decision, names)
    figures = dict(found.lines)
    assert found.proposed == 1
    assert figures["reached safety"] == ("91.5%", "93.4%", "92.8%", "0%", "0%", "0%")
    assert figures["still in danger"][3:] == ("82.0%", "17.0%", "0.06%")
    assert figures["lost: found while waiting"][3:] == ("18.0%", "83.0%", "99.94%")


def test_the_shortlist_holds_the_best_in_order_of_their_hours(decision: Decision) -> None:
    assert [leave.begin for leave in shortlist(decision, 2)] == [22.0, 46.0]


def test_a_name_that_could_steer_a_terminal_is_spelled_out(names: Names) -> None:
    places = [place.model_copy(update={"name": "\x1b[31mred\u202e"}) for place in names.network.places]
    hostile = replace(names, network=names.network.model_copy(update={"places": tuple(places)}))
    assert hostile.place("kr-seoul") == r"\x1b[31mred\u202e (KR)"


def test_two_places_with_the_same_name_are_told_apart_by_their_country(names: Names) -> None:
    assert names.place("vn-house") == "a house in the north (VN)"
    assert names.place("la-house") == "a house in the north (LA)"
    assert names.place("cn-house-south") == "a house in the south"


def test_cautions_that_say_the_same_are_said_once(names: Names) -> None:
    alike = [Caution("no_way_back", place, {}) for place in ("kp-bank", "la-mekong")]
    texts = caution_texts([*alike, Caution("no_floor", "", {})], names)
    assert len(texts) == 2
    assert "the river bank, the bank of the Mekong" in texts[0]


def test_bounds_are_not_shown_as_if_they_were_worked_out(decision: Decision) -> None:
    assert [c.at_most for c in worked_out(decision.contributions)] == [False] * 3
    assert bounded_text(decision.contributions) == (
        "1 more danger was not worked out; it gains at most 0.9 points."
    )


def test_who_stays_behind_is_said_with_what_may_happen_and_whether_they_know(names: Names) -> None:
    text = caution_text(Caution("left_behind", "an elder sister", {"p": 0.35}), names)
    assert text.endswith("an elder sister. imprisoned with probability 35.0%. Told of it: no.")


def test_no_hold_back_is_asked_for_where_none_helps(names: Names) -> None:
    figures = {"reward": 2055.0, "at_stake": 9.0, "holdback": float("inf"), "stage": 1.0}
    assert "No hold-back makes honesty pay" in caution_text(Caution("betrayal_pays", "boat", figures), names)
