import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.conversation.cards import Card
from bot.domain.days import DaySpan
from tests.support.post_office import PostOffice
from tests.support.small_trust import PEOPLE, TUESDAY


@pytest.fixture
def office(sqlite_url: str) -> PostOffice:
    return PostOffice(unit_of_work(open_engine(sqlite_url)))


def test_everybody_gets_their_own_letters_in_the_order_they_were_put(office: PostOffice) -> None:
    for number in range(30):
        office.puts("amy", f"a{number}")
        office.puts("tom", f"t{number}")

    assert office.flushes() == 60

    for name, letter in (("amy", "a"), ("tom", "t")):
        own = [line for line in office.postman.in_order if line.startswith(name)]
        assert own == [f"{name}: {letter}{number}" for number in range(30)]
    assert office.is_empty()


def test_nothing_is_sent_twice(office: PostOffice) -> None:
    office.puts("amy", "once")

    assert [office.flushes(), office.flushes(), office.flushes(timedelta(hours=1))] == [1, 0, 0]
    assert office.postman.in_order == ["amy: once"]


def test_a_letter_sent_by_a_process_that_died_is_found_and_not_sent_again(
    office: PostOffice,
) -> None:
    office.puts("amy", "once")
    office.postman.loses_answer = True
    with pytest.raises(asyncio.CancelledError):
        office.flushes()
    office.postman.loses_answer = False

    early = office.flushes(timedelta(seconds=5))
    late = office.flushes(timedelta(seconds=31))

    assert (early, late) == (0, 1)
    assert office.postman.in_order == ["amy: once"]
    assert office.is_empty()


def test_a_letter_claimed_by_a_process_that_died_before_sending_is_sent(office: PostOffice) -> None:
    office.puts("amy", "once")
    with office.open_uow() as uow:
        uow.outbox.claim(TUESDAY, 10)
        uow.commit()

    office.flushes(timedelta(seconds=31))

    assert office.postman.in_order == ["amy: once"]
    assert office.postman.looked == 1


def test_a_found_letter_is_remembered_and_redrawn_with_the_others(office: PostOffice) -> None:
    office.puts("amy", "c")
    office.postman.loses_answer = True
    with pytest.raises(asyncio.CancelledError):
        office.flushes()
    office.postman.loses_answer = False
    office.flushes(timedelta(seconds=31))

    office.compose = lambda _, __: Card("drawn anew")
    office.puts("amy", "c", redraw=True)
    office.flushes()

    assert office.postman.screens == {"0": "drawn anew"}


def test_a_notice_with_nothing_to_say_any_more_is_closed_silently(
    office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    office.compose = lambda _, __: None
    office.puts("amy", "stale")

    office.flushes()

    assert office.postman.in_order == []
    assert office.is_empty()
    assert caplog.records == []


def test_other_peoples_copies_are_not_touched(office: PostOffice) -> None:
    office.puts("amy", "c")
    office.puts("tom", "c")
    office.flushes()
    office.compose = lambda _, __: Card("drawn anew")

    office.puts("amy", "c", redraw=True)
    office.flushes()

    assert sorted(office.postman.screens.values()) == ["c", "drawn anew"]


def test_somebody_who_is_away_is_still_told(office: PostOffice) -> None:
    office.people["amy"] = replace(PEOPLE["amy"], away=(DaySpan(),))
    office.puts("amy", "news")

    office.flushes()

    assert office.postman.in_order == ["amy: news"]
