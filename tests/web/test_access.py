"""Who may see which page? Every address, as each of the cast and as nobody; one without a rule fails here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver
from tests.web.people import Console

from waystation.web.demo.cast import CAST, Invented
from waystation.web.rules import Rule
from waystation.web.urls import urlpatterns

ID = "00" * 16  # of nothing
SAMPLES = {"str": ID, "int": "0", "slug": "nothing", "path": "nothing"}


def patterns(found: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address, with what stands for its parts."""
    for each in found:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, route)
        else:
            yield route, each


ADDRESSES = list(patterns(urlpatterns))


def address(route: str, pattern: URLPattern) -> str:
    """The address of a page about something that is not there."""
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        route = route.replace(f"<{kind}:{name}>", SAMPLES[kind])
    assert "<" not in route, route
    return "/" + route


def rule_of(pattern: URLPattern) -> Rule:
    rule = getattr(pattern.callback, "rule", None)
    assert isinstance(rule, Rule), f"{pattern.name}: a page without a rule"
    return rule


def test_every_page_has_a_rule_and_a_name_of_its_own() -> None:
    for _route, pattern in ADDRESSES:
        rule_of(pattern)
    names = [pattern.name for _route, pattern in ADDRESSES]
    assert len(names) == len(set(names))
    assert all(names)


def test_nobody_sees_anything_but_the_door(console: Console) -> None:
    client = console.nobody()
    for route, pattern in ADDRESSES:
        if rule_of(pattern).member:
            for answer in (client.get(address(route, pattern)), client.post(address(route, pattern))):
                assert answer.status_code == 302, route
                assert answer.headers["Location"].startswith("/account/login/"), route
                assert not answer.content


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.handle)
def test_a_page_is_there_for_whom_its_verb_is(console: Console, member: Invented) -> None:
    client = console.as_(member.handle)
    for route, pattern in ADDRESSES:
        rule = rule_of(pattern)
        if not rule.member or route.startswith("account/"):
            continue
        answer = client.get(address(route, pattern))
        assert answer.status_code < 500, route
        if not rule.allows(member.role):
            assert answer.status_code == 404, f"{route} for {member.role}"
        elif "<" not in route:
            assert answer.status_code in {200, 204, 302, 405}, f"{route} for {member.role}"


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.handle)
def test_what_is_not_there_and_what_is_not_for_her_look_alike(console: Console, member: Invented) -> None:
    """The same status, and the same bytes but for the mark of the form."""
    client = console.as_(member.handle)
    nothing = client.get("/nowhere/at/all/")
    assert nothing.status_code == 404
    for route, pattern in ADDRESSES:
        rule = rule_of(pattern)
        if rule.member and not rule.allows(member.role):
            for answer in (client.get(address(route, pattern)), client.post(address(route, pattern))):
                assert answer.status_code == 404, route
                assert b"no such page, or none that is for you" in answer.content


def test_the_bar_shows_no_page_that_would_refuse(console: Console) -> None:
    for member in CAST:
        client = console.as_(member.handle)
        request: Any = client.get("/").wsgi_request
        for entry in request.navigation:
            assert client.get(entry.address).status_code == 200, (member.role, entry.address)
