"""Which records are past their day, and what does this installation show to whoever takes its disk?"""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.burn_vault import burn_vault
from waystation.actions.permissions import may
from waystation.actions.retire_records import due_records, retire_records
from waystation.journey.service import service_key_path
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.seized import TABLES, Secrets, closed, left_open, look, told_by, warnings
from waystation.web.desks import forget
from waystation.web.pages.asked import Ask, Asked, compartments, done, form
from waystation.web.pages.vault.act import Act, acted
from waystation.web.pages.vault.kinds import RECORDS
from waystation.web.paging import show
from waystation.web.place import here
from waystation.web.second import with_second

WORD = "BURN"


def retention(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show how many records are past their day, and let them die."""
    due = due_records(desk)
    counts = [f"{_(RECORDS.get(kind, kind))}: {count}" for kind, count in due.items()]
    act = Act(
        "retire records",
        N_("Records past their day"),
        N_("Let them die"),
        N_("They are gone; their counts stay."),
        (reverse("retention"), N_("Records past their day")),
        (
            *(counts or [N_("No record is past its day.")]),
            N_(
                "Records die on their day with what is attached to them. "
                "The counts that statistics need stay."
            ),
        ),
        danger=True,
    )
    asks = (
        Ask(
            "into",
            N_("Compartment for the counts"),
            "choice",
            N_("Needed the first time."),
            choices=[("", "-"), *compartments(desk)],
        ),
        Ask("why", N_("Reason, which only the auditors can read"), required=True),
    )

    def run(at: Desk, asked: Asked) -> object:
        return retire_records(at, asked.said("why"), asked.said("into") or None)

    return acted(request, desk, act, asks, run)


def burning(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Destroy everything that is sealed: two agree, and one types the word."""
    act = Act(
        "burn vault",
        N_("Burn"),
        N_("Destroy everything that is sealed"),
        "",
        (reverse("vault"), N_("Vault")),
        (
            N_(
                "The burn secret and every wrapped key are destroyed: "
                "the vault and all its backups open for nobody any more."
            ),
            N_("Other copies of the burn secret have to be destroyed where they are."),
        ),
        danger=True,
    )
    asked = form(request, (Ask("word", N_("Type BURN"), required=True),))

    def run() -> None:
        if asked.said("word") != WORD:
            raise BadInput.at(_("word"), _("another word"), WORD)
        burn_vault(with_second(request, desk), here().burn_path)

    if request.method == "POST" and asked.is_valid() and done(asked, run):
        forget(request.session.session_key)
        return HttpResponse(_("Burned."), content_type="text/plain; charset=utf-8")
    values = {"act": act, "form": asked, "second": True}
    return show(request, "vault/form.html", values, 400 if request.method == "POST" else 200)


def seizure(request: HttpRequest, desk: Desk) -> HttpResponse:  # noqa: ARG001  (it needs no key)
    """Show what the disk shows."""
    place = here()
    path = Path(place.vault) if place.in_file else None
    report = look(place.opened, path, Secrets(place.burn_path, service_key_path()), unlocked=False)
    values = {
        "rows": [(_(TABLES[name]), sizes) for name, sizes in report.seen.tables.items() if sizes.number],
        "told": list(told_by(report.seen)),
        "files": report.all_files,
        "mend": list(warnings(report)),
        "closed": list(closed()),
        "open": list(left_open()),
    }
    return show(request, "vault/seizure.html", values)


def vault(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the way to everything that concerns the vault as a whole."""
    role = desk.session.me.role
    entries = [(name, label, text) for name, label, text, verb in _WAYS if verb is None or may(role, verb)]
    return show(request, "vault/vault.html", {"entries": entries})


_WAYS: tuple[tuple[str, str, str, str | None], ...] = (
    ("own-keys", N_("My keys"), N_("Passphrase, second factors, trustees, duress, panic."), None),
    ("compartments", N_("Compartments"), N_("What may be known together, and by whom."), "list compartments"),
    ("ledger", N_("Ledger"), N_("Whether it is whole; with two, who did what."), "verify ledger"),
    ("import", N_("Take tables in"), N_("A workbook or text, tried first."), "import records"),
    ("export", N_("Send tables out"), N_("Two are needed; sealed, or in clear."), "export records"),
    (
        "for-person",
        N_("For a person"),
        N_("All that is recorded about her, for her to have."),
        "export person",
    ),
    ("bundle-make", N_("Make a bundle"), N_("Records for named people, sealed, for a time."), "make bundle"),
    ("bundle-take", N_("Take a bundle in"), N_("Both sides are shown where it differs."), "take in bundle"),
    ("copies", N_("Copies"), N_("Back the vault up, and try that it comes back."), "back up"),
    ("recoveries", N_("Lost passphrases"), N_("Ask, help, or say no."), "list notices"),
    ("retention", N_("Records past their day"), N_("They die, counts stay."), "retire records"),
    ("seizure", N_("What the disk shows"), N_("To whoever takes it and has no key."), None),
    ("burn", N_("Burn"), N_("Make everything useless, for ever. Two agree."), "burn vault"),
)
