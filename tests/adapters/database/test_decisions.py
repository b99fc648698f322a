"""Decisions and histories of cases: what goes in comes out, and the database guards them."""

import pytest
from sqlalchemy.exc import IntegrityError

from bot.ports import OpenUnitOfWork
from tests.adapters.database.paperwork import (
    AMY,
    CLEO,
    HERE,
    LATER,
    NOW,
    decision,
    event,
    filed,
    read,
    save,
)


def test_a_decision_comes_out_as_it_went_in(open_uow: OpenUnitOfWork) -> None:
    request = filed(open_uow)
    made = decision(request, acting_for=CLEO, reason="For Year 5 only")

    save(open_uow, lambda uow: uow.cases.decide(made))

    assert read(open_uow, lambda uow: uow.cases.decision(HERE, request.public_id)) == made


def test_a_request_that_waits_has_no_decision(open_uow: OpenUnitOfWork) -> None:
    request = filed(open_uow)

    assert read(open_uow, lambda uow: uow.cases.decision(HERE, request.public_id)) is None


def test_the_database_refuses_a_second_decision(open_uow: OpenUnitOfWork) -> None:
    request = filed(open_uow)
    save(open_uow, lambda uow: uow.cases.decide(decision(request, verdict="approve")))

    with pytest.raises(IntegrityError):
        save(open_uow, lambda uow: uow.cases.decide(decision(request, verdict="refuse", by=CLEO)))


def test_the_database_refuses_a_decision_by_the_requester(open_uow: OpenUnitOfWork) -> None:
    request = filed(open_uow)

    with pytest.raises(IntegrityError):
        save(open_uow, lambda uow: uow.cases.decide(decision(request, by=AMY)))


def test_a_history_is_told_in_order(open_uow: OpenUnitOfWork) -> None:
    request = filed(open_uow)
    told = [
        event(request, at=LATER, action="submitted"),
        event(request, at=NOW, action="approve", acting_for=CLEO, reason="Yes", surface="slack"),
    ]

    with open_uow() as uow:
        for each in told:
            uow.cases.record(each)
        uow.commit()

    assert read(open_uow, lambda uow: uow.cases.history(HERE, request.public_id)) == told
