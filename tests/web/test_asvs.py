"""What OWASP ASVS 5.0 asks for and no other test shows (docs/asvs.md): does the console do it?"""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa import app_settings as mfa
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.test import Client, override_settings
from tests.web.forms import fields
from tests.web.people import WORDS, Console
from tests.web.test_access import ADDRESSES, address, rule_of
from tests.web.test_factors import code, real, with_app

from waystation.actions.list_compartments import list_compartments
from waystation.exchange.harmless import MAX_BYTES
from waystation.exchange.looking import MAX_UNPACKED
from waystation.kit.errors import BadInput
from waystation.web import files
from waystation.web.accounts.backend import ACCOUNT
from waystation.web.pages import language
from waystation.web.pages.money.papers import download
from waystation.web.passphrases import LEAST, require_strong
from waystation.web.sessions import SessionStore
from waystation.web.settings import ABSOLUTE, IDLE, LARGEST

__all__ = ["real"]  # a fixture
HOSTILE = (
    "<script>alert(1)</script>",
    "'; DROP TABLE records; --",
    "\0",
    "9" * 400,
    "{{ 7*7 }}",
    "../../x",
    "%n%s",
)


def key_of(client: Client) -> str:
    return str(client.cookies["__Host-desk"].value)


def rows(console: Console, table: str) -> list[Any]:
    with console.place.opened.store.read() as tx:
        return sorted(map(repr, tx.rows(f"SELECT * FROM {table}")))  # noqa: S608  (our own names)


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT"])
def test_a_method_that_no_page_has_is_refused(console: Console, method: str) -> None:
    client = console.as_("haneul")
    answer = client.generic(method, "/", headers={"X-Told": "seven words"})
    assert answer.status_code == 405
    assert b"seven words" not in answer.content
    assert answer.headers["Content-Security-Policy"]
    assert client.get("/", headers={"X-HTTP-Method-Override": method}).status_code == 200


def test_every_text_says_in_which_letters_it_is_written(console: Console) -> None:
    client = console.as_("haneul")
    own = [files.asset(name).address for name in files._names()]
    for path in ("/", "/account/login/", "/nowhere/", "/health/", "/changed/", *own):
        kind = client.get(path).headers["Content-Type"]
        if kind.startswith("text/") or "xml" in kind:
            assert kind.lower().endswith("charset=utf-8"), path
        else:
            assert kind.split("/")[0] in {"image", "font", "application"}, path


def test_over_tls_the_browser_is_told_to_stay_there_for_a_year_or_more(console: Console) -> None:
    for path in ("/account/login/", "/nowhere/", "/health/"):
        said = console.nobody().get(path, secure=True).headers["Strict-Transport-Security"]
        assert int(said.split("max-age=")[1].split(";")[0]) >= 31_536_000
        assert "includeSubDomains" in said


