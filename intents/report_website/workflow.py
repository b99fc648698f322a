"""How the report of a website lives (DOMAIN 3.5)."""

from bot.domain.cases import Case
from bot.domain.concerns import Kind
from bot.domain.people import Role
from bot.domain.workflows import Move, Standing, Workflow, handler, reporter
from bot.services.access import is_seen, kept_off, kind_of, manager

KIND = "report_website"
# What nobody has in hand, and is brought up until somebody has.
UNTAKEN = ("submitted", "escalated", "reopened")
WAITING = (*UNTAKEN, "not_needed")
WORKING = ("with_it", "blocked", "verified", "not_blocked", "escalated", "reopened")
OPEN = ("submitted", "not_needed", *WORKING)
ENDED = ("closed", "transferred", "recorded_in_error")
BLOCKABLE = ("submitted", "with_it", "escalated", "reopened")


def implementer(case: Case, standing: Standing) -> bool:
    """Tell whether the person may say that a site is blocked: who runs the filter, or has it."""
    runs_it = Role.IT_MANAGER in standing.roles and standing.person not in kept_off(case)
    return kind_of(case) is Kind.WEB and (runs_it or handler(case, standing))


def reporter_of_site(case: Case, standing: Standing) -> bool:
    """Tell whether the person may say that a report is no longer needed (DOMAIN 1.3)."""
    return reporter(case, standing) and kind_of(case) is Kind.WEB


WORKFLOW = Workflow(
    kind=KIND,
    prefix="WEB",
    title="Website report",
    first="submitted",
    moves=(
        Move("take", WAITING, "with_it", manager),
        Move("block", BLOCKABLE, "blocked", implementer, needs_words=True),
        Move("leave_open", BLOCKABLE, "not_blocked", implementer, needs_words=True),
        Move("verify", ("blocked",), "verified", implementer),
        Move(
            "close",
            ("with_it", "verified", "not_blocked", "not_needed"),
            "closed",
            manager,
            needs_words=True,
        ),
        Move("escalate", OPEN, "escalated", manager, needs_words=True, offered=True),
        Move("transfer", WORKING, "transferred", manager, needs_words=True, offered=True),
        Move("void", OPEN, "recorded_in_error", manager, needs_words=True, offered=True),
        Move("reopen", ENDED, "reopened", manager, needs_words=True, offered=True),
        Move("withdraw", ("submitted", "with_it"), "not_needed", reporter_of_site, offered=True),
    ),
    words={
        "submitted": "sent",
        "not_needed": "marked as no longer needed",
        "with_it": "picked up",
        "blocked": "blocked",
        "verified": "blocked and checked",
        "not_blocked": "not blocked",
        "escalated": "taken further up",
        "reopened": "opened again",
        "transferred": "moved to the child protection records",
        "recorded_in_error": "recorded in error",
        "closed": "dealt with",
    },
    seen_by=is_seen,
)
