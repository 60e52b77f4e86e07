"""The urgency follows from answers, with every reason; a member may say more, and less only with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.intake_cases import CALM, NOON, case, choices, later

from waystation.domain.case_record import CaseRecord
from waystation.domain.intake import with_answers, with_urgency
from waystation.domain.question_lists import LISTS, TOPICS, list_of, newest
from waystation.domain.triage import RULES, WORSE, triage, urgency_of
from waystation.kit.errors import BadInput
from waystation.kit.language import _, speaking

ANSWERS = st.dictionaries(st.sampled_from(sorted({q for q, _ in choices()})), st.integers(0, 9))


def drawn(numbers: dict[str, int]) -> dict[str, str]:
    by_key = newest().by_key
    return {q: by_key[q].choices[n % len(by_key[q].choices)].key for q, n in numbers.items()}


def test_every_rule_speaks_of_a_question_and_a_choice_that_exist() -> None:
    assert set(RULES) <= set(choices())


def test_every_needed_question_can_be_answered_with_not_knowing_or_with_everything_that_is_possible() -> None:
    for question in newest().questions:
        if question.needed and question.key not in {"speaks", "means_to_die", "doctor"}:
            assert {"unknown", "no"} & {choice.key for choice in question.choices}, question.key
        assert question.topic in TOPICS


def test_calm_answers_are_normal_and_nothing_is_missing() -> None:
    found = triage(case().answers)
    assert found == ("normal", (), ())


@pytest.mark.parametrize(("question", "answer"), sorted(RULES))
def test_one_bad_answer_alone_makes_it_as_urgent_as_its_rule_says(question: str, answer: str) -> None:
    found = triage(case({question: answer}).answers)
    assert found.urgency == RULES[question, answer].urgency
    assert found.because == (RULES[question, answer],)


@given(one=ANSWERS, more=ANSWERS)
def test_the_urgency_is_the_worst_of_its_reasons_and_a_further_bad_answer_never_lowers_it(
    one: dict[str, int], more: dict[str, int]
) -> None:
    first = with_answers(CaseRecord(id="c"), drawn(one), NOON, "anna")
    new = {q: a for q, a in drawn(more).items() if q not in drawn(one)}
    second = with_answers(first, new, later(1), "anna")
    before, after = triage(first.answers), triage(second.answers)
    assert WORSE.index(after.urgency) >= WORSE.index(before.urgency)
    assert set(before.because) <= set(after.because)
    assert after.urgency == (after.because[0].urgency if after.because else "normal")
    assert len(after.unanswered) <= len(before.unanswered)


def test_the_last_answer_counts_and_the_ones_before_stay() -> None:
    worse = with_answers(case(), {"danger_now": "yes"}, later(1), "ben")
    better = with_answers(worse, {"danger_now": "no"}, later(2), "anna")
    assert [worse.urgency, better.urgency] == ["emergency", "normal"]
    assert [each.answer for each in better.answers if each.question == "danger_now"] == ["no", "yes", "no"]
    assert with_answers(better, {"danger_now": "no"}, later(3), "anna").answers == better.answers


def test_what_is_not_asked_or_no_choice_is_refused_without_repeating_it() -> None:
    for wrong in ({"colour": "강영실"}, {"danger_now": "강영실"}):
        with pytest.raises(BadInput) as refused:
            with_answers(CaseRecord(id="c"), wrong, NOON, "anna")
        assert "강영실" not in str(refused.value)


def test_a_member_may_say_more_freely_and_less_only_with_a_reason() -> None:
    more = with_urgency(case(), "emergency", NOON, "anna")
    assert urgency_of(more) == more.urgency == "emergency"
    with pytest.raises(BadInput, match="reason"):
        with_urgency(more, "normal", NOON, "anna", "  ")
    less = with_urgency(more, "normal", NOON, "anna", "the caller was mistaken")
    assert urgency_of(less) == "normal"
    assert [each.urgency for each in less.overrides] == ["emergency", "normal"]


def test_present_danger_is_said_freely_and_ended_with_a_reason() -> None:
    worst = with_urgency(case(), "emergency", NOON, "anna", danger=True)
    assert worst.present_danger
    assert with_urgency(worst, "emergency", NOON, "anna").present_danger
    with pytest.raises(BadInput, match="reason"):
        with_urgency(worst, "emergency", NOON, "anna", danger=False)
    over = with_urgency(worst, "emergency", NOON, "anna", "they have left it", danger=False)
    assert not over.present_danger


def test_a_word_that_made_it_less_urgent_ends_when_new_answers_are_worse_than_those_it_knew() -> None:
    urgent = case({"violence": "threatened"})
    less = with_urgency(urgent, "normal", later(1), "anna", "a quarrel, and over")
    assert with_answers(less, {"can_stay": "days"}, later(2), "anna").urgency == "normal"
    assert with_answers(less, {"taken": "yes"}, later(2), "anna").urgency == "emergency"


def test_a_case_of_before_keeps_the_urgency_that_it_had() -> None:
    assert urgency_of(CaseRecord(id="c", urgency="urgent")) == "urgent"
    assert urgency_of(CaseRecord(id="c")) is None


def test_every_wording_is_said_in_korean_too() -> None:
    with speaking("ko"):
        for question in newest().questions:
            assert _(question.text) != question.text
            assert all(_(choice.text) != choice.text for choice in question.choices)
        assert all(_(rule.text) != rule.text for rule in RULES.values())


def test_a_list_is_found_by_its_version_and_questions_have_keys_of_their_own() -> None:
    assert list_of("2026-1") is LISTS[0]
    assert list_of(None) is newest()
    assert len(newest().by_key) == len(newest().questions)
    assert set(CALM) == {each.key for each in newest().questions if each.needed}
