"""Do the files for a machine that serves an organisation say what the program and systemd know?"""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UNITS = ("waystation-console@.service", "waystation-watch.service")
# What no service of ours may do without saying why.
HARDENED = {
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "LimitCORE": "0",
    "UMask": "0077",
    "SystemCallFilter": "@system-service",
}


def unit(path: Path) -> configparser.SectionProxy:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read(path)
    return read["Service"]


@pytest.mark.parametrize("name", UNITS)
def test_units_are_hardened_and_run_as_nobody_special(checkout: Path, name: str) -> None:
    service = unit(checkout / "deploy" / name)
    assert {key: service[key] for key in HARDENED} == HARDENED
    assert service["User"] == "waystation"
    assert "LoadCredential" in service


@pytest.mark.parametrize("name", UNITS)
def test_what_a_unit_starts_is_a_command_with_these_options(checkout: Path, name: str) -> None:
    words = unit(checkout / "deploy" / name)["ExecStart"].split()[1:]
    command = [word for word in words[:2] if not word.startswith("-")]
    said = subprocess.run(
        [sys.executable, "-c", "from waystation.cli.main import main; main()", *command, "--help"],
        check=True,
        capture_output=True,
        text=True,
    )
    for option in (word for word in words if word.startswith("--")):
        assert option in said.stdout


def test_the_proxy_asks_the_page_of_health_and_writes_no_log(checkout: Path) -> None:
    text = (checkout / "deploy/Caddyfile").read_text()
    assert "health_uri /health/" in text
    assert "output discard" in text
    assert set(re.findall(r"127\.0\.0\.1:(\d+)", text)) == {"8765", "8766"}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
@pytest.mark.parametrize("name", UNITS)
def test_systemd_finds_nothing_wrong_in_a_unit(checkout: Path, name: str) -> None:
    said = subprocess.run(
        ["systemd-analyze", "verify", str(checkout / "deploy" / name)],
        check=False,
        capture_output=True,
        text=True,
    )
    wrong = [line for line in said.stderr.splitlines() if name in line and "is not executable" not in line]
    assert not wrong
