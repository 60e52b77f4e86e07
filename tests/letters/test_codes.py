"""Can a return code be typed as people type, and does each make keys of its own?"""

from __future__ import annotations

import unicodedata

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given
from hypothesis import strategies as st

from waystation.letters.codes import code_text, keys_of, mailbox_of, new_code, read_code

LANGUAGES = ("en", "ko", "zh", "vi", "lo", "th")
CODES = st.integers(0, 2**66 - 1)


@given(CODES, st.sampled_from(LANGUAGES))
def test_a_code_is_read_back_in_every_language_however_it_is_typed(code: int, language: str) -> None:
    text = code_text(code, language)
    for typed in (text, f"  {text.upper()}\n", text.replace(" ", "  , "), unicodedata.normalize("NFD", text)):
        assert read_code(typed) == code


@given(CODES)
def test_words_and_digits_are_the_same_code(code: int) -> None:
    digits = code_text(code, "lo")
    assert [len(each) for each in digits.split()] == [4] * 5
    assert read_code(digits.replace(" ", "")) == read_code(digits.replace(" ", "-")) == code
    assert read_code(digits.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))) == code
    assert read_code(digits.translate(str.maketrans("0123456789", "໐໑໒໓໔໕໖໗໘໙"))) == code
    assert read_code(code_text(code, "zh").replace(" ", "")) == code


@pytest.mark.parametrize(
    "typed", ["", " ", "abandon", "abandon " * 5, "abandon " * 7, "xyzzy " * 6, "9" * 20, "1" * 19]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@given(st.text(max_size=80))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    code = read_code(typed)
    assert code is None or 0 <= code < 2**66


def test_a_code_makes_the_same_keys_each_time_and_others_than_every_other() -> None:
    assert keys_of(1).public == keys_of(1).public
    assert len({keys_of(code).mailbox for code in range(5)}) == 5
    assert keys_of(1).mailbox == mailbox_of(keys_of(1).public)
    assert len({new_code() for _time in range(1000)}) == 1000


def test_the_keys_of_a_code_stay_the_same_in_later_versions() -> None:
    """A code is on a slip of paper somewhere: whoever changes how keys follow locks its holder out."""
    assert keys_of(0x1_2345_6789_ABCD_EF01).mailbox == FROZEN


def test_the_keys_follow_by_argon2id_as_another_library_computes_it() -> None:
    made = Argon2id(salt=b"waystation code1", length=32, iterations=2, lanes=1, memory_cost=64 * 1024)
    assert bytes(keys_of(7).private) == made.derive((7).to_bytes(9, "big"))


FROZEN = "76b610bc62039843c3e5f2692daf80b7"
