"""Do the pages of journeys show, ask and refuse what they should?"""

from __future__ import annotations

import re

import pytest
from tests.web.people import Console

from waystation.actions.view_journey import view_journey
from waystation.journey.codes import Words
from waystation.journey.underway import Underway, ahead
from waystation.vault.finding import find, of_kind


def journey_id(console: Console, key: str = "seven") -> str:
    return find(console.desk("haneul").session, key, "journey").id


def underway(console: Console, key: str = "seven") -> Underway:
    return view_journey(console.desk("haneul"), key).underway


def test_the_list_shows_who_is_under_way_and_what_is_signed_and_not_begun(console: Console) -> None:
    page = console.as_("jiho").get("/journeys/").content.decode()
    assert "19 persons" in page
    assert "A young man, by the second chain" in page
    assert page.count('class="here"') == 4


def test_nobody_else_sees_a_journey(console: Console) -> None:
    address = f"/journeys/{journey_id(console)}/"
    assert console.as_("jiho").get(address).status_code == 200
    for other in ("phan", "ruth", "leo", "olga", "tomas"):
        assert console.as_(other).get(address).status_code == 404
    assert console.as_("jiho").get(f"/journeys/{'0' * 32}/").status_code == 404


def test_what_was_signed_is_begun_once(console: Console) -> None:
    client = console.as_("haneul")
    decision = find(console.desk("haneul").session, "son-2-go", "decision").id
    answer = client.post(f"/journeys/begin/{decision}/")
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "a town near the river" in page
    assert client.post(f"/journeys/begin/{decision}/").status_code == 400
    assert "by the second chain" not in client.get("/journeys/").content.decode()


def test_a_helper_is_asked_says_yes_and_the_travellers_word_confirms(console: Console) -> None:
    client, identity = console.as_("jiho"), journey_id(console)
    stage = next(s for s in ahead(underway(console).journey, "seven-all") if s.hand_over)
    address = f"/journeys/{identity}/hands/{stage.number}/hand_over/"
    shown = client.post(address, {"act": "offer", "language": "en", "where": "by the well"}).content.decode()
    words = Words(*re.findall(r"<dd><strong>(\w+)</strong></dd>", shown))
    again = client.get(address).content.decode()
    assert not [word for word in words if f"<strong>{word}</strong>" in again], "shown once"
    assert client.post(address, {"act": "accepted"}).status_code == 302
    wrong = client.post(address, {"act": "confirm", "word": "nothing", "alone": "on"})
    assert wrong.status_code == 400
    assert "This is not the word." in wrong.content.decode()
    heard = client.post(address, {"act": "confirm", "word": words.word})
    assert heard.status_code == 400, "not given alone"


def test_a_forced_word_gets_the_same_answer_as_a_good_one(console: Console) -> None:
    pages = []
    for forced in (False, True):
        client, identity = console.as_("jiho"), journey_id(console, "family-2")
        stage = next(s for s in ahead(underway(console, "family-2").journey, "family-2-all") if s.hand_over)
        address = f"/journeys/{identity}/hands/{stage.number}/hand_over/"
        shown = client.post(address, {"act": "offer", "language": "en"}).content.decode()
        words = Words(*re.findall(r"<dd><strong>(\w+)</strong></dd>", shown))
        client.post(address, {"act": "accepted"})
        word = words.forced_word if forced else words.word
        answer = client.post(address, {"act": "confirm", "word": word, "alone": "on"})
        pages.append((answer.status_code, answer.headers["Location"]))
        assert "The word fits." in client.get(answer.headers["Location"]).content.decode()
    assert pages[0] == pages[1]


def test_an_incident_leads_to_old_and_new_beside_each_other(console: Console) -> None:
    client, identity = console.as_("haneul"), journey_id(console, "family-2")
    told = {"kind": "betrayed", "group": "family-2-all", "helper": "boat", "words": "he was seen with them"}
    answer = client.post(f"/journeys/{identity}/incident/", told)
    assert answer.headers["Location"].endswith("/plan/?because=betrayed")
    page = client.get(answer.headers["Location"]).content.decode()
    assert "cannot be gone" in page
    assert "<bdi>boat</bdi>" not in page
    assert client.post(answer.headers["Location"]).status_code == 302
    journey = underway(console, "family-2").journey
    assert journey.replannings[-1].state == "taken"
    assert not any("boat" in stage.helpers for stage in ahead(journey, "family-2-all"))


