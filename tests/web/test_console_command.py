"""Does the command that serves the console start, refuse and stop as a new user expects?"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

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
