"""What may the tests of journeys use? A desk with a watch, on both databases; and the stories, in a vault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.journey.desk import Story
from tests.journey.watchpost import Post, watchpost
from tests.vault.conftest import Where, _cheap_passphrases, postgres, somewhere
from tests.vault.office import Office

__all__ = ["_cheap_passphrases", "postgres", "somewhere"]

Tell = Callable[[str, str], Story]


@pytest.fixture
def post(somewhere: Where, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """A desk with a watch."""
    made = watchpost(somewhere(), monkeypatch)
    yield made
    made.office.vault.close()


@pytest.fixture
def in_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """The same in a file, for what the database has no part in."""
    made = watchpost(tmp_path / "vault", monkeypatch)
    yield made
    made.office.vault.close()


@pytest.fixture
def tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tell]:
    """Begin a story: give the example's network and case."""
    office = Office.founded(tmp_path / "office.vault")
    yield lambda network, case: Story(office, monkeypatch, network, case)
    office.vault.close()
