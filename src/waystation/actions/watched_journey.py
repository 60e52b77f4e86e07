"""Which journey is meant, and who is on it, for the verbs of the watch?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from waystation.actions.acting import Desk, opening
from waystation.domain.group_record import GroupRecord
from waystation.domain.journey import Journey
from waystation.domain.person import Person
from waystation.domain.record import Record
from waystation.journey.arming import Persons
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.finding import find, of_kind
from waystation.vault.records import Draft, Opened, open_records


class Meant(NamedTuple):
    """A journey as it was opened."""

    opened: Opened
    journey: Journey

    @property
    def place(self) -> tuple[str, str]:
        """The ids of its record and of its compartment."""
        return self.opened.id, self.opened.compartment

    def draft(self, changed: Journey) -> Draft:
        """Return the journey as it is to be saved."""
        return Draft(changed, self.opened.title, self.opened.id, self.opened.counter)


def open_journey(desk: Desk, verb: str, word: str) -> Meant:
    """Open a journey by its key or id, for a verb. Raises BadInput, NotAllowed."""
    found = find(desk.session, word, "journey")
    with opening(desk, verb, [found.id]) as look:
        opened = open_records(look, [found.id])[0]
    if not isinstance(opened.value, Journey):
        raise BadInput.at(_("journey"), _("a record of kind {kind}").format(kind=opened.kind), _("a journey"))
    return Meant(opened, opened.value)


def persons_on(desk: Desk, verb: str, journey: Journey) -> Persons:
    """Open the persons of a journey by group; of groups that others hold there is nobody."""
    keys = dict.fromkeys(stage.group for stage in journey.stages if stage.group is not None)
    wanted = {"": tuple(journey.groups)} | {each: (each,) for each in keys}
    groups = {
        each.id: each for each in _opened(desk, verb, "group", [k for some in wanted.values() for k in some])
    }
    names = [name for each in groups.values() if isinstance(each, GroupRecord) for name in each.members]
    persons = {each.id: each for each in _opened(desk, verb, "person", names)}
    return {
        name: [
            person
            for key in some
            if isinstance(group := groups.get(key), GroupRecord)
            for member in group.members
            if isinstance(person := persons.get(member), Person)
        ]
        for name, some in wanted.items()
    }


def _opened(desk: Desk, verb: str, kind: str, keys: Sequence[str]) -> list[Record]:
    ids = [each.id for each in of_kind(desk.session, kind) if each.listed.key in set(keys)]
    if not ids:
        return []
    with opening(desk, verb, ids) as look:
        return [each.value for each in open_records(look, ids)]
