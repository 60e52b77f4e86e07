"""What may the stories use? A vault in a file, where a guess of a passphrase costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.journey.desk import Story
from tests.vault.conftest import _cheap_passphrases
from tests.vault.office import Office

__all__ = ["_cheap_passphrases"]

Tell = Callable[[str, str], Story]


@pytest.fixture
def tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tell]:
    """Begin a story: give the example's network and case."""
    office = Office.founded(tmp_path / "office.vault")
    yield lambda network, case: Story(office, monkeypatch, network, case)
    office.vault.close()
