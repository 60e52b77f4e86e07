"""Does a group come into other hands only by the word that the travellers give, alone?"""

from __future__ import annotations

import pytest
from tests.journey.lived import begun, next_stage, ride

from waystation.journey.codes import Words, draw, heard, sealed
from waystation.journey.hand_over import MOST_WRONG, answer, confirm, offer
from waystation.journey.underway import Underway
from waystation.kit.errors import BadInput

STORY = ("orphans/network-second-house", "orphans/day-1")


def offered() -> tuple[Underway, Words, int]:
    """The seven walk to the second house by themselves; its host has said that he takes them."""
    underway = begun(*STORY)
    stage = next_stage(underway)
    underway, words = offer(underway, stage.number, "hand_over", stage.depart, where="by the red door")
    return answer(underway, stage.number, "hand_over", stage.depart, accepted=True), words, stage.number


def test_the_good_word_lets_the_group_be_there() -> None:
    underway, words, number = offered()
    given = confirm(underway, number, "hand_over", words.word, underway.stage(number).arrive, alone=True)
    assert (given.accepted, given.forced) == (True, False)
    assert given.underway.stage(number).arrived_at is not None
    assert given.underway.position("g1").place == "cn-second-house"
    assert given.underway.journey.state == "waiting"


def test_a_forced_word_looks_accepted_and_leaves_the_same_journey_but_for_one_mark() -> None:
    underway, words, number = offered()
    at = underway.stage(number).arrive
    good = confirm(underway, number, "hand_over", words.word, at, alone=True)
    forced = confirm(underway, number, "hand_over", words.forced_word, at, alone=True)
    assert (forced.accepted, forced.forced) == (True, True)
    stage = forced.underway.stage(number)
    assert stage.hand_over is not None
    assert stage.hand_over.forced
    calm = stage.model_copy(update={"hand_over": stage.hand_over.model_copy(update={"forced": False})})
    assert forced.underway.with_stage(calm).journey == good.underway.journey


def test_a_word_that_others_could_hear_does_not_count() -> None:
    underway, words, number = offered()
    with pytest.raises(BadInput, match="alone"):
        confirm(underway, number, "hand_over", words.word, underway.stage(number).arrive, alone=False)


def test_the_helpers_own_words_are_not_the_travellers() -> None:
    underway, words, number = offered()
    for word in (words.says, words.answer):
        given = confirm(underway, number, "hand_over", word, underway.stage(number).arrive, alone=True)
        assert not given.accepted
        assert given.underway.stage(number).arrived_at is None


def test_after_five_wrong_words_somebody_is_guessing() -> None:
    underway, words, number = offered()
    at = underway.stage(number).arrive
    for _ in range(MOST_WRONG):
        underway = confirm(underway, number, "hand_over", "nothing", at, alone=True).underway
    with pytest.raises(BadInput, match="new offer"):
        confirm(underway, number, "hand_over", words.word, at, alone=True)


def test_no_word_counts_before_the_helper_has_accepted_and_none_counts_twice() -> None:
    underway = begun(*STORY)
    stage = next_stage(underway)
    underway, words = offer(underway, stage.number, "hand_over", stage.depart)
    with pytest.raises(BadInput):
        confirm(underway, stage.number, "hand_over", words.word, stage.arrive, alone=True)
    underway = answer(underway, stage.number, "hand_over", stage.depart, accepted=True)
    underway = confirm(underway, stage.number, "hand_over", words.word, stage.arrive, alone=True).underway
    with pytest.raises(BadInput):
        confirm(underway, stage.number, "hand_over", words.word, stage.arrive, alone=True)


def test_whoever_refuses_is_not_asked_again() -> None:
    underway = begun(*STORY)
    stage = next_stage(underway)
    underway, _words = offer(underway, stage.number, "hand_over", stage.depart)
    underway = answer(underway, stage.number, "hand_over", stage.depart, accepted=False)
    assert underway.journey.avoids == ("host-second",)
    with pytest.raises(BadInput):
        answer(underway, stage.number, "hand_over", stage.depart, accepted=True)


def test_a_new_offer_has_new_words() -> None:
    underway, words, number = offered()
    underway, again = offer(underway, number, "hand_over", underway.stage(number).depart)
    assert not set(words) & set(again)
    underway = answer(underway, number, "hand_over", underway.stage(number).depart, accepted=True)
    at = underway.stage(number).arrive
    assert not confirm(underway, number, "hand_over", words.word, at, alone=True).accepted
    assert confirm(underway, number, "hand_over", again.word.upper() + " ", at, alone=True).accepted


def test_neither_word_stands_in_the_record() -> None:
    underway, words, _number = offered()
    text = underway.journey.model_dump_json()
    assert words.says in text
    assert f'"{words.word}"' not in text
    assert f'"{words.forced_word}"' not in text


def test_a_word_is_known_by_its_hash_and_nothing_else() -> None:
    words = draw("ko")
    assert len(set(words)) == 4
    kept = sealed(words.word), sealed(words.forced_word)
    assert kept[0] != sealed(words.word), "each has a salt of its own"
    assert [heard(each, *kept) for each in words[2:]] == ["good", "forced"]
    assert heard(words.says, *kept) == "wrong"
    assert heard(words.word, None, None) == "wrong"


def test_nothing_is_handed_over_where_the_hands_stay_the_same() -> None:
    underway = ride(begun(*STORY))
    numbers = [each.number for each in underway.journey.stages if each.pick_up is None]
    with pytest.raises(BadInput, match="change of hands"):
        offer(underway, numbers[-1], "pick_up", underway.journey.positions[0].since)
