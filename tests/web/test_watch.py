"""The pages of the watch: what is due, one key after a call, who is told, what fell through."""

from __future__ import annotations

import itertools
import re
import time
from datetime import date

import pytest
from tests.web.people import Console

from waystation.journey.books import Books
from waystation.journey.clocks import Clock
from waystation.journey.duty import rota
from waystation.journey.ladders import ladder_of
from waystation.journey.service import read_service_key
from waystation.journey.tick import Ticked, tick
from waystation.kit.errors import BadInput
from waystation.vault.finding import find


def look(console: Console) -> Ticked:
    """Let the watch look once."""
    books = Books(read_service_key(console.place.burn_path.with_name("service-key")))
    return tick(console.place.opened.store, books, Clock(time.time, time.monotonic))


def journey(console: Console, key: str = "way-2") -> str:
    return find(console.desk("haneul").session, key, "journey").id


def test_what_is_missing_stands_first_and_what_comes_next_below(console: Console) -> None:
    look(console)
    page = console.as_("jiho").get("/watch/").content.decode()
    assert page.index("Two who wait at the river") < page.index("A mother and two daughters")
    assert re.findall(r'class="state (\w+)">(\w[\w ]*)<', page)[:2] == [
        ("good", "alive"),
        ("stop", "overdue"),
    ]


def test_one_key_after_a_call_notes_the_check_in(console: Console) -> None:
    look(console)
    client, where = console.as_("jiho"), journey(console)
    answer = client.post(f"/watch/journeys/{where}/heard/", {"number": "1"})
    assert answer.status_code == 302
    page = client.get("/watch/").content.decode()
    assert "Noted." in page
    assert 'class="state stop"' not in page


def test_both_words_give_the_same_page(console: Console) -> None:
    from waystation.actions.arm_check_ins import arm_check_ins  # noqa: PLC0415
    from waystation.domain.journey import JourneyWatch  # noqa: PLC0415

    pages = []
    for key, which in (("way-1", "well"), ("way-2", "forced")):
        pair = arm_check_ins(console.desk("haneul"), key, JourneyWatch(ladder="desk")).words[""]
        client = console.as_("jiho")
        form = {"number": "1", "channel": "call", "word": getattr(pair, which)}
        answer = client.post(f"/watch/journeys/{journey(console, key)}/heard/", form, follow=True)
        pages.append(re.findall(r'<p class="said" role="status">(.*?)</p>', answer.content.decode()))
    assert pages == [["Noted."], ["Noted."]]
    assert look(console).alerts == 2  # who is on duty at each step, of one of them


def test_a_journey_is_armed_and_the_words_are_shown_once(console: Console) -> None:
    client, where = console.as_("jiho"), journey(console)
    form = {"ladder": "desk", "every": "2", "grace": "20", "language": "ko", "remote": "on"}
    armed = client.post(f"/watch/journeys/{where}/arm/", form)
    found = re.search(r"all is well: (\S+); made to say so: (\S+)<", armed.content.decode())
    assert found
    assert found[1] not in client.get(f"/watch/journeys/{where}/").content.decode()
    again = client.post(f"/watch/journeys/{where}/arm/", form | {"every": ""}).content.decode()
    assert found[0] in again
    assert client.post(f"/watch/journeys/{where}/arm/", form | {"ladder": "nobody"}).status_code == 400
    client.post(f"/watch/journeys/{where}/change/", {"stop": "on", "why": "arrived"})
    assert "Not watched" in client.get("/watch/").content.decode()


def test_a_word_that_is_neither_is_told_on_the_form_and_kept(console: Console) -> None:
    form = {"number": "1", "channel": "call", "word": "hello"}
    answer = console.as_("jiho").post(f"/watch/journeys/{journey(console)}/heard/", form)
    assert answer.status_code == 400
    assert "group" in answer.content.decode()
    assert 'value="hello"' in answer.content.decode()


def test_whoever_takes_care_stops_the_climbing_and_the_page_says_so(console: Console) -> None:
    look(console)
    client = console.as_("mina")
    page = client.get("/watch/").content.decode()
    row = re.search(r'name="what" value="([0-9a-f]{32})"', page)
    assert row
    answer = client.post("/watch/acknowledge/", {"what": row[1]}, follow=True)
    assert "1 alarm is yours." in answer.content.decode()
    assert look(console).alerts == 0
    nothing = client.post("/watch/acknowledge/", {"what": "nothing"}, follow=True)
    assert "no such record" in nothing.content.decode()


