"""Which records has somebody written down as JSON to be saved?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waystation.domain.kinds import record_of
from waystation.kit.blind import found_blind
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import N_, _
from waystation.vault.records import Draft

_MOST = 10_000
_TEXT, _NUMBER = N_("text"), N_("a whole number")


def drafts(data: Any) -> list[Draft]:
    """Return what is to be saved: one record, a list of them, or what `record show --json` prints.

    Raises BadInput with everything that is wrong, and without a word of what the records say.
    """
    if isinstance(data, Mapping) and "records" in data:
        data = data["records"]
    wanted = data if isinstance(data, list) else [data]
    if not 0 < len(wanted) <= _MOST:
        raise BadInput.at(
            "stdin", _("{count} records").format(count=len(wanted)), _("1 to {most:,}").format(most=_MOST)
        )
    made: list[Draft] = []
    faults: list[Fault] = []
    for number, each in enumerate(wanted):
        try:
            made.append(_draft(each))
        except BadInput as error:
            faults += [
                Fault(
                    _("stdin [{number}] {where}").format(number=number, where=fault.where),
                    fault.found,
                    fault.allowed,
                )
                for fault in error.faults
            ]
    if faults:
        raise BadInput(faults)
    return made


def _draft(data: Any) -> Draft:
    if not isinstance(data, Mapping):
        raise BadInput.at(_("record"), found_blind(data), _("a group of fields"))
    if "record" not in data:
        return Draft(record_of(data))
    inner, title = data["record"], data.get("title") or ""
    identity, counter = data.get("id"), data.get("counter")
    if not isinstance(inner, Mapping):
        raise BadInput.at(_("record"), found_blind(inner), _("a group of fields"))
    if not isinstance(title, str):
        raise BadInput.at(_("title"), found_blind(title), _(_TEXT))
    if identity is not None and not _is_id(identity):
        raise BadInput.at(_("id"), found_blind(identity), _("the 32 letters of an id"))
    if counter is not None and (not isinstance(counter, int) or isinstance(counter, bool)):
        raise BadInput.at(_("counter"), found_blind(counter), _(_NUMBER))
    return Draft(record_of(inner), title, identity, counter)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 32 and not set(value) - set("0123456789abcdef")  # noqa: PLR2004
