"""How is something tried on a copy of the vault, so that nothing of it counts?

The copy is a database of its own in a private folder, made of the same sealed rows, and gone when the block
is left. Nothing in it is written in clear, as nothing in the vault is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from waystation.vault.opening import Vault, open_store
from waystation.vault.session import Session
from waystation.vault.store import Store
from waystation.vault.tables import TABLES, add, all_rows

_TOGETHER = 200  # rows that are held at once


@contextmanager
def copied(session: Session) -> Iterator[Session]:
    """Give the same member at the desk of a copy of the vault."""
    with TemporaryDirectory(prefix="drill-") as folder:
        store = open_store(Path(folder) / "copy.vault", new=True)
        try:
            _copy(session.vault.store, store)
            yield replace(session, vault=Vault(store, session.vault.id), keys=dict(session.keys))
        finally:
            store.close()


def _copy(source: Store, target: Store) -> None:
    """Copy every row of every table; the new database has some of its own, such as its format, already."""
    with source.read() as old, target.write() as new:
        for table in TABLES.values():
            new.run(f"DELETE FROM {table.name}")  # noqa: S608 - names of our own tables
        for table, rows in groupby(all_rows(old), key=itemgetter(0)):
            while some := list(islice(rows, _TOGETHER)):
                add(new, table, [row for _table, row in some])
