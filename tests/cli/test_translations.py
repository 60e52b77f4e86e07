"""Is every sentence said in Korean too, with the same figures in it?"""

from __future__ import annotations

import ast
import re
import runpy
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from waystation.kit.language import _, preferred, speaking
from waystation.vault.faults import NotHeld

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


FAULTS = {"Fault", "BadInput.at", "Damaged.thing", "NotAllowed.to", "Broken.row", "Full", "refuse"}
AT_DESKS = ("vault", "actions", "exchange", "cli/desk", "domain", "kit")


def said_bare(path: Path) -> Iterator[str]:
    """What a module says of bad input without asking for the language; options and streams have no other."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and ast.unparse(call.func) in FAULTS:
            words = [*call.args, *(more.value for more in call.keywords)]
            texts = [each.value for each in words if isinstance(each, ast.Constant)]
            texts += [ast.unparse(each) for each in words if isinstance(each, ast.JoinedStr)]
            for text in texts:
                if isinstance(text, str) and re.search(r"[a-z]+ [a-z]+", re.sub(r"\{.*?\}", "", text)):
                    yield f"{path.name}:{call.lineno}: {text}"


@pytest.mark.parametrize("folder", AT_DESKS)
def test_what_is_wrong_is_said_in_the_language_in_use(folder: str) -> None:
    modules = (TOOL.parents[1] / "src" / "waystation" / folder).rglob("*.py")
    assert [each for path in modules for each in said_bare(path)] == []


def test_bad_input_is_told_in_korean() -> None:
    with speaking("ko"):
        assert str(NotHeld("ab" * 16)) == (
            "구획 abababab: 발견: 이 구성원에게 열쇠가 없는 구획; 허용: 권한을 받은 것"
        )
