"""How do the tests run the door as it is run: a process of its own, over a real connection?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from tests.door.visitor import PUBLIC, Page

from waystation.letters.deskkey import key_text

COMMAND = (str(Path(sys.executable).parent / "waystation"), "door", "serve")
OPENER = build_opener(ProxyHandler({}))


@dataclass
class Running:
    """A door that listens."""

    process: subprocess.Popen[str] = field(repr=False)
    url: str
    folder: Path

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    def get(self, path: str, **headers: str) -> Page:
        return self._call(Request(self.url + path, headers=headers))  # noqa: S310  # our own door

    def post(self, path: str, **fields: str) -> Page:
        return self._call(Request(self.url + path, urlencode(fields).encode()))  # noqa: S310  # see get

    def ask(self, **answers: str) -> Page:
        return self.post("/en/ask", slip=self.get("/en/").value("slip"), work="", **answers)

    def _call(self, request: Request) -> Page:
        try:
            with OPENER.open(request, timeout=20) as answer:
                return Page(answer.status, dict(answer.headers), answer.read())
        except HTTPError as error:
            with error:
                return Page(error.code, dict(error.headers), error.read())


def ours(path: Path) -> None:
    """Write the desk key of these tests."""
    path.write_text(key_text(PUBLIC))


@contextmanager
def door(
    tmp_path: Path,
    *options: str,
    write_key: Callable[[Path], object] = ours,
    spool: Path | None = None,
) -> Iterator[Running]:
    """A door with the desk key of these tests; killed at the end, what it said is in `said.txt`."""
    key, folder = tmp_path / "desk.key", spool or tmp_path / "spool"
    write_key(key)
    command = [*COMMAND, "--desk-key", str(key), "--spool", str(folder), "--port", "0", *options]
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    said_at = tmp_path / "said.txt"
    with said_at.open("a") as said:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True, env=home)
        try:
            assert process.stdout
            first = process.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", first)
            assert found, said_at.read_text()
            yield Running(process, found[0], folder)
        finally:
            process.kill()
            said.write(process.communicate()[0])
