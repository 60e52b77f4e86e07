"""What may each role do? Everything that is not in these tables is refused.

co coordinator, cw case worker, po protection officer, mk money keeper, mo media officer, to tracing officer,
an analyst, au auditor, ad administrator. The administrator keeps the machine running and sees no case.
"""

from __future__ import annotations

from waystation.domain.access import MEMBER_ROLES, MemberRole
from waystation.kit.language import _
from waystation.kit.shown import either
from waystation.vault.faults import NotAllowed

# x: may do it. 2: may do it when a second member agrees.
VERBS = """
                         co  cw  po  mk  mo  to  an  au  ad
list compartments        x   x   x   x   x   x   x   x   x
create compartment       x   x   x   x   x   x   .   .   .
rename compartment       x   x   x   x   x   x   .   .   .
grant compartment        x   x   x   x   x   x   .   .   .
withdraw compartment     x   x   x   x   x   x   .   .   .
rotate compartment       x   x   x   x   x   x   x   x   x
drop compartment         2   .   2   .   .   .   .   .   .
rebuild manifest         2   .   2   .   .   .   .   .   .
open record              x   x   x   x   x   x   x   .   .
save record              x   x   x   x   x   x   x   .   .
shred record             x   x   x   x   x   x   .   .   .
attach file              x   x   x   x   x   x   x   .   .
list attachments         x   x   x   x   x   x   x   .   .
open attachment          x   x   x   x   x   x   x   .   .
drop attachment          x   x   x   x   x   x   .   .   .
plan case                x   x   x   .   .   .   .   .   .
propose decision         x   x   x   .   .   .   .   .   .
view decision            x   x   x   .   .   .   .   .   .
read risks               x   x   x   .   .   .   .   .   .
sign decision            x   x   x   .   .   .   .   .   .
check decision           x   x   x   .   .   .   .   .   .
decisions waiting        x   x   x   .   .   .   .   .   .
note continuity          x   x   x   .   .   .   .   .   .
what if                  x   x   x   .   .   .   .   .   .
print sheet              x   x   x   .   .   .   .   .   .
read rules               x   x   x   x   x   x   x   x   x
change settings          2   .   2   .   .   .   .   .   .
register case            x   x   x   .   .   .   .   .   .
answer questions         x   x   x   .   .   .   .   .   .
set urgency              x   x   x   .   .   .   .   .   .
enter sign               x   x   x   .   .   .   .   .   .
clear sign               .   .   x   .   .   .   .   .   .
challenge caller         x   x   x   .   .   .   .   .   .
judge caller             x   x   x   .   .   .   .   .   .
change caller            x   x   x   .   .   .   .   .   .
step case                x   x   x   .   .   .   .   .   .
decide request           x   .   x   .   .   .   .   .   .
add person               x   x   x   .   .   .   .   .   .
edit person              x   x   x   .   .   .   .   .   .
note agreement           x   x   x   .   .   .   .   .   .
confirm agreement        x   x   x   .   .   .   .   .   .
withdraw agreement       x   x   x   .   .   x   .   .   .
end halt                 x   .   x   .   .   .   .   .   .
write note               x   x   x   .   .   .   .   .   .
tick protocol            x   x   x   .   .   .   .   .   .
form group               x   x   x   .   .   .   .   .   .
find duplicates          x   x   x   .   .   .   .   .   .
link cases               x   x   x   .   .   .   .   .   .
compose case             x   x   x   .   .   .   .   .   .
review case              x   x   x   .   .   .   .   .   .
list requests            x   x   x   .   .   .   .   .   .
view case                x   x   x   .   .   .   .   .   .
edit network             x   x   x   .   .   .   .   .   .
try edit                 x   x   x   .   .   .   .   .   .
note observation         x   x   x   .   .   .   x   .   .
list observations        x   x   x   .   .   .   x   .   .
take in observations     x   x   x   .   .   .   .   .   .
list beds                x   x   x   .   .   .   .   .   .
book nights              x   .   x   .   .   .   .   .   .
close house              x   .   x   .   .   .   .   .   .
list helpers             x   .   x   x   .   .   .   .   .
set vetting rules        x   .   x   .   .   .   .   .   .
take vetting step        x   .   x   .   .   .   .   .   .
vouch                    x   .   x   .   .   .   .   .   .
set availability         x   .   x   .   .   .   .   .   .
deny helper              x   .   x   .   .   .   .   .   .
list members             x   x   x   x   x   x   x   x   x
list applications        x   .   x   .   .   .   .   .   x
sponsor member           x   .   x   .   .   .   .   .   .
remove member            x   .   x   .   .   .   .   .   .
change passphrase        x   x   x   x   x   x   x   x   x
verify ledger            x   x   x   x   x   x   x   x   x
show ledger              2   .   .   .   .   .   .   2   .
hand over ledger         x   .   .   .   .   .   .   x   .
import records           x   x   x   .   .   .   x   .   .
export records           2   .   2   .   .   .   .   .   .
export person            x   x   x   .   .   x   .   .   .
retire records           x   .   x   .   .   .   .   .   .
expose                   x   .   x   .   .   .   .   .   .
mark                     x   x   x   .   .   .   .   .   .
unmark                   2   .   2   .   .   .   .   .   .
list notices             x   x   x   x   x   x   x   x   x
note meeting             x   x   x   .   .   x   .   .   .
note told                x   x   x   x   x   x   .   .   .
entrust root             x   x   x   x   x   x   x   x   x
ask recovery             x   x   x   x   x   x   x   x   x
stop recovery            x   x   x   x   x   x   x   x   x
help recovery            x   x   x   x   x   x   x   x   x
set duress passphrase    x   x   x   x   x   x   x   x   x
panic                    x   x   x   x   x   x   x   x   x
make bundle              x   2   x   2   2   2   2   .   .
take in bundle           x   x   x   x   x   x   x   .   .
back up                  x   .   .   .   .   .   .   .   x
drill backup             x   .   .   .   .   .   .   .   x
burn vault               2   .   2   .   .   .   .   .   .
forget backups           x   .   .   .   .   .   .   .   x
plan payment             x   .   .   x   .   .   .   .   .
approve payment          x   .   .   x   .   .   .   .   .
pay                      x   .   .   x   .   .   .   .   .
hold back                x   .   .   x   .   .   .   .   .
enter code               x   .   .   x   .   .   .   .   .
release hold-back        x   .   .   x   .   .   .   .   .
forfeit hold-back        x   .   .   x   .   .   .   .   .
refund payment           x   .   .   x   .   .   .   .   .
add receipt              x   .   .   x   .   .   .   .   .
set rate                 x   .   .   x   .   .   .   .   .
add fund                 x   .   .   x   .   .   .   .   .
set budget               x   .   .   x   .   .   .   .   .
show books               x   .   .   x   .   .   .   .   .
export books             2   .   .   2   .   .   .   .   .
open door                x   .   .   .   .   .   .   .   .
shut door                x   x   x   .   .   .   .   .   .
collect letters          x   x   x   .   .   .   .   .   .
take request             x   x   x   .   .   .   .   .   .
answer requester         x   x   x   .   .   .   .   .   .
set up watch             x   .   x   .   .   .   .   .   x
set recipients           x   .   x   .   .   .   .   .   .
arm check-ins            x   x   x   .   .   .   .   .   .
check in                 x   x   x   .   .   .   .   .   .
change check-ins         x   x   x   .   .   .   .   .   .
acknowledge alert        x   x   x   .   .   .   .   .   .
list check-ins           x   x   x   .   .   .   .   .   .
take in check-ins        x   x   x   .   .   .   .   .   .
start journey            x   x   x   .   .   .   .   .   .
note stage               x   x   x   .   .   .   .   .   .
offer hand-over          x   x   x   .   .   .   .   .   .
answer hand-over         x   x   x   .   .   .   .   .   .
confirm hand-over        x   x   x   .   .   .   .   .   .
make sheet               x   x   x   .   .   .   .   .   .
report incident          x   x   x   .   .   .   .   .   .
end incident             x   x   x   .   .   .   .   .   .
replan journey           x   x   x   .   .   .   .   .   .
split group              x   x   x   .   .   .   .   .   .
merge groups             x   x   x   .   .   .   .   .   .
note outcome             x   x   x   .   .   .   .   .   .
follow up                x   x   x   .   .   .   .   .   .
view journey             x   x   x   .   .   .   .   .   .
compromise               x   x   x   .   .   .   .   .   .
tick off                 x   x   x   .   .   .   .   .   .
take back compromise     2   .   2   .   .   .   .   .   .
drill compromise         x   .   x   .   .   .   .   .   .
make continuity pack     x   .   x   .   .   .   .   .   .
take over journeys       x   .   x   .   .   .   .   .   .
"""

