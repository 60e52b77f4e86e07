"""A passphrase alone opens nothing in a real office: what is asked for besides, and what is kept of it?"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import connection
from django.test import Client
from tests.web.people import WORDS, Console

from waystation.web.accounts.models import Account
from waystation.web.place import stand_on


@pytest.fixture
def real(console: Console) -> Iterator[Console]:
    """The same office, as one that is not a demonstration."""
    place = replace(console.place, demo=False)
    stand_on(place)
    yield Console(place)
    Account.objects.all().delete()
    place.opened.close()


def code(secret: str, at: float | None = None) -> str:
    return str(format_hotp_value(hotp_value(secret, int(at or time.time()) // 30)))


def with_app(client: Client) -> str:
    """Add an app, after showing once more who it is; return its secret."""
    again = client.post("/account/reauthenticate/", {"password": WORDS["haneul"]})
    assert again.status_code == 302
    page = client.get("/account/factors/totp/activate/").content.decode()
    found = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert found
    answer = client.post("/account/factors/totp/activate/", {"code": code(found[1])})
    assert answer.status_code == 302
    return found[1]


def test_who_has_no_second_factor_is_led_to_add_one(real: Console) -> None:
    answer = real.as_("haneul").get("/")
    assert answer.headers["Location"] == "/account/factors/"


def test_then_the_passphrase_alone_opens_nothing(real: Console) -> None:
    first = real.as_("haneul")
    with_app(first)
    assert first.get("/").status_code == 200
    second = real.as_("haneul")
    assert second.get("/").headers["Location"].startswith("/account/login/")
    wrong = second.post("/account/factors/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert second.get("/").status_code == 302


def test_the_code_opens_the_board(real: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = with_app(real.as_("haneul"))
    later = time.time() + 60
    monkeypatch.setattr(time, "time", lambda: later)  # a code works once, so the next one is needed
    client = real.as_("haneul")
    answer = client.post("/account/factors/authenticate/", {"code": code(secret, later)})
    assert answer.status_code == 302
    assert "Children who lost their parents" in client.get("/").content.decode()


def test_the_table_holds_no_seed_no_name_and_no_time(real: Console) -> None:
    secret = with_app(real.as_("haneul"))
    factor = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert secret not in str(factor.data)
    assert factor.last_used_at is None
    assert (factor.created_at.month, factor.created_at.day, factor.created_at.hour) == (1, 1, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_account")
        assert "haneul" not in str(cursor.fetchall())


def test_adding_a_factor_later_asks_again_who_it_is(real: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    client = real.as_("haneul")
    with_app(client)
    later = time.time() + 10 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    answer = client.get("/account/factors/codes/new/")
    assert "reauthenticate" in answer.headers["Location"]
    wrong = client.post("/account/reauthenticate/", {"password": "something else"})
    assert wrong.status_code == 200


def test_guessing_is_slowed_down(real: Console) -> None:
    client = real.nobody()
    answers = [client.post("/account/login/", {"login": "haneul", "password": "no"}) for _ in range(7)]
    assert "Too many" in answers[-1].content.decode()
