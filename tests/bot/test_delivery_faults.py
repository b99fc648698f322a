import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.conversation.cards import Card
from bot.delivery import MOST_ATTEMPTS, MOST_BUGS
from bot.domain.people import Grant
from bot.errors import DeliveryError, StorageDown
from bot.turn import Turn
from tests.support.post_office import PostOffice, no_fault
from tests.support.small_trust import PEOPLE, TUESDAY


@pytest.fixture
def office(sqlite_url: str) -> PostOffice:
    return PostOffice(unit_of_work(open_engine(sqlite_url)))


def test_a_slow_down_is_waited_out_however_often(office: PostOffice) -> None:
    office.puts("amy", "patience")
    office.postman.fault = lambda _: DeliveryError("ratelimited", retry_after=30)

    for _ in range(MOST_ATTEMPTS + 5):
        office.flushes(timedelta(seconds=30))
    office.postman.fault = no_fault

    assert office.flushes(timedelta(seconds=29)) == 0
    assert office.flushes(timedelta(seconds=2)) == 1
    assert office.postman.in_order == ["amy: patience"]


def test_a_platform_that_is_down_for_a_day_loses_nothing(office: PostOffice) -> None:
    office.puts("amy", "first", "second")
    office.postman.fault = lambda _: DeliveryError("503")

    for _ in range(23 * 4):
        office.flushes(timedelta(minutes=15))
    office.postman.fault = no_fault
    office.flushes(timedelta(minutes=15))

    assert office.postman.in_order == ["amy: first", "amy: second"]


def test_a_letter_that_can_never_arrive_is_given_up_with_a_line_in_the_journal(
    office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    office.puts("amy", "secret story", "other")
    office.postman.fault = lambda title: (
        DeliveryError("account_inactive", permanent=True) if title == "secret story" else None
    )

    office.flushes()

    told = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [record.getMessage() for record in told] == ["not delivered"]
    assert vars(told[0])["reason"] == "account_inactive"
    assert "story" not in str(vars(told[0]))
    assert office.postman.in_order == ["amy: other"]
    assert office.is_empty()


def test_no_letter_overtakes_one_that_the_platform_refuses_for_now(office: PostOffice) -> None:
    office.puts("amy", "first", "second", "third")
    office.puts("tom", "hello")
    office.postman.fault = lambda title: DeliveryError("busy") if title == "first" else None

    office.flushes()
    assert office.postman.in_order == ["tom: hello"]
    office.postman.fault = no_fault
    office.flushes(timedelta(seconds=3))

    assert office.postman.in_order[1:] == ["amy: first", "amy: second", "amy: third"]


def test_a_card_that_cannot_be_made_stops_nobody_and_is_given_up(
    office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    def compose(notice: str, _: Turn) -> Card:
        if "poison" in notice:
            raise KeyError("what somebody wrote")
        return Card(notice.split('"')[5])

    office.compose = compose
    office.puts("amy", "poison", "after it")
    office.puts("tom", "hello")

    office.flushes()
    first = sorted(office.postman.in_order)
    for _ in range(MOST_BUGS):
        office.flushes(timedelta(minutes=20))

    assert first == ["amy: after it", "tom: hello"]
    assert office.is_empty()
    assert "what somebody wrote" not in caplog.text
    reasons = {vars(record)["reason"] for record in caplog.records}
    assert len(reasons) == 1
    assert next(iter(reasons)).startswith("KeyError at ")


def test_a_fault_of_the_database_gives_nothing_up(office: PostOffice) -> None:
    def down(_: str, __: Turn) -> Card:
        raise StorageDown

    office.compose, working = down, office.compose
    office.puts("amy", "later")
    for _ in range(MOST_BUGS + 2):
        with pytest.raises(StorageDown):
            office.flushes(timedelta(minutes=1))
    office.compose = working
    office.flushes(timedelta(minutes=1))

    assert office.postman.in_order == ["amy: later"]


def test_every_copy_is_redrawn_even_where_one_is_gone(office: PostOffice) -> None:
    for _ in range(3):
        office.puts("amy", "c")
    office.flushes()
    office.compose = lambda _, __: Card("drawn anew")
    office.postman.fault = lambda what: (
        DeliveryError("message_not_found", permanent=True) if what == "redraw 0" else None
    )

    office.puts("amy", "c", redraw=True)
    office.flushes()

    assert office.postman.screens == {"0": "c", "1": "drawn anew", "2": "drawn anew"}
    assert len(office.postman.in_order) == 3
    assert office.is_empty()


def test_a_copy_that_cannot_be_redrawn_now_is_redrawn_later(office: PostOffice) -> None:
    office.puts("amy", "c")
    office.flushes()
    office.compose = lambda _, __: Card("drawn anew")
    office.postman.fault = lambda _: DeliveryError("busy")
    office.puts("amy", "c", redraw=True)
    office.flushes()
    office.postman.fault = no_fault

    office.flushes(timedelta(seconds=3))

    assert office.postman.screens == {"0": "drawn anew"}


def test_somebody_who_has_left_is_told_nothing_more(
    office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    office.puts("amy", "before")
    office.flushes()
    left = tuple(
        Grant(grant.role, grant.school, until=TUESDAY.date() - timedelta(days=1))
        for grant in PEOPLE["amy"].grants
    )
    office.people["amy"] = replace(PEOPLE["amy"], grants=left)
    del office.people["tom"]

    office.puts("amy", "after")
    office.puts("amy", "before", redraw=True)
    office.puts("tom", "after")
    office.flushes()

    assert office.postman.in_order == ["amy: before"]
    assert [vars(r)["reason"] for r in caplog.records] == ["no longer works here"] * 2
    assert office.is_empty()


def test_a_process_that_lost_its_lease_does_not_undo_what_the_other_did(office: PostOffice) -> None:
    office.puts("amy", "once")
    with office.open_uow() as uow:
        [slow] = uow.outbox.claim(TUESDAY, 10)
        uow.commit()
    office.flushes(timedelta(seconds=31))

    with office.open_uow() as uow:
        uow.outbox.postpone(slow, TUESDAY + office.now)
        uow.commit()

    assert office.flushes(timedelta(hours=1)) == 0
    assert office.postman.in_order == ["amy: once"]
