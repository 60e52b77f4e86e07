"""In which format is a file or folder, and how is it read and written? One door for all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from waystation.domain.kinds import form_of
from waystation.exchange.contents import RECORD_TABLES, Contents
from waystation.exchange.csvfolder import read_folder, write_folder
from waystation.exchange.filling import tables_of
from waystation.exchange.gathering import gather
from waystation.exchange.harmless import MAX_BYTES as XLSX_BYTES
from waystation.exchange.judging import judge
from waystation.exchange.tables import Tables
from waystation.exchange.text import json_text, yaml_text
from waystation.exchange.textfile import MAX_BYTES, read_text
from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited, write_private
from waystation.kit.language import N_, _
from waystation.kit.shown import printable
from waystation.plan.files.examine import AGE_HEADERS, SEALED, OpenSealed
from waystation.plan.files.sealed import Seal

Format = Literal["yaml", "json", "xlsx", "csv"]

_ENDINGS: dict[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".xlsx": "xlsx"}
_ALLOWED = N_("a name that ends in .yaml, .json or .xlsx (and .age), or a folder for CSV tables")


def format_of(path: str | Path) -> Format:
    """Return the format that a name stands for; a name without an ending, or with a slash, is a folder."""
    name = str(path).removesuffix(SEALED)
    ending = Path(name).suffix.lower()
    sealed = name != str(path)
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    if sealed or (ending and not Path(path).is_dir() and not str(path).endswith("/")):
        raise BadInput.at(printable(str(path)), _("a name of another ending"), _(_ALLOWED))
    return "csv"


def read(path: str | Path, open_sealed: OpenSealed | None = None) -> Contents:
    """Return what a file or folder holds; `open_sealed` opens those sealed with age, in memory.

    Raises BadInput with everything that is wrong with it; what people wrote is not repeated.
    """
    kind = format_of(path)
    if kind == "csv":
        return from_tables(read_folder(path), str(path))
    return from_bytes(_opened(path, kind, open_sealed), kind, str(path))


def from_bytes(data: bytes, kind: Format, name: str) -> Contents:
    """Return what the bytes of a file hold; a CSV file needs its folder and cannot be read like this."""
    if kind == "xlsx":
        from waystation.exchange.xlsx import read_xlsx  # noqa: PLC0415  (most need no spreadsheet)

        return from_tables(read_xlsx(data, name), name)
    return read_text(data, name, as_json=kind == "json")


def from_tables(tables: Tables, name: str) -> Contents:
    """Return what tables hold."""
    gathered = gather(tables, name)
    for kind, table in RECORD_TABLES.items():
        for row in gathered.data.get(table, ()):
            row["schema"] = form_of(kind)  # the headings are those of today's form, or are refused
    return judge(gathered.data, gathered.where, gathered.faults)


def to_bytes(contents: Contents, kind: Format, name: str) -> bytes:
    """Return the file that holds everything."""
    if kind == "xlsx":
        from waystation.exchange.xlsx import xlsx_bytes  # noqa: PLC0415  (as above)

        return xlsx_bytes(tables_of(contents), name)
    return (json_text(contents) if kind == "json" else yaml_text(contents)).encode()


def write(path: str | Path, contents: Contents, seal: Seal | None = None) -> None:
    """Write everything, for the owner alone, whole or not at all; `*.age` is sealed in memory.

    Raises BadInput where a folder should be sealed, or nothing seals.
    """
    kind = format_of(path)
    if kind == "csv":
        write_folder(path, tables_of(contents))
        return
    data = to_bytes(contents, kind, str(path))
    if str(path).endswith(SEALED):
        if seal is None:
            raise BadInput.at(
                printable(str(path)), _("neither a passphrase nor a recipient"), _("one of them")
            )
        data = seal(data, str(path))
    write_private(path, data)


def _opened(path: str | Path, kind: Format, open_sealed: OpenSealed | None) -> bytes:
    data = read_limited(path, XLSX_BYTES if kind == "xlsx" else MAX_BYTES)
    if not data.startswith(AGE_HEADERS):
        return data
    if open_sealed is None:
        allowed = _("one with its identity file or its passphrase")
        raise BadInput.at(printable(str(path)), _("a file sealed with age"), allowed)
    return open_sealed(data, str(path))
