"""Is every sentence said in Korean too, with the same figures in it?"""

from __future__ import annotations

import runpy
import string
from pathlib import Path
from typing import Any

import pytest

from waystation.kit.language import _, preferred, speaking

polib = pytest.importorskip("polib")
TOOL = Path(__file__).resolve().parents[2] / "tools" / "catalogue.py"
CATALOGUE = TOOL.parents[1] / "src" / "waystation" / "locale" / "ko.po"


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


@pytest.fixture(scope="module")
def said() -> Any:
    return runpy.run_path(str(TOOL))["sentences"]()


@pytest.fixture(scope="module")
def entries() -> Any:
    return {(entry.msgid, entry.msgid_plural or None): entry for entry in polib.pofile(str(CATALOGUE))}


def test_the_catalogue_holds_what_is_said_and_nothing_else(said: Any, entries: Any) -> None:
    assert set(entries) == set(said)


def test_every_sentence_has_a_translation_with_the_same_placeholders(entries: Any) -> None:
    for (one, _more), entry in entries.items():
        translation = entry.msgstr or entry.msgstr_plural[0]
        assert translation.strip(), one
        assert placeholders(translation) == placeholders(one), one
        assert not entry.fuzzy, one


def test_a_sentence_is_said_in_the_language_in_use() -> None:
    assert _("NOT YET") == "NOT YET"
    with speaking("ko"):
        assert _("NOT YET") == "아직 안 됨"
    assert _("NOT YET") == "NOT YET"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR"}, "en"),
        ({"LC_MESSAGES": "ko", "LANG": "en_US"}, "ko"),
    ],
)
def test_the_locale_chooses_the_language(environ: dict[str, str], language: str) -> None:
    assert preferred(environ) == language
