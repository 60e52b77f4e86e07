"""A sign of life through the door: what reaches the watch, and what does anybody learn who tries?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.door.visitor import PUBLIC, Page, Visitor
from tests.journey.test_coming import travelling
from tests.journey.watchpost import Post, watchpost

from waystation.door.app import App
from waystation.door.parts import WATCH, Parts
from waystation.journey.watching import read_letters
from waystation.vault import keys

SECRET = "a" * 40


@pytest.fixture
def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    monkeypatch.setattr(keys, "USUAL", keys.Cost(8192, 1))
    made = watchpost(tmp_path / "vault", monkeypatch)
    yield made
    made.office.vault.close()


@pytest.fixture
def traveller(post: Post, tmp_path: Path) -> Visitor:
    """Somebody on the way, at a door that knows the watch's public key and a gateway's secret."""
    made = Visitor(tmp_path / "spool")
    parts = Parts(PUBLIC, made.spool, watch=post.service.public, gateway=SECRET)
    parts.heard.prepare()
    made.app = App(parts)
    return made


def tap(traveller: Visitor, token: str, word: str = "") -> Page:
    page = traveller.get(f"/en/c/{token}")
    return traveller.post(f"/en/c/{token}", slip=page.value("slip"), work="", word=word)


def collect(post: Post, traveller: Visitor) -> None:
    read_letters(post.office.vault, post.books, traveller.folder / WATCH / "in")


def test_one_press_on_the_button_is_a_check_in_and_fetching_the_link_is_none(
    post: Post, traveller: Visitor
) -> None:
    link = travelling(post, 0, 60 * 24).links[1]
    for _fetched in range(3):
        assert traveller.get(f"/en/c/{link}").status == 200
    collect(post, traveller)
    assert post.rows() == ["waiting", "waiting"]
    assert tap(traveller, link).status == 200
    collect(post, traveller)
    assert post.rows() == ["came", "waiting"]


def test_a_wrong_token_a_used_one_and_a_word_under_duress_look_like_the_right_one(
    post: Post, traveller: Visitor
) -> None:
    armed = travelling(post, 0)
    pages = [
        tap(traveller, "f" * 48),
        tap(traveller, armed.links[1], armed.words["g1"].forced),
        tap(traveller, armed.links[1]),
    ]
    assert len({page.text for page in pages}) == len({len(page.body) for page in pages}) == 1
    collect(post, traveller)
    assert "forced" in {kind for kind, _who in post.told()}


def test_an_sms_from_a_gateway_counts_once_however_often_it_is_handed_on(
    post: Post, traveller: Visitor
) -> None:
    words = travelling(post, 0, 30).words["g1"]
    for _again in range(3):
        fields = {"From": "+82 10 1234 5678", "Body": f"fine {words.well}", "MessageSid": "SM1"}
        assert traveller.post(f"/gateway/{SECRET}/sms", **fields).status == 200
    collect(post, traveller)
    assert post.rows() == ["came", "waiting"]


@pytest.mark.parametrize("path", ["/gateway/wrong/sms", f"/gateway/{SECRET}/pigeon", f"/gateway/{SECRET}"])
def test_who_does_not_know_the_secret_hands_nothing_on(traveller: Visitor, path: str) -> None:
    assert traveller.post(path, From="1", Body="x").status == 404
    assert traveller.get(f"/gateway/{SECRET}/sms").status == 404
    assert list((traveller.folder / WATCH / "in").iterdir()) == []


def test_a_door_without_a_watch_has_no_such_page(tmp_path: Path, post: Post) -> None:
    plain = Visitor(tmp_path / "other")
    assert post.rows() == []
    assert plain.get("/en/c/x").status == plain.post(f"/gateway/{SECRET}/sms", From="1").status == 404


def test_nothing_that_was_said_stands_in_the_spool_or_its_times(post: Post, traveller: Visitor) -> None:
    armed = travelling(post, 0)
    tap(traveller, armed.links[1], "silk")
    traveller.post(f"/gateway/{SECRET}/sms", From="+821012345678", Body="silk", MessageSid="SM1")
    files = list((traveller.folder / WATCH / "in").iterdir())
    assert len({path.stat().st_size for path in files}) == 1
    assert len(files) == 2
    for path in files:
        assert not any(each in path.read_bytes() for each in (b"silk", b"12345678", armed.links[1].encode()))
        assert datetime.fromtimestamp(path.stat().st_mtime, UTC).hour == 0


@pytest.mark.parametrize("code", ["ko", "zh", "vi", "lo", "th"])
def test_the_page_of_a_link_says_nothing_about_what_it_is_for(traveller: Visitor, code: str) -> None:
    page = traveller.get(f"/{code}/c/token").text
    assert f'lang="{code}"' in page
    read = re.sub(r"<[^>]*>", " ", page)
    assert not any(word in read.lower() for word in ("check", "watch", "journey", "waystation"))
