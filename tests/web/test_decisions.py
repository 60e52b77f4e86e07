"""The pages of decisions: whose turn it is, what is hidden, what if, the sheet, the rules."""

from __future__ import annotations

import re
import time

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.web.people import WORDS, Console
from tests.web.readying import ready

from waystation.actions.decisions_waiting import decisions_waiting
from waystation.actions.show_ledger import show_ledger
from waystation.actions.view_decision import view_decision
from waystation.vault.finding import of_kind


def text(answer: object) -> str:
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def waiting(console: Console, case: str) -> str:
    """The id of the decision that waits for a case."""
    return next(each.id for each in decisions_waiting(console.desk("seo")) if each.case == case)


def planned(client: Client, answer: object) -> str:
    """Follow a plan that is being made until it is there; return the address of the decision."""
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 302
    address = answer.headers["Location"]
    for _time in range(240):
        there = client.get(address)
        if there.status_code == 302:
            return str(there.headers["Location"])
        assert there.status_code == 200
        assert 'http-equiv="refresh"' in text(there)
        time.sleep(0.25)
    pytest.fail("no plan within a minute")


def test_the_list_says_whose_turn_it_is_by_when(console: Console) -> None:
    page = text(console.as_("bora").get("/decisions/"))
    assert "Grandmother, parents, two young daughters" in page
    assert "Read the risks" in page
    assert "1/2" in page
    assert "No decision waits" in text(console.as_("bora").get("/decisions/")) or "Waiting" in page


def test_what_the_first_one_thinks_is_hidden_until_the_second_has_read_and_signed(console: Console) -> None:
    decision = waiting(console, "family")
    ready(console.desk("haneul"), decision)
    bora = console.as_("bora")
    before = text(bora.get(f"/decisions/{decision}/"))
    assert "Have you read the risks?" in before
    assert "The river is low" not in before
    assert "What others think is hidden" in before
    assert 'name="opinion"' not in before
    bora.post(f"/decisions/{decision}/read/")
    between = text(bora.get(f"/decisions/{decision}/"))
    assert 'name="opinion"' in between
    assert "The river is low" not in between
    answer = bora.post(f"/decisions/{decision}/sign/", {"opinion": "go", "reason": ""})
    assert answer.status_code == 302
    after = text(bora.get(f"/decisions/{decision}/"))
    assert "The river is low" in after
    assert "Signed. It is go." in after
    assert view_decision(console.desk("bora"), decision).record.state == "go"


def test_who_has_not_read_is_told_so_and_nothing_is_signed(console: Console) -> None:
    decision = waiting(console, "family")
    bora = console.as_("bora")
    answer = bora.post(f"/decisions/{decision}/sign/", {"opinion": "go"})
    assert answer.status_code == 400
    assert "risks that you have not read" in text(answer)
    assert view_decision(console.desk("bora"), decision).entered == 1


def test_below_the_floor_a_reason_is_asked_for(console: Console) -> None:
    decision = waiting(console, "son")
    bora = console.as_("bora")
    page = text(bora.get(f"/decisions/{decision}/"))
    assert "NOT LIKE THIS" in page
    bora.post(f"/decisions/{decision}/read/")
    answer = bora.post(f"/decisions/{decision}/sign/", {"opinion": "go", "reason": " "})
    assert answer.status_code == 400
    assert "below the floor" in text(answer)
    answer = bora.post(f"/decisions/{decision}/sign/", {"opinion": "perhaps"})
    assert answer.status_code == 400


def test_a_decision_is_planned_beside_the_request_and_then_kept(console: Console) -> None:
    haneul = console.as_("haneul")
    desk = console.desk("haneul")
    case = next(each.id for each in of_kind(desk.session, "case") if each.listed.key == "family")
    old = waiting(console, "family")
    address = planned(haneul, haneul.post("/decisions/propose/", {"case": case}))
    page = text(haneul.get(address))
    assert "Reached safety by" in page
    assert "replaced" in text(haneul.get(f"/decisions/{old}/"))
    assert "Replaced" in text(haneul.get(f"/decisions/{old}/"))


def test_a_plan_is_fetched_by_who_asked_for_it_only(console: Console) -> None:
    haneul, bora = console.as_("haneul"), console.as_("bora")
    case = next(e.id for e in of_kind(console.desk("haneul").session, "case") if e.listed.key == "son")
    answer = haneul.post("/decisions/propose/", {"case": case})
    assert bora.get(answer.headers["Location"]).status_code == 404
    planned(haneul, answer)


def test_a_case_without_a_file_is_refused_with_a_sentence(console: Console) -> None:
    haneul = console.as_("haneul")
    assert haneul.post("/decisions/propose/", {"case": "00" * 16}).status_code == 404
    assert haneul.post("/decisions/propose/", {"case": "no id"}).status_code == 404
    assert haneul.get("/decisions/propose/").status_code == 302


def test_what_if_stands_beside_what_is_proposed(console: Console) -> None:
    decision = waiting(console, "family")
    jiho = console.as_("jiho")
    form = text(jiho.get(f"/decisions/{decision}/what-if/"))
    assert "river-north (m)" in form
    began = {"condition": "river-north", "condition_by": "1.5", "hazard_times": "2"}
    answer = text(jiho.post(f"/decisions/{decision}/what-if/", began))
    assert "as supposed" in answer
    assert "the same" in answer
    assert re.search(r"<strong>.*</strong>", answer)
    nothing = text(jiho.post(f"/decisions/{decision}/what-if/", {}))
    assert "<strong>" not in nothing.split("Suppose")[0].split("as supposed")[1]
    wrong = jiho.post(f"/decisions/{decision}/what-if/", {"helper": "nobody"})
    assert wrong.status_code == 400
    assert jiho.post(f"/decisions/{decision}/what-if/", {"later": "1e9"}).status_code == 400


