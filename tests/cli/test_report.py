"""Is the report a page that asks nobody for anything, tells only what it may, lets no name act?"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from waystation.domain.decision import Decision
from waystation.kit.language import use
from waystation.plan.explain.names import Names
from waystation.report.globe import around, coarse, land_path
from waystation.report.page import decision_page, plan_page
from waystation.report.scatter import nice

HOSTILE = '<script src="https://x.example">alert(1)</script>"\'><img src=x onerror=y>'


class Tags(HTMLParser):
    """Every tag with its attributes, and the text of the page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, name: str) -> Iterator[dict[str, str | None]]:
        return (attributes for tag, attributes in self.tags if tag == name)


@pytest.fixture
def page(decision: Decision, names: Names) -> Tags:
    return Tags(decision_page(decision, names))


def test_the_page_needs_nothing_from_outside(page: Tags) -> None:
    names = {tag for tag, _ in page.tags}
    assert not names & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "image",
        "use",
        "a",
    }
    attributes = {attribute for _, found in page.tags for attribute in found}
    assert not attributes & {"src", "href", "xlink:href", "action", "srcset", "style", "background"}
    assert not any(attribute.startswith("on") for attribute in attributes)


def test_its_policy_allows_its_own_style_sheet_and_nothing_else(decision: Decision, names: Names) -> None:
    text = decision_page(decision, names).decode()
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert len(style) == 1
    digest = b64encode(sha256(style[0].encode()).digest()).decode()
    policy = next(a["content"] for a in Tags(text.encode()).named("meta") if "http-equiv" in a)
    assert policy is not None
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "unsafe" not in policy
    assert not re.search(r"url\(|@import", style[0])


def test_nothing_in_a_name_acts(decision: Decision, names: Names) -> None:
    places = tuple(p.model_copy(update={"name": HOSTILE, "country": HOSTILE}) for p in names.network.places)
    legs = tuple(leg.model_copy(update={"mode": HOSTILE}) for leg in names.network.legs)
    network = names.network.model_copy(update={"places": places, "legs": legs, "name": HOSTILE})
    hostile = replace(names, network=network)
    found = Tags(decision_page(replace(decision, missing=(f"consent:{HOSTILE}",)), hostile))
    assert HOSTILE in found.text
    assert not {tag for tag, _ in found.tags} & {"script", "img"}


def test_it_says_what_a_coordinator_needs(page: Tags) -> None:
    for part in (
        "WAIT UNTIL Tue 6 Oct 19:00 (UTC+9)",
        "at least 93.4%, at most 93.6%",
        "What makes it dangerous",
        "What would change the verdict",
        "Think of this",
        "Map",
        "Timetable in the local times of each place",
        "What to do in every case",
        "Staying beside leaving",
        "Routes that no other beats",
        "Payments",
    ):
        assert part in page.text


def test_headings_go_down_in_order_and_tables_explain_themselves(page: Tags) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    tables = sum(tag == "table" for tag, _ in page.tags)
    assert tables == sum(tag == "caption" for tag, _ in page.tags) > 5
    assert all(a.get("scope") in {"row", "col"} for a in page.named("th"))
    assert all(a.get("aria-label") or a.get("aria-hidden") for a in page.named("svg"))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_names_its_language(language: str, decision: Decision, names: Names) -> None:
    use(language)
    found = Tags(decision_page(decision, names))
    assert next(found.named("html"))["lang"] == language
    assert ("까지 기다림" in found.text) == (language == "ko")


def test_names_are_set_apart_for_scripts_of_both_directions(decision: Decision, names: Names) -> None:
    text = re.sub(r"<svg.*?</svg>", "", decision_page(decision, names).decode(), flags=re.DOTALL)
    assert text.count("<bdi>") == text.count("</bdi>") > 30
    assert "\u2068" not in text


def test_a_place_is_drawn_no_nearer_than_its_precision(decision: Decision, names: Names) -> None:
    """Two places that differ by less than their precision give the very same page."""
    pages = []
    for shift in (0.0, 0.11):
        places = tuple(
            p.model_copy(update={"at": (p.at[0] + shift, p.at[1] + shift), "precision_km": 300.0})
            if p.at and p.id == "kp-village"
            else p
            for p in names.network.places
        )
        moved = replace(names, network=names.network.model_copy(update={"places": places}))
        pages.append(re.sub(r"Made .*? by", "", decision_page(decision, moved).decode()))
    assert pages[0] == pages[1]


def test_a_coarse_circle_still_holds_the_place() -> None:
    for latitude, longitude in ((42.37, 128.91), (-33.2, 179.9), (0.0, 0.0), (70.1, -12.3)):
        for precision in (1.0, 30.0, 300.0):
            east, north = coarse(latitude, longitude, precision)
            assert abs(north - latitude) * 111.32 <= precision
            assert abs(east - longitude) * 111.32 <= 2 * precision / 0.3


def test_places_without_a_position_are_listed_under_the_map(decision: Decision, names: Names) -> None:
    places = tuple(
        p.model_copy(update={"at": None}) if p.id == "vn-house" else p for p in names.network.places
    )
    page = Tags(
        decision_page(decision, replace(names, network=names.network.model_copy(update={"places": places})))
    )
    assert "(not on the map)" in page.text


def test_a_network_without_any_position_has_no_map(decision: Decision, names: Names) -> None:
    places = tuple(p.model_copy(update={"at": None}) for p in names.network.places)
    page = decision_page(
        decision, replace(names, network=names.network.model_copy(update={"places": places}))
    )
    assert b'class="map"' not in page


def test_a_map_may_cross_the_line_where_the_date_changes() -> None:
    view = around([(179.0, 60.0), (-178.0, 62.0)], 760.0)
    assert view.wide < 20
    xs = [view.on(point)[0] for point in ((179.0, 60.0), (-178.0, 62.0))]
    assert 0 < xs[0] < xs[1] < 760
    assert land_path(view).startswith("M")


def test_only_the_land_in_view_is_drawn() -> None:
    assert land_path(around([(-140.0, -30.0), (-139.0, -31.0)], 760.0)) == ""
    numbers = [
        float(n) for n in re.findall(r"-?\d+\.\d", land_path(around([(128.0, 42.0), (102.0, 18.0)], 760.0)))
    ]
    assert min(numbers) >= 0


def test_a_plan_alone_makes_a_page_without_a_verdict(decision: Decision, names: Names) -> None:
    found = Tags(plan_page(decision.plan, names))
    assert "Best policy" in found.text
    assert "Staying beside leaving" not in found.text


def test_the_ticks_of_a_plot_are_round_and_hold_all_points() -> None:
    for low, high in ((0.0, 1.0), (93.4, 93.4), (167.0, 222.0), (25300.0, 31200.0), (0.0, 0.0)):
        ticks = nice(low, high)
        assert ticks[0] <= low
        assert ticks[-1] >= high
        assert 2 <= len(ticks) <= 8
