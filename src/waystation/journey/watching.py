"""How does the watch run: looking, sending and reading at the same time, whatever fails?

Three threads, each with its own connection, none with a member's key. Looking never waits for a server. What
fails is tried again; nothing is kept in memory that a kill would lose.
"""

from __future__ import annotations

import imaplib
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from waystation.journey import letters, mailbox, outbox
from waystation.journey.alarms import note_outage
from waystation.journey.books import Books
from waystation.journey.clocks import Clock, read_beat
from waystation.journey.coming import take
from waystation.journey.sending import send
from waystation.journey.service import ServiceKey
from waystation.journey.tick import tick
from waystation.kit import clock as machine
from waystation.kit.errors import BadInput
from waystation.kit.files import write_private
from waystation.vault.opening import Vault, open_vault
from waystation.vault.store import Tx

EVERY = 10.0  # seconds between two looks
MAIL_EVERY = 60.0  # seconds between two looks into the mailbox
BEAT = "waystation heartbeat 1 "


@dataclass(frozen=True)
class Posts:
    """Where the watch works, beside the vault."""

    place: str | Path
    """The vault: a path or a PostgreSQL URL."""
    letters: Path | None = None
    """The folder in which the door's letters wait."""
    beat_file: Path | None = None
    """Written at each look, for a watcher outside."""
    every: float = EVERY
    mail_every: float = MAIL_EVERY
    lease: int = outbox.LEASE
    """For how many seconds alerts are taken, to be sent."""


@dataclass
class Watch:
    """A watch that runs, or will."""

    posts: Posts
    service: ServiceKey = field(repr=False)
    clock: Clock = field(default_factory=Clock)
    _stop: threading.Event = field(default_factory=threading.Event, init=False, repr=False)
    _alerts: threading.Event = field(default_factory=threading.Event, init=False, repr=False)
    _threads: list[threading.Thread] = field(default_factory=list, init=False, repr=False)

    def start(self) -> None:
        """Begin in the background. Raises BadInput where there is no vault."""
        open_vault(self.posts.place).close()
        for work in (self._look, self._send, self._read):
            thread = threading.Thread(target=self._again_and_again, args=(work,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """End; what is under way is finished first, what is not is found again at the next start."""
        self._stop.set()
        self._alerts.set()
        for thread in self._threads:
            thread.join()

    def wait(self) -> None:
        """Wait until somebody stops it."""
        while not self._stop.wait(1.0):
            pass

    def _again_and_again(self, work: Callable[[Vault], None]) -> None:
        """Do one kind of work until the end; after a fault with a new connection."""
        while not self._stop.is_set():
            try:
                vault = open_vault(self.posts.place)
                try:
                    work(vault)
                finally:
                    vault.close()
            except Exception as error:  # noqa: BLE001 - the watch goes on, whatever fails
                _say(error)
                self._stop.wait(min(self.posts.every, 2.0))

    def _look(self, vault: Vault) -> None:
        books = Books(self.service)
        while not self._stop.is_set():
            try:
                done = tick(vault.store, books, self.clock)
            except BadInput:
                if not vault.store.release_reserve():  # a full disk must not silence the watch
                    raise
                continue
            if done.alerts:
                self._alerts.set()
            _beat(self.posts.beat_file)
            self._stop.wait(self.posts.every)

    def _send(self, vault: Vault) -> None:
        books = Books(self.service)
        while not self._stop.is_set():
            self._alerts.clear()
            if not send_some(vault, books, self.posts.lease):
                self._alerts.wait(min(self.posts.every, 5.0))

    def _read(self, vault: Vault) -> None:
        books, looked = Books(self.service), 0.0
        while not self._stop.is_set():
            if self.posts.letters is not None:
                read_letters(vault, books, self.posts.letters)
            if time.monotonic() - looked >= self.posts.mail_every or not looked:
                looked = time.monotonic()
                read_mails(vault, books)
            self._stop.wait(min(self.posts.every, 5.0))


def start_watch(place: str | Path, service: ServiceKey, **more: Path | float | None) -> Watch:
    """Start the watch of a vault in the background of this process, and return it, to be stopped."""
    watch = Watch(Posts(place, **more), service)  # type: ignore[arg-type]
    watch.start()
    return watch


def now_of(tx: Tx) -> int:
    """Return what time it is for the watch, in seconds since 1970."""
    beat = read_beat(tx)
    return int(machine.now().timestamp()) + (0 if beat is None else beat.ahead)


def send_some(vault: Vault, books: Books, seconds: int = outbox.LEASE) -> int:
    """Send some of the alerts that wait; return how many were sent."""
    with vault.store.write(urgent=True) as tx:
        books.look(tx)
        waiting = outbox.lease(tx, books.service, now_of(tx), seconds)
    done = 0
    for each, well in send(waiting, books.settings):
        with vault.store.write(urgent=True) as tx:
            if well:
                outbox.sent(tx, [each.id])
                done += 1
            else:
                outbox.failed(tx, [each], now_of(tx))
    return done


def read_letters(vault: Vault, books: Books, folder: Path) -> None:
    """Let the letters of the door count, and delete them."""
    for each in letters.posted(folder, books.service):
        if each.message is not None:
            with vault.store.write(urgent=True) as tx:
                books.look(tx)
                take(tx, books, each.message, now_of(tx))
        each.path.unlink(missing_ok=True)


def read_mails(vault: Vault, books: Books) -> None:
    """Let the mails in the mailbox count, and delete them; note where it cannot be read."""
    with vault.store.read() as tx:
        books.look(tx)
    if books.settings.mailbox is None:
        return
    try:
        with mailbox.opened(books.settings.mailbox) as server:
            for mail in list(mailbox.mails(server)):
                with vault.store.write(urgent=True) as tx:
                    take(tx, books, mail.message, now_of(tx))
                mailbox.delete(server, mail)
    except (OSError, imaplib.IMAP4.error):
        with vault.store.write(urgent=True) as tx:
            _unread(tx, now_of(tx))


def _unread(tx: Tx, now: int) -> None:
    """Note that the mailbox could not be read: one outage for failures that follow each other."""
    sql = "SELECT max(began) FROM outages WHERE kind = 'mailbox' AND ended > ?"
    began = tx.rows(sql, (now - 3 * int(MAIL_EVERY),))[0][0]
    note_outage(tx, "mailbox", int(began) if began else now, now)


def _beat(path: Path | None) -> None:
    if path is not None:
        with suppress(BadInput):  # what is outside notices by itself
            write_private(path, f"{BEAT}{machine.now():%Y-%m-%dT%H:%M:%SZ}\n".encode())
            path.chmod(0o644)  # it tells that a watch runs, and a web server may have to read it


def _say(error: Exception) -> None:
    """Say on stderr that something failed: the kind of the fault, nothing of what it was about."""
    said = str(error) if isinstance(error, BadInput) else type(error).__name__
    sys.stderr.write(f"waystation watch: {said}\n")
    sys.stderr.flush()
