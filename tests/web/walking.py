"""Which pages does somebody meet who follows every link? One of each address; nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

_LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
_MOST = 400


def walk(client: Client, start: str = "/") -> Iterator[tuple[str, str]]:
    """Yield (name of the address, path) of a page of each sort that links lead to, the start first."""
    waiting, seen, met = [start], {start}, set()
    asked = 0
    for path in waiting:
        name = _name(path)
        if name is None or name in met:
            continue
        asked += 1
        assert asked < _MOST, "too many pages of one sort"
        answer = client.get(path)
        kind = answer.headers.get("Content-Type", "")
        if answer.status_code != 200 or not kind.startswith("text/html"):
            continue
        met.add(name)
        yield name, path
        for link in _LINK.findall(answer.content.decode()):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


def _name(path: str) -> str | None:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None
