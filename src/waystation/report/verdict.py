"""What does the page say of the decision itself: verdict, reasons, alternatives, payments?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waystation.domain.decision import Decision
from waystation.domain.payment import HelperPay
from waystation.kit.language import _
from waystation.plan.explain.beside import beside
from waystation.plan.explain.cautions import caution_texts
from waystation.plan.explain.decision import banner, summary
from waystation.plan.explain.figures import money
from waystation.plan.explain.names import Names
from waystation.plan.explain.reasons import bounded_text, contribution_text, gain_text, lever_text, worked_out
from waystation.plan.explain.safeguards import missing_text, remains_text

# Told apart by the shape and the pattern of its line as well as by its word.
KINDS = {"go": "go", "wait": "wait", "not like this": "stop", "not yet": "open"}


def _reasons(decision: Decision, names: Names) -> list[tuple[str, str, float]]:
    """Return each contribution with its gain and the length of its bar, the longest 100."""
    known = worked_out(decision.contributions)
    most = max((c.gain for c in known), default=0.0) or 1.0
    return [(contribution_text(c, names), gain_text(c), 100 * c.gain / most) for c in known]


def _payment(pay: HelperPay, names: Names) -> Mapping[str, str]:
    return {
        "helper": names.helper(pay.helper),
        "legs": ", ".join(map(names.word, pay.legs)),
        "fees": money(sum(stage.fee for stage in pay.stages), None),
        "reward": money(pay.reward, None),
        "at_stake": money(pay.at_stake, None),
        "holdback": money(pay.holdback.amount, None),
        "stage": "-" if pay.holdback.binding_stage is None else str(pay.holdback.binding_stage),
        "bears": _("yes") if pay.affordable else _("no"),
    }


def parts(decision: Decision, names: Names) -> dict[str, Any]:
    """Return what the page says of a decision."""
    return {
        "kind": KINDS[decision.verdict],
        "banner": banner(decision, names),
        "summary": summary(decision, names),
        "missing": [missing_text(code, names) for code in decision.missing],
        "remains": [remains_text(code) for code in decision.remains],
        "reasons": _reasons(decision, names),
        "levers": [lever_text(lever, names) for lever in decision.levers],
        "cautions": caution_texts(decision.cautions, names),
        "beside": beside(decision, names),
        "more_reasons": bounded_text(decision.contributions),
        "payments": [_payment(pay, names) for pay in decision.payments],
    }


def none() -> dict[str, Any]:
    """Return the same for a plan, of which nothing has been decided."""
    empty: dict[str, Any] = dict.fromkeys(
        ("summary", "missing", "remains", "reasons", "levers", "cautions", "payments", "more_reasons"), ()
    )
    return {"kind": "plan", "banner": _("PLAN"), "beside": None, **empty}
