"""How an access request lives (DOMAIN 4.2): its states, and who may move it on."""

from bot.domain.cases import Case
from bot.domain.people import Role
from bot.domain.workflows import Move, Standing, Workflow, decider, nobody, reporter
from bot.services.access import is_seen
from intents.request_unblock.flags import asked_first, is_asked

KIND = "request_unblock"
WAITING = ("submitted", "info_requested")
OPENED = ("approved", "active")
TO_BLOCK = ("expired", "revoked")
SWITCHES_OFF = frozenset({Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER, Role.IT_MANAGER})


def implementer(_: Case, standing: Standing) -> bool:
    """Tell whether the person runs the filter."""
    return Role.IT_MANAGER in standing.roles


def may_switch_off(case: Case, standing: Standing) -> bool:
    """Tell whether the person may end an exception at once: safeguarding, who decides, IT (D12)."""
    return decider(case, standing) or bool(SWITCHES_OFF & standing.roles)


def knows_the_filter(case: Case, standing: Standing) -> bool:
    """Tell whether the person may say that the site is not blocked at all."""
    return decider(case, standing) or implementer(case, standing)


WORKFLOW = Workflow(
    kind=KIND,
    prefix="UNB",
    title="Blocked site request",
    first="submitted",
    moves=(
        Move("approve", WAITING, "approved", decider, decides=True, first=asked_first),
        Move("refuse", WAITING, "refused", decider, decides=True, needs_words=True),
        Move("ask", ("submitted",), "info_requested", decider, needs_words=True),
        Move("inform", ("info_requested",), "submitted", reporter, needs_words=True),
        Move("change", WAITING, "submitted", reporter, needs_words=True, offered=True),
        Move("comment", WAITING, "", is_asked, needs_words=True),
        Move("withdraw", WAITING, "withdrawn", reporter, offered=True),
        Move("not_blocked", WAITING, "not_blocked_anyway", knows_the_filter, offered=True),
        Move("done", ("approved",), "active", implementer),
        Move("revoke", OPENED, "revoked", may_switch_off, needs_words=True, offered=True),
        Move("block_again", TO_BLOCK, "blocked_again", implementer),
        # Only time does these three; lapsed is never an approval (must-pass 10).
        Move("lapse", WAITING, "lapsed", nobody),
        Move("expire", OPENED, "expired", nobody),
        Move("extend", OPENED, "extended", nobody),
    ),
    words={
        "submitted": "waiting for a decision",
        "info_requested": "waiting for more information",
        "approved": "approved, being switched on",
        "active": "approved and working",
        "refused": "not approved",
        "withdrawn": "withdrawn",
        "not_blocked_anyway": "not blocked, so nothing to decide",
        "lapsed": "not decided in time, so not approved",
        "expired": "ended",
        "extended": "goes on under a new request",
        "revoked": "switched off early",
        "blocked_again": "ended and blocked again",
    },
    seen_by=is_seen,
)
