"""What does every answer tell the browser, and which requests are refused whatever they ask?"""

from __future__ import annotations

import pytest
from django.test import Client
from tests.web.people import WORDS, Console


@pytest.mark.parametrize("path", ["/", "/account/login/", "/nowhere/", "/health/"])
def test_every_answer_says_what_the_browser_must_refuse(console: Console, path: str) -> None:
    for client in (console.nobody(), console.as_("haneul")):
        headers = client.get(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_form_from_elsewhere_does_nothing(console: Console) -> None:
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    answer = client.post("/account/login/", {"login": "haneul", "password": WORDS["haneul"]})
    assert answer.status_code == 403
    assert client.get("/").status_code == 302
    assert console.place.demo


def test_another_host_is_not_answered(console: Console) -> None:
    answer = console.nobody().get("/account/login/", headers={"Host": "attacker.example"})
    assert answer.status_code == 404


def test_cookies_belong_to_this_host_alone_and_no_script_reads_them(console: Console) -> None:
    for name, cookie in console.as_("haneul").cookies.items():
        assert name.startswith("__Host-")
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["path"] == "/"
        assert not cookie["domain"]
        assert cookie["samesite"] == "Strict"


def test_own_files_are_kept_for_ever_and_nothing_else_is(console: Console) -> None:
    client = console.nobody()
    page = client.get("/account/login/").content.decode()
    style = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in client.get(style).headers["Cache-Control"]
    assert client.get("/static/0000000000000000/console.css").status_code == 404
    assert client.get("/static/../settings.py").status_code == 404
