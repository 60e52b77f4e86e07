"""What of the public door is done in the console, and who sees it?"""

from __future__ import annotations

import re
import secrets

import pytest
from django.test import Client
from nacl.public import PrivateKey
from tests.web.people import Console

from waystation.domain.case_record import Answer, CaseRecord
from waystation.domain.letter import IntakeLetter
from waystation.kit import clock
from waystation.letters.codes import Keys
from waystation.letters.replies import open_reply
from waystation.letters.sealing import seal_letter
from waystation.letters.spool import Spool
from waystation.vault.finding import of_kind

SENTINEL = "Ri Sun-hee"


def public_key(client: Client) -> bytes:
    answer = client.post("/door/key/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="desk.key"'
    return bytes.fromhex(answer.content.decode().splitlines()[1])[:32]


def writes(console: Console, client: Client, **answers: str) -> Keys:
    """Somebody writes, and the desk has not yet collected it."""
    her = Keys(PrivateKey.generate())
    said = tuple(Answer(question=name, answer=text) for name, text in answers.items())
    letter = IntakeLetter(
        id=secrets.token_hex(16), at=clock.now(), key=her.public.hex(), language="ko", answers=said
    )
    Spool(console.place.spool, room=0).put(seal_letter(public_key(client), letter))
    return her


def requests(page: str) -> list[str]:
    """The requests that a page links to, in their order."""
    return re.findall(r'href="/door/([0-9a-f]{32})/"', page)


def test_letters_are_collected_and_the_one_in_danger_comes_first(console: Console) -> None:
    client = console.as_("haneul")
    before = client.get("/door/").content.decode()
    assert "1 waits" in before
    her = writes(console, client, danger="yes", name=SENTINEL, country="VN", persons="7", call="a neighbour")
    page = client.post("/door/collect/", follow=True).content.decode()
    assert "2 new requests" in page
    assert "none waits" in page
    assert "VN 7" in page
    listed = requests(page)
    assert len(listed) == 4
    shown = [client.get(f"/door/{each}/").content.decode() for each in listed]
    assert sum(SENTINEL in each for each in shown[:2]) == 1
    assert SENTINEL not in page
    assert her.mailbox not in page


def test_the_board_names_what_waits_at_the_door(console: Console) -> None:
    assert "CN 3" in console.as_("jiho").get("/").content.decode()


@pytest.mark.parametrize("handle", ["haneul", "jiho", "seo"])
def test_a_request_is_read_answered_and_taken_on(console: Console, handle: str) -> None:
    client = console.as_(handle)
    her = writes(console, console.as_("haneul"), danger="no", name=SENTINEL, **{"for": "self"})
    client.post("/door/collect/")
    desk = console.desk(handle)
    (record,) = (
        each for each in requests(client.get("/door/").content.decode())
        if SENTINEL in client.get(f"/door/{each}/").content.decode()
    )  # fmt: skip
    page = client.get(f"/door/{record}/").content.decode()
    assert "For whom do you ask?" in page
    assert "For me" in page
    assert "not verified" in page
    answer = client.post(f"/door/{record}/answer/", {"text": "We read it.", "days": "9"})
    assert answer.status_code == 302
    blob = Spool(console.place.spool).answer_in(her.mailbox)
    assert blob
    assert [each.text for each in open_reply(her.private, blob, clock.now().date())] == ["We read it."]
    moved = client.post(f"/door/{record}/take/", {"title": "One more"}).headers["Location"]
    assert moved != f"/door/{record}/"
    after = client.get(moved).content.decode()
    assert SENTINEL in after
    assert "Take it on" not in after
    assert client.get(f"/door/{record}/").status_code == 404
    case = f"/cases/{moved.split('/')[2]}/"
    assert f'href="{case}"' in after
    assert f'href="{moved}"' in client.get(case).content.decode()
    for page_of_case in ("", "answers/", "caller/", "urgency/"):
        assert client.get(case + page_of_case).status_code in {200, 404}, page_of_case
    assert console.as_("mina").get(moved).status_code == 404
    assert moved.split("/")[2] not in {each.id for each in of_kind(desk.session, "person")}


def test_an_answer_that_cannot_be_given_is_said_on_the_form_and_kept_there(console: Console) -> None:
    client = console.as_("jiho")
    record = requests(client.get("/door/").content.decode())[0]
    for text, days in (("", "9"), ("x" * 1501, "9"), ("kept words", "0"), ("kept words", "many")):
        answer = client.post(f"/door/{record}/answer/", {"text": text, "days": days})
        assert answer.status_code == 400
        assert text[:10] in answer.content.decode()


def test_answers_are_put_into_the_folder_once_more(console: Console) -> None:
    client = console.as_("haneul")
    out = console.place.spool / "out"
    (kept,) = out.glob("*.answer")
    kept.unlink()
    record = requests(client.get("/door/").content.decode())[0]
    assert client.post(f"/door/{record}/answer/", {"again": "yes"}).status_code == 302
    assert list(out.glob("*.answer")) == [kept]


def test_nonsense_is_thrown_away_with_a_reason(console: Console) -> None:
    client = console.as_("seo")
    record = requests(client.get("/door/").content.decode())[1]
    assert client.post(f"/door/{record}/shred/", {"reason": " "}).status_code == 400
    assert client.post(f"/door/{record}/shred/", {"reason": "an advertisement"}).status_code == 302
    assert client.get(f"/door/{record}/").status_code == 404


def test_what_is_not_at_the_door_is_not_thrown_away_or_taken_there(console: Console) -> None:
    client = console.as_("haneul")
    cases = of_kind(console.desk("haneul").session, "case")
    record = next(each.id for each in cases if each.listed.key == "family")
    assert client.post(f"/door/{record}/shred/", {"reason": "curious"}).status_code == 404
    assert client.post(f"/door/{record}/take/", {"title": "x"}).status_code == 400
    assert "Take it on" not in client.get(f"/door/{record}/").content.decode()
    assert client.post(f"/door/{record}/answer/", {"text": "hello", "days": "9"}).status_code == 400


def test_the_door_is_shut_and_opened(console: Console) -> None:
    client = console.as_("jiho")
    assert "takes in no letters" in client.post("/door/shut/", {"shut": "yes"}, follow=True).content.decode()
    assert (console.place.spool / "out" / "closed").exists()
    client.post("/door/shut/", {"shut": "no"})
    assert not (console.place.spool / "out" / "closed").exists()


def test_an_old_key_is_said(console: Console) -> None:
    client = console.as_("haneul")
    writes(console, client, name="x")
    desk = console.desk("haneul")
    from waystation.actions.list_compartments import list_compartments  # noqa: PLC0415  # Only here.
    from waystation.actions.rotate_compartment import rotate_compartment  # noqa: PLC0415  # Only here.

    rotate_compartment(desk, [each.id for each in list_compartments(desk, {"door"})])
    assert "old key" in client.post("/door/collect/", follow=True).content.decode()


def test_without_a_folder_the_page_says_so_and_collecting_is_one_sentence(console: Console) -> None:
    console.place.spool.rename(console.place.spool.with_name("elsewhere"))
    client = console.as_("haneul")
    assert "cannot be read here" in client.get("/door/").content.decode()
    assert client.post("/door/collect/").status_code == 400


@pytest.mark.parametrize("path", ["key", "collect", "shut"])
def test_nothing_is_done_by_a_link(console: Console, path: str) -> None:
    assert console.as_("haneul").get(f"/door/{path}/").status_code == 405


def test_who_works_elsewhere_sees_no_door(console: Console) -> None:
    for handle in ("phan", "ruth", "anong", "leo", "olga", "tomas"):
        client = console.as_(handle)
        assert client.get("/door/").status_code == 404
        assert b'href="/door/"' not in client.get("/").content


def test_a_case_that_came_through_the_door_is_a_case_like_others(console: Console) -> None:
    desk = console.desk("jiho")
    cases = [each for each in of_kind(desk.session, "case") if each.listed.key.startswith("door-")]
    assert {each.listed.state for each in cases} == {CaseRecord(id="x").state}
