"""Who comes in, how long does he stay, and what does the disk tell of it?"""

from __future__ import annotations

import time

import pytest
from tests.web.people import WORDS, Console

from waystation.actions.remove_member import remove_member
from waystation.web.sessions import ROOT, SessionStore


def test_the_right_passphrase_opens_the_board(console: Console) -> None:
    page = console.as_("haneul").get("/").content.decode()
    assert "Ha-neul" in page
    assert "Children who lost their parents" in page


@pytest.mark.parametrize(
    ("handle", "passphrase"), [("haneul", "wrong"), ("nobody", WORDS["haneul"]), ("", "")]
)
def test_anything_else_opens_nothing(console: Console, handle: str, passphrase: str) -> None:
    client = console.nobody()
    client.post("/account/login/", {"login": handle, "password": passphrase})
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/login/?next=%2F"


def test_a_member_sees_only_what_was_granted(console: Console) -> None:
    page = console.as_("tomas").get("/").content.decode()
    assert "Nobody is waiting." in page
    assert "Children" not in page


def test_locking_ends_the_session_in_the_vault_and_in_memory(console: Console) -> None:
    client = console.as_("haneul")
    key = client.cookies["__Host-desk"].value
    client.post("/account/logout/")
    assert not SessionStore(key).exists(key)
    client.cookies["__Host-desk"] = key
    assert client.get("/").status_code == 302


def test_a_session_ends_without_use_and_at_the_latest(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    idle, late = console.as_("haneul"), console.as_("bora")
    monkeypatch.setattr(time, "time", lambda: now + 15 * 60 + 5)
    assert idle.get("/").status_code == 302
    for hours in range(1, 32):
        monkeypatch.setattr(time, "time", lambda hours=hours: now + hours * 14.9 * 60)
        late.get("/")
    monkeypatch.setattr(time, "time", lambda: now + 8 * 3600 + 5)
    assert late.get("/").status_code == 302


def test_the_row_of_a_session_says_nothing_without_the_cookie(console: Console) -> None:
    client = console.as_("haneul")
    key = client.cookies["__Host-desk"].value
    with console.place.opened.store.read() as tx:
        rows = tx.rows("SELECT id, tag, until, blob FROM sessions")
    assert len(rows) == 1
    together = b"".join(bytes(rows[0][column]) for column in (0, 1, 3))
    assert key.encode() not in together
    assert SessionStore(key)[ROOT].encode() not in together
    assert bytes.fromhex(SessionStore(key)[ROOT]) not in together
    assert rows[0][2] % 3600 == 0


def test_who_is_removed_is_out_at_once(console: Console) -> None:
    client = console.as_("jiho")
    assert client.get("/").status_code == 200
    desk = console.desk("haneul")
    gone = next(each.id for each in desk.session.directory.members.values() if each.name == "Ji-ho")
    remove_member(desk, gone, "left")
    assert client.get("/").status_code in {302, 404}
    assert b"Children" not in client.get("/").content
