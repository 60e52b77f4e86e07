"""Is a workbook what it says, small, and without anything that acts? Asked before anything of it is opened.

A workbook is a ZIP archive of XML. It may be an archive that unpacks to terabytes, an XML file whose entities
multiply, a table that claims a billion cells, or it may carry programs and links that fetch from elsewhere.
Each part is unpacked as a stream and given up at the first byte too many; nothing is built from it.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from waystation.exchange.looking import MAX_UNPACKED, SANE, Extent, Look, refuse_size
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.shown import printable

MAX_BYTES = 10_000_000  # as it stands on the disk
MOST_PARTS = 1_000
_OLD = b"\xd0\xcf\x11\xe0"  # the container of old and of encrypted workbooks
_ACTS = ("vbaproject", "/activex/", "/embeddings/", "/externallinks/", "connections.xml", "/querytables/",
         "/ctrlprops/", "/macrosheets/", "/dialogsheets/", "/model/", "/customui/")  # fmt: skip


def require_harmless(data: bytes, name: str) -> Extent:
    """Return up to where values stand. Raises BadInput, in one sentence, for what is no harmless workbook."""
    where = printable(name)
    if len(data) > MAX_BYTES:
        raise BadInput.at(
            where,
            _("{count:,} bytes").format(count=len(data)),
            _("at most {max_bytes:,} bytes").format(max_bytes=MAX_BYTES),
        )
    if data.startswith(_OLD):
        raise BadInput.at(where, _("a workbook that is locked or of the old kind (.xls)"), _(SANE))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _look_through(archive, where)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, BadInput):
            raise
        raise BadInput.at(where, _("a file that is no workbook, or a damaged one"), _(SANE)) from None


def _look_through(archive: zipfile.ZipFile, where: str) -> Extent:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or len({part.filename.lower() for part in parts}) != len(parts):
        raise BadInput.at(where, _("an archive of too many parts, or of two with one name"), _(SANE))
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        refuse_size(where)
    for part in parts:
        name = f"/{part.filename.lower()}"
        if any(word in name for word in _ACTS):
            raise BadInput.at(where, _("a workbook with programs, links or embedded files"), _(SANE))
    left, extent = MAX_UNPACKED, Extent(1, 1)
    for part in parts:
        look = Look(where)
        left -= look.through(archive, part, left)
        extent = Extent(*map(max, extent, look.extent))
    return extent
