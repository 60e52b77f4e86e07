"""Beds, vetting and exposure on their pages: what is kept is seen, what is refused is said at its form."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from tests.web.forms import fields, post
from tests.web.people import WORDS, Console

from waystation.actions.list_beds import list_beds
from waystation.actions.list_helpers import list_helpers
from waystation.kit import clock
from waystation.vault.finding import find

TODAY = clock.now().date()
SECOND = {"second_handle": "bora", "second_passphrase": WORDS["bora"]}


def address(console: Console, kind: str, key: str) -> str:
    return f"/{kind}s/{find(console.desk('haneul').session, key, kind).id}/"


def free(console: Console, key: str) -> int:
    found = list_beds(console.desk("haneul"), TODAY, TODAY).houses
    return next(each.nights[0].free for each in found if each.house.id == key)


def test_beds_are_kept_refused_given_free_and_shut(console: Console) -> None:
    client, page = console.as_("haneul"), address(console, "house", "cn-house-ne-2")
    kept = post(client, page, beds="5")
    assert kept.status_code == 302
    assert free(console, "cn-house-ne-2") == 2
    refused = post(client, page, beds="3")
    assert refused.status_code == 400
    assert "at most 2, or a reason" in refused.content.decode()
    assert post(client, page, beds="3", even_so="children share").status_code == 302
    assert "1 too many" in client.get("/houses/").content.decode()
    html = client.get(page).content.decode()
    form = re.findall(r"<form[^>]*free/.*?</form>", html, re.DOTALL)[-1]
    assert client.post(f"{page}free/", fields(form)).status_code == 302
    assert free(console, "cn-house-ne-2") == 2
    assert client.post(f"{page}free/", {**fields(form), "number": "1"}).status_code == 409
    client.post(f"{page}close/", {"day": f"{TODAY}"})
    assert "shut" in client.get("/houses/").content.decode()


def test_a_house_is_written_down_and_changed_and_a_wrong_field_is_named(console: Console) -> None:
    client = console.as_("bora")
    wrong = post(client, "/houses/new/", id="mill", beds="none", country="Vietnam")
    assert wrong.status_code == 400
    html = wrong.content.decode()
    assert 'id="f-beds_error"' in html
    assert 'id="f-country_error"' in html
    into = re.search(r'<select name="into".*?<option value="(\w+)"', html, re.DOTALL)
    assert into
    made = post(client, "/houses/new/", into=into[1], id="mill", name="the mill", beds="4")
    assert made.status_code == 302
    page = made.headers["Location"]
    old = fields(client.get(f"{page}edit/").content.decode())
    assert post(client, f"{page}edit/", beds="6").status_code == 302
    assert client.post(f"{page}edit/", {**old, "beds": "9"}).status_code == 409
    assert free(console, "mill") == 6


def test_a_case_worker_sees_the_beds_and_no_button(console: Console) -> None:
    client, page = console.as_("jiho"), address(console, "house", "cn-house-ne")
    assert client.get(page).status_code == 200
    assert "Keep beds" not in client.get(page).content.decode()
    assert client.post(page, {"first": f"{TODAY}", "last": f"{TODAY}", "beds": "1"}).status_code == 404
    assert client.get(f"{page}edit/").status_code == 404


def test_how_helpers_stand_is_computed_and_changes_with_what_is_written_down(console: Console) -> None:
    client, page = console.as_("seo"), address(console, "helper", "host-vn")

    def stands() -> str | None:
        (one,) = list_helpers(console.desk("haneul"), "host-vn").listed
        return one.vetted

    assert stands() == "incomplete"
    said = {"step": "safety talk", "result": "exempt", "day": f"{TODAY}"}
    refused = client.post(f"{page}step/", said)
    assert refused.status_code == 400
    assert "the last day of the exemption" in refused.content.decode()
    ends = f"{TODAY + timedelta(days=10)}"
    assert client.post(f"{page}step/", {**said, "expires": ends, "reason": "ill"}).status_code == 302
    assert stands() == "vetted"
    html = client.get("/helpers/").content.decode()
    assert ends in html
    client.post(f"{page}deny/", {"reason": "drinks"})
    assert stands() == "denied"
    client.post(f"{page}deny/", {"reason": "sober", "allow": "1"})
    me = console.desk("haneul").session.member_id
    client.post(f"{page}unvouch/", {"by": me})
    assert stands() == "incomplete"
    client.post(f"{page}vouch/", {"by": "", "since": "school"})
    assert stands() == "vetted"
    days = {"begin": f"{TODAY}", "end": f"{TODAY}", "can": "no"}
    assert client.post(f"{page}days/", days).status_code == 302
    assert "cannot be asked" in client.get(page).content.decode()


def test_rules_are_versions_and_the_page_says_which_is_in_force(console: Console) -> None:
    client = console.as_("haneul")
    wrong = post(client, "/helpers/rules/", id="2027", steps="met; soon")
    assert wrong.status_code == 400
    assert "line 1" in wrong.content.decode()
    again = post(client, "/helpers/rules/", id="2026-1")
    assert again.status_code == 400
    into = re.search(r'<select name="into".*?<option value="(\w+)"', again.content.decode(), re.DOTALL)
    assert into
    said = {"id": "2026-2", "steps": "met in person; 30; host, guide\nnumber known"}
    assert post(client, "/helpers/rules/", into=into[1], **said).status_code == 302
    assert re.search(r"2026-2 .*?in force", client.get("/helpers/rules/").content.decode(), re.DOTALL)


def test_a_helper_is_written_down_and_changed_and_keeps_what_the_form_does_not_show(console: Console) -> None:
    client, page = console.as_("haneul"), address(console, "helper", "driver-ne")
    assert post(client, f"{page}edit/", names="Li the carter\n李", integrity="15 + 0").status_code == 302
    (one,) = list_helpers(console.desk("haneul"), "driver-ne").listed
    assert [each.text for each in one.record.names] == ["Li the carter", "李"]
    assert one.record.names[0].language == "zh"
    assert (one.record.integrity.kept, len(one.record.steps)) == (15, 3)
    wrong = post(client, f"{page}edit/", integrity="often")
    assert wrong.status_code == 400
    assert 'id="f-integrity_error"' in wrong.content.decode()


@pytest.mark.parametrize("handle", ["jiho", "ruth", "leo", "tomas"])
def test_who_may_not_know_helpers_finds_nothing_at_their_address(console: Console, handle: str) -> None:
    page = address(console, "helper", "driver-ne")
    assert console.as_(handle).get(page).status_code == 404


def ask(client: Any, console: Console, do: str, **more: str) -> Any:
    bo = find(console.desk("haneul").session, "driver-ne", "helper").id
    return client.post(
        "/exposure/", {"subject": "helper", "word": bo, "why": "did not call", "do": do, **more}
    )


def test_one_who_asks_alone_is_seen_by_all_and_two_ask_in_silence(console: Console) -> None:
    client, leo = console.as_("haneul"), console.as_("leo")
    assert ask(client, console, "expose", **SECOND).status_code == 200
    assert "somebody looked" not in leo.get("/notices/").content.decode()
    html = ask(client, console, "expose").content.decode()
    assert "Every desk has been told" in html
    assert "What would be known" in html
    assert "somebody looked at an exposure" in leo.get("/notices/").content.decode()


def test_a_mark_is_made_by_one_and_taken_back_by_two(console: Console) -> None:
    worker = console.as_("jiho")
    assert ask(worker, console, "expose", word="", other="ab" * 16).status_code == 404
    client = console.as_("haneul")
    assert ask(client, console, "mark", why="").status_code == 400
    assert ask(client, console, "mark").status_code == 302
    page = address(console, "helper", "driver-ne")
    assert "did not call" in client.get(page).content.decode()
    bo = page.split("/")[2]
    back = {"subject": "helper", "word": bo, "why": "his telephone was broken"}
    assert client.post("/exposure/unmark/", back).status_code == 404
    assert client.post("/exposure/unmark/", {**back, **SECOND}).status_code == 302
    assert "a mark was taken back" in client.get("/notices/").content.decode()


def test_who_met_whom_and_who_was_told_what_shows_in_the_exposure(console: Console) -> None:
    client, session = console.as_("haneul"), console.desk("haneul").session
    driver, host = (find(session, key, "helper").id for key in ("driver-ne", "host-vn"))
    house = find(session, "vn-house", "house").id
    assert client.post("/exposure/met/", {"who": [f"helper|{driver}", f"helper|{host}"]}).status_code == 302
    assert (
        client.post("/exposure/told/", {"who": [f"helper|{driver}"], "records": [house]}).status_code == 302
    )
    assert client.post("/exposure/device/", {"device": "the grey laptop"}).status_code == 302
    html = ask(client, console, "expose", **SECOND).content.decode()
    assert "Mrs Hoa" in html
    assert "the house with the well" in html
