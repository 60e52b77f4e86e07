"""Letters from the door: taken in once, never lost; foreign ones set aside; answered; taken on."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nacl.public import PrivateKey
from tests.vault.conftest import Where, _cheap_passphrases, postgres, somewhere
from tests.vault.office import Office

from waystation.actions import collect_letters as collecting
from waystation.actions.acting import Desk
from waystation.actions.answer_requester import answer_requester
from waystation.actions.collect_letters import Collected, collect_letters
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.open_door import open_door
from waystation.actions.open_record import open_record
from waystation.actions.rotate_compartment import rotate_compartment
from waystation.actions.save_record import save_record
from waystation.actions.shut_door import shut_door
from waystation.actions.take_request import take_request
from waystation.domain.case_record import Answer, CaseRecord
from waystation.domain.letter import AdditionLetter, IntakeLetter, Letter, ReplyReadLetter
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.letters.codes import Keys
from waystation.letters.replies import open_reply
from waystation.letters.sealing import seal_letter
from waystation.letters.spool import Spool
from waystation.vault.faults import Conflict, Full, NotAllowed
from waystation.vault.finding import of_kind
from waystation.vault.records import Draft, save

__all__ = ["_cheap_passphrases", "postgres", "somewhere"]

NOW = datetime(2026, 3, 4, 20, tzinfo=UTC)
SENTINEL = "Ri Sun-hee"


def her(number: int = 1) -> Keys:
    return Keys(PrivateKey(bytes([number]) * 32))


def intake(who: Keys, **answers: str) -> IntakeLetter:
    said = tuple(Answer(question=name, answer=text) for name, text in answers.items())
    return IntakeLetter(id=secrets.token_hex(16), at=NOW, key=who.public.hex(), language="ko", answers=said)


def more(who: Keys, text: str, minutes: int = 1) -> AdditionLetter:
    at = NOW + timedelta(minutes=minutes)
    return AdditionLetter(id=secrets.token_hex(16), at=at, key=who.public.hex(), text=text)


class Post:
    """Anna has a door, and Ben may read what comes in."""

    def __init__(self, office: Office, folder: Path) -> None:
        office.join("Mina", "coordinator")
        office.join("Ben")
        self.anna, self.mina, self.ben = (Desk(office.unlock(name)) for name in ("Anna", "Mina", "Ben"))
        self.spool = Spool(folder, room=0)
        self.spool.prepare()
        self.door, self.key = open_door(self.anna, "the door")
        grant_compartment(self.anna, self.door, self.ben.session.member_id)
        self.office = office

    def comes(self, *letters: Letter) -> list[str]:
        return [self.spool.put(seal_letter(self.key, each)) for each in letters]

    def collect(self, desk: Desk | None = None) -> Collected:
        return collect_letters(desk or self.anna, self.spool)

    def read(self, identity: str, desk: Desk | None = None) -> CaseRecord:
        (opened,) = open_record(desk or self.anna, [identity])
        assert isinstance(opened.value, CaseRecord)
        return opened.value

    def cases(self, desk: Desk | None = None) -> list[str]:
        return [each.id for each in of_kind((desk or self.anna).session, "case")]


@pytest.fixture
def post(somewhere: Where, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    office = Office.founded(somewhere())
    yield Post(office, tmp_path / "spool")
    office.vault.close()


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    office = Office.founded(tmp_path / "office.vault")
    yield Post(office, tmp_path / "spool")
    office.vault.close()


def test_a_letter_becomes_a_requested_case_and_leaves_the_spool(post: Post) -> None:
    answers = {"for": "others", "relation": "mother", "country": "CN", "danger": "yes", "persons": "3",
               "name": SENTINEL, "call": "+82 10", "hours": "after nine", "more": "soon"}  # fmt: skip
    post.comes(intake(her(), **answers))
    done = post.collect(post.ben)
    assert (len(done.new), done.changed, done.aside, done.left, done.old_key) == (1, [], 0, 0, False)
    assert list(post.spool.letters()) == []
    case = post.read(done.new[0])
    assert (case.state, case.came_by, case.urgency, case.country) == ("requested", "form", None, "CN")
    assert {each.question: each.answer for each in case.answers} == {
        f"door_{k}": v for k, v in answers.items()
    }
    assert case.requester
    assert (case.requester.name, case.requester.relation, case.requester.language) == (
        SENTINEL,
        "mother",
        "ko",
    )
    assert case.requester.verified_at is None
    (contact,) = case.requester.contacts
    assert (contact.channel, contact.address, contact.safe_hours) == ("call", "+82 10", "after nine")
    assert [(step.at, step.state, step.by) for step in case.steps] == [(NOW, "requested", None)]


def test_what_a_stranger_writes_raises_no_alarm_by_itself(filed: Post) -> None:
    filed.comes(intake(her(), danger="yes", country="other", present_danger="true", urgency="emergency"))
    case = filed.read(filed.collect().new[0])
    assert (case.urgency, case.present_danger, case.country) == (None, False, None)


def test_no_answer_of_a_stranger_passes_for_one_that_a_member_wrote_down(filed: Post) -> None:
    forged = Answer(question="danger_now", answer="yes", by=filed.anna.session.member_id, version="1", at=NOW)
    letter = intake(her()).model_copy(update={"answers": (forged,)})
    filed.comes(letter)
    (answer,) = filed.read(filed.collect().new[0]).answers
    assert (answer.question, answer.by, answer.version) == ("door_danger_now", None, None)


def test_additions_and_a_read_answer_reach_the_case_in_the_order_in_which_they_were_written(
    post: Post,
) -> None:
    read = ReplyReadLetter(id=secrets.token_hex(16), at=NOW, key=her().public.hex())
    post.comes(more(her(), "third", 3), more(her(), "second", 2), intake(her(), more="first"))
    (identity,) = post.collect().new
    post.comes(more(her(), "fourth", 4), read)
    done = post.collect(post.ben)
    assert (done.new, done.changed) == ([], [identity])
    case = post.read(identity)
    assert case.mailbox
    assert [each.answer for each in case.answers] == ["first"]
    assert [each.text for each in case.mailbox.messages] == ["second", "third", "fourth"]
    assert case.mailbox.read_at == NOW


def test_two_requesters_are_two_cases(filed: Post) -> None:
    filed.comes(*(intake(her(number), persons=str(number)) for number in range(1, 6)))
    cases = [filed.read(each) for each in filed.collect().new]
    assert sorted(case.answers[0].answer for case in cases) == ["1", "2", "3", "4", "5"]
    assert len({case.id for case in cases}) == 5


def test_an_addition_whose_first_letter_is_missing_is_not_lost_and_meets_it_later(filed: Post) -> None:
    filed.comes(more(her(), "they come closer"))
    (identity,) = filed.collect().new
    filed.comes(intake(her(), persons="4", country="LA"))
    assert filed.collect().changed == [identity]
    case = filed.read(identity)
    assert case.mailbox
    assert [each.text for each in case.mailbox.messages] == ["they come closer"]
    assert (case.country, [each.answer for each in case.answers]) == ("LA", ["4", "LA"])


def test_killed_between_the_vault_and_the_spool_a_letter_is_taken_in_once(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.comes(intake(her(), more="x"), more(her(), "y"))
    with monkeypatch.context() as patch:
        patch.setattr(Spool, "delete", lambda _self, _names: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            post.collect()
    assert len(list(post.spool.letters())) == 2
    before = post.read(post.cases()[0])
    done = post.collect()
    assert (done.new, done.changed) == ([], [])
    assert list(post.spool.letters()) == []
    assert [post.read(each) for each in post.cases()] == [before]


def test_a_letter_that_is_copied_is_the_same_letter(filed: Post) -> None:
    letter = intake(her(), more="x")
    filed.comes(letter)
    filed.collect()
    filed.comes(letter, letter)
    done = filed.collect()
    assert (done.new, done.changed) == ([], [])
    assert len(filed.cases()) == 1


def test_a_vault_that_cannot_be_written_leaves_the_letters_where_they_are(
    filed: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed.comes(intake(her(), more="x"))
    with monkeypatch.context() as patch:
        patch.setattr(collecting, "save", lambda *_: (_ for _ in ()).throw(Full))
        with pytest.raises(Full):
            filed.collect()
    assert len(list(filed.spool.letters())) == 1
    assert len(filed.collect().new) == 1


def test_foreign_and_damaged_letters_are_set_aside_and_counted_and_stop_nothing(
    post: Post, tmp_path: Path
) -> None:
    good = seal_letter(post.key, intake(her(), more="x"))
    foreign = seal_letter(bytes(PrivateKey(b"z" * 32).public_key), intake(her(2), more="y"))
    for blob in (b"", b"junk", foreign, good[:-1], good[:50] + bytes(50) + good[100:]):
        post.spool.put(blob)
    (tmp_path / "outside").write_bytes(good)
    (post.spool.folder / "in" / f"{'0' * 32}.letter").symlink_to(tmp_path / "outside")
    (post.spool.folder / "in" / f"{'1' * 32}.letter").write_bytes(bytes(10**6))
    post.spool.put(good)
    done = post.collect()
    assert (len(done.new), done.aside) == (1, 7)
    assert len(list((post.spool.folder / "aside").iterdir())) == 7
    assert post.collect() == Collected()


def test_a_requester_who_writes_without_end_is_stopped_and_the_others_are_not(filed: Post) -> None:
    filed.comes(
        intake(her(), more="x"), *(more(her(), str(i), i) for i in range(1, 230)), intake(her(2), more="y")
    )
    done = filed.collect()
    assert (len(done.new), done.aside) == (2, 30)


def test_more_than_one_portion_is_taken_in_by_and_by(filed: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "AT_ONCE", 4)
    filed.comes(*(intake(her(number), more="x") for number in range(1, 11)))
    assert [(len(done.new), done.left) for done in (filed.collect(), filed.collect(), filed.collect())] == [
        (4, 6), (4, 2), (2, 0),
    ]  # fmt: skip


def test_a_case_that_somebody_changes_meanwhile_loses_neither_side(
    filed: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed.comes(intake(her(), more="x"))
    (identity,) = filed.collect().new
    filed.comes(more(her(), "y"))

    def overtaken(*_arguments: object) -> object:
        monkeypatch.setattr(collecting, "save", save)
        raise Conflict([identity])

    monkeypatch.setattr(collecting, "save", overtaken)
    assert (filed.collect().left, len(list(filed.spool.letters()))) == (1, 1)
    assert filed.collect().changed == [identity]


def test_with_a_new_key_the_old_door_still_works_and_the_desk_is_told(post: Post) -> None:
    post.comes(intake(her(), more="x"))
    rotate_compartment(post.anna, [post.door])
    done = post.collect(post.ben)
    assert (len(done.new), done.old_key) == (1, True)
    compartment, key = open_door(post.anna, "another title")
    assert compartment == post.door
    assert key != post.key
    post.spool.put(seal_letter(key, intake(her(2), more="y")))
    done = post.collect()
    assert (len(done.new), done.old_key) == (1, False)


def test_who_does_not_hold_the_door_gets_no_letter_and_none_is_lost(post: Post) -> None:
    post.comes(intake(her(), more="x"))
    with pytest.raises(NotAllowed, match="door"):
        post.collect(post.mina)
    assert len(list(post.spool.letters())) == 1


def test_she_is_answered_under_her_code_and_the_answer_stands_in_the_case(post: Post) -> None:
    post.comes(intake(her(), more="x"))
    (identity,) = post.collect().new
    answer_requester(post.anna, identity, "We read it.", post.spool, days=10)
    answer_requester(post.ben, identity, " And again.\r\n", post.spool)
    blob = post.spool.answer_in(her().mailbox)
    assert blob
    assert [each.text for each in open_reply(her().private, blob, NOW.date())] == [
        "We read it.",
        "And again.",
    ]
    later = NOW.date() + timedelta(days=10)
    assert [each.text for each in open_reply(her().private, blob, later)] == ["And again."]
    case = post.read(identity)
    assert case.mailbox
    assert [each.by for each in case.mailbox.messages] == [
        post.anna.session.member_id,
        post.ben.session.member_id,
    ]


def test_an_answer_that_did_not_reach_the_spool_is_put_there_again(filed: Post) -> None:
    filed.comes(intake(her(), more="x"))
    (identity,) = filed.collect().new
    with pytest.raises(BadInput, match="nothing"):
        answer_requester(filed.anna, identity, "", filed.spool)
    answer_requester(filed.anna, identity, "We read it.", filed.spool)
    blob = filed.spool.answer_in(her().mailbox)
    (filed.spool.folder / "out" / f"{her().mailbox}.answer").unlink()
    answer_requester(filed.anna, identity, "", filed.spool)
    assert filed.spool.answer_in(her().mailbox) != blob
    assert len(filed.read(identity).model_dump()["mailbox"]["messages"]) == 1


@pytest.mark.parametrize(("text", "days"), [("x" * 1501, 30), ("x", 0), ("x", 366)])
def test_an_answer_that_cannot_be_given_changes_nothing(filed: Post, text: str, days: int) -> None:
    filed.comes(intake(her(), more="x"))
    (identity,) = filed.collect().new
    before = filed.read(identity)
    with pytest.raises(BadInput):
        answer_requester(filed.anna, identity, text, filed.spool, days)
    assert filed.read(identity) == before


def test_a_case_without_a_code_is_answered_otherwise(filed: Post) -> None:
    save_record(filed.anna, filed.door, [Draft(CaseRecord(id="by-phone"))])
    (identity,) = filed.cases()
    with pytest.raises(BadInput, match="door"):
        answer_requester(filed.anna, identity, "hello", filed.spool)


def test_a_request_that_is_taken_is_for_those_who_work_on_it_and_still_gets_its_letters(post: Post) -> None:
    post.comes(intake(her(), more="x"))
    (identity,) = post.collect().new
    before = post.read(identity)
    moved = take_request(post.anna, identity, "the family")
    assert post.cases() == [moved]
    assert post.read(moved) == before
    assert post.cases(post.ben) == []
    post.comes(more(her(), "we moved"))
    assert post.collect().changed == [moved]
    answer_requester(post.anna, moved, "We read it.", post.spool)
    assert post.spool.answer_in(her().mailbox)


def test_what_is_added_to_a_case_of_others_waits_at_the_door_for_who_collects(filed: Post) -> None:
    filed.comes(intake(her(), more="x"))
    take_request(filed.anna, filed.collect().new[0], "the family")
    filed.comes(more(her(), "we moved"))
    (waits,) = filed.collect(filed.ben).new
    assert filed.read(waits, filed.ben).id in {filed.read(each).id for each in filed.cases()}


def test_a_request_is_taken_once_and_only_from_the_door(filed: Post) -> None:
    filed.comes(intake(her(), more="x"))
    (identity,) = filed.collect().new
    moved = take_request(filed.anna, identity, "the family")
    with pytest.raises(BadInput, match="not at the door"):
        take_request(filed.anna, moved, "again")
    with pytest.raises(NotAllowed):
        take_request(filed.ben, identity, "mine")


def test_the_door_is_shut_and_opened_through_the_spool(filed: Post) -> None:
    seen = [filed.spool.closed]
    for shut in (True, False):
        shut_door(filed.ben, filed.spool, shut=shut)
        seen.append(filed.spool.closed)
    assert seen == [False, True, False]


def test_that_there_is_a_door_shows_in_no_clear_column(filed: Post) -> None:
    with filed.office.vault.store.read() as tx:
        names = {str(row[0]) for row in tx.rows("SELECT key FROM meta")}
    assert "directory box" in names
    assert not {each for each in names if "door" in each}


def test_a_copy_of_the_letters_alone_is_collected_too(filed: Post, tmp_path: Path) -> None:
    copy = Spool(tmp_path / "copy", room=0)
    (tmp_path / "copy" / "in").mkdir(parents=True)
    copy.put(b"junk")
    copy.put(seal_letter(filed.key, intake(her(), more="x")))
    done = collect_letters(filed.anna, copy)
    assert (len(done.new), done.aside) == (1, 1)


def test_collecting_deletes_answers_that_are_past_their_day(
    filed: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed.comes(intake(her(), more="x"))
    answer_requester(filed.anna, filed.collect().new[0], "We read it.", filed.spool, days=2)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=2))
    filed.collect()
    assert filed.spool.answer_in(her().mailbox) is None