def test_no_answer_is_for_another_origin(console: Console) -> None:
    for path in ("/", "/account/login/", "/health/", files.asset("console.css").address):
        headers = console.as_("haneul").get(path, headers={"Origin": "https://attacker.example"}).headers
        assert not [name for name in headers if name.lower().startswith("access-control")]
        assert headers["Referrer-Policy"] == "same-origin"
        policy = {each.strip() for each in headers["Content-Security-Policy"].split(";")}
        assert {"object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= policy
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_every_page_locks_and_locking_clears_what_the_browser_kept(console: Console) -> None:
    client = console.as_("haneul")
    for path in ("/", "/keys/", "/members/", "/account/factors/"):
        assert 'action="/account/logout/"' in client.get(path).content.decode()
    assert client.post("/account/logout/").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_the_key_of_a_session_is_new_after_coming_in_and_after_showing_again(console: Console) -> None:
    client = console.nobody()
    client.get("/account/login/")
    client.cookies["__Host-desk"] = "a" * 32  # as somebody else might have set it
    client.post("/account/login/", {"login": "haneul", "password": WORDS["haneul"]})
    first = key_of(client)
    assert first != "a" * 32
    assert client.post("/account/reauthenticate/", {"password": "wrong"}).status_code == 200
    assert key_of(client) == first
    assert client.post("/account/reauthenticate/", {"password": WORDS["haneul"]}).status_code == 302
    assert key_of(client) != first
    assert client.get("/").status_code == 200
    assert not SessionStore(first).exists(first)


def test_keys_of_sessions_are_long_random_and_never_come_twice(console: Console) -> None:
    keys = {key_of(console.as_("haneul")) for _ in range(4)}
    assert len(keys) == 4
    assert all(re.fullmatch("[a-z0-9]{32}", key) for key in keys)  # 36 ** 32 > 2 ** 165


def test_where_else_one_is_in_is_shown_and_locked_with_the_passphrase(console: Console) -> None:
    here, there = console.as_("haneul"), console.as_("haneul")
    other = console.as_("bora")
    assert "1 other browser" in here.get("/keys/elsewhere/").content.decode()
    assert here.post("/keys/elsewhere/", {"now": "wrong"}).status_code == 400
    assert there.get("/").status_code == 200
    assert here.post("/keys/elsewhere/", {"now": WORDS["haneul"]}).status_code == 302
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == other.get("/").status_code == 200
    assert "0 other browsers" in here.get("/keys/elsewhere/").content.decode()


def test_another_passphrase_locks_every_other_browser(console: Console) -> None:
    here, there = console.as_("jiho"), console.as_("jiho")
    new = "seven words that nobody else knows"
    said = {"now": WORDS["jiho"], "new": new, "again": new}
    assert here.post("/keys/passphrase/", said).status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_a_passphrase_of_one_and_the_account_of_another_open_nothing(console: Console) -> None:
    client = console.as_("haneul")
    session = SessionStore(key_of(client))
    session[ACCOUNT] = "0" * 32
    session.save()
    assert client.get("/").headers["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    "path", ["totp/activate/", "totp/deactivate/", "codes/", "codes/new/", "keys/add/", "keys/1/remove/"]
)
def test_no_factor_is_touched_long_after_coming_in_without_showing_again(
    real: Console,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
) -> None:
    client = real.as_("haneul")
    with_app(client)
    later = time.time() + 10 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    for answer in (client.get(f"/account/factors/{path}"), client.post(f"/account/factors/{path}")):
        assert answer.status_code in {302, 404, 405}, path
        assert answer.status_code != 302 or "reauthenticate" in answer.headers["Location"], path


def test_a_code_of_the_app_works_once(real: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = with_app(real.as_("haneul"))
    later = time.time() + 60
    monkeypatch.setattr(time, "time", lambda: later)
    said = {"code": code(secret, later)}
    assert real.as_("haneul").post("/account/factors/authenticate/", said).status_code == 302
    second = real.as_("haneul")
    assert second.post("/account/factors/authenticate/", said).status_code == 200
    assert second.get("/").status_code == 302


def test_an_old_code_of_the_app_is_refused(real: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = with_app(real.as_("haneul"))
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 120)
    client = real.as_("haneul")
    client.post("/account/factors/authenticate/", {"code": code(secret, now + 30)})
    assert client.get("/").status_code == 302


def test_guesses_at_a_second_members_words_are_counted_with_those_at_the_door(console: Console) -> None:
    client = console.as_("haneul")
    there = next(each.id for each in list_compartments(console.desk("haneul"), {"house"}))
    drop = f"/compartments/{there}/drop/"
    guess = {"why": "over", "second_handle": "bora", "second_passphrase": "wrong"}
    answers = [client.post(drop, guess) for _ in range(6)]
    assert "too many wrong ones" in answers[-1].content.decode()
    right = guess | {"second_passphrase": WORDS["bora"]}
    assert client.post(drop, right).status_code == 400
    door = console.nobody().post("/account/login/", {"login": "bora", "password": WORDS["bora"]})
    assert "Too many" in door.content.decode()


def test_guesses_at_the_own_passphrase_at_an_unlocked_screen_are_counted(console: Console) -> None:
    client, new = console.as_("haneul"), "seven words of my own"
    said: dict[str, Any] = {"now": "wrong", "new": new, "again": new, "needed": "2"}
    said |= {"who": [member_of(console, "bora"), member_of(console, "jiho")]}
    pages = ("passphrase", "duress", "trustees", "elsewhere", "elsewhere", "elsewhere")
    answers = [client.post(f"/keys/{page}/", said) for page in pages]
    assert {answer.status_code for answer in answers} == {400}
    assert ["too many wrong ones" in answer.content.decode() for answer in answers] == [False] * 5 + [True]
    again = client.post("/account/reauthenticate/", {"password": WORDS["haneul"]})
    assert "too many wrong ones" in again.content.decode()


def member_of(console: Console, handle: str) -> str:
    return console.desk(handle).session.member_id


def test_who_guesses_does_not_hide_behind_an_address_that_he_made_up(console: Console) -> None:
    client = console.nobody()
    said = [
        client.post(
            "/account/login/",
            {"login": f"nobody{n}", "password": "no"},
            headers={"X-Forwarded-For": f"192.0.2.{n}", "X-Real-IP": f"192.0.2.{n}"},
        ).content.decode()
        for n in range(12)
    ]
    assert "Too many" in said[-1]


@pytest.mark.parametrize(
    "back", ["https://attacker.example/", "//attacker.example", "/\\attacker.example", "javascript:x"]
)
def test_nobody_is_led_to_another_host(console: Console, back: str) -> None:
    chosen = console.nobody().post("/language/", {"language": "ko", "back": back})
    assert chosen.headers["Location"] == "/"
    said = {"login": "haneul", "password": WORDS["haneul"], "next": back}
    assert console.nobody().post(f"/account/login/?next={back}", said).headers["Location"] == "/"


def test_no_link_changes_anything(console: Console) -> None:
    before = {
        table: rows(console, table)
        for table in (
            "accounts",
            "inbox",
            "compartments",
            "records",
            "attachments",
            "locks",
            "watch",
            "outbox",
            "recipients",
        )
    }
    client = console.as_("haneul")
    for route, pattern in ADDRESSES:
        if rule_of(pattern).member:
            assert client.get(address(route, pattern)).status_code < 500, route
    assert {table: rows(console, table) for table in before} == before
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_no_hostile_value_breaks_a_page_or_comes_back_as_markup(console: Console, value: str) -> None:
    client = console.as_("haneul")
    before = len(rows(console, "records"))
    for route, pattern in ADDRESSES:
        rule = rule_of(pattern)
        if "<" in route or not rule.member or "panic" in route:
            continue
        page = client.get(f"/{route}", dict.fromkeys(("q", "state", "page", "next", "n", "day"), value))
        assert page.status_code < 500, route
        typed = {name: value for name in fields(page.content.decode()) if "csrf" not in name}
        answer = client.post(f"/{route}", typed)
        assert answer.status_code < 500, route
        assert b"<script>alert(1)" not in page.content + answer.content, route
    assert len(rows(console, "records")) >= before


def test_a_number_without_end_in_an_address_is_nothing(console: Console) -> None:
    client = console.as_("haneul")
    for digits in ("9" * 30, "9" * 5000):
        for route, pattern in ADDRESSES:
            if "<int:" in route:
                path = address(route, pattern).replace("/0/", f"/{digits}/")
                assert client.get(path).status_code in {302, 404, 405}, route
                assert client.post(path).status_code in {302, 404, 405}, route


def test_what_stands_in_an_address_is_no_field_of_a_form(console: Console) -> None:
    client = console.nobody()
    client.post(f"/account/login/?login=haneul&password={WORDS['haneul']}")
    client.get("/account/login/", {"login": "haneul", "password": WORDS["haneul"]})
    assert client.get("/").status_code == 302


def test_a_field_that_a_form_does_not_have_changes_nothing(console: Console) -> None:
    client = console.as_("haneul")
    there = next(each for each in list_compartments(console.desk("haneul"), {"house"}))
    said = {"title": "<b>North</b>", "kind": "money", "id": "0" * 32, "role": "administrator"}
    assert client.post(f"/compartments/{there.id}/rename/", said).status_code == 302
    after = {each.id: each for each in list_compartments(console.desk("haneul"))}
    assert after[there.id].manifest.kind == "house"
    assert "&lt;b&gt;North&lt;/b&gt;" in client.get(f"/compartments/{there.id}/").content.decode()


def test_a_request_that_is_too_large_or_of_too_many_fields_is_refused(console: Console) -> None:
    client = console.as_("haneul")
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1_000):
        assert client.post("/keys/duress/", {"now": "x" * 2_000}).status_code in {400, 404}
    many = {f"f{number}": "" for number in range(20_001)}
    assert client.post("/keys/duress/", many).status_code in {400, 404}
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE == settings.DATA_UPLOAD_MAX_MEMORY_SIZE == 32 * 1024 * 1024


@pytest.mark.usefixtures("console")
def test_a_fault_is_one_sentence_for_the_browser_and_one_line_without_a_word_for_the_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_args: object, **_kwargs: object) -> bool:
        raise ValueError("the mill behind the river")

    monkeypatch.setattr(language, "url_has_allowed_host_and_scheme", broken)
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    answer = client.post("/language/", {"language": "ko", "back": "/the-mill/"})
    assert answer.status_code == 500
    said = answer.content.decode() + "".join(capsys.readouterr())
    assert re.search(r"^\S+Z fault: ValueError at waystation\.web\.pages\.language:\d+$", said, re.MULTILINE)
    assert "mill" not in said
    assert "Traceback" not in said
    assert settings.DEBUG is False


