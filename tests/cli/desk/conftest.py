"""At which terminals do the tests of the vault's commands sit: with a file, with PostgreSQL?"""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
from tests.cli.desk.terminal import Terminal, terminal
from tests.vault.postgres import new_schema, server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of our own."""
    with server() as url:
        yield url


@pytest.fixture
def empty() -> Iterator[Terminal]:
    """A terminal without a vault."""
    with terminal() as made:
        yield made


@pytest.fixture
def at_file(empty: Terminal) -> Terminal:
    """A terminal on which Anna has unlocked a vault in a file."""
    empty.begin()
    return empty


@pytest.fixture(params=["file", "postgres"])
def desk(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """A terminal on which Anna has unlocked a vault; every test that asks runs on both databases."""
    place = None
    if request.param == "postgres":
        place = new_schema(request.getfixturevalue("postgres"), f"c{secrets.token_hex(6)}")
    with terminal(place) as made:
        made.begin()
        yield made
