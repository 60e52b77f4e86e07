"""An invented office with the whole cast, made once; consoles on it, in this process and beside it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from tests.vault.office import cheap

from waystation.vault.burnfile import write_burn_secret
from waystation.web.demo.cast import CAST
from waystation.web.demo.office import make_office
from waystation.web.place import Place, stand_on
from waystation.web.serving import prepare

if TYPE_CHECKING:
    from tests.web.people import Console

WORDS = {member.handle: f"a passphrase of {member.handle}" for member in CAST}


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """The folder of an invented office; nobody may write in it, each test works on a copy."""
    cheap()
    folder = tmp_path_factory.mktemp("office")
    burn = write_burn_secret(folder / "burn-secret")
    make_office(folder / "vault", burn, WORDS, checkout / "examples")
    return folder


@pytest.fixture(scope="session")
def prepared(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Django, set up for this process; tests move it from one copy of the office to the next."""
    folder = tmp_path_factory.mktemp("accounts")
    prepare(Place(str(office / "vault"), office / "burn-secret", folder, demo=True, known=WORDS))
    return folder


@pytest.fixture
def console(office: Path, prepared: Path, tmp_path: Path) -> Iterator[Console]:
    """A console in this process on a copy of the office; `console.as_("haneul")` is a browser inside it."""
    people = import_module("tests.web.people")  # once Django is set up
    folder = tmp_path / "office"
    shutil.copytree(office, folder)
    place = Place(str(folder / "vault"), folder / "burn-secret", prepared, demo=True, known=WORDS)
    stand_on(place)
    cache.clear()  # of attempts to come in
    yield people.Console(place)
    place.opened.close()


@pytest.fixture
def served(office: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a console in a process of its own, on a copy of the office: for browsers."""
    folder = tmp_path / "office"
    shutil.copytree(office, folder)
    command = [sys.executable, "-m", "tests.web.server", str(folder)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, "the console did not start"
        yield found[0]
        process.terminate()
