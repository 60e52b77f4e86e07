"""What may every test of the watch use? A desk with a watch, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journey.watchpost import Post, watchpost
from tests.vault.conftest import Where, _cheap_passphrases, postgres, somewhere

__all__ = ["_cheap_passphrases", "postgres", "somewhere"]


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
