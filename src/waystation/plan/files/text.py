"""Is this text at all: UTF-8, without NUL or other characters that no editor shows?"""

from __future__ import annotations

import codecs
import re

from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.plan.files.source import Source

_OTHER_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# C0 and C1 controls but tab, line feed and carriage return, Unicode's own line ends, and what is no character
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def decode(data: bytes, name: str) -> str:
    """Return the text of a file; a byte order mark of UTF-8 is dropped. Raises BadInput for anything else."""
    where = Source(name).at()
    if data.startswith(_OTHER_MARKS):
        raise BadInput.at(where, _("text in UTF-16 or UTF-32"), _("text saved as UTF-8"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = _("the byte 0x{byte:02x}, which is not UTF-8").format(byte=data[error.start])
        raise BadInput.at(f"{where}:{line}", found, _("text saved as UTF-8")) from None
    if unseen := _UNSEEN.search(text):
        line = text.count("\n", 0, unseen.start()) + 1
        found = _("the invisible character U+{code:04X}").format(code=ord(unseen[0]))
        raise BadInput.at(f"{where}:{line}", found, _("plain text in UTF-8"))
    if not text.strip():
        raise BadInput.at(where, _("an empty file"), _("a network or a case, in YAML or JSON"))
    return text
