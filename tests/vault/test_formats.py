"""A vault that an older program has made: does it open with everything in it, and does nothing get lost?

`old/format1.vault` and `old/format1.sql` (a dump of PostgreSQL 15) were made by the program before the watch.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.vault.office import Office, credentials, look_at
from tests.vault.postgres import new_schema
from tests.vault.sound import WATCH, check

from waystation.vault import opening
from waystation.vault.backup import back_up
from waystation.vault.finding import of_kind
from waystation.vault.login import unlock
from waystation.vault.opening import closing, open_store, open_vault, vault_of
from waystation.vault.restore import drill
from waystation.vault.store import FORMAT, Store

OLD = Path(__file__).parent / "old"


@pytest.fixture(params=["sqlite", "postgres"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str | Path]:
    """The place of a vault of format 1."""
    if request.param == "sqlite":
        yield shutil.copy(OLD / "format1.vault", tmp_path / "vault")
        return
    url = new_schema(request.getfixturevalue("postgres"), "old")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute((OLD / "format1.sql").read_bytes())
    yield url
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(b"DROP SCHEMA old CASCADE")


def test_a_vault_of_the_first_format_opens_with_everything_and_goes_on(old: str | Path) -> None:
    office = Office(old)
    with closing(open_vault(old)) as vault:
        office.desks["Anna"] = unlock(vault, credentials("Anna"))
        found = of_kind(office.anna, "note")
        texts = {each.value.entries[0].text for each in look_at(office.anna, [each.id for each in found])}  # type: ignore[attr-defined]
        assert texts == {"kept since format 1", "another one"}
        with vault.store.read() as tx:
            assert opening.meta(tx, "format") == FORMAT.to_bytes(4, "big")
            assert [tx.rows(f"SELECT count(*) FROM {name}")[0][0] for name in WATCH] == [0] * len(WATCH)  # noqa: S608
        office.desks["Ben"] = unlock(vault, credentials("Ben"))
        office.join("Cho")
        check(office.anna)
    with closing(open_vault(old)) as again:
        assert unlock(again, credentials("Ben")).me.name == "Ben"


def test_a_backup_of_it_is_restored_into_the_tables_of_today(old: str | Path, tmp_path: Path) -> None:
    with closing(open_vault(old)) as vault:
        anna = unlock(vault, credentials("Anna"))
        with vault.store.write() as tx:  # as the older program would have left it
            tx.run("UPDATE meta SET value = ? WHERE key = 'format'", ((1).to_bytes(4, "big"),))
        back_up(anna, tmp_path / "backup", [], anna.me.since)
        assert drill(anna, tmp_path / "backup").opened == 5


def test_an_interrupted_change_of_format_changes_nothing(
    old: str | Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise KeyboardInterrupt

    def tables(store: Store) -> int:
        with store.read() as tx:
            return sum(len(tx.rows(f"SELECT 1 FROM {name}")) for name in ("meta", "records", "ledger"))  # noqa: S608

    store = open_store(old)
    before = tables(store)
    with monkeypatch.context() as patched:
        patched.setattr(opening, "put", breaks)
        with pytest.raises(KeyboardInterrupt):
            vault_of(store)
    with store.read() as tx:
        assert opening.meta(tx, "format") == (1).to_bytes(4, "big")
    assert tables(store) == before
    vault_of(store).close()


def test_a_newer_format_is_refused_in_one_sentence(old: str | Path) -> None:
    with closing(open_vault(old)) as vault, vault.store.write() as tx:
        newer = (FORMAT + 1).to_bytes(4, "big")
        tx.run("UPDATE meta SET value = ? WHERE key = 'format'", (newer,))
    with pytest.raises(ValueError, match="newer program"):
        open_vault(old)