def test_a_downloaded_file_has_a_harmless_name_and_is_shown_by_no_browser() -> None:
    said = download(b"<script>", 'a"; x=\r\nSet-Cookie: y/../\N{HANGUL SYLLABLE GA}.html').headers
    assert said["Content-Disposition"].startswith("attachment; filename")
    assert not {"\r", "\n", "/"} & set(said["Content-Disposition"].replace("*=utf-8''", ""))
    assert said["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    "weak",
    [
        "short",
        "1234567890123456",
        "aaaaaaaaaaaaaaaaaaaa",
        "password 123456789!!",
        "Waystation2026 Ji-ho 2026",
        "jiho jiho jiho jiho",
    ],
)
def test_a_passphrase_that_guessers_try_first_is_refused(weak: str) -> None:
    with pytest.raises(BadInput):
        require_strong(weak, "Ji-ho", "jiho", "Office of the river")


@pytest.mark.parametrize(
    "good",
    [
        "onlylowercaseletters",
        "7193 5520 8846 0192",
        "가나다라마바사아자차카타파하 강 산",
        "\N{SNOWMAN} hat and four sticks",
        "x7" * 3 + "long " * 190,
    ],
)
def test_a_passphrase_of_any_letters_is_taken(good: str) -> None:
    require_strong(good, "Ji-ho", "jiho", "Office of the river")


