"""What may every test of the vault use? Both databases, and an office that keeps its vault in one."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.vault.office import Office, cheap
from tests.vault.postgres import new_schema, server

Where = Callable[[], str | Path]


@pytest.fixture(autouse=True, scope="session")
def _cheap_passphrases() -> None:
    cheap()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of our own."""
    with server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def somewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Where:
    """Gives the place of a new vault, in a file and in PostgreSQL: every test that asks runs on both."""
    if request.param == "sqlite":
        return lambda: tmp_path / f"{secrets.token_hex(4)}.vault"
    url = request.getfixturevalue("postgres")
    return lambda: new_schema(url, f"t{secrets.token_hex(6)}")


@pytest.fixture
def office(somewhere: Where) -> Iterator[Office]:
    """An office with its founder, Anna."""
    office = Office.founded(somewhere())
    yield office
    office.vault.close()


@pytest.fixture
def in_file(tmp_path: Path) -> Iterator[Office]:
    """An office whose vault is a file."""
    office = Office.founded(tmp_path / "office.vault")
    yield office
    office.vault.close()
