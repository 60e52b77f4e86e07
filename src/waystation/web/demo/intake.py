"""Which requests did the invented office take in by telephone, with all that belongs to them?"""

from __future__ import annotations

from collections.abc import Mapping

from waystation.actions.acting import Desk
from waystation.actions.add_person import add_person
from waystation.actions.challenge_caller import challenge_caller
from waystation.actions.clear_sign import clear_sign
from waystation.actions.enter_sign import enter_sign
from waystation.actions.form_group import form_group
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.judge_caller import judge_caller
from waystation.actions.keeping import Seen
from waystation.actions.note_agreement import Answered, note_agreement
from waystation.actions.register_case import Registered, Registration, register_case
from waystation.actions.step_case import step_case
from waystation.actions.tick_protocol import tick_protocol
from waystation.actions.view_case import view_case
from waystation.actions.write_note import NewNote, NoteWords, write_note
from waystation.domain.case_record import Requester
from waystation.domain.person import Contact, Name, Relative
from waystation.domain.person_facts import PersonFacts

Desks = Mapping[str, Desk]
_CALM = {
    "free_to_talk": "yes", "speaks": "relative", "danger_now": "no", "found_out": "no", "can_stay": "weeks",
    "taken": "no", "violence": "no", "moved_on": "no", "doctor": "no", "means_to_die": "no", "birth": "no",
    "food": "yes", "minors": "family", "papers": "none", "debt": "no", "own_will": "yes", "recruiter": "no",
    "sold": "no", "watched": "no",
}  # fmt: skip
_CALLER = Contact(channel="call", address="the number on the back of the photograph", allowed=True,
                  safe_hours="after nine in the evening, Seoul")  # fmt: skip


def take_in(desks: Desks) -> None:
    """Take in two requests: a mother and child that are accepted, and a woman whom others speak for."""
    _mother_and_child(desks)
    _spoken_for(desks)


def _registered(desks: Desks, title: str, answers: Mapping[str, str], caller: Requester) -> Registered:
    what = Registration(
        requester=caller, came_by="phone", country="CN", title=title, answers={**_CALM, **answers}
    )
    made = register_case(desks["jiho"], what)
    for handle in ("haneul", "bora", "mina", "seo"):
        grant_compartment(desks["jiho"], made.compartment, desks[handle].session.member_id)
    return made


def _person(desk: Desk, made: Registered, korean: str, latin: str, **facts: object) -> str:
    names = (
        Name(text=korean, script="Hang", language="ko"),
        Name(text=latin, use="papers", script="Latn", language="en"),
    )
    told = PersonFacts.model_validate({"names": names, "country": "KP", "languages": ("ko",), **facts})
    return add_person(desk, Seen(made.record), told).id


def _mother_and_child(desks: Desks) -> None:
    jiho, seen = (
        desks["jiho"],
        {"can_stay": "days", "how_many": "2", "in_own_words": "They left the farm at night."},
    )
    caller = Requester(name="Ok-ju", relation="aunt", language="ko", contacts=(_CALLER,))
    made = _registered(desks, "Mother and daughter above a noodle shop", seen, caller)
    behind = Relative(
        relation="younger brother",
        name="Chol-min",
        whereabouts="left_behind",
        told=False,
        p=0.2,
        then="imprisoned",
    )
    mother = _person(
        jiho, made, "한설화", "Han Sol-hwa", born_from=1991, born_to=1992, sex="female", relatives=(behind,),
        contacts=(_CALLER,), traits=(),
    )  # fmt: skip
    _person(
        jiho, made, "한별", "Han Byol", born_from=2019, born_to=2019, sex="female", traits=("child",),
        guardian="her mother", best_interest="Stays with her mother, the only one she has.",
    )  # fmt: skip
    answered = Answered(purpose="move", given=True, language="ko", heard_alone=True)
    note_agreement(jiho, Seen(mother), answered)
    note_agreement(jiho, Seen(mother), answered.model_copy(update={"purpose": "publish", "given": False}))
    challenge_caller(jiho, Seen(made.record), "What did her mother sing when the power went out?")
    judge_caller(jiho, Seen(made.record), "What Sol-hwa had told on the phone before.", right=True)
    step_case(jiho, Seen(made.record), "triaged")
    form_group(
        jiho, Seen(made.record), [person.id for _opened, person in view_case(jiho, made.record).persons]
    )


def _spoken_for(desks: Desks) -> None:
    jiho, seo = desks["jiho"], desks["seo"]
    answers = {
        "speaks": "husband",
        "debt": "yes",
        "papers": "withheld",
        "means_to_die": "yes",
        "minors": "none",
    }
    caller = Requester(name="a man called Lim", relation="says he is her husband", language="zh")
    made = _registered(desks, "A woman, and the man who speaks for her", answers, caller)
    _person(
        jiho, made, "오란희", "O Ran-hui", born_from=1998, born_to=2000, sex="female", languages=("ko", "zh")
    )
    enter_sign(
        jiho, Seen(made.record), "coached", "Each answer came after a pause, and somebody breathed near her."
    )
    clear_sign(
        seo, Seen(made.record), "papers_withheld", "She has them again: she read the number to me, alone."
    )
    challenge_caller(jiho, Seen(made.record), "What is she called at home?")
    judge_caller(jiho, Seen(made.record), "What she told us herself.", right=False)
    [(_opened, person)] = view_case(seo, made.record).persons
    words = NoteWords(text="Says she will not be taken alive.", to_do="Seo-yeon calls each evening at nine.")
    what = NewNote(subject="means_to_die", about=(person.id,), words=words)
    note = write_note(seo, Seen(made.record), what, [desks["haneul"].session.member_id])
    tick_protocol(
        seo, Seen(note.record), "asked", "Asked alone, by telephone: it is in the lining of her coat."
    )