# h: may hold the key of such a compartment, and so open whatever is in it.
COMPARTMENTS = """
                         co  cw  po  mk  mo  to  an  au  ad
directory                h   h   h   h   h   h   h   h   h
watchtower               h   .   h   .   .   .   .   .   .
door                     h   h   h   .   .   .   .   .   .
case                     h   h   h   .   .   .   .   .   .
helper                   h   .   h   h   .   .   .   .   .
house                    h   h   h   .   .   .   .   .   .
corridor                 h   h   h   .   .   .   h   .   .
journey                  h   h   h   .   .   .   .   .   .
money                    h   .   .   h   .   .   .   .   .
media                    h   .   .   .   h   .   .   .   .
tracing                  h   .   h   .   .   h   .   .   .
"""

# o: may open such a record. s: may open and save it. k: may open and keep it, in a bundle or a table, but
# only the verbs of money write it: nothing in it is true by somebody's hand alone.
KINDS = """
                         co  cw  po  mk  mo  to  an  au  ad
case                     s   s   s   .   .   .   .   .   .
person                   s   s   s   .   .   s   .   .   .
group                    s   s   s   .   .   .   .   .   .
note                     s   s   s   .   .   s   .   .   .
helper                   s   .   s   o   .   .   .   .   .
vetting_rules            s   .   s   .   .   .   .   .   .
house                    s   o   s   .   .   .   .   .   .
corridor                 s   o   s   .   .   .   o   .   .
network                  s   s   s   .   .   .   o   .   .
observation              s   s   s   .   .   .   s   .   .
decision                 s   s   s   .   .   .   .   .   .
journey                  s   s   s   .   .   .   .   .   .
compromise               s   s   s   .   .   .   .   .   .
payment                  k   .   .   k   .   .   .   .   .
book                     k   .   .   k   .   .   .   .   .
rates                    k   .   .   k   .   .   .   .   .
fund                     k   .   .   k   .   .   .   .   .
budget                   k   .   .   k   .   .   .   .   .
code                     k   .   .   k   .   .   .   .   .
tally                    s   .   s   .   .   .   o   .   .
"""

