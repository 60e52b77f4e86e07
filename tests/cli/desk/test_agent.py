"""Who gets a member's root from the agent of a terminal, and when is it gone?"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from waystation.cli.desk import keeping
from waystation.cli.desk.keeping import Unlocked
from waystation.kit.errors import BadInput

VAULT = b"v" * 16
WHO = Unlocked("0a" * 16, b"r" * 32)
BEGIN = f"from waystation.cli.desk import keeping\nkeeping.start({VAULT!r}, keeping.Unlocked{tuple(WHO)!r})"
ASK = f"""
from waystation.cli.desk import keeping
print(keeping.who_unlocked({VAULT!r}) is not None, keeping.left_of({VAULT!r}) is not None)
"""


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a short name: that of a socket has at most 107 letters."""
    with TemporaryDirectory(prefix="way") as name:
        monkeypatch.setenv("XDG_RUNTIME_DIR", name)
        yield Path(name) / "waystation"
        keeping.end_everywhere(VAULT)


def eventually(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + 5
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


def agent() -> int:
    """The process id of the agent."""
    with keeping._connected(keeping._socket_of(VAULT)) as peer:
        return keeping._who(peer)[0]


def test_what_was_unlocked_is_there_for_the_next_command_until_it_is_locked() -> None:
    assert keeping.who_unlocked(VAULT) is None
    keeping.start(VAULT, WHO)
    assert keeping.who_unlocked(VAULT) == WHO
    assert keeping.who_unlocked(b"w" * 16) is None
    assert keeping.end(VAULT)
    assert keeping.who_unlocked(VAULT) is None
    assert not keeping.end(VAULT)


def test_it_stays_for_15_minutes_without_use_and_8_hours_at_the_latest() -> None:
    keeping.start(VAULT, WHO)
    left = keeping.left_of(VAULT)
    assert left
    assert 890 < left.idle <= 900
    assert 28790 < left.absolute <= 28800


def test_without_use_it_is_gone_and_asking_how_long_is_no_use(folder: Path) -> None:
    keeping.start(VAULT, WHO, idle=0.6)
    until = time.monotonic() + 0.8
    while time.monotonic() < until:
        keeping.left_of(VAULT)
        time.sleep(0.02)
    assert eventually(lambda: not list(folder.iterdir()))
    assert keeping.who_unlocked(VAULT) is None


def test_use_does_not_put_off_the_latest_hour() -> None:
    keeping.start(VAULT, WHO, idle=10, absolute=0.5)
    assert eventually(lambda: keeping.who_unlocked(VAULT) is None)


def test_another_terminal_of_the_same_user_gets_nothing() -> None:
    keeping.start(VAULT, WHO)
    path = keeping._socket_of(VAULT)
    stranger = f"from pathlib import Path\n{ASK}\nprint(keeping._ask(Path({str(path)!r}), b'g'))"
    said = subprocess.run(
        [sys.executable, "-c", stranger], capture_output=True, text=True, check=True, start_new_session=True
    ).stdout
    assert said.split() == ["False", "False", "b''"]
    assert keeping.who_unlocked(VAULT) == WHO


def test_it_ends_with_the_terminal_that_was_unlocked(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", BEGIN], check=True, start_new_session=True)
    assert eventually(lambda: not list(folder.iterdir()))


def test_locking_everywhere_reaches_other_terminals(folder: Path) -> None:
    terminal = subprocess.Popen(
        [sys.executable, "-c", f"{BEGIN}\nprint(flush=True)\ninput()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    assert terminal.stdout is not None
    terminal.stdout.readline()
    assert len(list(folder.iterdir())) == 1
    keeping.end_everywhere(VAULT)
    assert eventually(lambda: not list(folder.iterdir()))
    terminal.communicate(b"\n")


def test_a_killed_agent_leaves_a_locked_vault_that_can_be_unlocked_again() -> None:
    keeping.start(VAULT, WHO)
    os.kill(agent(), 9)
    assert eventually(lambda: keeping.who_unlocked(VAULT) is None)
    keeping.start(VAULT, WHO)
    assert keeping.who_unlocked(VAULT) == WHO


def test_a_folder_that_others_can_use_is_refused(folder: Path) -> None:
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    with pytest.raises(BadInput, match="XDG_RUNTIME_DIR"):
        keeping.start(VAULT, WHO)
    folder.chmod(0o700)


def test_the_agent_dumps_no_core_shows_no_secret_and_lets_no_neighbour_look() -> None:
    keeping.start(VAULT, WHO)
    process = Path(f"/proc/{agent()}")
    limits = (process / "limits").read_text()
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]
    shown = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
    assert WHO.root not in shown
    assert WHO.member_id.encode() not in shown
    locked = next(line for line in (process / "status").read_text().splitlines() if line.startswith("VmLck"))
    assert int(locked.split()[1]) >= 4


NOBODY = """
import ctypes, os, sys
from waystation.cli.desk.guarded import guard
if os.getuid() == 0:  # root looks into everything; so both become somebody who may look into his own
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # changing the user has guarded it already
"""
WATCHED = f"""{NOBODY}
if sys.argv[1] == "guarded":
    guard()
print("ready", flush=True)
input()
"""


@pytest.mark.parametrize(("how", "can_look"), [("guarded", False), ("plain", True)])
def test_a_neighbour_of_the_same_user_cannot_look_into_a_guarded_process(how: str, *, can_look: bool) -> None:
    command = [sys.executable, "-c", WATCHED, how]
    watched = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert watched.stdout is not None
    assert watched.stdout.readline() == b"ready\n"
    look = f"{NOBODY}\nopen('/proc/{watched.pid}/environ').read(1)"
    looked = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=False)
    assert (looked.returncode == 0) is can_look, looked.stderr
    assert can_look or "PermissionError" in looked.stderr
    watched.communicate(b"\n")
