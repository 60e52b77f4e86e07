"""Who is calling, and did he know what only the real one knows?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.challenge_caller import challenge_caller
from waystation.actions.change_caller import change_caller
from waystation.actions.judge_caller import judge_caller
from waystation.domain.case_record import CaseRecord
from waystation.domain.verification import TRIES, failed_in_a_row, open_challenge
from waystation.kit.language import _
from waystation.web.drafts import opened
from waystation.web.pages.intake.acts import FormPage, acted
from waystation.web.pages.intake.case_acts import back, typed
from waystation.web.pages.intake.case_forms import JudgeForm, QuestionForm
from waystation.web.pages.intake.intake_forms import CallerForm, of_caller
from waystation.web.second import with_second


def caller(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Put right what is known of the caller."""
    record, value = opened(desk, case, CaseRecord)
    begun = {"counter": record.counter, **of_caller(value.requester)}
    form = CallerForm(typed(request), initial=begun)
    page = FormPage(
        _("Who is calling"),
        _("Save"),
        back(case),
        _("What is known of the caller is saved."),
        words=_("With another name or another way to reach him, the caller has to be verified again."),
    )

    def act() -> None:
        new, old = form.caller(), value.requester
        rest = old.contacts[1:] if old is not None else ()
        with_rest = new.model_copy(update={"contacts": (*new.contacts, *rest)})
        change_caller(desk, form.seen(case), with_rest)

    return acted(request, form, page, act)


def ask(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Put a question to the caller."""
    record, _value = opened(desk, case, CaseRecord)
    form = QuestionForm(typed(request), initial={"counter": record.counter})
    page = FormPage(
        _("Ask what only the real one knows"),
        _("It is asked"),
        back(case),
        _("The question is written down. Now hear the answer."),
        words=_("Write the question down before the answer is heard. A question is asked once."),
    )
    return acted(
        request,
        form,
        page,
        lambda: challenge_caller(desk, form.seen(case), form.cleaned_data["question"]),
    )


def judge(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Say whether the caller knew it."""
    record, value = opened(desk, case, CaseRecord)
    form = JudgeForm(typed(request), initial={"counter": record.counter})
    put = open_challenge(value.requester) if value.requester else None
    tries = failed_in_a_row(value.requester) if value.requester else 0
    page = FormPage(
        _("Did the caller know it?"),
        _("Write it down"),
        back(case),
        _("The answer is written down."),
        second=tries >= TRIES,
        words=put.question if put is not None else "",
    )

    def act() -> None:
        told = form.cleaned_data
        judge_caller(with_second(request, desk), form.seen(case), told["how"], right=told["right"] == "right")

    return acted(request, form, page, act)
