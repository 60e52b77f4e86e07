"""Which records stand in a file: CSV, XLSX, FollowTheMoney or PFIF, plain or sealed?"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from waystation.domain.tracing import TracingRecord
from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited, unusable
from waystation.kit.shown import printable
from waystation.plan.files.examine import AGE_HEADERS, SEALED, OpenSealed
from waystation.tracing.files import ftm, pfif
from waystation.tracing.files.rows import records
from waystation.tracing.files.sheets import csv_rows, xlsx_rows

MAX_BYTES = 1_000_000_000
Reader = Callable[[IO[bytes], str], Iterable[TracingRecord]]


def _csv(file: IO[bytes], where: str) -> Iterable[TracingRecord]:
    return records(csv_rows(file, where), where)


def _xlsx(file: IO[bytes], where: str) -> Iterable[TracingRecord]:
    return records(xlsx_rows(file, where), where)


READERS: dict[str, Reader] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".json": ftm.read,
    ".jsonl": ftm.read,
    ".ftm": ftm.read,
    ".xml": pfif.read,
    ".pfif": pfif.read,
}
WRITERS = {
    ".json": ftm.write,
    ".jsonl": ftm.write,
    ".ftm": ftm.write,
    ".xml": pfif.write,
    ".pfif": pfif.write,
}


def read_records(path: str | Path, open_sealed: OpenSealed | None = None) -> Iterator[TracingRecord]:
    """Yield the records of persons who have consented to something. Raises BadInput, also in the middle.

    By the name of the file: .csv, .xlsx, .json/.jsonl/.ftm (FollowTheMoney), .xml/.pfif; each may be
    sealed (.age). What was sealed is never on the disk in clear.
    """
    where = printable(str(path))
    reader = READERS.get(Path(str(path).removesuffix(SEALED)).suffix.lower())
    if reader is None:
        raise BadInput.at(where, "a name with another ending", ", ".join(READERS))
    with _open(path, where, open_sealed) as file:
        yield from reader(file, where)


def _open(path: str | Path, where: str, open_sealed: OpenSealed | None) -> IO[bytes]:
    if not str(path).endswith(SEALED):
        return _plain(path, where)
    data = read_limited(path, MAX_BYTES)
    if not data.startswith(AGE_HEADERS) or open_sealed is None:
        found = "a file sealed with age" if open_sealed is None else "a file that is not sealed"
        raise BadInput.at(where, found, "a file as its name says, with its identity or passphrase")
    return io.BytesIO(open_sealed(data, str(path)))


def _plain(path: str | Path, where: str) -> IO[bytes]:
    try:
        size = Path(path).stat().st_size
        if size > MAX_BYTES:
            raise BadInput.at(where, f"{size:,} bytes", f"at most {MAX_BYTES:,} bytes")
        return Path(path).open("rb")
    except BadInput:
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise unusable(path, error) from None


def writer(path: str) -> Callable[[Iterable[TracingRecord]], bytes]:
    """Return what writes records in the form that the name of the file asks for. Raises BadInput."""
    known = WRITERS.get(Path(path).suffix.lower())
    if known is None:
        raise BadInput.at("--export", printable(path), f"a name that ends in {', '.join(WRITERS)}")
    return known
