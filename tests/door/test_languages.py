"""Is every sentence of the door said in every language, with the same figures in it?"""

from __future__ import annotations

import json
import runpy
import string
from pathlib import Path

import pytest

from waystation.door.languages import NAMES, direction, sentences, speaker
from waystation.kit.language import LANGUAGES

OWN = [code for code in NAMES if code not in LANGUAGES]


@pytest.fixture(scope="module")
def said(checkout: Path) -> set[str]:
    tool = runpy.run_path(str(checkout / "tools" / "catalogue.py"))
    folder = checkout / "src/waystation/door"
    spoken = (
        each for each in folder.rglob("*.py") if each.name != "serving.py"
    )  # which speaks to its keeper
    files = [*spoken, checkout / "src/waystation/letters/questions.py"]
    python = [each for path in files for each in tool["_python"](path)]
    pages = [each for path in folder.rglob("templates/*.html") for each in tool["_template"](path)]
    return {one for one, _more in python + pages}


def placeholders(text: str) -> set[str | None]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text)} - {None}


@pytest.mark.parametrize("code", OWN)
def test_a_language_says_what_the_door_says_and_nothing_else(said: set[str], code: str) -> None:
    assert set(sentences(code)) == said


@pytest.mark.parametrize("code", OWN)
def test_every_sentence_is_translated_with_the_same_placeholders(code: str) -> None:
    for english, sentence in sentences(code).items():
        assert sentence.strip()
        assert placeholders(sentence) == placeholders(english)
        assert sentence != english or " " not in english


@pytest.mark.parametrize(
    ("code", "first", "last"), [("zh", "一", "鿿"), ("lo", "ກ", "ໝ"), ("th", "ก", "๛"), ("ko", "가", "힣")]
)
def test_every_sentence_is_in_the_script_of_its_language(
    said: set[str], code: str, first: str, last: str
) -> None:
    say = speaker(code)
    for english in said:
        assert any(first <= letter <= last for letter in say(english)), english


def test_no_sentence_is_said_twice_differently_in_a_file(checkout: Path) -> None:
    for code in OWN:
        text = (checkout / f"src/waystation/door/languages/{code}.json").read_text()
        pairs = json.loads(text, object_pairs_hook=list)
        assert len(dict(pairs)) == len(pairs)


def test_arabic_would_be_written_from_right_to_left() -> None:
    assert [direction(code) for code in ("ar", "fa", "ko")] == ["rtl", "rtl", "ltr"]
