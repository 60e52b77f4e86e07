"""How fast is the console with 2,000 cases, 200 of them moving, and 20 members, on this machine?

    python -m bench.console

A console in a process of its own, asked over real connections (urllib3): 20 members ask for the board at
random moments, each every 4 seconds on average; then 8 at once as fast as they get answers (a second). Beside
it, in the same run, Django alone serving the same bytes on the same server. Times in milliseconds.
"""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median, quantiles

import urllib3
from bench.table import Row, report

from waystation.domain.case_record import CaseRecord, CaseState, Urgency
from waystation.vault.burnfile import written
from waystation.vault.compartments import create_compartment, grant
from waystation.vault.founding import create
from waystation.vault.keys import Credentials
from waystation.vault.login import unlock
from waystation.vault.members import apply, sponsor
from waystation.vault.records import Draft, save
from waystation.vault.session import Session
from waystation.vault.work import Task, writing

CASES, MOVING, MEMBERS = 2000, 200, 20
ASKED, AT_ONCE = 200, 8
EVERY = 4.0  # seconds between two boards that one member asks for
BURN = bytes(range(32))
_STATES: tuple[CaseState, ...] = ("requested", "triaged", "accepted", "planned", "arrived", "settled")
_URGENCIES: tuple[Urgency, ...] = ("normal", "urgent", "normal", "normal", "emergency")


def login(number: int) -> Credentials:
    """Return what a member types."""
    return Credentials(f"member{number}", f"seven words of member {number}", BURN)


def filled(folder: Path) -> None:
    """Make the office."""
    session = create(folder / "vault", "Bench", ("Member 0", "coordinator"), login(0))
    desks = [session]
    for number in range(1, MEMBERS):
        application = apply(session.vault, f"Member {number}", "case worker", login(number))
        for by in desks[:2]:
            with writing(Task(by, "sponsor member")) as work:
                sponsor(work, application)
        desks.append(unlock(session.vault, login(number)))
    _cases(session, [desk.member_id for desk in desks[1:]])
    session.vault.close()


def _cases(session: Session, others: list[str]) -> None:
    for first in range(0, CASES, 100):
        with writing(Task(session, "fill")) as work:
            for number in range(first, first + 100):
                state: CaseState = "moving" if number < MOVING else _STATES[number % len(_STATES)]
                made = create_compartment(work, "case", f"Case {number}", state).id
                grant(work, made, others[number % len(others)])
                record = CaseRecord(id=f"case-{number}", state=state, urgency=_URGENCIES[number % 5])
                save(work, made, [Draft(record, f"Case {number}")])


Ask = Callable[[], urllib3.BaseHTTPResponse]


def asked(ask: Ask) -> float:
    """Return how long one answer takes, in milliseconds."""
    began = time.perf_counter()
    if ask().status != 200:
        raise RuntimeError("an answer that is no page")
    return 1000 * (time.perf_counter() - began)


def timed(ask: Ask) -> tuple[float, float]:
    """Return median and 95th percentile while members ask at random moments, whoever waits for an answer."""
    dice, due = Random(1), time.perf_counter()  # noqa: S311
    with ThreadPoolExecutor(MEMBERS) as pool:
        waiting = []
        for _each in range(ASKED):
            due += dice.expovariate(MEMBERS / EVERY)
            time.sleep(max(0.0, due - time.perf_counter()))
            waiting.append(pool.submit(asked, ask))
        times = [each.result() for each in waiting]
    return median(times), quantiles(times, n=20)[-1]


def crowded(ask: Ask) -> float:
    """Return how many answers a second there are when several ask again as soon as they have one."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        began = time.perf_counter()
        list(pool.map(lambda _each: asked(ask), range(ASKED)))
        return ASKED / (time.perf_counter() - began)


@contextmanager
def serving(module: str, *arguments: str) -> Iterator[str]:
    """Give the address of a server in a process of its own."""
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip() if process.stdout else ""
        finally:
            process.terminate()


def entered(pool: urllib3.PoolManager, address: str, number: int) -> dict[str, str]:
    """Unlock; return the headers of a browser in which that member is."""
    door = f"{address}/account/login/"
    first = pool.request("GET", door)
    form = first.headers["Set-Cookie"].split(";")[0]
    token = form.split("=", 1)[1]
    who = login(number)
    fields = {"login": who.handle, "password": who.passphrase, "csrfmiddlewaretoken": token}
    answer = pool.request_encode_body(
        "POST", door, fields, {"Cookie": form, "Origin": address}, encode_multipart=False, redirect=False
    )
    cookies = answer.headers.getlist("Set-Cookie")
    return {"Cookie": "; ".join(each.split(";")[0] for each in cookies), "Accept-Encoding": "gzip"}


def rows(folder: Path) -> Iterator[Row]:
    """Yield what was measured."""
    pool = urllib3.PoolManager(maxsize=MEMBERS)
    with serving("bench.console_server", "waystation", str(folder)) as address:
        began = time.perf_counter()
        members = [entered(pool, address, number) for number in range(MEMBERS)]
        yield {"what": "unlock, one member", "p50": 1000 * (time.perf_counter() - began) / len(members)}
        turns = cycle(members)
        began = time.perf_counter()
        page = pool.request("GET", f"{address}/", headers=members[0])
        yield {"what": "board, the first after unlocking", "p50": 1000 * (time.perf_counter() - began)}
        board: Ask = lambda: pool.request("GET", f"{address}/", headers=next(turns))  # noqa: E731
        ours, full = timed(board), crowded(board)
        asset = first_visit(pool, address, page.data.decode())
    body = folder / "body"
    body.write_bytes(page.data)
    with serving("bench.console_server", "bare", str(body)) as address:
        page_alone: Ask = lambda: pool.request("GET", f"{address}/", headers={"Accept-Encoding": "gzip"})  # noqa: E731
        bare, bare_full = timed(page_alone), crowded(page_alone)
    packed = len(gzip.compress(page.data, 6))
    yield {
        "what": "board",
        "p50": ours[0],
        "p95": ours[1],
        "times": ours[0] / bare[0],
        "a second": full,
        "bytes": packed,
    }
    yield {
        "what": "Django alone, the same bytes",
        "p50": bare[0],
        "p95": bare[1],
        "times": 1.0,
        "a second": bare_full,
        "bytes": packed,
    }
    yield {"what": "first visit, with what all pages share", "bytes": packed + asset}


def first_visit(pool: urllib3.PoolManager, address: str, page: str) -> int:
    """Return how many bytes a browser fetches once: style, scripts, land."""
    found = set(re.findall(r'"(/static/[^"]+)"', page))
    gzipped = {"Accept-Encoding": "gzip"}
    return sum(
        len(pool.request("GET", f"{address}{each}", headers=gzipped, decode_content=False).data)
        for each in found
    )


def main() -> None:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "burn-secret").write_bytes(written(BURN))
        filled(folder)
        report("console", list(rows(folder)))


if __name__ == "__main__":
    main()
