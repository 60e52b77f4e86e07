"""What kind of file is a receipt, told by its first bytes and not by its name?"""

from __future__ import annotations

from typing import Literal

from waystation.kit.errors import BadInput
from waystation.kit.language import _

ReceiptSort = Literal["pdf", "jpeg", "png", "webp", "heic", "text"]
LARGEST = 10_000_000  # bytes; a photo of a paper has some three million
_BEGINS: tuple[tuple[int, bytes, ReceiptSort], ...] = (
    (0, b"%PDF-", "pdf"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (8, b"WEBP", "webp"),
    (4, b"ftyphei", "heic"),
    (4, b"ftypmif1", "heic"),
)


def sort_of(paper: bytes) -> ReceiptSort:
    """Return what kind of file it is. Raises BadInput for an empty, large or unknown one."""
    if not paper:
        raise BadInput.at(_("receipt"), _("an empty file"), _("a PDF, a photo or plain text"))
    if len(paper) > LARGEST:
        found = _("{size:,} bytes").format(size=len(paper))
        raise BadInput.at(_("receipt"), found, _("at most {limit:,} bytes").format(limit=LARGEST))
    for start, mark, sort in _BEGINS:
        if paper[start : start + len(mark)] == mark:
            return sort
    if _is_text(paper):
        return "text"
    raise BadInput.at(_("receipt"), _("a file of another kind"), _("a PDF, a photo or plain text"))


def _is_text(paper: bytes) -> bool:
    try:
        text = paper.decode()
    except UnicodeDecodeError:
        return False
    return all(letter.isprintable() or letter in "\t\r\n" for letter in text)
