"""What would a browser send of a form, and what is a page without what the browser itself has sent?"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client


def fields(html: str) -> dict[str, Any]:
    """What a browser would send of the page's form if nothing were changed."""
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = (re.search(rf'\b{each}="([^"]*)"', tag) for each in ("name", "value"))
        if name and 'type="checkbox"' not in tag:
            found[name[1]] = unescape(value[1]) if value else ""
        elif name and "checked" in tag and value:
            found.setdefault(name[1], []).append(value[1])
    for name, text in re.findall(r'<textarea name="(\w+)"[^>]*>\s?(.*?)</textarea>', html, re.DOTALL):
        found[name] = unescape(text)
    for name, inner in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inner) or re.search(r'value="([^"]*)"', inner)
        found[name] = chosen[1] if chosen else ""
    return found


def post(client: Client, address: str, **changed: Any) -> Any:
    return client.post(address, {**fields(client.get(address).content.decode()), **changed})


def bare(answer: Any, address: str) -> str:
    """A page without what the browser itself has sent, and the mark of the form."""
    return re.sub(r'value="\w{64}"|X-CSRFToken": "\w+', "", answer.content.decode().replace(address, ""))