def test_a_long_passphrase_counts_to_its_last_letter(console: Console) -> None:
    new = " Seven words of a river " * 6
    client = console.as_("jiho")
    said = {"now": WORDS["jiho"], "new": new, "again": new}
    assert client.post("/keys/passphrase/", said).status_code == 302
    for wrong in (new[:-2], new.lower(), new[:72]):
        told = console.nobody().post("/account/login/", {"login": "jiho", "password": wrong})
        assert told.status_code == 200
    right = console.nobody().post("/account/login/", {"login": "jiho", "password": new})
    assert right.status_code == 302


def test_passphrases_are_typed_unseen_and_may_be_pasted(console: Console) -> None:
    client = console.as_("haneul")
    for path in ("/keys/passphrase/", "/keys/duress/", "/keys/trustees/", "/keys/elsewhere/"):
        page = client.get(path).content.decode()
        typed = re.findall(r'<input[^>]*name="now"[^>]*>', page)
        assert typed, path
        assert all('type="password"' in each for each in typed)
        assert "onpaste" not in page
    assert 'type="password"' in console.nobody().get("/account/login/").content.decode()


def test_own_scripts_keep_nothing_and_run_no_text(console: Console) -> None:
    ours = [name for name in files._names() if name.endswith(".js") and name != "htmx.js"]
    assert ours
    forbidden = ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "postMessage", "WebSocket")
    for name in ours:
        text = files.asset(name).body.decode()
        assert not [word for word in (*forbidden, "eval(", "new Function", "__proto__") if word in text], name
    page = console.as_("haneul").get("/").content.decode()
    assert '"historyCacheSize":0' in page
    assert '"allowEval":false' in page


def test_there_is_no_folder_no_source_and_no_back_room(console: Console) -> None:
    client = console.as_("haneul")
    for path in (
        "/static/",
        "/.git/config",
        "/.svn/entries",
        "/admin/",
        "/debug/",
        "/metrics",
        "/console.py",
        "/static/../urls.py",
    ):
        assert client.get(path).status_code == 404, path


def test_what_is_remembered_of_a_session_is_not_in_the_cookie(console: Console) -> None:
    client = console.as_("haneul")
    assert {len(cookie.value) for cookie in client.cookies.values()} <= {32, 64}
    for cookie in client.cookies.values():
        assert "haneul" not in cookie.value


def test_seeds_and_recovery_codes_are_random_and_long_enough() -> None:
    seeds = {generate_totp_secret() for _ in range(20)} | {RecoveryCodes.generate_seed() for _ in range(20)}
    assert len(seeds) == 40
    assert min(map(len, seeds)) >= 32  # letters of 5 bits, or of 4
    assert mfa.RECOVERY_CODE_DIGITS >= 6
    assert mfa.TOTP_PERIOD == 30


def test_the_guide_says_the_limits_that_hold(checkout: Path) -> None:
    said = (checkout / "docs/guide/console.md").read_text(encoding="utf-8")
    section = said.partition("## Limits")[2].partition("\n## ")[0]
    rates = settings.ACCOUNT_RATE_LIMITS
    assert rates == {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key"}
    for figure in (
        f"{IDLE // 60} minutes",
        f"{ABSOLUTE // 3600} hours",
        f"{LARGEST // 2**20} MiB",
        "20,000 fields",
        f"{LEAST} characters",
        "5 wrong in 5 minutes",
        "10 wrong in a minute",
        "30 in a minute",
        f"{MAX_BYTES // 10**6} MB",
        f"{MAX_UNPACKED // 10**6} MB unpacked",
    ):
        assert figure in section, figure
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS == 20_000
    assert "## What is written down" in said
