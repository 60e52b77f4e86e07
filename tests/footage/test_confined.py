"""What can a process still do that has been taken over by the file it decodes?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.footage import material

from waystation.footage.confined import seccomp
from waystation.footage.confined.child import Child
from waystation.footage.confined.limits import Limits
from waystation.footage.reading import opened
from waystation.kit.errors import BadInput

TRY = """
import os, socket, subprocess, sys
from waystation.footage.confined import limits, seccomp
if sys.argv[1] == "without":
    seccomp.give_up = lambda: False
holds = limits.confine(2_000_000_000, 20)
def tried(what):
    try:
        what()
    except OSError as error:
        return type(error).__name__
    except MemoryError:
        return "MemoryError"
    return "DONE"
print(*holds)
print("open", tried(lambda: open("/etc/passwd").close()))
print("write", tried(lambda: open("/tmp/waystation-was-here", "w").close()))
print("socket", tried(lambda: socket.socket()))
print("memory", tried(lambda: bytearray(3_000_000_000)))
print("start", tried(lambda: subprocess.run(["true"])))
if "seccomp" in holds:
    print("fork", tried(os.fork))
    print("connect by hand", __import__("ctypes").CDLL(None).syscall(41, 2, 1, 0))
"""


def tried(how: str) -> dict[str, str]:
    ran = subprocess.run(
        [sys.executable, "-c", TRY, how], check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    holds, *rest = ran.stdout.splitlines()
    return {"holds": holds, **dict(line.rsplit(" ", 1) for line in rest)}


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux")
def test_a_taken_over_decoder_can_open_start_and_reach_nothing() -> None:
    found = tried("with")
    assert found.pop("holds") == "limits seccomp"
    assert found.pop("connect by hand") == "-1"
    assert found.pop("memory") == "MemoryError"
    assert set(found.values()) == {"PermissionError"}, found


def test_without_seccomp_no_file_and_no_socket_can_be_opened_either() -> None:
    found = tried("without")
    assert found.pop("holds") == "limits"
    assert found["open"] == found["write"] == found["socket"] == "OSError"
    assert found["memory"] == "MemoryError"


def test_films_are_decoded_under_seccomp_where_there_is_one(tmp_path: Path) -> None:
    with opened(material.film(tmp_path / "a.mp4", frames=2)) as film:
        assert film.holds == ("limits", "seccomp")


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_every_jump_of_the_filter_leads_to_one_of_its_ends(machine: str) -> None:
    """The filter as the kernel runs it, in plain Python: only what is listed is allowed."""
    steps = [seccomp.program(machine)[at : at + 8] for at in range(0, len(seccomp.program(machine)), 8)]
    architecture, _own, clone, clone3, column = seccomp._MACHINES[machine]
    allowed = {pair[column] for pair in seccomp._ALLOWED.values()} - {None}
    for number in range(512):
        answer = played(steps, number, architecture, first_argument=0)
        if number == clone3:
            assert answer == 0x50000 | 38
        else:
            assert (answer == 0x7FFF0000) == (number in allowed), number
    assert played(steps, clone, architecture, first_argument=0x10000) == 0x7FFF0000
    assert played(steps, 0, architecture ^ 1, first_argument=0) == 0x50000 | 1


def played(steps: list[bytes], number: int, architecture: int, first_argument: int) -> int:
    held, at = 0, 0
    loads = {0: number, 4: architecture, 16: first_argument}
    while True:
        code, yes, no = int.from_bytes(steps[at][:2], "little"), steps[at][2], steps[at][3]
        k = int.from_bytes(steps[at][4:], "little")
        at += 1
        match code:
            case 0x20:
                held = loads[k]
            case 0x15:
                at += yes if held == k else no
            case 0x45:
                at += yes if held & k else no
            case _:
                return k


@pytest.mark.parametrize("lie", [
    {"index": 0, "seconds": float("nan")}, {"index": 0, "seconds": 1e300}, {"index": -5, "seconds": 0.0},
    {"index": "0", "seconds": 0.0}, {"seconds": 0.0},
])  # fmt: skip
def test_what_a_taken_over_decoder_says_of_frames_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lie: dict[str, Any]
) -> None:
    monkeypatch.setattr(Child, "slots", lambda _self: iter([({"slot": 0, **lie}, np.zeros(10**6, np.uint8))]))
    with (
        opened(material.film(tmp_path / "a.mp4", frames=2)) as film,
        pytest.raises(BadInput, match="nonsense"),
    ):
        list(film.frames())


@pytest.mark.parametrize("lie", [{"width": 10**9, "height": 10**9}, {"colour": 7}, {"color": []}])
def test_what_a_taken_over_decoder_says_of_the_file_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lie: dict[str, Any]
) -> None:
    told = {"facts": {"medium": "video", "width": 64, "height": 64, **lie}}
    monkeypatch.setattr(Child, "messages", lambda _self: iter([told]))
    with pytest.raises(BadInput, match="nonsense"), opened(material.film(tmp_path / "a.mp4", frames=2)):
        pass


def test_the_process_list_tells_nothing_of_the_file(tmp_path: Path) -> None:
    path = material.film(tmp_path / "grandmother.mp4", frames=2)
    with path.open("rb") as file:
        with Child({"task": "facts"}, file.fileno(), str(path), Limits()) as child:
            process = Path(f"/proc/{child._process.pid}")
            told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            assert b"grandmother" not in told
            list(child.messages())
        assert not process.exists()


def test_who_stops_listening_leaves_no_process_and_no_descriptor(tmp_path: Path) -> None:
    descriptors = Path("/proc/self/fd")
    before = len(list(descriptors.iterdir()))
    with opened(material.film(tmp_path / "a.mp4")) as film:
        shown = next(iter(film.frames())).image.shape
    assert shown == (material.HEIGHT, material.WIDTH, 3)
    assert len(list(descriptors.iterdir())) == before
