"""How a report lives (DOMAIN 2.4), and who may know of it (DOMAIN 1.3)."""

from bot.domain.cases import Case
from bot.domain.concerns import Kind
from bot.domain.workflows import Move, Standing, Workflow, reporter
from bot.services.access import is_seen, kind_of, manager

KIND = "report_cyberbullying"
SORTS = ("triage", "sort_again")
# What nobody has in hand, and is brought up until somebody has.
UNTAKEN = ("submitted", "escalated", "reopened")
WAITING = (*UNTAKEN, "not_needed")
WORKING = ("acknowledged", "triaged", "in_progress", "escalated", "reopened")
OPEN = ("submitted", "not_needed", *WORKING)
ENDED = ("closed", "transferred", "recorded_in_error")
ORDINARY = frozenset({Kind.CB_P, Kind.CB_S})


def reporter_of_ordinary(case: Case, standing: Standing) -> bool:
    """Tell whether the person may say that a report is no longer needed (DOMAIN 1.3)."""
    return reporter(case, standing) and kind_of(case) in ORDINARY


WORKFLOW = Workflow(
    kind=KIND,
    prefix="CB",
    title="Report",
    first="submitted",
    moves=(
        Move("take", WAITING, "acknowledged", manager),
        Move("triage", ("acknowledged",), "triaged", manager, needs_words=True, offered=True),
        # Whoever sorts it again is as far with it as before.
        Move("sort_again", ("triaged", "in_progress"), "", manager, needs_words=True, offered=True),
        Move("start", ("acknowledged", "triaged"), "in_progress", manager),
        Move("close", (*WORKING, "not_needed"), "closed", manager, needs_words=True),
        Move(
            "escalate",
            ("submitted", *WORKING),
            "escalated",
            manager,
            needs_words=True,
            offered=True,
        ),
        Move("transfer", WORKING, "transferred", manager, needs_words=True, offered=True),
        Move("void", OPEN, "recorded_in_error", manager, needs_words=True, offered=True),
        Move("reopen", ENDED, "reopened", manager, needs_words=True, offered=True),
        # The reporter only marks it; the handler decides.
        Move(
            "withdraw",
            ("submitted", "acknowledged"),
            "not_needed",
            reporter_of_ordinary,
            offered=True,
        ),
    ),
    words={
        "submitted": "sent, not picked up yet",
        "not_needed": "marked as no longer needed",
        "acknowledged": "picked up",
        "triaged": "picked up and sorted",
        "in_progress": "being dealt with",
        "escalated": "taken further up",
        "reopened": "opened again",
        "transferred": "moved to the child protection records",
        "recorded_in_error": "recorded in error",
        "closed": "dealt with",
    },
    seen_by=is_seen,
)
