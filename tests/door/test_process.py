"""Does the real process keep its promises: killed, searched, crowded, worn out?"""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tests.door.process import COMMAND, Running, door
from tests.door.visitor import PUBLIC, SEED

from waystation.domain.letter import IntakeLetter
from waystation.letters.codes import keys_of, read_code
from waystation.letters.deskkey import key_text
from waystation.letters.opening import desk_keys, open_letter
from waystation.letters.spool import Spool

KEYS = (
    *("waystation.vault", "waystation.plan", "waystation.actions", "waystation.letters.opening"),
    *("waystation.letters.taking", "django", "numpy", "numba", "cryptography", "pyrage", "sqlite3"),
)
SENTINEL = "Ri-Sun-hee-of-the-mill"


def keys_in(folder: Path) -> set[str]:
    """The public keys of the requesters whose letters are there; every one of them opens."""
    spool, keys = Spool(folder), desk_keys([SEED])
    letters = [open_letter(keys, spool.read(name)) for name in spool.letters()]
    return {letter.key for letter in letters if isinstance(letter, IntakeLetter)}


def key_of(code: str) -> str:
    number = read_code(code)
    assert number is not None
    return keys_of(number).public.hex()


def killed_while_asked(tmp_path: Path, seed: int) -> None:
    """Four ask again and again, and the process is killed: every code that was shown has its letter."""
    shown: list[str] = []
    with door(tmp_path) as running:
        shown.append(running.ask(name="the first one").code)

        def ask() -> None:
            try:
                while True:
                    page = running.ask(name=SENTINEL)
                    if page.status == 200:
                        shown.append(page.code)
            except OSError:  # killed
                return

        visitors = [threading.Thread(target=ask) for _visitor in range(4)]
        for each in visitors:
            each.start()
        time.sleep(random.Random(seed).uniform(0.1, 1.0))
        running.process.kill()
        for each in visitors:
            each.join(30)
        there = keys_in(running.folder)
        assert {key_of(code) for code in shown} <= there
        Spool(running.folder).sweep()
        assert all(path.suffix == ".letter" for path in (running.folder / "in").iterdir())


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_moment_a_code_that_was_shown_has_its_letter_on_the_disk(
    tmp_path: Path, seed: int
) -> None:
    killed_while_asked(tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 32))
def test_killed_at_thirty_more_moments(tmp_path: Path, seed: int) -> None:
    killed_while_asked(tmp_path, seed)


def test_what_she_wrote_is_in_no_file_no_log_and_no_list_of_processes(tmp_path: Path) -> None:
    with door(tmp_path) as running:
        code = running.ask(name=SENTINEL, more=f"call {SENTINEL} at night").code
        running.post("/en/answer", slip=running.get("/en/answer").value("slip"), work="", code=code)
        running.get(f"/{SENTINEL}", Referer=f"https://{SENTINEL}.example/", Cookie=f"a={SENTINEL}")
        running.post("/en/ask", slip="broken", name=SENTINEL)
        of_process = Path(f"/proc/{running.process.pid}")
        seen = [(of_process / each).read_bytes() for each in ("cmdline", "environ")]
        opened = [str(path.readlink()) for path in (of_process / "fd").iterdir()]
        assert not [
            path for path in opened if path.startswith("/") and "dev" not in path and "said" not in path
        ]
    seen += [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    seen += [str(path).encode() for path in tmp_path.rglob("*")]
    for secret in (SENTINEL, code, "127.0.0.1 ", "urllib"):
        assert not [each for each in seen if secret.encode() in each], secret
    assert (tmp_path / "said.txt").read_text() == ""


def test_the_process_loads_nothing_that_opens_anything(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "desk.key").write_text(key_text(PUBLIC))
    program = (
        "import sys; from waystation.door import serving; from waystation.cli.main import run\n"
        "serving.Serving.run = lambda self: print(*sys.modules)\n"
        f"sys.exit(run(['door', 'serve', '--desk-key', {str(tmp_path / 'desk.key')!r}, '--spool', "
        f"{str(tmp_path / 'spool')!r}, '--port', '0']))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=checkout
    )
    loaded = set(ran.stdout.split())
    assert "waystation.door.serving" in loaded
    for name in KEYS:
        assert not {each for each in loaded if each == name or each.startswith(f"{name}.")}, name


def resident(running: Running) -> int:
    """The most memory that the process has had so far, in MiB."""
    status = Path(f"/proc/{running.process.pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def test_it_stays_small_under_many_large_and_foolish_requests(tmp_path: Path) -> None:
    with door(tmp_path, "--most", "10") as running:
        running.ask(name="x")

        def pester() -> None:
            for _time in range(15):
                running.post("/en/ask", slip="x", more="y" * 90_000)
                running.get("/" + "z" * 5000)

        visitors = [threading.Thread(target=pester) for _visitor in range(4)]
        for each in visitors:
            each.start()
        for each in visitors:
            each.join(60)
        assert resident(running) < 260  # of it 64 for the derivation of one code at a time
        assert len(list((running.folder / "in").iterdir())) <= 10
        assert running.get("/en/").status == 200


def test_what_is_too_large_is_cut_off(tmp_path: Path) -> None:
    with door(tmp_path) as running:
        assert running.get("/en/", **{"X-Long": "y" * 30_000}).status in {400, 431}
        with socket.create_connection(("127.0.0.1", running.port), 10) as line:
            line.sendall(
                b"POST /en/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            )
            line.sendall(b"Content-Length: 100000000\r\n\r\n")
            assert line.recv(100).startswith(b"HTTP/1.1 413")
        assert running.get("/en/").status == 200


def test_whoever_sends_a_letter_now_and_then_is_sent_away(tmp_path: Path) -> None:
    """The patience of this door is one second instead of twenty."""
    (tmp_path / "desk.key").write_text(key_text(PUBLIC))
    program = (
        "import sys; from waystation.door import serving; from waystation.cli.main import run\n"
        "made = serving.Serving.__init__\n"
        "serving.Serving.__init__ = lambda self, app, address: made(self, app, address, 1)\n"
        f"sys.exit(run(['door', 'serve', '--desk-key', {str(tmp_path / 'desk.key')!r}, '--spool', "
        f"{str(tmp_path / 'spool')!r}, '--port', '0']))"
    )
    with subprocess.Popen([sys.executable, "-uc", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        port = int(process.stdout.readline().split("127.0.0.1:")[1].split("/")[0])
        began, sent = time.monotonic(), 0
        with socket.create_connection(("127.0.0.1", port), 10) as line:
            line.sendall(b"GET /en/ HTTP/1.1\r\nHost: x\r\nX-Slow: ")
            while time.monotonic() - began < 20:
                try:
                    line.sendall(b"y")
                    sent += 1
                except OSError:
                    break
                time.sleep(0.2)
        process.kill()
    assert 1 < sent < 60


@pytest.mark.parametrize("text", ["", "not a key", key_text(bytes(range(32)))[:-9]])
def test_a_wrong_desk_key_is_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "desk.key").write_text(text)
    options = ["--desk-key", str(tmp_path / "desk.key"), "--spool", str(tmp_path / "spool")]
    ran = subprocess.run([*COMMAND, *options], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1
    assert "no desk key" in ran.stderr
    assert not (tmp_path / "spool").exists()


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    with door(tmp_path) as running:
        options = ["--desk-key", str(tmp_path / "desk.key"), "--spool", str(running.folder)]
        command = [*COMMAND, *options, "--port", str(running.port)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert "--port" in ran.stderr
