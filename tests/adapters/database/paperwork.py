"""Two schools, a few people, and what they file."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from bot.domain.cases import Case, CaseEvent, Decision
from bot.domain.drafts import Draft
from bot.domain.notices import CaseNotice
from bot.domain.people import PersonId, SchoolId
from bot.ports import OpenUnitOfWork, UnitOfWork

NOW = datetime(2026, 11, 20, 9, 30, 15, 123456, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(minutes=5), NOW - timedelta(minutes=5)
HERE, THERE = SchoolId("oakfield"), SchoolId("ravensmere")
AMY, BEN, CLEO = PersonId("oakfield/amy"), PersonId("oakfield/ben"), PersonId("oakfield/cleo")

ResultT = TypeVar("ResultT")


class Sent(CaseNotice):
    """A notice to put into the outbox."""

    name = "sent"


def case(**changes: Any) -> Case:
    standard: dict[str, Any] = {
        "school": HERE,
        "ref": "UNB-2026-0001",
        "kind": "unblock",
        "state": "pending",
        "reporter": AMY,
        "reported_at": NOW,
        "details": {"address": "https://maps.example"},
        "handlers": (BEN, CLEO),
        "subjects": (),
    }
    return Case(**{**standard, **changes})


def event(of: Case, **changes: Any) -> CaseEvent:
    standard: dict[str, Any] = {
        "school": of.school,
        "case": of.public_id,
        "at": NOW,
        "actor": AMY,
        "action": "submitted",
        "from_state": "",
        "to_state": "pending",
    }
    return CaseEvent(**{**standard, **changes})


def decision(on: Case, **changes: Any) -> Decision:
    standard: dict[str, Any] = {
        "school": on.school,
        "case": on.public_id,
        "requester": on.reporter,
        "verdict": "approve",
        "by": BEN,
        "at": NOW,
    }
    return Decision(**{**standard, **changes})


def draft(**changes: Any) -> Draft:
    standard: dict[str, Any] = {
        "school": HERE,
        "person": AMY,
        "form": "request_unblock",
        "touched_at": NOW,
        "answers": {"address": "https://maps.example", "year": 5, "days": ["tue", "fri"]},
    }
    return Draft(**{**standard, **changes})


def save(open_uow: OpenUnitOfWork, does: Callable[[UnitOfWork], ResultT]) -> ResultT:
    """Do it in a transaction of its own, and keep it."""
    with open_uow() as uow:
        result = does(uow)
        uow.commit()
    return result


def read(open_uow: OpenUnitOfWork, asks: Callable[[UnitOfWork], ResultT]) -> ResultT:
    """Ask in a transaction of its own."""
    with open_uow() as uow:
        return asks(uow)


def filed(open_uow: OpenUnitOfWork, **changes: Any) -> Case:
    """File a case, and return it as it comes back."""
    new = case(**changes)
    save(open_uow, lambda uow: uow.cases.add(new))
    found = read(open_uow, lambda uow: uow.cases.get(new.school, new.public_id))
    assert found is not None
    return found


def put(open_uow: OpenUnitOfWork, number: int = 1, due: datetime = NOW) -> None:
    """Put notices for Ben into the outbox."""

    def put_all(uow: UnitOfWork) -> None:
        for each in range(number):
            uow.outbox.put(HERE, BEN, Sent(case=f"case-{each}"), due=due)

    save(open_uow, put_all)