Table = dict[str, dict[MemberRole, str]]


def table(text: str) -> Table:
    """Return a table as marks by line and role. Raises ValueError where a line has not one mark for each."""
    lines = [line.rsplit(maxsplit=len(MEMBER_ROLES)) for line in text.strip("\n").splitlines()[1:]]
    return {name: dict(zip(MEMBER_ROLES, marks, strict=True)) for name, *marks in lines}


_VERBS, _COMPARTMENTS, _KINDS = table(VERBS), table(COMPARTMENTS), table(KINDS)


def check_verb(role: MemberRole, verb: str, second: MemberRole | None = None) -> None:
    """Raise NotAllowed where the role may not do that, or not without a second one who may do it too."""
    marks = _VERBS.get(verb, {})
    mark = marks.get(role, ".")
    if mark not in {"x", "2"}:
        raise NotAllowed.to(_(verb), _who(marks, "x2"))
    if mark == "2" and (second is None or marks[second] not in {"x", "2"}):
        raise NotAllowed.to(
            _("{verb}, alone").format(verb=_(verb)),
            _("a second member who agrees: {who}").format(who=_who(marks, "x2")),
        )


def may(role: MemberRole, verb: str) -> bool:
    """Tell whether the role may do that: alone, or with a second member who agrees."""
    return _VERBS[verb][role] in {"x", "2"}


def needs_second(role: MemberRole, verb: str) -> bool:
    """Tell whether the role may do that only when a second member agrees."""
    return _VERBS[verb][role] == "2"


def check_compartment(role: MemberRole, kind: str) -> None:
    """Raise NotAllowed where the role may not hold a compartment of that kind."""
    marks = _COMPARTMENTS.get(kind, {})
    if marks.get(role) != "h":
        raise NotAllowed.to(_("compartment of kind {kind}").format(kind=_(kind)), _who(marks, "h"))


def check_kind(role: MemberRole, kind: str, *, save: bool, by_hand: bool = False) -> None:
    """Raise NotAllowed where the role may not open, or not save, a record of that kind.

    `by_hand`: saving what somebody wrote, which the kinds of money are not.
    """
    marks = _KINDS.get(kind, {})
    good = ("s" if by_hand else "sk") if save else "osk"
    if marks.get(role, ".") not in good:
        raise NotAllowed.to(
            (_("saving a record of kind {kind}") if save else _("opening a record of kind {kind}")).format(
                kind=_(kind)
            ),
            _who(marks, good),
        )


def may_open(role: MemberRole, kind: str, *, save: bool = False) -> bool:
    """Tell whether the role may open, or save, a record of that kind."""
    return _KINDS.get(kind, {}).get(role, ".") in ("sk" if save else "osk")


def _who(marks: dict[MemberRole, str], good: str) -> str:
    roles = [_(role) for role, mark in marks.items() if mark in good]
    return either(roles) if roles else _("nobody")
