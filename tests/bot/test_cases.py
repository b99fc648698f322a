from itertools import product

import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.domain.cases import Case
from bot.errors import (
    AlreadyDone,
    Changed,
    NeedsWords,
    NotYours,
    OwnRequest,
    Refusal,
)
from bot.ports import OpenUnitOfWork
from bot.services import cases
from bot.services.cases import Step
from intents.request_unblock.workflow import WORKFLOW
from tests.bot.requests_on_file import (
    ACTORS,
    ALLOWED,
    DELEGATED,
    STATES,
    VERBS,
    file,
    refusal,
    step,
    turn,
)
from tests.support.small_trust import HILL, TUESDAY, pid


@pytest.fixture
def open_uow(sqlite_url: str) -> OpenUnitOfWork:
    return unit_of_work(open_engine(sqlite_url))


def test_exactly_the_allowed_moves_succeed_whoever_tries_whatever_in_every_state(
    open_uow: OpenUnitOfWork,
) -> None:
    done: set[tuple[str, str, str]] = set()
    with open_uow() as uow:
        for state, verb, actor in product(STATES, VERBS, ACTORS):
            now = turn(uow, actor, DELEGATED)
            case = file(now, state)
            try:
                moved = cases.move(now, WORKFLOW, case.public_id, step(verb))
            except Refusal:
                assert uow.cases.get(HILL, case.public_id) == case
                assert uow.cases.decision(HILL, case.public_id) is None
            else:
                assert moved.state == WORKFLOW.move(verb).target
                done.add((state, verb, actor))

    assert done == ALLOWED


def test_a_decision_is_kept_with_who_for_whom_when_and_why(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        now = turn(uow, "deputy", DELEGATED)
        case = file(now)

        cases.move(now, WORKFLOW, case.public_id, Step("refuse", 1, "It has chat."))

        decision = uow.cases.decision(HILL, case.public_id)
        assert decision
        assert (decision.verdict, decision.by) == ("refuse", pid("deputy"))
        assert (decision.acting_for, decision.reason) == (pid("head"), "It has chat.")
        assert decision.at == TUESDAY
        history = uow.cases.history(HILL, case.public_id)
        assert [(e.action, e.from_state, e.to_state) for e in history] == [
            ("submitted", "", "submitted"),
            ("refuse", "submitted", "refused"),
        ]


@pytest.mark.parametrize(
    "wanted",
    [
        Step("refuse"),
        Step("refuse", reason="   "),
        Step("refuse", details={"note": "words that nobody reads"}),
        Step("ask"),
        Step("ask", details={"question": " "}),
    ],
)
def test_a_step_that_needs_words_is_impossible_without_them(
    open_uow: OpenUnitOfWork, wanted: Step
) -> None:
    with open_uow() as uow:
        now = turn(uow, "head")
        case = file(now)

        assert isinstance(refusal(now, case, wanted), NeedsWords)
        assert uow.cases.get(HILL, case.public_id) == case


def test_the_answer_to_a_question_needs_words_too(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        now = turn(uow, "amy")
        case = file(now, "info_requested")

        assert isinstance(refusal(now, case, Step("inform", edits=True)), NeedsWords)


def test_old_buttons_stop_working_once_the_requester_changed_it(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        amy, head = turn(uow, "amy"), turn(uow, "head")
        case = file(amy, "info_requested")
        informed = Step("inform", details={"information": "For maps"}, edits=True)

        changed = cases.move(amy, WORKFLOW, case.public_id, informed)
        refused = refusal(head, case, Step("approve", case.revision))
        cases.move(head, WORKFLOW, case.public_id, Step("approve", changed.revision))

        assert (case.revision, changed.revision) == (1, 2)
        assert isinstance(refused, Changed)


def test_the_second_to_decide_is_told_who_did_and_when(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        head, deputy = turn(uow, "head"), turn(uow, "deputy", DELEGATED, later=1)
        case = file(head)
        cases.move(head, WORKFLOW, case.public_id, Step("approve", 1))

        refused = refusal(deputy, case, Step("refuse", 1, "No."))

        assert isinstance(refused, AlreadyDone)
        assert str(refused).startswith(
            "Grace Adeyemi has already settled this: approved, being switched on at 10:00."
        )


def test_days_later_the_day_is_named_as_well(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        head, later = turn(uow, "head"), turn(uow, "head", later=48)
        case = file(head)
        cases.move(head, WORKFLOW, case.public_id, Step("approve", 1))

        assert "on Tue 17 Nov at 10:00" in str(refusal(later, case, Step("approve", 1)))


def test_whoever_may_not_is_told_who_may(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        case = file(turn(uow, "amy"))

        by_it = refusal(turn(uow, "it"), case, Step("approve", 1))
        own = refusal(turn(uow, "amy"), case, Step("approve", 1))

    assert isinstance(by_it, NotYours)
    assert str(by_it) == "Only Grace Adeyemi can decide this. Nothing has changed."
    assert isinstance(own, OwnRequest)
    assert str(own) == "You asked for this one, so Grace Adeyemi must decide. Nothing has changed."


def test_the_heads_own_request_is_decided_by_the_deputy(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        now = turn(uow, "head")
        case = file(now)
        case.reporter = pid("head")
        other = Case(**{**vars(case), "public_id": "own", "ref": "UNB-2026-0900"})
        uow.cases.add(other)

        assert isinstance(refusal(now, other, Step("approve", 1)), OwnRequest)
        moved = cases.move(turn(uow, "deputy"), WORKFLOW, "own", Step("approve", 1))

    assert moved.state == "approved"
