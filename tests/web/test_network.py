"""A network is edited on its pages: tried before it is saved, refused at the field, taken back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.web.forms import bare, fields, post
from tests.web.people import Console

from waystation.actions.open_record import open_record
from waystation.domain.case_record import NetworkRecord
from waystation.vault.finding import find


def family(console: Console) -> str:
    return find(console.desk("haneul").session, "family", "network").id


def stands(console: Console) -> NetworkRecord:
    desk = console.desk("haneul")
    value = open_record(desk, [family(console)])[0].value
    assert isinstance(value, NetworkRecord)
    return value


@pytest.fixture
def page(console: Console) -> str:
    return f"/networks/{family(console)}/"


def test_a_network_is_shown_with_its_map_and_every_thing_of_it_in_a_table(
    console: Console, page: str
) -> None:
    html = console.as_("jiho").get(page).content.decode()
    network = stands(console).network
    things = [*(place.id for place in network.places), *(leg.id for leg in network.legs)]
    things += [*(each.id for each in network.conditions), *(each.id for each in network.helpers)]
    for thing in things:
        assert thing in html
    assert '<svg class="map"' in html
    assert "family" not in page


def test_the_list_of_networks_opens_none_of_them(console: Console) -> None:
    client = console.as_("jiho")
    html = client.get("/networks/").content.decode()
    assert family(console) in html
    assert "Children who lost their parents" in html


def test_a_change_is_tried_before_it_is_saved_and_then_taken_back(console: Console, page: str) -> None:
    client, before = console.as_("haneul"), stands(console).network
    address = f"{page}legs/0/"
    tried = post(client, address, hours="50", do="save")
    html = tried.content.decode()
    assert tried.status_code == 200
    assert "What the change does" in html
    assert stands(console).network == before
    job = re.search(r"trial/(\w+)/", html)
    if job:  # not yet computed when the page was made
        while "being computed" in html:
            html = client.get(f"{page}trial/{job[1]}/").content.decode()
    assert "Grandmother, parents, two young daughters" in html
    saved = client.post(address, {**fields(tried.content.decode()), "do": "save"})
    assert saved.status_code == 302
    assert stands(console).network.legs[0].hours == 50
    shown = client.get(page).content.decode()
    assert f"leg {before.legs[0].id} changed" in shown
    client.post(f"{page}undo/")
    assert stands(console).network == before
    client.post(f"{page}undo/", {"again": "1"})
    assert stands(console).network.legs[0].hours == 50


def test_what_was_changed_after_the_trial_is_tried_anew(console: Console, page: str) -> None:
    client, before = console.as_("haneul"), stands(console).network
    tried = post(client, f"{page}legs/0/", hours="50", do="try")
    other = client.post(f"{page}legs/0/", {**fields(tried.content.decode()), "hours": "60", "do": "save"})
    assert other.status_code == 200
    assert stands(console).network == before


def test_a_wrong_field_is_said_at_the_field_and_what_was_typed_stays(console: Console, page: str) -> None:
    answer = post(console.as_("haneul"), f"{page}legs/0/", hours="five", gone="1.5", do="try")
    html = answer.content.decode()
    assert answer.status_code == 400
    assert re.search(r'id="f-hours_error">found text .*five', html)
    assert re.search(r'id="f-gone_error">found 1.5; allowed: ', html)
    assert 'value="five"' in html


def test_what_is_named_elsewhere_is_not_taken_away(console: Console, page: str) -> None:
    answer = post(console.as_("haneul"), f"{page}places/0/", do="remove")
    assert answer.status_code == 400
    assert "network legs[0].from" in answer.content.decode()


def test_a_place_a_hazard_and_a_condition_are_added_and_taken_away(console: Console, page: str) -> None:
    client = console.as_("bora")

    def save(address: str, **typed: Any) -> None:
        tried = post(client, address, **typed, do="try")
        assert tried.status_code == 200, tried.content.decode()
        do = "remove" if not typed else "save"
        if do == "remove":
            tried = post(client, address, do="remove")
        assert client.post(address, {**fields(tried.content.decode()), "do": do}).status_code == 302

    before = stands(console).network
    save(f"{page}places/new/", id="mill", kind="stop", at="20.1, 102.3")
    save(f"{page}conditions/new/", id="snow", series="0: 1\n20: 0.5")
    save(
        f"{page}legs/0/hazards/new/",
        kind="snow",
        p="1 / 40",
        then="injured",
        odds_by_condition="snow > 0.5 x 2",
    )
    after = stands(console).network
    assert after.places[-1].at == (20.1, 102.3)
    assert after.legs[0].hazards[-1].odds_by_condition[0].per_unit == 2
    save(f"{page}legs/0/hazards/{len(after.legs[0].hazards) - 1}/")
    save(f"{page}conditions/{len(after.conditions) - 1}/")
    save(f"{page}places/{len(after.places) - 1}/")
    assert stands(console).network == before


def test_a_network_is_begun_from_nothing_and_grows_on_its_page(console: Console) -> None:
    client = console.as_("haneul")
    assert (
        post(client, "/networks/new/", id="new", name="A new way", start="tomorrow", safety="S").status_code
        == 400
    )
    said = {"id": "new", "name": "A new way", "start": "2026-12-01T18:00+09:00", "safety": "S"}
    made = post(client, "/networks/new/", **said)
    assert made.status_code == 302
    html = client.get(made.headers["Location"]).content.decode()
    assert "A new way" in html
    assert "to be mended" in html  # nothing leads to safety yet


def test_who_saw_a_leg_that_has_changed_meanwhile_overwrites_nothing(console: Console, page: str) -> None:
    haneul, bora, address = console.as_("haneul"), console.as_("bora"), f"{page}legs/0/"
    old = post(bora, address, hours="70", do="try")
    tried = post(haneul, address, hours="50", do="try")
    haneul.post(address, {**fields(tried.content.decode()), "do": "save"})
    answer = bora.post(address, {**fields(old.content.decode()), "do": "save"})
    assert answer.status_code == 409
    assert stands(console).network.legs[0].hours == 50


def test_an_observation_is_kept_suggested_and_taken_in(console: Console, page: str) -> None:
    client, network = console.as_("jiho"), stands(console).network
    condition = network.conditions[1].id
    address = f"{page}observations/"
    wrong = post(
        client, address, thing=f"condition|{condition}", value="1.5", trust="7", seen_at="2026-03-03T12:00"
    )
    assert wrong.status_code == 400
    assert 'id="f-trust_error"' in wrong.content.decode()
    typed = {"value": "1.5", "kind": "helper", "seen_at": "2026-03-03T12:00", "half_life_hours": "1000000"}
    kept = post(client, address, thing=f"condition|{condition}", **typed)
    assert kept.status_code == 302
    html = client.get(address).content.decode()
    assert f'value="condition|{condition}"' in html
    client.post(f"{address}take/", {"take": f"condition|{condition}"})
    assert 1.5 in [level for _hour, level in stands(console).network.conditions[1].series]


@pytest.mark.parametrize("handle", ["phan", "ruth", "anong", "olga", "tomas"])
def test_who_may_not_sees_the_same_as_where_there_is_nothing(
    console: Console, page: str, handle: str
) -> None:
    client = console.as_(handle)
    nowhere = "/networks/00000000000000000000000000000000/"
    for address in (page, f"{page}legs/0/", f"{page}observations/", f"{page}places/new/"):
        answer, nothing = client.get(address), client.get(address.replace(page, nowhere))
        assert (answer.status_code, nothing.status_code) == (404, 404)
        assert bare(answer, address) == bare(nothing, address.replace(page, nowhere))


def test_an_analyst_sees_a_network_and_changes_nothing(console: Console, page: str) -> None:
    client = console.as_("leo")
    assert client.get(page).status_code == 200
    assert "Add a leg" not in client.get(page).content.decode()
    assert client.get(f"{page}legs/0/").status_code == 404
    assert client.post(f"{page}undo/").status_code == 404


@pytest.mark.parametrize("address", ["legs/99/", "rivers/0/", "legs/0/hazards/77/", "trial/00/"])
def test_what_is_not_there_is_not_there(console: Console, page: str, address: str) -> None:
    assert console.as_("haneul").get(f"{page}{address}").status_code == 404
