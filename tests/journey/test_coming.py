"""A word comes from outside: by mail, link or gateway. What counts, what does not, what wakes somebody?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.records import DATA
from tests.journey.watchpost import Post, at, expected

from waystation.actions.arm_check_ins import arm_check_ins
from waystation.actions.create_compartment import create_compartment
from waystation.actions.list_check_ins import list_check_ins
from waystation.actions.save_record import save_record
from waystation.actions.set_up_watch import allow_channels
from waystation.actions.take_in_check_ins import take_in_check_ins
from waystation.domain.journey import JourneyWatch
from waystation.domain.kinds import record_of
from waystation.domain.watch import CheckInLetter
from waystation.journey.arming import Armed
from waystation.journey.coming import Effect, Message, take
from waystation.journey.letters import posted
from waystation.journey.watching import read_letters
from waystation.journey.words import GroupWords, address, meaning, plain, proofs, words_of
from waystation.kit.errors import BadInput
from waystation.letters.sealing import seal_letter
from waystation.vault.keys import new_key
from waystation.vault.records import Draft

PLAIN: dict[str, Any] = {str(each["kind"]): each for each in DATA}
CONTACTS = [
    {"channel": "email", "address": "Sun@Mail.example", "allowed": True},
    {"channel": "sms", "address": "+82 10-1234-5678", "allowed": True},
    {"channel": "link", "address": "her telephone", "allowed": True},
    {"channel": "messenger", "address": "@sun", "allowed": False},
]
TOKEN = "x" * 48
ALL = ("email", "sms", "link", "messenger")


def travelling(post: Post, *minutes: float, country: str = "TH") -> Armed:
    """A journey of one group whose members may write from Thailand, and from nowhere else."""
    here = create_compartment(post.desk, "case", "the case").id
    person = {**PLAIN["person"], "schema": 1, "contacts": CONTACTS}
    group = {**PLAIN["group"], "schema": 1, "id": "g1", "members": [person["id"]]}
    save_record(post.desk, here, [Draft(record_of(person)), Draft(record_of(group))])
    allow_channels(post.desk, {"TH": ALL})  # type: ignore[dict-item]
    stage = {**PLAIN["journey"]["stages"][1], "number": 1, "group": "g1", "country": country}
    post.journey("j1", expected(*minutes), arm=False, stages=[stage], groups=["g1"])
    return arm_check_ins(post.desk, "j1", JourneyWatch(ladder="desk", remote=True))


def mail(post: Post, text: str, number: str = "1", sender: str = "sun@mail.example", **more: Any) -> Effect:
    return give(post, Message(number, "email", at(more.pop("minutes", 0)), text, sender, **more))


def give(post: Post, message: Message) -> Effect:
    with post.office.vault.store.write() as tx:
        post.books.look(tx)
        return take(tx, post.books, message, int(post.hands.now))


def test_a_mail_with_the_word_is_a_check_in_and_comes_to_the_record(post: Post) -> None:
    words = travelling(post, 0, 300).words["g1"]
    post.told(31)
    assert mail(post, f"All fine here, {words.well.upper()}!", minutes=31) == "came"
    assert [(kind, who) for kind, who in post.told(1)] == [("came", "anna")]
    assert [each.state for each in list_check_ins(post.desk).due] == ["waiting", "came"]
    (taken,) = take_in_check_ins(post.desk)
    assert [(each.number, each.came_at, each.channel) for each in taken.check_ins] == [(1, at(31), "email")]
    assert post.record("j1").check_ins[0].came_at == at(31)
    assert post.rows() == ["waiting"]
    assert take_in_check_ins(post.desk) == []


def test_the_word_under_duress_counts_as_a_check_in_and_wakes_everybody(post: Post) -> None:
    words = travelling(post, 0).words["g1"]
    assert mail(post, f"{words.well} {words.forced}") == "came"
    assert sorted(post.told(1)) == [("forced", each) for each in ("anna", "ben", "mina", "partner")]
    assert [each.number for each in list_check_ins(post.desk).due if each.state == "came"] == [1]
    (taken,) = take_in_check_ins(post.desk)
    assert taken.check_ins[0].forced


def test_the_word_under_duress_wakes_everybody_also_after_the_check_in_has_come(post: Post) -> None:
    words = travelling(post, 0).words["g1"]
    assert mail(post, words.well, "1") == "came"
    assert mail(post, words.forced, "2") == "extra"
    assert {kind for kind, _who in post.told(1)} == {"forced"}


def test_a_message_without_its_word_wakes_somebody_and_is_no_check_in(post: Post) -> None:
    travelling(post, 0)
    assert mail(post, "please send money to this account") == "strange"
    assert set(post.told(31)) == {("strange", each) for each in ("anna", "ben", "mina", "partner")} | {
        ("overdue", "anna")
    }


def test_a_stranger_changes_nothing_and_wakes_nobody_even_with_the_word(post: Post) -> None:
    words = travelling(post, 0).words["g1"]
    assert mail(post, words.well, sender="other@mail.example") == "unknown"
    assert post.told(1) == [("late", "anna")]


def test_a_message_that_comes_twice_counts_once(post: Post) -> None:
    words = travelling(post, 0, 60).words["g1"]
    assert mail(post, words.well, "7") == "came"
    assert mail(post, words.well, "7") == "again"
    assert post.rows() == ["came", "waiting"]


def test_it_may_come_a_little_early_and_not_a_day(post: Post) -> None:
    words = travelling(post, 60, 60 * 24).words["g1"]
    assert mail(post, words.well, "1") == "came"
    assert mail(post, words.well, "2") == "extra"
    assert post.told(62) == []


def test_a_date_from_the_future_answers_nothing_that_is_not_due(post: Post) -> None:
    words = travelling(post, 60 * 24).words["g1"]
    assert mail(post, words.well, minutes=60 * 48) == "extra"


def test_what_the_person_has_not_allowed_does_not_count(post: Post) -> None:
    words = travelling(post, 0).words["g1"]
    assert give(post, Message("1", "messenger", at(0), words.well, "@sun")) == "unknown"
    assert give(post, Message("2", "sms", at(0), words.well, "0082 1012345678")) == "came"


def test_in_a_country_without_a_word_of_the_organisation_only_a_call_counts(post: Post) -> None:
    armed = travelling(post, 0, country="CN")
    assert armed.links == {}
    assert mail(post, armed.words["g1"].well) == "unknown"


def test_a_link_counts_once_and_for_its_own_check_in(post: Post) -> None:
    armed = travelling(post, 0, 60 * 24)
    assert sorted(armed.links) == [1, 2]
    assert give(post, Message("1", "link", at(0), token=armed.links[1])) == "came"
    assert give(post, Message("2", "link", at(0), token=armed.links[1])) == "unknown"
    assert give(post, Message("3", "link", at(0), token="f" * 48)) == "unknown"
    assert post.rows() == ["came", "waiting"]


def test_a_link_with_the_word_under_duress_wakes_everybody(post: Post) -> None:
    armed = travelling(post, 0)
    assert give(post, Message("1", "link", at(0), armed.words["g1"].forced, token=armed.links[1])) == "came"
    assert {kind for kind, _who in post.told(1)} == {"forced"}


def test_no_word_sender_or_link_stands_in_the_database(in_file: Post, tmp_path: Path) -> None:
    armed = travelling(in_file, 0)
    words = armed.words["g1"]
    mail(in_file, f"hello {words.forced}")
    in_file.tick(31)
    assert in_file.rows("outbox", "id")
    on_disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in ("sun@mail", "12345678", "desk.example", armed.links[1], "overdue, log in"):
        assert secret.encode() not in on_disk
    cells = [
        bytes(cell)
        for table in ("watch", "outbox", "recipients")
        for row in in_file.rows(table, "*")
        for cell in row
        if isinstance(cell, bytes)
    ]
    assert not any(word.encode() in cell for word in words for cell in cells)


def letter(number: int, **fields: Any) -> CheckInLetter:
    return CheckInLetter(id=f"{number:032x}", at=at(0), **fields)


def test_a_letter_of_the_door_counts_and_is_deleted_and_others_are_left(
    in_file: Post, tmp_path: Path
) -> None:
    armed = travelling(in_file, 0, 200)
    spool = tmp_path / "in"
    spool.mkdir()
    public = in_file.service.public
    mine = letter(1, channel="sms", sender="821012345678", text=f"ok {armed.words['g1'].well}")
    (spool / "a.letter").write_bytes(sealed := seal_letter(public, mine))
    (spool / "b.letter").write_bytes(b"WSL1" + bytes(500))
    (spool / "c.letter").write_bytes(sealed[:-1] + b"x")
    (spool / "d.letter").write_bytes(seal_letter(public, letter(2, channel="link", token=armed.links[2])))
    assert len(list(posted(spool, in_file.service))) == 3
    read_letters(in_file.office.vault, in_file.books, spool)
    assert [path.name for path in spool.iterdir()] == ["b.letter"]
    assert in_file.rows() == ["came", "came"]
    (spool / "again.letter").write_bytes(sealed)  # a copy of the spool from before
    read_letters(in_file.office.vault, in_file.books, spool)
    assert in_file.rows() == ["came", "came"]


def test_all_letters_of_usual_length_have_one_size(in_file: Post) -> None:
    public = in_file.service.public
    some = [letter(1, channel="link", token=TOKEN), letter(2, channel="sms", sender="1", text="y" * 3000)]
    assert len({len(seal_letter(public, each)) for each in some}) == 1


def test_only_channels_that_exist_can_be_allowed(in_file: Post) -> None:
    with pytest.raises(BadInput, match="channel"):
        allow_channels(in_file.desk, {"TH": ("pigeon",)})  # type: ignore[dict-item]


words = st.sampled_from(words_of("11" * 32, "j1", "g1") + words_of("11" * 32, "j1", "g2", "ko"))


@given(st.text(max_size=60), words, st.text(max_size=60))
def test_a_word_is_found_in_any_message_in_any_writing(before: str, word: str, after: str) -> None:
    known = proofs(new_key().hex(), GroupWords(word, "never said"))
    assert meaning(known, f"{before} {word.upper()}. {after}") == "well"
    assert meaning(known, f"{before}!") in {None, "well" if plain(word) in plain(before) else None}


@given(st.binary(min_size=32, max_size=32), st.sampled_from(["en", "ko"]))
def test_the_two_words_of_a_group_always_differ_and_other_groups_have_others(
    seed: bytes, language: str
) -> None:
    pair = words_of(seed.hex(), "j1", "g1", language)
    assert pair.well != pair.forced
    assert pair == words_of(seed.hex(), "j1", "g1", language)


@pytest.mark.parametrize("written", ["+82 10-1234-5678", "0082(10)12345678", "82 10 1234 5678"])
def test_a_number_is_the_same_however_it_is_written(written: str) -> None:
    assert address("sms", written) == "821012345678"
