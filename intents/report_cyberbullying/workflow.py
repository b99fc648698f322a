"""How a report lives (DOMAIN 2.4), and who may know of it (DOMAIN 1.3)."""

from bot.domain.cases import Case
from bot.domain.concerns import Kind
from bot.domain.workflows import Move, Standing, Workflow, handler, reporter
from bot.services.access import is_seen, kind_of

KIND = "report_cyberbullying"
WAITING = ("submitted", "not_needed")
OPEN = ("submitted", "not_needed", "acknowledged", "in_progress")
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
        Move("take", WAITING, "acknowledged", handler),
        Move("start", ("acknowledged",), "in_progress", handler),
        Move(
            "close",
            ("acknowledged", "in_progress", "not_needed"),
            "closed",
            handler,
            needs_words=True,
        ),
        # The reporter only marks it; the handler decides.
        Move("withdraw", ("submitted", "acknowledged"), "not_needed", reporter_of_ordinary),
    ),
    words={
        "submitted": "sent, not picked up yet",
        "not_needed": "marked as no longer needed",
        "acknowledged": "picked up",
        "in_progress": "being dealt with",
        "closed": "dealt with",
    },
    seen_by=is_seen,
)
