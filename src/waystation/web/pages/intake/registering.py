"""How is a request written down while somebody talks?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.answer_questions import answer_questions
from waystation.actions.register_case import register_case
from waystation.domain.case_record import Answer, CaseRecord
from waystation.domain.triage import latest, triage
from waystation.kit.language import _
from waystation.web.drafts import opened
from waystation.web.pages.intake.acts import FormPage, acted
from waystation.web.pages.intake.intake_forms import AnswersForm, RegistrationForm
from waystation.web.pages.intake.words import URGENCIES
from waystation.web.paging import show


def new_request(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take a request in. What was typed is kept where something is missing."""
    typed = request.POST if request.method == "POST" else None
    form = RegistrationForm(typed, initial={"came_by": "phone", "language": "ko", "channel": "call"})
    page = FormPage(
        heading=_("New request"),
        button=_("Write it down"),
        back=reverse("cases"),
        done=_("The request is written down. Only you hold it: share it with those who work on it."),
        template="intake/new.html",
    )

    def act() -> str:
        return reverse("case", args=[register_case(desk, form.registration()).record])

    return acted(request, form, page, act)


def so_far(request: HttpRequest, desk: Desk) -> HttpResponse:  # noqa: ARG001  (nothing is opened for it)
    """Say how urgent what was answered so far makes it; nothing is kept."""
    form = AnswersForm(request.POST)
    given = form.answers() if form.is_valid() else {}
    said = triage(tuple(Answer(question=question, answer=answer) for question, answer in given.items()))
    return show(request, "intake/so_far.html", {"triage": said, "urgencies": URGENCIES})


def answers(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Answer more of the questions, or answer one anew."""
    record, value = opened(desk, case, CaseRecord)
    before = {f"q_{question}": given.answer for question, given in latest(value.answers).items()}
    form = AnswersForm(
        request.POST if request.method == "POST" else None, initial={**before, "counter": record.counter}
    )
    page = FormPage(
        heading=_("Questions of the intake"),
        button=_("Save the answers"),
        back=reverse("case", args=[case]),
        done=_("The answers are saved. What was answered before stays in the history."),
        template="intake/answers.html",
    )
    return acted(request, form, page, lambda: answer_questions(desk, form.seen(case), form.answers()))
