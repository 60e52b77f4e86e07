"""Does a member who has lost the passphrase get the own keys again by pages alone, and nobody else?"""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.people import WORDS, Console

from waystation.kit import clock

CLAIM, NEW = "correct horse battery staple", "seven other words nobody guesses"


def _entrust(console: Console) -> None:
    others = [console.desk(each).session.member_id for each in ("haneul", "bora")]
    asked = {"who": others, "needed": "2", "now": WORDS["jiho"]}
    assert console.as_("jiho").post("/keys/trustees/", asked).status_code == 302


def _claim(client: Client) -> tuple[bytes, str, str]:
    """File, key and words of a new claim."""
    html = client.post("/account/lost/", {"new": CLAIM, "again": CLAIM}).content.decode()
    file, key, words = (
        re.search(pattern, html)
        for pattern in (r"base64,([^\"]+)", r"<code class=\"key\">(\w+)<", r"id=\"words\">([^<]+)<")
    )
    assert file
    assert key
    assert words
    return b64decode(file[1].replace("&#43;", "+")), key[1], words[1]


def _take(client: Client, file: bytes, handle: str = "jiho", passphrase: str = CLAIM) -> int:
    typed = {"claim": passphrase, "handle": handle, "new": NEW, "again": NEW}
    return client.post("/account/lost/take/", typed | {"file": SimpleUploadedFile("c", file)}).status_code


def test_from_a_lost_passphrase_to_the_own_keys_by_pages_alone(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    _entrust(console)
    nobody = console.nobody()
    file, key, words = _claim(nobody)
    jiho = console.desk("jiho").session.member_id
    first, second = console.as_("haneul"), console.as_("bora")
    assert first.post("/recoveries/ask/", {"member": jiho, "key": key, "words": words}).status_code == 302
    assert _take(nobody, file) == 400  # nobody has helped
    later = datetime.now(UTC) + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: later)
    for trustee in (first, second):
        found = re.search(r'action="(/recoveries/\w+/help/)"', trustee.get("/recoveries/").content.decode())
        assert found
        trustee.post(found[1])
    assert _take(nobody, file, passphrase=NEW) == 400
    assert _take(nobody, file, handle="haneul") == 400
    assert _take(nobody, file) == 302
    came = nobody.post("/account/login/", {"login": "jiho", "password": NEW})
    assert came.status_code == 302
    assert (
        console.nobody().post("/account/login/", {"login": "jiho", "password": WORDS["jiho"]}).status_code
        == 200
    )


def test_a_claim_wants_a_strong_passphrase_twice(console: Console) -> None:
    nobody = console.nobody()
    assert nobody.post("/account/lost/", {"new": CLAIM, "again": NEW}).status_code == 400
    assert nobody.post("/account/lost/", {"new": "short", "again": "short"}).status_code == 400


def test_whoever_makes_claim_after_claim_has_to_wait(console: Console) -> None:
    nobody = console.nobody()
    asked = {"new": CLAIM, "again": CLAIM}
    said = [nobody.post("/account/lost/", asked).status_code for _time in range(31)]
    assert (said[0], said[-1]) == (200, 400)


def test_a_file_that_is_no_claim_is_refused_in_a_sentence(console: Console) -> None:
    nobody = console.nobody()
    for file in (b"x", b"x" * 50_000):
        assert _take(nobody, file) == 400
