"""What the terminal does with a vault, the pages do by the same actions; nothing in clear lies on a disk."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.forms import fields, post
from tests.web.people import WORDS, Console

from waystation.actions.list_compartments import list_compartments
from waystation.actions.open_record import open_record
from waystation.actions.take_in_bundle import take_in_bundle
from waystation.domain.access import COMPARTMENT_KINDS
from waystation.domain.house import House
from waystation.domain.kinds import KINDS as RECORD_KINDS
from waystation.exchange.contents import Contents
from waystation.exchange.formats import from_bytes, to_bytes
from waystation.kit.errors import BadInput
from waystation.vault.agekeys import recipient
from waystation.vault.claims import words_of_claim
from waystation.vault.finding import find
from waystation.vault.keys import Credentials
from waystation.vault.login import unlock
from waystation.vault.members import apply, words_of
from waystation.web.pages.vault.kinds import KINDS as COMPARTMENT_WORDS
from waystation.web.pages.vault.kinds import RECORDS as RECORD_WORDS

SECOND = {"second_handle": "bora", "second_passphrase": WORDS["bora"]}


def compartment(console: Console, kind: str, handle: str = "haneul") -> str:
    return next(each.id for each in list_compartments(console.desk(handle), {kind}))


def test_every_kind_of_record_and_compartment_has_its_word() -> None:
    assert set(RECORD_WORDS) == set(RECORD_KINDS)
    assert set(COMPARTMENT_WORDS) == set(COMPARTMENT_KINDS)


def test_somebody_new_is_let_in_by_two_who_compared_the_words(console: Console) -> None:
    login = Credentials("jun", "a passphrase of jun", console.place.burn())
    application = apply(console.place.opened, "Jun", "case worker", login)
    haneul = console.as_("haneul")
    assert "Jun" in haneul.get("/members/").content.decode()
    address = f"/members/{application.id}/sponsor/"
    wrong = haneul.post(address, {"words": "these are not the eight words at all"})
    assert wrong.status_code == 400
    for handle in ("haneul", "bora"):
        assert console.as_(handle).post(address, {"words": words_of(application)}).status_code == 302
    assert application.id in console.desk("haneul").session.directory.members
    assert console.as_("tomas").get(address).status_code == 404


def test_somebody_new_applies_at_the_screen_of_a_member_and_is_none_before_two_have_vouched(
    console: Console,
) -> None:
    haneul = console.as_("haneul")
    typed = {"name": "Jun", "role": "case worker", "handle": "jun"}
    seven = "gospel drive forget face document comfort strike"
    weak = haneul.post("/members/new/", typed | {"new": "jun", "again": "jun"})
    other = haneul.post("/members/new/", typed | {"new": seven, "again": "another one than that"})
    assert (weak.status_code, other.status_code) == (400, 400)
    answer = haneul.post("/members/new/", typed | {"new": seven, "again": seven}, follow=True)
    assert "Jun" in answer.content.decode()
    with pytest.raises(BadInput):
        unlock(console.place.opened, Credentials("jun", seven, console.place.burn()))
    assert console.as_("jiho").get("/members/new/").status_code == 404


def test_two_burn_the_vault_and_nobody_opens_anything_any_more(console: Console) -> None:
    haneul = console.as_("haneul")
    alone = haneul.post("/burn/", {"word": "BURN"})
    other = haneul.post("/burn/", {"word": "burn", **SECOND})
    assert (alone.status_code, other.status_code) == (404, 400)
    assert console.place.burn_path.is_file()
    assert haneul.post("/burn/", {"word": "BURN", **SECOND}).content == b"Burned."
    assert not console.place.burn_path.exists()
    with console.place.opened.store.read() as tx:
        assert tx.rows("SELECT 1 FROM keyrings") == []
    assert console.nobody().get("/health/").status_code == 503
    for client in (haneul, console.nobody()):
        assert client.get("/").status_code in {302, 500, 503}


def test_a_member_who_is_removed_opens_nothing_any_more(console: Console) -> None:
    gone = console.desk("jiho").session.member_id
    client = console.as_("haneul")
    assert client.post(f"/members/{gone}/remove/", {"why": "left"}).status_code == 302
    assert gone not in console.desk("haneul").session.directory.members
    assert client.get(f"/members/{gone}/remove/").status_code == 404


def test_a_passphrase_is_changed_by_who_knows_it_and_types_the_new_one_twice(console: Console) -> None:
    client = console.as_("jiho")
    new = "seven words that nobody else knows"
    for wrong in (
        {"now": "wrong", "new": new, "again": new},
        {"now": WORDS["jiho"], "new": new, "again": "another one that is long"},
        {"now": WORDS["jiho"], "new": "short", "again": "short"},
    ):
        assert client.post("/keys/passphrase/", wrong).status_code == 400
    said = {"now": WORDS["jiho"], "new": new, "again": new}
    assert client.post("/keys/passphrase/", said).status_code == 302
    door = console.nobody()
    assert door.post("/account/login/", {"login": "jiho", "password": WORDS["jiho"]}).status_code == 200
    assert door.post("/account/login/", {"login": "jiho", "password": new}).status_code == 302


def test_who_throws_away_the_keys_is_out_and_sees_nothing(console: Console) -> None:
    client = console.as_("mina")
    assert client.post("/keys/panic/", {}).status_code == 400
    assert client.post("/keys/panic/", {"sure": "on"}).status_code == 302
    assert client.get("/").status_code == 302


def test_a_compartment_is_made_shared_renamed_and_withdrawn(console: Console) -> None:
    client, mina = console.as_("haneul"), console.desk("mina")
    client.post("/compartments/new/", {"kind": "case", "title": "A case for two"})
    made = next(
        each for each in list_compartments(console.desk("haneul")) if each.manifest.title == "A case for two"
    )
    address = f"/compartments/{made.id}/"
    assert console.as_("mina").get(address).status_code == 404
    client.post(f"{address}grant/", {"member": mina.session.member_id})
    client.post(f"{address}rename/", {"title": "A case for three"})
    assert "A case for three" in console.as_("mina").get(address).content.decode()
    client.post(f"{address}withdraw/", {"member": mina.session.member_id})
    assert console.as_("mina").get(address).status_code == 404
    assert client.post(f"{address}rotate/").status_code == 302


def test_a_compartment_is_destroyed_by_two_and_not_by_one(console: Console) -> None:
    client, there = console.as_("haneul"), compartment(console, "house")
    address = f"/compartments/{there}/drop/"
    alone = client.post(address, {"why": "over"})
    assert alone.status_code == 404
    wrong = client.post(address, {"why": "over", **SECOND, "second_passphrase": "wrong"})
    assert wrong.status_code == 400
    assert compartment(console, "house") == there
    assert client.post(address, {"why": "over", **SECOND}).status_code == 302
    assert there not in {each.id for each in list_compartments(console.desk("haneul"), {"house"})}


def test_the_ledger_is_whole_and_its_end_is_found_again(console: Console) -> None:
    client = console.as_("tomas")
    end = re.search(r"<code>(\d+-[0-9a-f]{64})</code>", client.get("/ledger/").content.decode())
    assert end
    assert "is in it" in client.post("/ledger/", {"anchor": end[1]}).content.decode()
    number, digest = end[1].split("-")
    other = client.post("/ledger/", {"anchor": f"{number}-{digest[::-1]}"})
    assert other.status_code == 400
    assert client.post("/ledger/", {"anchor": "x"}).status_code == 400


def test_two_read_who_did_what(console: Console) -> None:
    client = console.as_("olga")
    assert client.post("/ledger/rows/").status_code in {400, 404}
    html = client.post(
        "/ledger/rows/", {**SECOND, "second_handle": "haneul", "second_passphrase": WORDS["haneul"]}
    )
    assert "show ledger" in html.content.decode()
    assert console.as_("jiho").get("/ledger/rows/").status_code == 404


def upload(contents: Contents, kind: Any = "xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(f"x.{kind}", to_bytes(contents, kind, "x"))


def test_a_workbook_is_tried_and_then_taken_in_and_never_lies_on_the_disk(
    console: Console, tmp_path: Path
) -> None:
    client, canary = console.as_("haneul"), "sentinel-of-the-upload"
    house = House(id="new-house", name=canary, beds=3)
    there = compartment(console, "house")
    tried = client.post("/tables/in/", {"file": upload(Contents(records=(house,))), "into": there})
    html = tried.content.decode()
    assert "new-house" in html
    with pytest.raises(Exception, match="no such record"):
        find(console.desk("haneul").session, "new-house")
    assert client.post("/tables/in/apply/", fields(html)).status_code == 302
    desk = console.desk("haneul")
    assert open_record(desk, [find(desk.session, "new-house").id])[0].value == house
    for torn in ("", "!", fields(html)["held"][:-8], "eJwDAAAAAAE="):
        assert client.post("/tables/in/apply/", {**fields(html), "held": torn}).status_code == 400
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert canary.encode() not in path.read_bytes(), path


def test_a_file_that_is_none_is_refused_in_one_sentence_that_does_not_repeat_it(console: Console) -> None:
    client = console.as_("haneul")
    for name, data in (("x.xlsx", b"PK nothing"), ("Kim.csv", b"id"), ("x.yaml", b"houses: [{beds: Kim}]")):
        answer = client.post("/tables/in/", {"file": SimpleUploadedFile(name, data)})
        assert answer.status_code == 400
        assert "Kim" not in answer.content.decode()


def test_tables_leave_by_two_sealed_or_in_clear_and_not_half(console: Console) -> None:
    client = console.as_("haneul")
    said = {"kinds": "house", "format": "json", "why": "for the partner"}
    assert client.post("/tables/out/", {**said, "clear": "on"}).status_code == 404
    assert client.post("/tables/out/", {**said, **SECOND}).status_code == 400
    assert (
        client.post("/tables/out/", {**said, **SECOND, "clear": "on", "recipients": "x"}).status_code == 400
    )
    answer = client.post("/tables/out/", {**said, **SECOND, "clear": "on"})
    houses = from_bytes(answer.content, "json", "x").of_kind("house")
    assert "cn-house-ne" in {each.id for each in houses}
    key = recipient(console.desk("leo").session.me.application.box_key)
    sealed = client.post("/tables/out/", {**said, **SECOND, "recipients": key})
    assert sealed.content.startswith(b"age-encryption.org/")
    assert "waystation.json.age" in sealed.headers["Content-Disposition"]


def test_a_bundle_is_made_for_a_member_and_taken_in(console: Console) -> None:
    haneul, bora = console.desk("haneul"), console.desk("bora")
    house = find(haneul.session, "cn-house-ne", "house").id
    said = {"records": house, "members": bora.session.member_id, "days": "7"}
    made = console.as_("haneul").post("/bundles/make/", said)
    assert made.content.startswith(b"age-encryption.org/")
    assert take_in_bundle(bora, made.content).same == (house,)
    page = console.as_("bora").post("/bundles/take/", {"file": SimpleUploadedFile("b.age", made.content)})
    assert "the same already" in page.content.decode()
    stranger = console.as_("seo").post("/bundles/take/", {"file": SimpleUploadedFile("b.age", made.content)})
    assert stranger.status_code == 400


def test_a_copy_is_made_tried_and_carried_away(console: Console) -> None:
    client = console.as_("tomas")
    assert client.post("/copies/", {}).status_code == 302
    html = client.get("/copies/").content.decode()
    link = re.search(r'href="(/copies/0/)"', html)
    assert link
    assert client.get(link[1]).content.startswith(b"age-encryption.org/")
    assert "The copies are sound" in client.post("/copies/drill/", follow=True).content.decode()
    assert console.as_("jiho").get("/copies/0/").status_code == 404


def test_trustees_are_chosen_and_nobody_alone_is_enough(console: Console) -> None:
    client = console.as_("jiho")
    others = [console.desk(each).session.member_id for each in ("haneul", "bora", "seo")]
    said = {"who": others, "needed": "2", "now": WORDS["jiho"]}
    assert client.post("/keys/trustees/", said | {"needed": "1"}).status_code == 400
    assert client.post("/keys/trustees/", said | {"now": "wrong"}).status_code == 400
    assert client.post("/keys/trustees/", said).status_code == 302


def test_a_recovery_is_asked_for_with_the_words_and_stopped_with_a_reason(console: Console) -> None:
    client, key = console.as_("haneul"), "ab" * 32
    jiho = console.desk("jiho").session.member_id
    console.as_("jiho").post(
        "/keys/trustees/",
        {
            "who": [console.desk(x).session.member_id for x in ("haneul", "bora")],
            "needed": "2",
            "now": WORDS["jiho"],
        },
    )
    assert client.post("/recoveries/ask/", {"member": jiho, "key": key, "words": "wrong"}).status_code == 400
    asked = {"member": jiho, "key": key, "words": words_of_claim(key)}
    assert client.post("/recoveries/ask/", asked).status_code == 302
    stop = re.search(
        r'action="(/recoveries/\w+/stop/)"', console.as_("mina").get("/recoveries/").content.decode()
    )
    assert stop
    assert console.as_("mina").post(stop[1], {"why": " "}).status_code == 400
    assert console.as_("mina").post(stop[1], {"why": "she is here"}).status_code == 302
    assert "she is here" in console.as_("leo").get("/recoveries/").content.decode()


def test_what_the_disk_shows_is_shown_to_every_member(console: Console) -> None:
    html = console.as_("leo").get("/seizure/").content.decode()
    assert "rows of the ledger" in html
    assert "0600" in html


def test_records_past_their_day_are_counted(console: Console) -> None:
    client = console.as_("haneul")
    assert "No record is past its day." in client.get("/retention/").content.decode()
    assert post(client, "/retention/", why="their day").status_code == 302


def test_any_record_is_shown_field_by_field_to_whom_may_open_it_and_to_nobody_else(console: Console) -> None:
    house = find(console.desk("haneul").session, "cn-house-ne", "house").id
    html = console.as_("jiho").get(f"/records/{house}/").content.decode()
    assert "through the cellar" in html
    assert "Destroy it" not in html
    assert console.as_("jiho").post(f"/records/{house}/shred/", {"why": "x"}).status_code == 404
    assert console.as_("leo").get(f"/records/{house}/").status_code == 404


def test_a_record_is_destroyed_with_a_reason(console: Console) -> None:
    client = console.as_("haneul")
    house = find(console.desk("haneul").session, "vn-house", "house").id
    assert client.post(f"/records/{house}/shred/", {"why": ""}).status_code == 400
    assert client.post(f"/records/{house}/shred/", {"why": "given up"}).status_code == 302
    assert client.get(f"/records/{house}/").status_code == 404


def test_a_person_gets_what_is_recorded_about_her(console: Console) -> None:
    client = console.as_("jiho")
    person = find(console.desk("jiho").session, "grandmother", "person").id
    said = {"person": person, "format": "html", "why": "she asked"}
    assert client.post("/tables/person/", said).status_code == 400
    answer = client.post("/tables/person/", {**said, "clear": "on"})
    assert "할머니" in answer.content.decode()
    key = recipient(console.desk("leo").session.me.application.box_key)
    sealed = client.post("/tables/person/", {**said, "recipients": key})
    assert sealed.content.startswith(b"age-encryption.org/")
