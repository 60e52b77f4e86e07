"""How is the vault copied out, so that it can be built again elsewhere, and only by those who are named?

A chain of age files in a folder. The first link holds every row, each further one what has changed since. A
link counts once its file has its name; what was there before is never touched, so whoever pulls the plug
leaves the old chain as it was. Neither sessions nor the burn secret are in it: without that secret nothing
opens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from nacl.hashlib import blake2b
from nacl.utils import random
from pydantic import Field, ValidationError

from waystation.domain.access import Head, Hex, Signature
from waystation.domain.base import Count, Frozen, Text
from waystation.kit.files import sync_folder, unusable
from waystation.vault import ledger
from waystation.vault.agefiles import PART, read_age, write_age
from waystation.vault.agekeys import identity
from waystation.vault.cards import verified
from waystation.vault.faults import Damaged
from waystation.vault.links import LinkHead, pieces
from waystation.vault.session import Session
from waystation.vault.store import Row, Tx
from waystation.vault.tables import DIGEST, Table, all_rows, by_key, digest, encode, state_of

LATEST = "latest.age"
_CHUNK = 1 << 20
_STAMP = "%Y%m%dT%H%M%SZ"


class Latest(Frozen):
    """What the next link goes on from: kept in the folder, for those the backup is for."""

    chain: Text
    number: Count
    """Of the last link."""
    file_hash: Hex
    digests: Hex = Field(repr=False)
    """Those of all rows, 16 bytes each."""


class BackedUp(NamedTuple):
    """A link that was written."""

    link: Path
    number: int
    new: int
    gone: int
    ledger: Head


def back_up(
    session: Session, folder: Path, recipients: Sequence[Any], at: datetime, *, full: bool = False
) -> BackedUp:
    """Write the next link of the newest chain, for age's recipients and the member at the desk.

    It begins a new chain with `full`, and where the last one cannot be gone on with: the last backup was
    not for this member, its link is missing, or was not signed by a member. Raises BadInput for a folder
    that cannot be used.
    """
    readers = [*recipients, identity(session.root).to_public()]
    _prepare(folder)
    last = None if full else _latest(session, folder)
    chain = _new_chain(folder, at) if last is None else last.chain
    before = set() if last is None else _split(bytes.fromhex(last.digests))
    with session.vault.store.read() as tx:
        digests, new = _looked_through(tx, before)
        gone = before - digests
        head = _head(session, tx, last, digests, at)
        link = link_path(folder, chain, head.number)
        rows = _rows(tx, new, everything=len(new) == len(digests))
        write_age(link, pieces(head, sorted(gone), rows, session.root.sign), readers)
    held = b"".join(sorted(digests)).hex()
    latest = Latest(chain=chain, number=head.number, file_hash=file_hash(link), digests=held)
    _remember(session, folder, latest, readers)
    return BackedUp(link, head.number, len(new), len(gone), head.ledger)


def _new_chain(folder: Path, at: datetime) -> str:
    """Return the name of a chain that comes after all that are there, also where the clock was set back."""
    newest = max(chains(folder), default="").partition("-")[0]
    with suppress(ValueError):  # a name of somebody else's
        at = max(at, datetime.strptime(newest, _STAMP).replace(tzinfo=UTC) + timedelta(seconds=1))
    return f"{at:{_STAMP}}-{random(4).hex()}"


def _head(session: Session, tx: Tx, last: Latest | None, digests: set[bytes], at: datetime) -> LinkHead:
    return LinkHead(
        vault=session.vault.id.hex(),
        number=0 if last is None else last.number + 1,
        previous="" if last is None else last.file_hash,
        at=at,
        by=session.member_id,
        sign_key=bytes(session.root.sign.verify_key).hex(),
        ledger=ledger.head(tx),
        rows=len(digests),
        state=state_of(digests),
    )


def chains(folder: Path) -> dict[str, list[Path]]:
    """Return the links of each chain in a folder, in order; the newest chain last."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("*-*-[0-9]*.age")):
        found.setdefault(path.stem.rpartition("-")[0], []).append(path)
    return found


def link_path(folder: Path, chain: str, number: int) -> Path:
    """Return the path of a link."""
    return folder / f"{chain}-{number:06}.age"


def forget(folder: Path) -> int:
    """Delete every chain but the newest; return how many files. What has died is dead there too then."""
    old = [path for links in list(chains(folder).values())[:-1] for path in links]
    try:
        for path in old:
            path.unlink()
        sync_folder(folder)
    except OSError as error:
        raise unusable(folder, error) from None
    return len(old)


def file_hash(path: Path) -> str:
    """Return the hash of a file: BLAKE2b, 32 bytes in hex."""
    running = blake2b(digest_size=32)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            running.update(chunk)
    return running.hexdigest()


def _prepare(folder: Path) -> None:
    """Make the folder where there is none, and drop what an interrupted backup has left."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in folder.glob(f"{PART}*"):
            left.unlink()
    except OSError as error:
        raise unusable(folder, error) from None


def _looked_through(tx: Tx, before: set[bytes]) -> tuple[set[bytes], list[tuple[Table, Row]]]:
    """Return the digests of all rows, and table and key of those whose digest was not there before."""
    digests: set[bytes] = set()
    new: list[tuple[Table, Row]] = []
    for table, row in all_rows(tx):
        found = digest(encode(table, row))
        digests.add(found)
        if found not in before:
            new.append((table, table.key_of(row)))
    return digests, new


def _rows(tx: Tx, new: Sequence[tuple[Table, Row]], *, everything: bool) -> Iterator[bytes]:
    """Yield rows as bytes; few are asked for one by one, so that nothing else is read again."""
    found = all_rows(tx) if everything else ((table, by_key(tx, table, key)) for table, key in new)
    return (encode(table, row) for table, row in found)


def _split(digests: bytes) -> set[bytes]:
    return {digests[at : at + DIGEST] for at in range(0, len(digests), DIGEST)}


def _remember(session: Session, folder: Path, latest: Latest, readers: Sequence[Any]) -> None:
    body = latest.model_dump_json().encode()
    signature = session.root.sign.sign(_message(session, body)).signature.hex()
    signed = Signature(by=session.member_id, signature=signature).model_dump_json().encode()
    write_age(folder / LATEST, iter([signed + b"\n" + body]), readers)


def _latest(session: Session, folder: Path) -> Latest | None:
    """Return what to go on from; None where a new chain has to begin."""
    path = folder / LATEST
    found: list[bytes] = []
    with suppress(Damaged, ValidationError):
        if path.exists():
            read_age(path, [identity(session.root)], found.append)
            signed, _line, body = b"".join(found).partition(b"\n")
            signature, latest = Signature.model_validate_json(signed), Latest.model_validate_json(body)
            link = link_path(folder, latest.chain, latest.number)
            member = session.directory.known.get(signature.by)
            message = _message(session, body)
            if member and verified(member.application.sign_key, message, signature.signature):
                return latest if link.exists() and file_hash(link) == latest.file_hash else None
    return None


def _message(session: Session, body: bytes) -> bytes:
    return b"waystation backup latest 1" + session.vault.id + body
