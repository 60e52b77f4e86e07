"""How is a file kept with the record that it belongs to?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from waystation.actions.acting import Desk, acting, check_kinds, require
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.attached import attach
from waystation.vault.finding import by_id

VERB = N_("attach file")
MOST = 64 * 1024 * 1024
"""Bytes of a file. A rotation seals every file anew, and removing a member must not take an hour."""


def attach_file(desk: Desk, record: str, name: str, chunks: Iterable[bytes], why: str = "") -> str:
    """Seal a file, which comes in chunks of any size, with a record; return the file's id.

    The file is opened by whoever may open the record, and dies with it. Raises NotAllowed for a record that
    the role may not save, BadInput for a file of more than `MOST` bytes; then nothing is kept of it.
    """
    require(desk, VERB)
    check_kinds(desk, [record], save=True)
    compartment = by_id(desk.session, [record])[record].compartment
    with acting(desk, VERB, why) as work:
        return attach(work, compartment, record, name, _limited(chunks))


def _limited(chunks: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST:
            found = _("more than {limit:,} bytes").format(limit=MOST)
            raise BadInput.at(_("file"), found, _("at most {limit:,} bytes").format(limit=MOST))
        yield chunk
