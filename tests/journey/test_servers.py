"""Alerts go out and check-ins come in through real servers: are they what was promised?"""

from __future__ import annotations

import http.server
import imaplib
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journey.servers import free_port, imap_server, kill, started
from tests.journey.test_coming import travelling
from tests.journey.watchpost import Post, expected

from waystation.actions.set_recipients import set_recipients, set_servers
from waystation.domain.watch import ImapBox, Ladder, LadderStep, Reach, Smtp, Watcher, WatchSettings
from waystation.journey.health import watch_health
from waystation.journey.watching import read_mails, send_some


def smtp(port: int) -> WatchSettings:
    return WatchSettings(smtp=Smtp(host="127.0.0.1", port=port, security="none", sender="watch@desk.example"))


@pytest.fixture
def mails(in_file: Post, tmp_path: Path) -> Iterator[Path]:
    """What a mail server has taken, which the watch sends through."""
    file, port = tmp_path / "mails", free_port()
    server = started("tests.journey.mailserver", str(port), str(file))
    set_servers(in_file.desk, smtp(port))
    yield file
    kill(server)


def taken(file: Path) -> list[list[str]]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_a_mail_says_a_code_and_to_log_in_and_nothing_else(in_file: Post, mails: Path) -> None:
    in_file.journey("j1", expected(0))
    in_file.tick()
    in_file.awake(30)
    in_file.tick()
    assert send_some(in_file.office.vault, in_file.books) == 2
    code = next(iter(in_file.books._expected.values()))[1].code
    assert sorted(line[1:] for line in taken(mails)) == [
        ["anna@desk.example", f"{code} is late."],
        ["anna@desk.example", f"{code} is overdue, log in."],
    ]
    assert in_file.rows("outbox", "id") == []


def test_a_server_that_is_away_loses_nothing_and_is_tried_again(in_file: Post) -> None:
    set_servers(in_file.desk, smtp(free_port()))
    in_file.journey("j1", expected(0))
    in_file.tick(31)
    assert send_some(in_file.office.vault, in_file.books) == 0
    assert in_file.rows("outbox", "attempts") == [1]
    assert send_some(in_file.office.vault, in_file.books) == 0
    assert in_file.rows("outbox", "attempts") == [1]  # not before its time
    in_file.awake(1)
    send_some(in_file.office.vault, in_file.books)
    assert in_file.rows("outbox", "attempts") == [2]
    in_file.awake(6)
    assert in_file.rows("outbox", "id")


def test_without_a_server_that_was_set_nothing_is_asked_of_any(
    in_file: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket  # noqa: PLC0415

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    in_file.journey("j1", expected(0))
    in_file.tick(31)
    assert send_some(in_file.office.vault, in_file.books) == 0
    read_mails(in_file.office.vault, in_file.books)


class Gateway(http.server.BaseHTTPRequestHandler):
    """A messenger gateway."""

    said: list[str] = []  # noqa: RUF012 - of the one test that has it

    def do_POST(self) -> None:
        self.said.append(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["message"])
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # inside Apprise's plugins
def test_an_alert_goes_out_through_apprise_in_the_language_of_whom_it_is_for(in_file: Post) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    reach = Reach(how="apprise", address=f"json://127.0.0.1:{server.server_port}/")
    ladder = Ladder(
        name="desk", steps=(LadderStep(watchers=(Watcher(name="Bo", reaches=(reach,), language="ko"),)),)
    )
    set_recipients(in_file.desk, ladder)
    in_file.journey("j1", expected(0))
    in_file.tick(31)
    assert send_some(in_file.office.vault, in_file.books) == 1
    server.shutdown()
    server.server_close()
    (said,) = Gateway.said
    code = next(iter(in_file.books._expected.values()))[1].code
    assert said.startswith(code)
    assert "overdue" not in said


@pytest.fixture(scope="module")
def imap() -> Iterator[int]:
    """A mailbox."""
    with imap_server() as port:
        yield port


def put(port: int, text: str, sender: str = "Sun <sun@mail.example>") -> None:
    with imaplib.IMAP4("127.0.0.1", port) as server:
        server.login("watch", "secret")
        body = f"From: {sender}\r\nTo: desk@desk.example\r\nSubject: hello\r\n\r\n{text}\r\n"
        server.append("INBOX", "", "", body.encode())


def left(port: int) -> int:
    with imaplib.IMAP4("127.0.0.1", port) as server:
        server.login("watch", "secret")
        return int(server.select("INBOX")[1][0] or 0)


def read_from(post: Post, port: int) -> None:
    box = ImapBox(host="127.0.0.1", port=port, security="none", user="watch", password="secret")  # noqa: S106
    set_servers(post.desk, WatchSettings(mailbox=box))
    read_mails(post.office.vault, post.books)


def test_a_check_in_is_read_from_a_mailbox_and_deleted_there(in_file: Post, imap: int) -> None:
    words = travelling(in_file, 0, 60 * 24).words["g1"]
    in_file.hands.now = __import__("time").time()
    put(imap, "buy cheap watches", "spam@mail.example")
    put(imap, f"We are fine, {words.well}.\r\n> what you wrote: {words.forced}")
    read_from(in_file, imap)
    assert left(imap) == 0
    assert in_file.rows().count("came") >= 1
    assert in_file.rows().count("overdue") == 0  # what was only quoted did not count


def test_a_mailbox_that_cannot_be_read_makes_the_bar_red(in_file: Post) -> None:
    in_file.tick()
    read_from(in_file, free_port())
    health = watch_health(in_file.office.vault)
    assert [each.kind for each in health.outages] == ["mailbox"]


@pytest.mark.parametrize("lines", [b"", b"\xff\xfe", b"Content-Type: text/plain; charset=nonsense\r\n\r\nx"])
def test_a_mail_that_is_none_stops_nothing(in_file: Post, imap: int, lines: bytes) -> None:
    words = travelling(in_file, 0).words["g1"]
    in_file.hands.now = __import__("time").time()
    with imaplib.IMAP4("127.0.0.1", imap) as server:
        server.login("watch", "secret")
        server.append("INBOX", "", "", lines or b"\r\n")
    put(imap, words.well)
    read_from(in_file, imap)
    assert in_file.rows() == ["came"]
    assert left(imap) == 0
