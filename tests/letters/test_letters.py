"""Is a letter read by the desk alone, whatever it says; and does its size keep quiet about it?"""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from waystation.domain.base import harmless
from waystation.domain.case_record import Answer
from waystation.domain.letter import AdditionLetter, IntakeLetter, Letter, ReplyReadLetter, Said
from waystation.kit.errors import BadInput
from waystation.letters.codes import Keys
from waystation.letters.deskkey import key_text, read_desk_key
from waystation.letters.opening import desk_keys, hint_of, open_letter
from waystation.letters.replies import LONGEST, SIZE, is_past, open_reply, seal_reply
from waystation.letters.sealing import LARGEST, seal_letter

SEEDS = ("11" * 32, "22" * 32, "33" * 32)
DESK = desk_keys(SEEDS)
PUBLIC = bytes(PrivateKey(bytes.fromhex(SEEDS[0])).public_key)
AT = datetime(2026, 3, 2, 18, tzinfo=UTC)
HER = Keys(PrivateKey(b"h" * 32))
TEXTS = st.text(max_size=300).map(harmless).filter(bool)


def intake(*answers: str) -> IntakeLetter:
    said = tuple(Answer(question=f"q{i}", answer=each) for i, each in enumerate(answers))
    return IntakeLetter(id=secrets.token_hex(16), at=AT, key=HER.public.hex(), language="ko", answers=said)


def addition(text: str) -> AdditionLetter:
    return AdditionLetter(id=secrets.token_hex(16), at=AT, key=HER.public.hex(), text=text)


def read_letter() -> ReplyReadLetter:
    return ReplyReadLetter(id=secrets.token_hex(16), at=AT, key=HER.public.hex())


@given(st.lists(TEXTS, max_size=13), TEXTS)
def test_whatever_somebody_types_reaches_the_desk_as_it_was_typed(answers: list[str], text: str) -> None:
    for letter in (intake(*answers), addition(text)):
        assert open_letter(DESK, seal_letter(PUBLIC, letter)) == letter


@given(st.text())
def test_what_would_steer_a_screen_is_taken_out_and_nothing_else_is_needed(typed: str) -> None:
    plain = harmless(typed)
    assert harmless(plain) == plain
    if plain:
        assert addition(plain).text == plain


def test_letters_of_usual_length_have_one_size_whatever_their_kind() -> None:
    letters: list[Letter] = [intake(), intake("x" * 1200), addition("y"), addition("예" * 600)]
    letters.append(read_letter())
    assert len({len(seal_letter(PUBLIC, each)) for each in letters}) == 1


def test_the_largest_form_fits_into_a_letter_and_a_larger_letter_is_refused() -> None:
    full = intake(*["😀" * 200] * 10, *["😀" * 2000] * 2)
    assert len(seal_letter(PUBLIC, full)) <= LARGEST
    with pytest.raises(BadInput):
        seal_letter(PUBLIC, addition("x" * 40_000))


def test_a_key_that_was_replaced_still_opens_what_was_sealed_to_it() -> None:
    for seed in SEEDS:
        blob = seal_letter(bytes(PrivateKey(bytes.fromhex(seed)).public_key), addition("hello"))
        assert isinstance(open_letter(DESK, blob), AdditionLetter)
        assert (hint_of(blob) == DESK.newest) == (seed == SEEDS[0])


def test_the_desk_of_somebody_else_opens_nothing_and_says_so() -> None:
    blob = seal_letter(PUBLIC, addition("hello"))
    with pytest.raises(BadInput, match="no letter for this desk"):
        open_letter(desk_keys(["44" * 32]), blob)


def test_every_byte_that_changes_is_noticed() -> None:
    blob, random = seal_letter(PUBLIC, intake("안녕")), Random(1)
    places = [*range(100), *(random.randrange(len(blob)) for _ in range(200))]
    for place in places:
        bad = bytearray(blob)
        bad[place] ^= 1 << random.randrange(8)
        with pytest.raises(BadInput):
            open_letter(DESK, bytes(bad))


