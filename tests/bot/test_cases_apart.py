import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.domain.cases import Case
from bot.domain.notices import Notice
from bot.domain.people import Person
from bot.errors import (
    Changed,
    NotFound,
    TooLate,
)
from bot.ports import Change, OpenUnitOfWork
from bot.services import cases
from bot.services.cases import Step
from intents.request_unblock.workflow import WORKFLOW
from tests.bot.requests_on_file import file, refusal, turn
from tests.support.small_trust import PEOPLE, TUESDAY, pid


@pytest.fixture
def open_uow(sqlite_url: str) -> OpenUnitOfWork:
    return unit_of_work(open_engine(sqlite_url))


@pytest.mark.parametrize("name", ["tom", "chair", "pupil"])
def test_a_case_that_is_not_yours_is_not_there(open_uow: OpenUnitOfWork, name: str) -> None:
    with open_uow() as uow:
        now = turn(uow, name)
        case = file(now)

        hidden = refusal(now, case, Step("approve", 1))
        case.public_id = "no such case"
        missing = refusal(now, case, Step("approve", 1))

    assert isinstance(hidden, NotFound)
    assert (type(hidden), str(hidden)) == (type(missing), str(missing))


def test_a_case_is_hidden_from_whom_it_is_about_even_from_its_handler(
    open_uow: OpenUnitOfWork,
) -> None:
    with open_uow() as uow:
        now = turn(uow, "head")
        case = file(now, subjects=(pid("head"),))

        assert not cases.may_see(now, WORKFLOW, case)
        assert isinstance(refusal(now, case, Step("approve", 1)), NotFound)


def test_a_case_of_another_workflow_or_school_is_not_there(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        now = turn(uow, "head")
        other = file(now)
        other = Case(**{**vars(other), "public_id": "x", "kind": "else", "ref": "X-2026-0001"})
        uow.cases.add(other)

        assert isinstance(refusal(now, other, Step("approve", 1)), NotFound)


def test_of_two_who_saw_the_same_version_one_changes_it(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        now = turn(uow, "head")
        case = file(now)
        change = Change("approved", case.details, None, case.handlers, 1)

        assert uow.cases.change(case, change)
        assert not uow.cases.change(case, change)
        with pytest.raises(Changed):
            cases.wake_later(now, case, TUESDAY)


def test_time_takes_only_the_steps_of_time(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        now = turn(uow, "head")
        case = file(now)

        with pytest.raises(ValueError, match="approve is for people"):
            cases.pass_time(now, WORKFLOW, case, "approve")
        lapsed = cases.pass_time(now, WORKFLOW, case, "lapse")
        late = refusal(now, lapsed, Step("approve", 1))

    assert lapsed.state == "lapsed"
    assert isinstance(late, TooLate)
    assert "not decided in time, so not approved" in str(late)


def test_references_count_per_school_prefix_and_year(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        refs = [file(turn(uow, "amy")).ref for _ in range(3)]

    assert refs == ["UNB-2026-0001", "UNB-2026-0002", "UNB-2026-0003"]


class News(Notice):
    name = "news"


def test_everybody_is_told_once(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        people: list[Person] = [PEOPLE[name] for name in ("amy", "head", "amy")]
        cases.tell(turn(uow, "amy"), [person.id for person in people], News())

        assert [parcel.to for parcel in uow.outbox.claim(TUESDAY, 9)] == [pid("amy"), pid("head")]
