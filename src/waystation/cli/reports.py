"""Which report is wanted, and how does it get to the disk: whole, for its owner alone, sealed where asked?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from waystation.domain.decision import Decision
from waystation.domain.route import Plan
from waystation.kit.errors import BadInput
from waystation.kit.files import write_private
from waystation.kit.language import _
from waystation.kit.shown import printable
from waystation.plan.explain.names import Names

_PLAIN, _SEALED = ".html", ".html.age"
Seal = Callable[[bytes, str], bytes]


def _sealer(path: str, recipients: Sequence[str]) -> Seal:
    """Return what seals the report; a passphrase is asked now, not after the long search."""
    from waystation.cli.reading import new_passphrase  # only sealed reports need age
    from waystation.plan.files.sealed import sealer

    if recipients:
        return sealer(recipients)
    passphrase = new_passphrase(path)
    return sealer(ask=lambda _name: passphrase)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a command line asks for: a report or none, in clear or sealed; JSON or text with so many rows."""

    path: str | None
    seal: Seal | None = None
    as_json: bool = False
    rows: int = 0

    @classmethod
    def of(cls, path: str | None, recipients: Sequence[str] = (), *, as_json: bool, rows: int) -> Wanted:
        """Return what is wanted. Raises BadInput before anything is computed, where it cannot be written."""
        if path is None and not recipients:
            return cls(None, None, as_json, rows)
        if path is None or not path.endswith((_PLAIN, _SEALED)):
            found = _("a recipient and no report") if path is None else printable(path)
            raise BadInput.at(
                "--report",
                found,
                _("a name that ends in {plain} or {sealed}").format(plain=_PLAIN, sealed=_SEALED),
            )
        if not Path(path).parent.is_dir():
            folder = printable(str(Path(path).parent))
            raise BadInput.at(
                "--report", _("no folder {folder}").format(folder=folder), _("a folder that exists")
            )
        if path.endswith(_SEALED):
            return cls(path, _sealer(path, recipients), as_json, rows)
        if recipients:
            found = _("a report in clear, {path}").format(path=printable(path))
            raise BadInput.at(
                "--recipient", found, _("a report that ends in {sealed}").format(sealed=_SEALED)
            )
        return cls(path, None, as_json, rows)

    def write(self, page: Callable[[], bytes]) -> None:
        """Write the page, where one is wanted; the page is made only then."""
        if self.path is None:
            return
        data = page()
        write_private(self.path, data if self.seal is None else self.seal(data, self.path))


def write_decision(wanted: Wanted, decision: Decision, names: Names) -> None:
    """Write the report of a decision, where one is wanted."""

    def page() -> bytes:
        from waystation.report.page import decision_page  # most answers need no page

        return decision_page(decision, names)

    wanted.write(page)


def write_plan(wanted: Wanted, plan: Plan, names: Names) -> None:
    """Write the report of a plan, where one is wanted."""

    def page() -> bytes:
        from waystation.report.page import plan_page  # most answers need no page

        return plan_page(plan, names)

    wanted.write(page)
