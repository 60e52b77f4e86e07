"""Several processes serve one vault in PostgreSQL: what one knows of a member, do the others know, too?"""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from tests.vault.office import cheap
from tests.vault.postgres import new_schema, server
from tests.web.people import WORDS

from waystation.actions.acting import Desk
from waystation.actions.remove_member import remove_member
from waystation.vault.burnfile import write_burn_secret
from waystation.vault.keys import Credentials
from waystation.vault.login import unlock
from waystation.vault.opening import open_vault
from waystation.web.demo.office import make_office

Answer = tuple[int, dict[str, str], str]


class Worker:
    """One process, asked as a browser behind a proxy would ask."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, "the console did not start"
        self.process, self.address = process, urlsplit(found[0])

    def ask(self, path: str, cookies: dict[str, str], fields: dict[str, str] | None = None) -> Answer:
        """Ask for a page, or send a form; keep the cookies."""
        asked = http.client.HTTPConnection(self.address.hostname or "", self.address.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        if fields is None:
            asked.request("GET", path, headers=headers)
        else:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.address.geturl()}
            asked.request("POST", path, urlencode(fields), headers)
        answer = asked.getresponse()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, rest = line.partition("=")
            cookies[name] = rest.partition(";")[0].strip('"')
        body = answer.read().decode()
        asked.close()
        return answer.status, dict(answer.headers), body

    def enter(self, handle: str, passphrase: str) -> dict[str, str]:
        """Unlock; return the cookies of the browser."""
        cookies: dict[str, str] = {}
        self.ask("/account/login/", cookies)
        fields = {"login": handle, "password": passphrase, "csrfmiddlewaretoken": cookies["__Host-form"]}
        self.ask("/account/login/", cookies, fields)
        return cookies


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Iterator[tuple[str, Path]]:
    """An office in PostgreSQL: its address, and the folder of the burn secret."""
    cheap()
    folder = tmp_path_factory.mktemp("several")
    burn = write_burn_secret(folder / "burn-secret")
    with server() as url:
        place = new_schema(url, "several")
        make_office(place, burn, WORDS, checkout / "examples", folder)
        yield place, folder


@pytest.fixture
def workers(office: tuple[str, Path]) -> Iterator[list[Worker]]:
    place, folder = office
    with ExitStack() as stack:
        command = [sys.executable, "-m", "tests.web.server", str(folder), place]
        running = [
            stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
            for _ in range(2)
        ]
        try:
            yield [Worker(process) for process in running]
        finally:
            for process in running:
                process.kill()


def test_who_came_in_at_one_is_in_at_the_other_until_she_locks(workers: list[Worker]) -> None:
    one, other = workers
    cookies = one.enter("haneul", WORDS["haneul"])
    assert "Ha-neul" in other.ask("/", cookies)[2]
    other.ask("/account/logout/", cookies, {"csrfmiddlewaretoken": cookies["__Host-form"]})
    kept = dict(cookies)
    assert one.ask("/", kept)[0] == 302


def test_when_one_is_killed_the_other_goes_on(workers: list[Worker]) -> None:
    one, other = workers
    cookies = one.enter("bora", WORDS["bora"])
    one.process.kill()
    one.process.wait()
    status, _headers, body = other.ask("/", cookies)
    assert status == 200
    assert "Bora" in body
    assert other.ask("/health/", {})[::2] == (200, "ok")


def test_guesses_are_counted_together(workers: list[Worker]) -> None:
    for turn in range(6):
        workers[turn % 2].enter("leo", "a wrong one")
    cookies = workers[0].enter("leo", WORDS["leo"])
    assert workers[0].ask("/", cookies)[0] == 302


def test_who_is_removed_is_out_at_both(office: tuple[str, Path], workers: list[Worker]) -> None:
    cookies = workers[0].enter("mina", WORDS["mina"])
    assert [worker.ask("/", cookies)[0] for worker in workers] == [200, 200]
    place, folder = office
    vault = open_vault(place)
    burn = bytes.fromhex((folder / "burn-secret").read_text().split()[-1])
    desk = Desk(unlock(vault, Credentials("haneul", WORDS["haneul"], burn)))
    gone = next(each.id for each in desk.session.directory.members.values() if each.name == "Mina")
    remove_member(desk, gone, "left")
    vault.close()
    for worker in workers:
        assert "Mina" not in worker.ask("/", cookies)[2]