def test_check_ins_are_put_off_with_a_reason_and_ended(console: Console) -> None:
    look(console)
    client, where = console.as_("seo"), journey(console)
    assert client.post(f"/watch/journeys/{where}/change/", {"minutes": "120"}).status_code == 400
    client.post(f"/watch/journeys/{where}/change/", {"minutes": "120", "why": "they sleep"})
    assert 'class="state stop"' not in client.get("/watch/").content.decode()
    client.post(f"/watch/journeys/{where}/change/", {"stop": "on", "why": "arrived"})
    page = client.get("/watch/").content.decode()
    assert page.index("Not watched") < page.index("Two who wait")


def test_the_bar_is_red_on_every_page_once_the_watch_is_dead(console: Console) -> None:
    client = console.as_("olga")  # an auditor sees no check-in, and the bar
    assert "THE WATCH HAS NEVER RUN" in client.get("/").content.decode()
    look(console)
    assert 'class="alarm"' not in client.get("/").content.decode()
    with console.place.opened.store.write() as tx:
        tx.run("UPDATE heartbeat SET wall = wall - 121")
    assert "THE WATCH IS SILENT since" in client.get("/").content.decode()
    assert client.get("/watch/").status_code == 404


def test_a_page_that_waits_hears_of_a_change_and_opens_nothing_for_it(console: Console) -> None:
    look(console)
    client = console.as_("jiho")
    since = re.search(r'data-poll="(/watch/changed/\?since=\w+)"', client.get("/watch/").content.decode())
    assert since
    rows = "SELECT count(*) FROM ledger"
    with console.place.opened.store.read() as tx:
        before = tx.rows(rows)
    assert client.get(since[1]).status_code == 204
    with console.place.opened.store.read() as tx:
        assert tx.rows(rows) == before
    client.post(f"/watch/journeys/{journey(console)}/heard/", {"number": "1"})
    assert client.get(since[1]).status_code == 200


def test_a_ladder_is_set_and_nobody_reads_its_addresses_again(console: Console) -> None:
    client = console.as_("haneul")
    lines = "Bora; bora@desk.example drill; ko; mon tue 22:00-06:00 Asia/Seoul\n\nMina; ntfys://x.example/a"
    form = {"name": "desk", "wait": "5", "repeat": "7", "lines": lines}
    page = client.post("/watch/recipients/", form, follow=True).content.decode()
    assert "Bora" in page
    assert "bora@" not in page
    wrong = client.post("/watch/recipients/", form | {"lines": "Bora; bora\nsecret words"})
    assert wrong.status_code == 400
    assert "line 2" in wrong.content.decode()


def test_channels_are_set_by_country(console: Console) -> None:
    client = console.as_("haneul")
    page = client.post(
        "/watch/channels/", {"country": "VN", "channels": ["email"]}, follow=True
    ).content.decode()
    assert re.search(r"<th scope=\"row\">VN</th><td>e-mail", page)
    assert client.post("/watch/channels/", {"country": "Vietnam"}).status_code == 400


def test_the_month_shows_who_is_on_duty_by_each_clock_and_what_fell_through(console: Console) -> None:
    look(console)
    client = console.as_("jiho")
    seoul = client.get("/watch/month/?month=2026-03&zone=Asia/Seoul").content.decode()
    assert "00:00-10:00 <bdi>Haneul</bdi>" in seoul
    assert "10:00-22:00 <bdi>Jiho</bdi>" in seoul
    utc = client.get("/watch/month/?month=2026-03&zone=UTC").content.decode()
    assert "01:00-13:00 <bdi>Jiho</bdi>" in utc
    looked = client.get("/watch/month/?look=1").content.decode()
    assert "not yet" in looked
    for odd in ("?month=2026-13", "?month=x&zone=Nowhere/At_All", "?month=0001-01"):
        assert client.get(f"/watch/month/{odd}").status_code in {200, 400}


def test_a_night_in_which_the_clocks_change_has_no_gap() -> None:
    ladder = ladder_of(
        "desk", "A; drill; en; 22:00-06:00 Europe/Berlin\nB; drill; en; 06:00-22:00 Europe/Berlin", 5, 5
    )
    for begin in (date(2026, 3, 28), date(2026, 10, 24)):
        (shifts,) = rota(ladder, begin, 3, "Europe/Berlin")
        assert all(one.ends == next_.begins for one, next_ in itertools.pairwise(shifts))
        assert {each.names for each in shifts} == {("A",), ("B",)}


@pytest.mark.parametrize(
    "lines",
    ["", "Mina", "Mina;", ";a@b.example", "Mina; a@b.example; fr", "Mina; a@b.example; en; 25:00-26:00 UTC",
     "Mina; a@b.example; en; 22:00-06:00 Mars/Base", "a;b@c;en;;x"],
)  # fmt: skip
def test_a_line_that_is_wrong_is_told_without_its_words(lines: str) -> None:
    with pytest.raises(BadInput) as refused:
        ladder_of("desk", lines, 5, 5)
    assert "b.example" not in str(refused.value)
