"""How an access request lives (DOMAIN 4.2): its states, and who may move it on."""

from bot.domain.cases import Case
from bot.domain.people import Role
from bot.domain.workflows import Move, Standing, Workflow, decider, nobody, reporter
from bot.services.access import is_seen

KIND = "request_unblock"
WAITING = ("submitted", "info_requested")


def implementer(_: Case, standing: Standing) -> bool:
    """Tell whether the person runs the filter."""
    return Role.IT_MANAGER in standing.roles


WORKFLOW = Workflow(
    kind=KIND,
    prefix="UNB",
    title="Blocked site request",
    first="submitted",
    moves=(
        Move("approve", WAITING, "approved", decider, decides=True),
        Move("refuse", WAITING, "refused", decider, decides=True, needs_words=True),
        Move("ask", ("submitted",), "info_requested", decider, needs_words=True),
        Move("inform", ("info_requested",), "submitted", reporter, needs_words=True),
        Move("withdraw", WAITING, "withdrawn", reporter),
        Move("done", ("approved",), "active", implementer),
        # Only time does these two; lapsed is never an approval (must-pass 10).
        Move("lapse", WAITING, "lapsed", nobody),
        Move("expire", ("active",), "expired", nobody),
    ),
    words={
        "submitted": "waiting for a decision",
        "info_requested": "waiting for more information",
        "approved": "approved, being switched on",
        "active": "approved and working",
        "refused": "not approved",
        "withdrawn": "withdrawn",
        "lapsed": "not decided in time, so not approved",
        "expired": "ended",
    },
    seen_by=is_seen,
)