@given(st.binary(max_size=300))
def test_bytes_of_strangers_are_no_letter_and_no_crash(blob: bytes) -> None:
    for each in (blob, b"WSL1" + blob, b"WSL1" + DESK.newest + blob):
        with pytest.raises(BadInput):
            open_letter(DESK, each)


@pytest.mark.parametrize(
    "payload",
    [b"", b"[]", b"7", b'{"kind": "prize"}', b'{"kind": ["intake"]}', b'{"kind": "intake", "form": 2}',
     b"\xff" * 9, b"[" * 100_000,
     b'{"kind": "addition", "id": "x", "at": "now", "key": "k", "text": "SECRET"}'],
)  # fmt: skip
def test_a_stranger_with_the_public_key_writes_what_he_likes_and_is_not_quoted(payload: bytes) -> None:
    from nacl.public import PublicKey, SealedBox  # noqa: PLC0415  # Only this test seals by hand.

    from waystation.kit.padding import pad  # noqa: PLC0415  # See above.

    blob = b"WSL1" + DESK.newest + SealedBox(PublicKey(PUBLIC)).encrypt(pad(payload))
    with pytest.raises(BadInput) as refused:
        open_letter(DESK, blob)
    assert "SECRET" not in str(refused.value)


def said(text: str, until: date = date(2026, 4, 1)) -> Said:
    return Said(at=AT, text=text, until=until)


@given(st.lists(st.text(min_size=1, max_size=LONGEST).map(harmless).filter(bool), min_size=1, max_size=9))
def test_every_answer_has_one_size_and_its_newest_words_are_in_it(texts: list[str]) -> None:
    words = tuple(map(said, texts))
    blob = seal_reply(HER.public, words)
    assert len(blob) == SIZE
    opened = open_reply(HER.private, blob, date(2026, 3, 3))
    assert opened
    assert opened == words[-len(opened) :]


def test_the_longest_answer_fits_in_the_widest_letters() -> None:
    assert len(seal_reply(HER.public, (said("😀" * LONGEST),))) == SIZE


def test_an_answer_past_its_day_is_not_shown_and_is_to_be_deleted() -> None:
    blob = seal_reply(HER.public, (said("old", date(2026, 3, 10)), said("new", date(2026, 3, 20))))
    assert [each.text for each in open_reply(HER.private, blob, date(2026, 3, 9))] == ["old", "new"]
    assert [each.text for each in open_reply(HER.private, blob, date(2026, 3, 10))] == ["new"]
    assert not is_past(blob, date(2026, 3, 19))
    assert is_past(blob, date(2026, 3, 20))
    assert is_past(b"no answer at all", date(2026, 3, 1))


def test_another_code_opens_no_answer() -> None:
    blob = seal_reply(HER.public, (said("for her"),))
    assert open_reply(PrivateKey(b"o" * 32), blob, date(2026, 3, 3)) == ()
    assert open_reply(HER.private, blob[:-1], date(2026, 3, 3)) == ()


def test_a_desk_key_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "desk.key"
    path.write_text(key_text(PUBLIC))
    assert read_desk_key(path) == PUBLIC


def test_every_slip_in_copying_a_desk_key_is_one_sentence(tmp_path: Path) -> None:
    good, path = key_text(PUBLIC), tmp_path / "desk.key"
    wrong = [good[:i] + ("x" if good[i] != "x" else "y") + good[i + 1 :] for i in range(len(good) - 1)]
    wrong += [good[:i] + ("0" if good[i] != "0" else "1") + good[i + 1 :] for i in range(22, len(good) - 1)]
    for text in ["", "hello", good[:-5], good + "00", key_text(bytes(32)), "é" * 50, *wrong]:
        path.write_text(text)
        with pytest.raises(BadInput) as refused:
            read_desk_key(path)
        assert len(refused.value.faults) == 1
        assert "door key" in str(refused.value)
