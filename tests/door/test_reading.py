"""Can she read the desk's answer with her code and add to it, and does nobody else learn anything?"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from tests.door.conftest import NOW, Clock
from tests.door.visitor import Page, Visitor

from waystation.domain.letter import AdditionLetter, IntakeLetter, ReplyReadLetter, Said
from waystation.door import reading
from waystation.letters.codes import Keys, code_text, mailbox_of
from waystation.letters.replies import LONGEST, SIZE, open_reply, seal_reply

HELP = "Call the number that you know <after> nightfall."


def answered(visitor: Visitor, *texts: str, days: int = 30) -> str:
    """Somebody asks and is answered; her code."""
    before = {each.id for each in visitor.letters()}
    page = visitor.ask(name="x")
    (letter,) = (each for each in visitor.letters() if each.id not in before)
    assert isinstance(letter, IntakeLetter)
    public = bytes.fromhex(letter.key)
    until = (NOW + timedelta(days=days)).date()
    said = tuple(Said(at=NOW, text=text, until=until) for text in texts)
    visitor.spool.answer(mailbox_of(public), seal_reply(public, said))
    return page.code


def plain(page: Page) -> str:
    """A page without what is random on it."""
    return re.sub(r'(name="(?:slip|pass)" value=)"[^"]*"', r"\1", page.text)


def test_she_reads_the_answer_with_her_code_and_the_desk_learns_that_she_did(visitor: Visitor) -> None:
    code = answered(visitor, "First.", HELP)
    page = visitor.enter(f" {code.upper()} ")
    assert page.status == 200
    assert "First." in page.text
    assert "&lt;after&gt; nightfall" in page.text
    intake, read = sorted(visitor.letters(), key=lambda each: isinstance(each, ReplyReadLetter))
    assert isinstance(read, ReplyReadLetter)
    assert isinstance(intake, IntakeLetter)
    assert read.key == intake.key


def test_a_code_that_nobody_has_and_one_without_an_answer_get_the_same_page(visitor: Visitor) -> None:
    hers = visitor.ask(name="x").code
    for code in (hers, code_text(12345, "en")):
        before = len(visitor.letters())
        page = visitor.enter(code)
        assert page.status == 200
        assert "There is no answer for this code" in page.text
        assert len(visitor.letters()) == before
    assert plain(visitor.enter(hers)) == plain(visitor.enter(code_text(12345, "en")))


def test_pages_with_and_without_an_answer_have_one_size(visitor: Visitor) -> None:
    sizes = {len(visitor.enter(code_text(7, "en")).body)}
    sizes.add(len(visitor.enter(answered(visitor, "x")).body))
    sizes.add(len(visitor.enter(answered(visitor, "예" * LONGEST)).body))
    assert sizes == {24 * 1024}


def test_a_code_without_an_answer_takes_the_steps_of_one_that_has_one(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Timing is not tested, steps are: one derivation, one file, one opening of as many bytes."""
    steps: list[tuple[str, int]] = []
    keys_of, answer_in = visitor.app._parts.keys_of, visitor.spool.answer_in

    def derived(code: int) -> Keys:
        steps.append(("derive", 1))
        return keys_of(code)

    def looked(mailbox: str) -> bytes | None:
        steps.append(("file", len(mailbox)))
        return answer_in(mailbox)

    def opened(private: object, blob: bytes, today: object) -> object:
        steps.append(("open", len(blob)))
        return open_reply(private, blob, today)  # type: ignore[arg-type]

    hers, without = answered(visitor, HELP), visitor.ask(name="y").code
    monkeypatch.setattr(visitor.app._parts, "keys_of", derived)
    monkeypatch.setattr(visitor.spool, "answer_in", looked)
    monkeypatch.setattr(reading, "open_reply", opened)
    taken = []
    for code in (hers, without, code_text(99, "en")):
        steps.clear()
        visitor.enter(code)
        taken.append(tuple(steps))
    assert taken == [(("derive", 1), ("file", 32), ("open", SIZE))] * 3


def test_an_answer_goes_on_its_day_from_the_page_and_from_the_disk(visitor: Visitor, watch: Clock) -> None:
    code = answered(visitor, HELP, days=2)
    watch.go(24 * 3600)
    assert "nightfall" in visitor.enter(code).text
    watch.go(24 * 3600)
    assert "nightfall" not in visitor.enter(code).text
    assert list((visitor.folder / "out").iterdir()) == []


def test_she_adds_to_what_she_wrote_without_entering_the_code_again(visitor: Visitor) -> None:
    code = answered(visitor, HELP)
    page = visitor.enter(code)
    done = visitor.post(
        "/en/more", slip=page.value("slip"), **{"pass": page.value("pass")}, text="We moved.\r\nHelp."
    )
    assert done.status == 200
    assert "We have what you wrote" in done.text
    (added,) = (each for each in visitor.letters() if isinstance(each, AdditionLetter))
    (intake,) = (each for each in visitor.letters() if isinstance(each, IntakeLetter))
    assert (added.key, added.text) == (intake.key, "We moved.\nHelp.")


def test_the_code_is_on_no_page_after_it_was_entered(visitor: Visitor) -> None:
    code = answered(visitor, HELP)
    assert code not in visitor.enter(code).text


def test_nobody_adds_without_a_code_and_a_pass_dies_after_an_hour_and_with_the_process(
    visitor: Visitor, watch: Clock
) -> None:
    page = visitor.enter(answered(visitor, HELP))
    passed = page.value("pass")
    mine = passed[:-2] + ("00" if passed[-2:] != "00" else "11")
    for wrong in ("", "zz", "00", mine):
        assert visitor.post("/en/more", slip=page.value("slip"), **{"pass": wrong}, text="x").status == 400
    watch.go(3601)
    assert visitor.post("/en/more", slip=page.value("slip"), **{"pass": passed}, text="x").status == 400
    watch.go(-3601)
    visitor.restart()
    assert visitor.post("/en/more", slip=page.value("slip"), **{"pass": passed}, text="x").status == 400
    assert not any(isinstance(each, AdditionLetter) for each in visitor.letters())


@pytest.mark.parametrize("typed", ["", "hello", "1234", "abandon " * 7])
def test_what_cannot_be_a_code_is_said_at_once(visitor: Visitor, typed: str) -> None:
    page = visitor.enter(typed)
    assert page.status == 400
    assert "six words, or twenty digits" in page.text


def test_an_answer_is_read_also_when_the_spool_is_full(tmp_path: Path, watch: Clock) -> None:
    assert watch.now == NOW
    visitor = Visitor(tmp_path, most=1)
    page = visitor.enter(answered(visitor, HELP))
    assert "nightfall" in page.text
    more = visitor.post("/en/more", slip=page.value("slip"), **{"pass": page.value("pass")}, text="we moved")
    assert more.status == 503
    assert "we moved" in more.text