def test_a_block_of_what_has_begun_is_refused_and_what_was_typed_stays(console: Console) -> None:
    client, identity = console.as_("haneul"), journey_id(console)
    stage = ahead(underway(console).journey, "seven-all")[0]
    if stage.departed_at is None:
        client.post(f"/journeys/{identity}/stage/{stage.number}/", {"what": "departed"})
    told = {"kind": "blocked", "group": "seven-all", "words": "nobody came"}
    answer = client.post(f"/journeys/{identity}/incident/", told)
    assert answer.status_code == 400
    assert "nobody came" in answer.content.decode()


def test_a_group_comes_apart_and_together_again(console: Console) -> None:
    client, identity = console.as_("mina"), journey_id(console)
    told = {"apart": ["seven-1", "seven-2"], "stay_traits": "", "apart_traits": "child"}
    assert client.post(f"/journeys/{identity}/split/0/", told).status_code == 302
    standing = underway(console).journey.positions
    assert sorted(each.persons for each in standing) == [2, 5]
    if all(each.stage is None for each in standing):
        both = {"group": [each.group for each in standing]}
        assert client.post(f"/journeys/{identity}/merge/", both).status_code == 302
        assert [each.persons for each in underway(console).journey.positions] == [7]


def test_an_unknown_outcome_can_become_known(console: Console) -> None:
    client, identity = console.as_("haneul"), journey_id(console)
    assert client.post(f"/journeys/{identity}/outcome/0/", {"outcome": "unknown"}).status_code == 302
    page = client.get(f"/journeys/{identity}/").content.decode()
    assert "More has become known" in page
    assert client.post(f"/journeys/{identity}/known/0/", {"outcome": "safe"}).status_code == 302
    assert underway(console).journey.state == "arrived"
    answer = client.post(f"/journeys/{identity}/after/0/", {"result": "well"})
    assert answer.status_code == 302
    assert underway(console).journey.follow_ups[0].result == "well"


@pytest.mark.parametrize("language", ["en", "ko", "lo"])
def test_a_sheet_names_no_other_helper(console: Console, language: str) -> None:
    client, identity = console.as_("jiho"), journey_id(console, "family-2")
    helpers = re.findall(
        r'/sheet/(\d+)/"><bdi>([^<]+)', client.get(f"/journeys/{identity}/").content.decode()
    )
    assert len(helpers) > 3
    for number, _helper in helpers:
        page = client.post(f"/journeys/{identity}/sheet/{number}/", {"in": language}).content.decode()
        assert f'<article class="sheet" lang="{language}">' in page
        assert not [name for _n, name in helpers if name in page]


def test_a_drill_says_how_long_it_took_and_leaves_nothing(console: Console) -> None:
    told = {"subject": "helper", "word": "boat", "reason": "an exercise", "drill": "on"}
    found = {
        each.listed.key
        for each in of_kind(console.desk("haneul").session, "helper")
        if each.listed.key == "boat"
    }
    assert found
    told["word"] = "driver-van"
    page = console.as_("haneul").post("/taken/", told).content.decode()
    assert "This was a drill" in page
    assert of_kind(console.desk("haneul").session, "compromise") == []


def test_whoever_must_be_told_is_ticked_off_by_name_and_it_can_be_taken_back(console: Console) -> None:
    client = console.as_("haneul")
    answer = client.post("/taken/", {"subject": "helper", "word": "boat", "reason": "did not call"})
    assert answer.status_code == 302
    address = answer.headers["Location"]
    page = client.get(address).content.decode()
    assert "Stay where you are." in page or "The plan has changed." in page
    assert client.post(address, {"number": "1"}).status_code == 302
    assert "Ha-neul" in client.get(address).content.decode()
    alone = client.post(f"{address}back/", {"reason": "his telephone was broken"})
    assert alone.status_code in {400, 404}
    both = {"reason": "his telephone was broken", "second_handle": "bora",
            "second_passphrase": "a passphrase of bora"}  # fmt: skip
    assert client.post(f"{address}back/", both).status_code == 302


def test_a_pack_is_sealed_for_whom_was_chosen(console: Console) -> None:
    client = console.as_("haneul")
    bora = console.desk("bora").session.member_id
    answer = client.post("/journeys/pack/", {"members": [bora]})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="pack.age"'
    assert answer.content.startswith(b"age-encryption.org/v1")
    assert client.post("/journeys/pack/", {}).status_code == 400
