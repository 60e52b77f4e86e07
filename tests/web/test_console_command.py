"""Does the command that serves the console start, refuse and stop as a new user expects?"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

CONSOLE = [sys.executable, "-c", "from waystation.cli.main import main; main()", "console"]


def test_a_port_in_use_is_one_sentence_and_code_2(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = subprocess.run(
            [*CONSOLE, "demo", "--port", port], check=False, capture_output=True, text=True,
            env=os.environ | {"XDG_DATA_HOME": str(tmp_path)},
        )  # fmt: skip
    assert said.returncode == 2
    assert said.stderr.startswith(f"--port: found {port}: ")
    assert len(said.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir()), "nothing is made where nothing can be served"


@pytest.mark.parametrize("origin", ["http://desk.example", "ftp://x", "desk", "http://onion"])
def test_an_address_without_tls_is_refused(origin: str) -> None:
    said = subprocess.run(
        [*CONSOLE, "serve", "--origin", origin], check=False, capture_output=True, text=True
    )
    assert said.returncode == 2
    assert "https://" in said.stderr


@pytest.mark.slow
def test_the_demonstration_is_made_once_serves_stops_at_ctrl_c_and_is_there_again(tmp_path: Path) -> None:
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    passphrases = []
    for reset in ([], [], ["--reset"]):
        command = [*CONSOLE, "demo", "--port", "0", *reset]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None
            lines: list[str] = []
            while not (lines and "http://localhost:" in lines[-1]):
                lines.append(process.stdout.readline())
                assert lines[-1], "it ended before it served"
            link = lines[-1].split()[2]
            assert b"Demonstration." in urlopen(link).read()  # noqa: S310  (our own server)
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
        passphrases.append([line.split()[-7:] for line in lines if line.startswith("  ")])
    assert len(passphrases[0]) == 11
    assert passphrases[0] == passphrases[1]
    assert passphrases[0] != passphrases[2]
