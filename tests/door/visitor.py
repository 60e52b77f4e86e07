"""Who knocks at the door of these tests? A browser of a few lines, without script, cookies or memory."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from nacl.public import PrivateKey

from waystation.domain.letter import Letter
from waystation.door.admission import PARTS, leading
from waystation.door.app import App
from waystation.door.pages import Look
from waystation.door.parts import Parts
from waystation.letters.opening import desk_keys, open_letter
from waystation.letters.spool import Spool

SEED = "11" * 32
PUBLIC = bytes(PrivateKey(bytes.fromhex(SEED)).public_key)
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Page:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        return re.sub(r"<!-- [0-9a-f]* -->$", "", self.body.decode())

    def value(self, name: str) -> str:
        """What a hidden field of the page holds."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        assert found, f"no field {name}"
        return unescape(found[1])

    @property
    def code(self) -> str:
        found = re.search(r'class="code"[^>]*>([^<]+)<', self.text)
        assert found, "no code on this page"
        return found[1]

    @property
    def bits(self) -> int:
        found = re.search(r'data-bits="(\d+)"', self.text)
        assert found
        return int(found[1])


@dataclass
class Visitor:
    """Somebody at a door, and what the desk finds in its spool."""

    folder: Path
    most: int = 100
    look: Look = field(default_factory=Look)

    def __post_init__(self) -> None:
        self.spool = Spool(self.folder, self.most, room=0)
        self.spool.prepare()
        self.restart()

    def restart(self) -> None:
        self.app = App(Parts(PUBLIC, self.spool, self.look))

    def get(self, path: str = "/en/", language: str = "", method: str = "GET") -> Page:
        return self.call(method, path, HTTP_ACCEPT_LANGUAGE=language)

    def post(self, path: str, **fields: str) -> Page:
        return self.call("POST", path, urlencode(fields).encode())

    def ask(self, language: str = "en", **answers: str) -> Page:
        """Fill in the form and send it."""
        slip = self.get(f"/{language}/").value("slip")
        return self.post(f"/{language}/ask", slip=slip, work="", **answers)

    def enter(self, code: str, language: str = "en") -> Page:
        slip = self.get(f"/{language}/answer").value("slip")
        return self.post(f"/{language}/answer", slip=slip, work="", code=code)

    def call(self, method: str, path: str, body: bytes = b"", **more: Any) -> Page:
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_TYPE": FORM,
            "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body), "REMOTE_ADDR": "203.0.113.9",
        }  # fmt: skip
        said: list[Any] = []
        parts = self.app(environ | more, lambda status, headers: said.append((status, dict(headers))))
        status, headers = said[0]
        return Page(int(status[:3]), headers, b"".join(parts))

    def letters(self) -> list[Letter]:
        """What the desk reads, oldest first."""
        keys = desk_keys([SEED])
        found = [open_letter(keys, self.spool.read(name)) for name in self.spool.letters()]
        return sorted(found, key=lambda each: each.at)


def proof(slip: str, bits: int) -> str:
    """Work as a script does it."""
    numbers = []
    for part in range(PARTS):
        number = 0
        while leading(slip, part, str(number)) < bits:
            number += 1
        numbers.append(str(number))
    return " ".join(numbers)
