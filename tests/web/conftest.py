"""An invented office with the whole cast, made once; consoles on it, in this process and beside it."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.core.cache import cache
from tests.vault.office import cheap
from tests.web.people import WORDS, Console, patient

from waystation.vault.burnfile import write_burn_secret
from waystation.web.demo.office import make_office
from waystation.web.place import Place, stand_on
from waystation.web.serving import prepare

# Django is set up once for this process, before any test is read; each test moves it to an office of its own.
# Playwright runs a loop of its own in the thread of the tests; Django would refuse to work beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
ACCOUNTS = Path(mkdtemp(prefix="waystation-accounts-"))
atexit.register(shutil.rmtree, ACCOUNTS, ignore_errors=True)
write_burn_secret(ACCOUNTS / "burn-secret")
prepare(Place(str(ACCOUNTS / "vault"), ACCOUNTS / "burn-secret", ACCOUNTS, demo=True))
patient()


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """The folder of an invented office; nobody may write in it, each test works on a copy."""
    cheap()
    folder = tmp_path_factory.mktemp("office")
    burn = write_burn_secret(folder / "burn-secret")
    make_office(folder / "vault", burn, WORDS, checkout / "examples")
    return folder


@pytest.fixture
def console(office: Path, tmp_path: Path) -> Iterator[Console]:
    """A console in this process on a copy of the office; `console.as_("haneul")` is a browser inside it."""
    folder = tmp_path / "office"
    shutil.copytree(office, folder)
    place = Place(str(folder / "vault"), folder / "burn-secret", ACCOUNTS, demo=True, known=WORDS)
    stand_on(place)
    cache.clear()  # of attempts to come in
    yield Console(place)
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
