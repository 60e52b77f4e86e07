"""The order of statements of Healthchecks, on a table of its own: what does a kill lose there?

    python -m bench.watch_peer FILE PORT

A check that goes down gets its new state (one transaction), then an event (another one). An event is marked
as processed (a third one), and sent after that; a mail that fails is tried three times, a second apart.
Written anew from how
its `sendalerts` command works; nothing of its code is here.
"""

from __future__ import annotations

import smtplib
import sqlite3
import sys
import time
from contextlib import suppress

TABLES = """
CREATE TABLE checks (code TEXT PRIMARY KEY, due REAL NOT NULL, status TEXT NOT NULL);
CREATE TABLE flips (id INTEGER PRIMARY KEY, code TEXT NOT NULL, processed REAL);
CREATE INDEX flips_processed ON flips (processed);
"""
PEOPLE = ("anna@desk.example", "mina@desk.example")
_TRIES = 3


def going_down(database: sqlite3.Connection) -> bool:
    """Take one check that has become due: its state first, then the event."""
    found = database.execute(
        "SELECT code FROM checks WHERE status = 'up' AND due < ? ORDER BY due LIMIT 1", (time.time(),)
    ).fetchone()
    if found is None:
        return False
    database.execute("UPDATE checks SET status = 'down' WHERE code = ?", found)
    database.commit()
    database.execute("INSERT INTO flips (code) VALUES (?)", found)
    database.commit()
    return True


def one_event(database: sqlite3.Connection, port: int) -> bool:
    """Take one event: mark it first, then send."""
    found = database.execute(
        "SELECT id, code FROM flips WHERE processed IS NULL ORDER BY id LIMIT 1"
    ).fetchone()
    if found is None:
        return False
    database.execute("UPDATE flips SET processed = ? WHERE id = ?", (time.time(), found[0]))
    database.commit()
    for who in PEOPLE:
        _mailed(port, who, found)
    return True


def _mailed(port: int, who: str, found: tuple[int, str]) -> None:
    number, code = found
    text = f"Message-ID: <{number}-{who}>\r\nSubject: {code} is overdue, log in.\r\n\r\n{code}\r\n"
    for _try in range(_TRIES):
        with suppress(OSError, smtplib.SMTPException), smtplib.SMTP("127.0.0.1", port, timeout=5) as server:
            server.sendmail("watch@desk.example", [who], text)
            return
        time.sleep(1)


def main(file: str, port: int) -> None:
    """Go on until killed."""
    database = sqlite3.connect(file, timeout=20)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    print("ready", flush=True)
    while True:
        if not going_down(database) and not one_event(database, port):
            time.sleep(0.05)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
