"""Requests and persons in the browser's words: what is asked, shown, refused, and kept."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest
from django.http import HttpResponse
from tests.domain.intake_cases import CALM
from tests.web.people import Console

from waystation.actions.open_record import open_record
from waystation.vault.finding import of_kind

ROWS = {
    f"{prefix}-{name}": value
    for prefix in ("name", "contact", "relative")
    for name, value in (("TOTAL_FORMS", "2"), ("INITIAL_FORMS", "0"))
}


class Visit:
    """A member at the console, who follows forms as a browser does."""

    def __init__(self, console: Console, handle: str) -> None:
        self.console, self.handle = console, handle
        self.client = console.as_(handle)

    def see(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    def send(self, address: str, status: int = 302, /, **typed: Any) -> HttpResponse:
        """Fill in a form, with the counter that it was shown with, and send it."""
        shown = self.see(address)
        counter = re.search(r'name="counter" value="(\d+)"', shown)
        begun = {"counter": counter[1]} if counter else {}
        answer = self.client.post(address, {**begun, **typed})
        assert answer.status_code == status, (address, answer.status_code, answer.content.decode()[:2000])
        return cast("HttpResponse", answer)

    def request(self, **answers: str) -> str:
        """Take a request in by telephone; return the address of its case."""
        typed = {f"q_{key}": value for key, value in (CALM | answers).items()}
        told = {"name": "a daughter", "relation": "daughter", "language": "ko", "channel": "call"}
        return self.send("/cases/new/", **told, **typed, came_by="phone", title="the mill")["Location"]

    def person(self, case: str, *names: str, **typed: Any) -> str:
        rows = {f"name-{number}-text": name for number, name in enumerate(names)}
        uses = {f"name-{number}-use": "own" for number in range(2)}
        fixed = {f"contact-{n}-channel": "call" for n in range(2)}
        fixed |= {f"relative-{n}-whereabouts": "unknown" for n in range(2)}
        told = {"languages": "ko", **ROWS, **rows, **uses, **fixed, **typed}
        return self.send(f"{case}persons/", **told)["Location"]


@pytest.fixture
def haneul(console: Console) -> Visit:
    return Visit(console, "haneul")


def share(visit: Visit, case: str, *handles: str) -> None:
    from waystation.actions.grant_compartment import grant_compartment  # noqa: PLC0415

    desk = visit.console.desk(visit.handle)
    [found] = [each for each in of_kind(desk.session, "case") if each.id in case]
    for handle in handles:
        member = visit.console.desk(handle).session.member_id
        grant_compartment(desk, found.compartment, member)


def test_a_call_becomes_an_accepted_case(haneul: Visit) -> None:
    case = haneul.request(can_stay="days")
    page = haneul.see(case)
    assert "They can stay only some days." in page
    assert "urgent" in page
    person = haneul.person(case, "강영실", "Kang Yong-sil", born_from="1985", born_to="1985")
    assert 'lang=""' not in haneul.see(person)
    haneul.send(f"{case}step/triaged/")
    haneul.send(f"{case}step/accepted/")
    assert "accepted" in haneul.see(case)
    assert "강영실 / Kang Yong-sil" in re.sub("<[^>]+>", "", haneul.see(case))
    assert "the mill" in haneul.see("/cases/")


def test_everything_may_stay_empty_and_what_is_wrong_is_kept_and_said(haneul: Visit) -> None:
    case = haneul.send("/cases/new/", came_by="phone", channel="call")["Location"]
    assert "17 questions that it depends on are not answered yet" in haneul.see(case)
    wrong = haneul.send("/cases/new/", 400, came_by="phone", channel="call", country="china", name="Kang")
    page = wrong.content.decode()
    assert "Nothing was saved" in page
    assert 'value="Kang"' in page


def test_the_list_is_filtered_by_state_and_searched_without_the_words_in_an_address(haneul: Visit) -> None:
    haneul.request()
    assert "the mill" not in haneul.see("/cases/?state=accepted")
    assert "the mill" in haneul.see("/cases/?state=requested")
    found = haneul.client.post("/cases/", {"search": "MILL", "state": "all"}).content.decode()
    assert "the mill" in found
    assert "Children who" not in found


def test_a_sign_stops_the_case_and_only_a_protection_officer_clears_it(haneul: Visit) -> None:
    case = haneul.request(debt="yes")
    haneul.person(case, "Kang")
    haneul.send(f"{case}step/triaged/")
    assert "signs that stand: debt" in haneul.see(case)
    assert haneul.client.get(f"{case}signs/debt/").status_code == 404
    refused = haneul.send(f"{case}step/accepted/", 400).content.decode()
    assert "debt" in refused
    share(haneul, case, "seo")
    seo = Visit(haneul.console, "seo")
    assert seo.send(f"{case}signs/debt/", 400, reason="").status_code == 400
    seo.send(f"{case}signs/debt/", reason="heard alone; nobody waits for money")
    haneul.send(f"{case}step/accepted/")
    haneul.send(f"{case}signs/", sign="spoken_for", words="a man answered")
    assert "stopped by a sign" in haneul.see(case)


def test_a_caller_is_asked_and_judged_and_a_wrong_answer_stays(haneul: Visit) -> None:
    case = haneul.request()
    assert "caller not verified" in haneul.see(case)
    haneul.send(f"{case}caller/ask/", question="the name of the dog")
    haneul.send(f"{case}caller/judge/", right="wrong", how="her mother had said it")
    assert "did not know it" in haneul.see(case)
    again = haneul.send(f"{case}caller/ask/", 400, question="the name of the dog")
    assert "asked before" in again.content.decode()
    haneul.send(f"{case}caller/ask/", question="the song she sang")
    haneul.send(f"{case}caller/judge/", right="right", how="an old letter")
    assert "caller verified" in haneul.see(case)
    haneul.send(f"{case}caller/", name="somebody else", channel="call", address="1")
    assert "caller not verified" in haneul.see(case)


def test_two_members_at_one_record_see_both_sides_and_the_second_goes_on(haneul: Visit) -> None:
    case = haneul.request()
    person = haneul.person(case, "Kang")
    share(haneul, case, "bora")
    bora = Visit(haneul.console, "bora")
    address = f"{person}facts/"
    form = bora.see(address)
    counter = re.search(r'name="counter" value="(\d+)"', form)
    assert counter
    fixed = {f"contact-{n}-channel": "call" for n in range(2)} | {
        f"relative-{n}-whereabouts": "unknown" for n in range(2)
    }
    told = {**ROWS, **fixed, "name-0-text": "강영실", "name-0-use": "own", "name-1-use": "own"}
    haneul.send(address, **told)
    theirs = bora.client.post(address, {**told, "name-0-text": "Kang Yong-sil", "counter": counter[1]})
    page = theirs.content.decode()
    assert theirs.status_code == 409
    assert "강영실" in page
    assert "Kang Yong-sil" in page
    newer = re.search(r'name="counter" value="(\d+)"', page)
    assert newer
    again = bora.client.post(address, {**told, "name-0-text": "Kang Yong-sil", "counter": newer[1]})
    assert again.status_code == 302
    assert "Kang Yong-sil" in haneul.see(person)


def test_a_consent_is_asked_spoken_confirmed_and_taken_back(haneul: Visit) -> None:
    case = haneul.request(danger_now="yes")
    person = haneul.person(case, "Kang")
    asked = {"purpose": "move", "given": "yes", "language": "ko", "oral": "on", "heard_alone": "on"}
    haneul.send(f"{person}answers/", **asked)
    assert "spoken yes, to be confirmed" in haneul.see(person)
    haneul.send(f"{person}answers/0/confirm/")
    haneul.send(f"{person}answers/0/withdraw/")
    page = haneul.see(person)
    assert "taken back" in page
    assert "every desk was told" in haneul.see(case) + page
    assert haneul.client.get(f"{person}answers/9/withdraw/").status_code == 404


def test_a_spoken_yes_without_danger_and_a_language_she_does_not_speak_are_refused(haneul: Visit) -> None:
    person = haneul.person(haneul.request(), "Kang")
    asked = {"purpose": "move", "given": "yes", "language": "ko", "oral": "on"}
    assert "present danger" in haneul.send(f"{person}answers/", 400, **asked).content.decode()
    haneul.send(f"{person}answers/", 400, **{**asked, "language": "th"})


def test_a_note_is_read_by_whom_it_is_for_and_its_protocol_is_done_by_name(haneul: Visit) -> None:
    case = haneul.request()
    share(haneul, case, "jiho", "seo")
    seo_id = haneul.console.desk("seo").session.member_id
    typed = {"subject": "means_to_die", "text": "poison in her coat", "readers": [seo_id]}
    note = haneul.send(f"{case}notes/", **typed)["Location"]
    assert "poison" in Visit(haneul.console, "seo").see(note)
    jiho = Visit(haneul.console, "jiho")
    assert jiho.client.get(note).status_code == 404
    assert "1 note is for others." in jiho.see(case)
    assert "poison" not in jiho.see(case)
    haneul.send(f"{note}steps/asked/", words="alone, in the kitchen")
    page = haneul.see(note)
    assert "alone, in the kitchen" in page
    assert "8 steps left" in page
    haneul.send(note, text="slept", to_do="Cho calls at nine")
    assert "Cho calls at nine" in haneul.see(note)
    assert haneul.client.get(f"{note}steps/prayed/").status_code == 404


def test_a_group_a_case_file_and_its_review_by_another(haneul: Visit) -> None:
    case = haneul.request()
    person = haneul.person(case, "Kang", traits="elderly")
    share(haneul, case, "bora")
    desk = haneul.console.desk("haneul")
    [key] = [
        open_record(desk, [each.id])[0].key for each in of_kind(desk.session, "person") if each.id in person
    ]
    haneul.send(f"{case}groups/", members=[key])
    page = haneul.see(f"{case}file/")
    group = re.search(r'<option value="([0-9a-f]{8})">', page)
    assert group
    terms = {"group": group[1], "network": "family", "deadline": "240", "step": "1"}
    assert "place" in haneul.send(f"{case}file/", 400, **terms, origin="nowhere").content.decode()
    network = next(each for each in of_kind(desk.session, "network") if each.listed.key == "family")
    places = open_record(desk, [network.id])[0].value.network.places  # type: ignore[attr-defined]
    haneul.send(f"{case}file/", **terms, origin=places[0].id)
    page = haneul.see(case)
    assert "Missing before anybody moves" in page
    assert "Nobody has reviewed the safeguards." in page
    assert "another member" in haneul.send(f"{case}review/", 400).content.decode()
    Visit(haneul.console, "bora").send(f"{case}review/")
    assert "Nobody has reviewed" not in haneul.see(case)
    [group_page] = set(re.findall(r'href="(/groups/[0-9a-f]+/)"', page))
    haneul.send(group_page, members=[key], traits="elderly, infant")
    assert "infant" in haneul.see(group_page)


def test_who_may_be_the_same_is_suggested_and_said_with_a_reason(haneul: Visit) -> None:
    old, new = haneul.request(), haneul.request()
    haneul.person(old, "Kang Yong-sil", born_from="1985", born_to="1985", sex="female")
    person = haneul.person(new, "강영실", born_from="1985", born_to="1985", sex="female")
    page = haneul.see(f"{person}same/")
    assert "Kang Yong-sil" in page
    assert "probability" in page
    other = old.strip("/").split("/")[-1]
    assert f"other={other}" in page
    haneul.send(f"{new}links/", 400, other=other, same="same", reason="")
    haneul.send(f"{new}links/", other=other, same="same", reason="her letter says so")
    assert "her letter says so" in haneul.see(old)
    assert "her letter says so" in haneul.see(new)


def test_the_ledger_of_a_case_is_read_by_two(haneul: Visit) -> None:
    case = haneul.request()
    alone = haneul.send(f"{case}ledger/", 400, why="looking").content.decode()
    assert "register case" not in alone
    second = {"second_handle": "bora", "second_passphrase": "a passphrase of bora"}
    told = haneul.send(f"{case}ledger/", 200, why="looking", **second).content.decode()
    assert "register case" in told
    assert "Children" not in told


@pytest.mark.parametrize("handle", ["jiho", "bora", "olga", "tomas", "ruth", "leo", "phan"])
def test_who_may_not_gets_the_same_answer_as_for_what_is_not_there(haneul: Visit, handle: str) -> None:
    case = haneul.request(danger_now="yes")
    person = haneul.person(case, "강영실")
    other = Visit(haneul.console, handle)
    absent = "0" * 32
    for address in (
        case,
        f"{case}answers/",
        f"{case}notes/",
        f"{case}step/triaged/",
        person,
        f"{person}facts/",
    ):
        there = other.client.get(address)
        nothing = other.client.get(re.sub("[0-9a-f]{32}", absent, address))
        assert there.status_code == nothing.status_code == 404
        assert len(there.content) == len(nothing.content)
        assert "강영실" not in there.content.decode()
    assert other.client.get("/cases/not-an-id/").status_code == 404
    listed = other.client.get("/cases/")
    assert listed.status_code in {200, 404}
    assert case.strip("/").split("/")[-1] not in listed.content.decode()


def test_the_urgency_so_far_is_said_while_somebody_talks_and_nothing_is_kept(haneul: Visit) -> None:
    before = len(of_kind(haneul.console.desk("haneul").session, "case"))
    answer = haneul.client.post("/cases/so-far/", {"q_taken": "yes"}, headers={"HX-Request": "true"})
    assert "Somebody was taken or is about to be sent back." in answer.content.decode()
    assert len(of_kind(haneul.console.desk("haneul").session, "case")) == before


def test_the_pages_are_korean_where_korean_is_chosen(haneul: Visit) -> None:
    case = haneul.request(danger_now="yes")
    haneul.client.post("/language/", {"language": "ko", "back": "/"})
    page = haneul.see(case)
    for english in ("What next", "Caller", "Case file", "Somebody is in danger", "requested", "emergency"):
        assert english not in page, english


def test_every_case_person_group_and_note_of_the_office_has_its_page(haneul: Visit) -> None:
    desk = haneul.console.desk("haneul")
    for kind, folder in (("case", "cases"), ("person", "persons"), ("group", "groups"), ("note", "notes")):
        found = of_kind(desk.session, kind)
        assert found, kind
        for each in found:
            address = f"/{folder}/{each.id}/"
            answer = haneul.client.get(address)
            alone = kind == "group" and answer.status_code == 404  # an invented group whose case is nowhere
            assert answer.status_code == 200 or alone, (kind, each.listed.key)
