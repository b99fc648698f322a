import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.conversation.cards import Card
from bot.delivery import MOST_ATTEMPTS, MOST_BUGS, Delivery, Letter
from bot.domain.days import DaySpan
from bot.domain.notices import CaseNotice
from bot.domain.people import Grant, Person
from bot.errors import DeliveryError, StorageDown
from bot.ports import OpenUnitOfWork, Posted
from bot.turn import Turn
from tests.support.small_trust import HILL, PEOPLE, TUESDAY, directory, pid

Fault = Callable[[str], BaseException | None]


class News(CaseNotice):
    name = "news"


def no_fault(_: str) -> None:
    return None


@dataclass
class Postman:
    """A platform: what stands on whose screen; `fault` says what goes wrong with which card."""

    fault: Fault = no_fault
    loses_answer: bool = False
    screens: dict[str, str] = field(default_factory=dict)
    refs: dict[str, Posted] = field(default_factory=dict)
    looked: int = 0
    in_order: list[str] = field(default_factory=list)

    async def post(self, letter: Letter) -> Posted:
        self._fail(letter.card.title)
        posted = Posted("test", letter.to.id, str(len(self.screens)))
        self.screens[posted.message] = letter.card.title
        self.refs[letter.ref] = posted
        self.in_order.append(f"{letter.to.id.partition('/')[2]}: {letter.card.title}")
        if self.loses_answer:
            raise asyncio.CancelledError
        return posted

    async def redraw(self, posted: Posted, card: Card) -> None:
        self._fail(f"redraw {posted.message}")
        self.screens[posted.message] = card.title

    async def find(self, letter: Letter) -> Posted | None:
        self.looked += 1
        return self.refs.get(letter.ref)

    def _fail(self, what: str) -> None:
        if fault := self.fault(what):
            raise fault


@dataclass
class PostOffice:
    open_uow: OpenUnitOfWork
    people: dict[str, Person] = field(default_factory=lambda: dict(PEOPLE))
    postman: Postman = field(default_factory=Postman)
    now: timedelta = timedelta()
    compose: Callable[[str, Turn], Card | None] = lambda notice, _: Card(notice.split('"')[5])

    @property
    def delivery(self) -> Delivery:
        known = directory(self.people)
        return Delivery(
            self.open_uow,
            self.compose,
            self.postman,
            known,
            lambda: TUESDAY + self.now,
        )

    def puts(self, name: str, *titles: str, redraw: bool = False) -> None:
        with self.open_uow() as uow:
            for title in titles:
                notice = News(case=title, redraw=redraw)
                uow.outbox.put(HILL, pid(name), notice, due=TUESDAY + self.now)
            uow.commit()

    def flushes(self, after: timedelta = timedelta()) -> int:
        self.now += after
        return asyncio.run(self.delivery.flush())

    def is_empty(self) -> bool:
        with self.open_uow() as uow:
            return uow.outbox.next_due() is None


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


def test_a_notice_with_nothing_to_say_any_more_is_closed_silently(
    office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    office.compose = lambda _, __: None
    office.puts("amy", "stale")

    office.flushes()

    assert office.postman.in_order == []
    assert office.is_empty()
    assert caplog.records == []


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


def test_other_peoples_copies_are_not_touched(office: PostOffice) -> None:
    office.puts("amy", "c")
    office.puts("tom", "c")
    office.flushes()
    office.compose = lambda _, __: Card("drawn anew")

    office.puts("amy", "c", redraw=True)
    office.flushes()

    assert sorted(office.postman.screens.values()) == ["c", "drawn anew"]


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


def test_somebody_who_is_away_is_still_told(office: PostOffice) -> None:
    office.people["amy"] = replace(PEOPLE["amy"], away=(DaySpan(),))
    office.puts("amy", "news")

    office.flushes()

    assert office.postman.in_order == ["amy: news"]


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
