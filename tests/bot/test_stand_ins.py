"""Stand-ins: who hears of a case when its handler cannot be reached, and never a subject."""

from typing import Any

import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.domain.cases import Case
from bot.domain.people import PersonId, Role
from bot.domain.workflows import Standing, Workflow
from bot.ports import OpenUnitOfWork
from bot.services.stand_ins import in_order, stand_in
from tests.support.small_trust import HILL, PEOPLE, TUESDAY, directory, pid, turn_of


def leaders(_: Case, standing: Standing) -> bool:
    """Return whether a person may see the case: safeguarding leads and heads may."""
    return bool({Role.DSL, Role.HEADTEACHER} & standing.roles)


WORKFLOW = Workflow("report", "CB", "Report", "open", (), {}, seen_by=leaders)


@pytest.fixture
def open_uow(sqlite_url: str) -> OpenUnitOfWork:
    return unit_of_work(open_engine(sqlite_url))


def found(
    open_uow: OpenUnitOfWork, who: str, told: tuple[str, ...] = (), **of: Any
) -> PersonId | None:
    standard: dict[str, Any] = {"handlers": (pid(who),)}
    case = Case(HILL, "CB-1", "report", "open", pid("amy"), TUESDAY, {}, **{**standard, **of})
    with open_uow() as uow:
        turn = turn_of(PEOPLE[who], uow, directory())
        return stand_in(turn, WORKFLOW, case, [pid(name) for name in told])


def test_the_head_is_next_after_the_safeguarding_lead(open_uow: OpenUnitOfWork) -> None:
    assert found(open_uow, "dsl") == pid("head")


def test_the_lead_is_next_after_the_coordinator(open_uow: OpenUnitOfWork) -> None:
    # The head comes first here because they would decide a request of that teacher's.
    assert found(open_uow, "coordinator") == pid("head")
    assert found(open_uow, "coordinator", told=("head",)) == pid("dsl")


def test_somebody_who_was_told_already_is_not_told_again(open_uow: OpenUnitOfWork) -> None:
    assert found(open_uow, "dsl", told=("head",)) is None


def test_somebody_it_is_about_is_never_the_next(open_uow: OpenUnitOfWork) -> None:
    assert found(open_uow, "dsl", subjects=(pid("head"),)) is None


def test_a_receipt_goes_to_nobody_else(open_uow: OpenUnitOfWork) -> None:
    assert found(open_uow, "amy", handlers=(pid("dsl"),)) is None


def test_nobody_who_may_not_see_the_case_is_chosen(open_uow: OpenUnitOfWork) -> None:
    assert found(open_uow, "head", told=("dsl",)) is None


def test_people_are_tried_as_staff_would_try_them_by_hand(open_uow: OpenUnitOfWork) -> None:
    found = [pid(name) for name in ("trust", "chair", "deputy", "dsl")]

    with open_uow() as uow:
        ordered = in_order(turn_of(PEOPLE["amy"], uow, directory()), found)

    assert ordered == tuple(pid(name) for name in ("dsl", "deputy", "chair", "trust"))
