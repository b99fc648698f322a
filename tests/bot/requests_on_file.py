"""Requests of Amy's, in any state."""

from datetime import timedelta
from itertools import product

import pytest

from bot.domain.cases import Case
from bot.domain.days import DaySpan
from bot.domain.schools import Delegation
from bot.errors import (
    Refusal,
)
from bot.ports import UnitOfWork
from bot.services import cases
from bot.services.cases import Step
from bot.turn import Turn
from intents.request_unblock.workflow import WORKFLOW
from tests.support.small_trust import HILL, PEOPLE, TUESDAY, directory, pid, school, turn_of

TODAY = TUESDAY.date()
DELEGATED = Delegation(pid("head"), pid("deputy"), DaySpan(TODAY, TODAY))
ACTORS = ("amy", "tom", "head", "deputy", "dsl", "it", "chair", "pupil")
VERBS = tuple(move.verb for move in WORKFLOW.moves)
STATES = tuple(WORKFLOW.words)
WAITING = ("submitted", "info_requested")
# All that may happen to a request of Amy's while Daniel may act for the head (A5).
ALLOWED = {
    *product(WAITING, ("approve", "refuse"), ("head", "deputy")),
    *product(("submitted",), ("ask",), ("head", "deputy")),
    ("info_requested", "inform", "amy"),
    *product(WAITING, ("withdraw",), ("amy",)),
    *product(WAITING, ("change",), ("amy",)),
    *product(WAITING, ("not_blocked",), ("head", "deputy", "it")),
    ("approved", "done", "it"),
    *product(("approved", "active"), ("revoke",), ("head", "deputy", "dsl", "it")),
    *product(("expired", "revoked"), ("block_again",), ("it",)),
}


def file(turn: Turn, state: str = "submitted", **changes: object) -> Case:
    case = Case(
        school=HILL,
        ref="",
        kind=WORKFLOW.kind,
        state=state,
        reporter=pid("amy"),
        reported_at=TUESDAY,
        details={"url": "https://maps.example"},
        handlers=(pid("head"),),
        **changes,  # type: ignore[arg-type]
    )
    return cases.open_case(turn, WORKFLOW, case)


def turn(uow: UnitOfWork, name: str, *delegations: Delegation, later: float = 0) -> Turn:
    known = directory(None, school(HILL, *delegations))
    return turn_of(PEOPLE[name], uow, known, TUESDAY + timedelta(hours=later))


def step(verb: str) -> Step:
    return Step(verb, reason="It has chat.", details={"question": "why?"})


def refusal(now: Turn, case: Case, wanted: Step) -> Refusal:
    with pytest.raises(Refusal) as refused:
        cases.move(now, WORKFLOW, case.public_id, wanted)
    return refused.value
