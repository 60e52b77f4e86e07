"""How does it read what a seized disk shows: counts, files, what to mend, what stays closed?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType

from waystation.cli.tables import heading, sentences, table
from waystation.kit.language import _
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.vault.seized import Report
    from waystation.vault.seizure import Seen


def page(report: Report) -> Iterator[RenderableType]:
    """Yield what is seen, what it means, and what stays closed."""
    from waystation.vault.seized import closed, left_open, told_by, warnings

    yield heading(_("Whoever takes this disk sees"))
    yield from sentences([_("that Waystation is used, and since when files have been there;")], "-")
    yield table(
        (_("sealed"), _("how many"), _("bytes"), _("sizes")), list(_rows(report.seen)), right=(1, 2, 3)
    )
    yield from sentences(told_by(report.seen), "-")
    if report.files:
        yield heading(_("Files"))
        yield table((_("file"), _("bytes"), _("mode"), _("written, UTC")), list(_files(report)), right=(1,))
    else:
        yield from sentences(
            [_("The files are where the database server keeps them, with their times.")], "-"
        )
    if mend := list(warnings(report)):
        yield heading(_("Mend this"))
        yield from sentences(mend, "!")
    yield heading(_("Nobody sees from the disk alone"))
    yield from sentences(closed(), "-")
    yield heading(_("Nothing of this protects against"))
    yield from sentences(left_open(), "-")


def _rows(seen: Seen) -> Iterator[tuple[str, str, str, str]]:
    from waystation.vault.seized import TABLES

    for name, sizes in seen.tables.items():
        if sizes.number:
            yield _(TABLES[name]), f"{sizes.number:,}", f"{sizes.total:,}", str(sizes.different)


def _files(report: Report) -> Iterator[tuple[str, str, str, str]]:
    for file in report.all_files:
        yield printable(file.path), f"{file.size:,}", file.mode, file.changed[:16].replace("T", " ")
