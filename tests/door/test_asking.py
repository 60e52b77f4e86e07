"""Can somebody ask for help, in her language, without an account, a script or a trace?"""

from __future__ import annotations

import gzip
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.door.visitor import Visitor

from waystation.domain.base import harmless
from waystation.domain.letter import IntakeLetter
from waystation.door.languages import NAMES, wanted
from waystation.door.pages import Look
from waystation.letters.codes import keys_of, read_code
from waystation.letters.questions import QUESTIONS

SENTINEL = "Ri Sun-hee"


def test_what_she_writes_is_a_letter_for_the_desk_and_she_gets_a_code(visitor: Visitor) -> None:
    page = visitor.ask("ko", name=SENTINEL, danger="yes", country="CN", persons="3", more="두 줄\r\n입니다")
    (letter,) = visitor.letters()
    assert isinstance(letter, IntakeLetter)
    assert {each.question: each.answer for each in letter.answers} == {
        "danger": "yes", "country": "CN", "persons": "3", "name": SENTINEL, "more": "두 줄\n입니다",
    }  # fmt: skip
    assert (page.status, letter.language) == (200, "ko")
    code = read_code(page.code)
    assert code is not None
    assert keys_of(code).public.hex() == letter.key


@pytest.mark.parametrize("language", NAMES)
def test_every_language_has_its_form_and_its_code(visitor: Visitor, language: str) -> None:
    page = visitor.get(f"/{language}/")
    assert f'<html lang="{language}" dir="ltr">' in page.text
    assert read_code(visitor.ask(language, name="x").code) is not None
    for other in NAMES:
        assert (f'href="/{other}/"' in page.text) == (other != language)


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "en"), ("ko-KR,ko;q=0.9,en;q=0.8", "ko"), ("fr,de;q=0.9", "en"), ("fr, th;q=0.5, vi;q=0.7", "vi"),
     ("zh-Hant-TW", "zh"), ("en;q=0, lo", "lo"), (";;;q=..,", "en"), ("ko;q=.", "en"), ("x" * 9999, "en")],
)  # fmt: skip
def test_the_browser_says_which_language_comes_first(visitor: Visitor, header: str, language: str) -> None:
    assert wanted(header) == language
    assert f'lang="{language}"' in visitor.get("/", header).text


@given(st.text(max_size=60))
def test_no_header_of_a_browser_breaks_it(header: str) -> None:
    assert wanted(header) in NAMES


def test_a_first_visit_is_smaller_than_twenty_kilobytes(visitor: Visitor) -> None:
    for language in NAMES:
        parts = [visitor.get(path).body for path in (f"/{language}/", "/door.css", "/door.js")]
        assert sum(len(gzip.compress(each)) for each in parts) < 20_000
        assert sum(map(len, parts)) < 32_000  # nor is it much without compression, which the guide asks for


def test_nothing_is_asked_that_must_be_answered_and_nothing_at_all_is_not_a_letter(visitor: Visitor) -> None:
    assert "required" not in visitor.get().text
    assert visitor.ask(name="  ", danger="no such choice").status == 400
    assert visitor.letters() == []
    assert visitor.ask(danger="unsure").status == 200


def test_every_page_says_how_to_leave_and_the_first_one_what_is_dangerous(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, look=Look("Where we help", "https://weather.example/"))
    pages = [visitor.get(), visitor.get("/en/answer"), visitor.ask(name="x"), visitor.get("/nothing/here")]
    for page in pages:
        assert 'class="leave" href="https://weather.example/" rel="noreferrer"' in page.text
    assert "Where we help" in pages[0].text
    assert "what is dangerous" in pages[0].text


def test_no_cookie_no_referrer_no_cache_no_other_host_and_no_name_of_the_server(visitor: Visitor) -> None:
    for page in (visitor.get(), visitor.ask(name="x"), visitor.get("/nothing"), visitor.get("/door.js")):
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none';")
        assert "unsafe" not in page.headers["Content-Security-Policy"]
        assert not {"Set-Cookie", "Server", "X-Powered-By"} & page.headers.keys()
        assert "//" not in re.sub(r"^\s*//.*$", "", page.text, flags=re.MULTILINE)
        assert "<style" not in page.text


def test_what_she_typed_is_in_no_file_and_comes_back_to_nobody(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.ask(name=SENTINEL, call="+86 139 0000 0000", more="the house behind the mill")
    secrets = [SENTINEL, "139 0000 0000", "behind the mill", page.code, page.code.split()[0] + " "]
    for path in tmp_path.rglob("*"):
        assert not any(each in str(path) for each in secrets)
        if path.is_file():
            assert not any(each.encode() in path.read_bytes() for each in secrets)
    for other in (visitor.get(), visitor.get("/en/answer"), visitor.enter("abandon " * 6)):
        assert not any(each in other.text for each in secrets[:4])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.text(min_size=1, max_size=400), st.text(max_size=200))
def test_any_text_arrives_cut_and_harmless(visitor: Visitor, more: str, name: str) -> None:
    visitor.spool.delete(list(visitor.spool.letters()))
    visitor.restart()
    page = visitor.ask(more=more, name=name)
    wanted = {k: v for k, v in {"name": harmless(name)[:200].strip(), "more": harmless(more)}.items() if v}
    if page.status == 200:
        (letter,) = visitor.letters()
        assert isinstance(letter, IntakeLetter)
        assert {each.question: each.answer for each in letter.answers} == wanted
    else:
        assert not wanted


def test_the_longest_answers_fit(visitor: Visitor) -> None:
    full = {q.name: "😀" * q.most for q in QUESTIONS if not q.choices}
    assert visitor.ask(danger="yes", **full).status == 200
    (letter,) = visitor.letters()
    assert isinstance(letter, IntakeLetter)
    assert len(letter.answers) == len(full) + 1


def test_what_is_typed_is_shown_again_as_text_and_never_as_markup(visitor: Visitor) -> None:
    for _time in range(30):
        visitor.ask(name="x")
    page = visitor.ask(name='"><script>alert(1)</script>', more="</textarea><b>")
    assert page.status == 503
    assert "<script>alert" not in page.text
    assert "</textarea><b>" not in page.text
    assert '"><script>alert(1)</script>' in unescape(page.text)


def test_a_door_that_is_shut_takes_no_letter_and_lets_answers_be_read(visitor: Visitor) -> None:
    slip = visitor.get().value("slip")
    visitor.spool.close(closed=True)
    assert visitor.get().status == 503
    assert "no letters here at the moment" in visitor.get().text
    assert visitor.post("/en/ask", slip=slip, name="x").status == 503
    assert visitor.letters() == []
    assert visitor.get("/en/answer").status == 200


def test_a_spool_that_is_full_shows_no_code_and_loses_nothing_she_wrote(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, most=2)
    assert [visitor.ask(name="x").status for _time in range(3)] == [200, 200, 503]
    page = visitor.ask(name=SENTINEL)
    assert SENTINEL in page.text
    assert 'class="code"' not in page.text
    assert len(visitor.letters()) == 2


def test_sizes_of_pages_are_multiples_of_four_kilobytes(visitor: Visitor) -> None:
    for page in (visitor.get(), visitor.get("/ko/"), visitor.ask(name="x"), visitor.ask(), visitor.get("/x")):
        assert len(page.body) % 4096 == 0
