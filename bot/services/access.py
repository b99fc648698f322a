"""Access: how much of a case somebody may see today, and what is written down of it.

The one place that cards, lists, searches, counts, exports, home pages, reminders and digests ask
(DOMAIN 1.3). Whoever a case is about gets nothing, whatever their roles are (rule 5).
"""

from bot.domain.access import Act, Look
from bot.domain.cases import Case
from bot.domain.concerns import Alleged, Kind, Target
from bot.domain.people import PersonId
from bot.domain.permissions import (
    BREAKS_GLASS,
    RESTRICTED_KINDS,
    If,
    Right,
    View,
    rights_for,
    view_with,
)
from bot.domain.workflows import Standing, handler
from bot.turn import Turn

CHILDREN = frozenset({Alleged.PUPIL.value, Alleged.PUPIL_ELSEWHERE.value, Target.PUPIL.value})


def kind_of(case: Case) -> Kind:
    """Return which of the kinds of DOMAIN 1.2 a case is; a reference begins with its own."""
    return Kind(_code(case))


def is_listed(case: Case) -> bool:
    """Tell whether a case is of one of those kinds; a register of its own may not be."""
    return _code(case) in set(Kind)


def kept_off(case: Case) -> frozenset[PersonId]:
    """Return everybody who must never have a case in hand: subjects, and staff targets."""
    return frozenset({*case.subjects, *map(PersonId, case.words("kept_off"))})


def rights_of(case: Case, standing: Standing) -> frozenset[Right]:
    """Return what the person's roles let them do with a case, conflicts subtracted."""
    if standing.person in kept_off(case) or not is_listed(case):
        return frozenset()
    given = rights_for(kind_of(case), standing.roles, _circumstances(case, standing))
    # Whoever holds a live delegation decides, whatever their post is (D3).
    is_delegate = kind_of(case) is Kind.UNB and standing.decides
    return given | {Right.DECIDE} if is_delegate else given


def view_of(case: Case, standing: Standing) -> View:
    """Return how much of a case the person sees; all of what they have in hand."""
    if standing.person in kept_off(case):
        return View.NOTHING
    if standing.broke_glass or standing.person in case.handlers:
        return View.ALL
    return view_with(rights_of(case, standing))


def is_seen(case: Case, standing: Standing) -> bool:
    """Tell whether the person may know of the case by their roles; of a stub only counts know."""
    return case.erased_at is None and view_of(case, standing) is not View.NOTHING


def manager(case: Case, standing: Standing) -> bool:
    """Tell whether the person runs the case: they have it in hand, or their role is to (K)."""
    if standing.person in kept_off(case):
        return False
    return handler(case, standing) or Right.MANAGE in rights_of(case, standing)


def is_restricted(case: Case) -> bool:
    """Tell whether every look at the case is written down."""
    return case.text("kind") in RESTRICTED_KINDS


def may_break_glass(case: Case, standing: Standing) -> bool:
    """Tell whether the person may open a restricted case that they are not on, with a reason."""
    is_kept_off = standing.person in kept_off(case) or standing.person == case.reporter
    return is_restricted(case) and not is_kept_off and bool(BREAKS_GLASS & standing.roles)


def note_look(turn: Turn, case: Case, act: Act, reason: str = "") -> None:
    """Write down that the person looked at a restricted case; other looks are not kept."""
    if is_restricted(case):
        note(turn, act, reason, case.public_id)


def note(turn: Turn, act: Act, what: str, case: str = "") -> None:
    """Write down what the person did, whether with one case or with something else."""
    turn.uow.access.record(
        Look(
            school=turn.school.id,
            at=turn.now,
            person=turn.person.id,
            act=act,
            case=case,
            reason=what,
            surface=turn.place.platform,
        )
    )


def _code(case: Case) -> str:
    return case.text("kind") or case.ref.partition("-")[0]


def _circumstances(case: Case, standing: Standing) -> frozenset[If]:
    found = {
        If.CHILD: CHILDREN & {case.text("alleged"), case.text("target")},
        If.ACTING: standing.acts,
        If.DECIDES: standing.decides,
        If.ASKED: standing.person in case.words("it_asked"),
        If.AGREED: standing.person in case.words("line_manager_told"),
        If.DATA: "accounts" in case.words("involves"),
    }
    return frozenset(condition for condition, is_so in found.items() if is_so)