def test_ways_stand_side_by_side_and_each_can_be_drawn(console: Console) -> None:
    decision = waiting(console, "family")
    haneul = console.as_("haneul")
    page = text(haneul.get(f"/decisions/{decision}/"))
    assert page.count('class="timeline"') >= 2
    assert "As proposed" in page
    other = re.search(r"\?way=(\w+)", page)
    assert other
    chosen = text(haneul.get(f"/decisions/{decision}/?way={other[1]}"))
    assert f"?way={other[1]}" not in chosen
    assert "?way=proposed" in chosen
    assert "As proposed" in text(haneul.get(f"/decisions/{decision}/?way=<script>"))
    assert "<table" in text(haneul.get(f"/decisions/{decision}/table/"))


def test_the_sheet_is_written_into_the_ledger_before_it_is_shown(console: Console) -> None:
    decision = waiting(console, "family")
    bora = console.as_("bora")
    refused = bora.post(
        f"/decisions/{decision}/sheet/", {"people": f"m-{console.desk('bora').session.member_id}"}
    )
    assert refused.status_code == 400  # not go yet
    ready(console.desk("haneul"), decision)
    bora.post(f"/decisions/{decision}/read/")
    bora.post(f"/decisions/{decision}/sign/", {"opinion": "go"})
    assert bora.post(f"/decisions/{decision}/sheet/", {}).status_code == 400  # nobody
    desk = console.desk("bora")
    helper = next(each.id for each in of_kind(desk.session, "helper") if each.listed.key == "guide-hill")
    sheet = bora.post(f"/decisions/{decision}/sheet/", {"people": f"r-{helper}", "why": "for tonight"})
    page = text(sheet)
    assert "When and where" in page
    assert "%" not in page.split("<main")[1].split("</main")[0]
    from waystation.actions.acting import Desk  # noqa: PLC0415

    both = Desk(desk.session, console.desk("haneul").session)
    rows = [
        entry
        for _seq, entry in show_ledger(both)
        if entry and (entry.verb, entry.why) == ("print sheet", "for tonight")
    ]
    assert rows


def test_the_continuity_pack_and_another_look(console: Console) -> None:
    decision = waiting(console, "son")
    haneul = console.as_("haneul")
    assert "No second desk holds a continuity pack" in text(haneul.get(f"/decisions/{decision}/"))
    assert haneul.post(f"/decisions/{decision}/continuity/", {"days": "14"}).status_code == 400
    haneul.post(f"/decisions/{decision}/continuity/", {"other": "the desk in the south", "days": "14"})
    page = text(haneul.get(f"/decisions/{decision}/"))
    assert "A second desk holds a continuity pack" in page
    assert haneul.post(f"/decisions/{decision}/check/").status_code == 302


def test_rules_are_changed_by_two_at_the_desk(console: Console) -> None:
    bora = console.as_("bora")
    given = {
        "profile": "three persons", "floor": "0.9", "floor_low": "0.75", "signatures": "2",
        "below_floor": "3", "confirm_hours": "12", "valued": "1", "reason": "we are three now",
    }  # fmt: skip
    alone = bora.post("/rules/", given)
    assert alone.status_code == 400
    wrong = bora.post("/rules/", {**given, "floor": "2"})
    assert wrong.status_code == 400
    second = {"second_handle": "haneul", "second_passphrase": WORDS["haneul"]}
    assert bora.post("/rules/", {**given, **second}).status_code == 302
    page = text(bora.get("/rules/"))
    assert "we are three now" in page
    assert "0.9" in page
    ruth = console.as_("ruth")
    assert "we are three now" in text(ruth.get("/rules/"))
    assert "Let them hold" not in text(ruth.get("/rules/"))
    ruth.post("/rules/", {**given, **second, "floor": "0.1"})
    assert "0.1 /" not in text(bora.get("/rules/"))


@pytest.mark.parametrize("handle", ["phan", "ruth", "leo", "olga", "tomas"])
def test_who_may_not_decide_sees_nothing(console: Console, handle: str) -> None:
    decision = waiting(console, "family")
    client = console.as_(handle)
    for path in (
        "/decisions/",
        f"/decisions/{decision}/",
        f"/decisions/{decision}/what-if/",
        f"/decisions/{decision}/sheet/",
    ):
        assert client.get(path).status_code == 404
    assert client.post(f"/decisions/{decision}/sign/", {"opinion": "go"}).status_code == 404


def test_korean_is_spoken_on_every_page(console: Console) -> None:
    decision = waiting(console, "son")
    bora = console.as_("bora")
    bora.post("/language/", {"language": "ko", "back": "/"})
    for path in (
        "/decisions/",
        f"/decisions/{decision}/",
        f"/decisions/{decision}/what-if/",
        f"/decisions/{decision}/table/",
        "/rules/",
    ):
        page = text(bora.get(path))
        assert 'lang="ko"' in page
        assert "Back to the decision" not in page
        assert "Opinions" not in page
