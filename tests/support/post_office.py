"""A post office: letters to put in, a platform that may fail, and a clock to turn."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import timedelta

from bot.conversation.cards import Card
from bot.delivery import Contents, Delivery, StandIn
from bot.domain.notices import CaseNotice
from bot.domain.people import Person
from bot.errors import Unreachable
from bot.mail import Carriers, Letter, OneWay
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

    platform: str = "test"
    fault: Fault = no_fault
    loses_answer: bool = False
    screens: dict[str, str] = field(default_factory=dict)
    refs: dict[str, Posted] = field(default_factory=dict)
    looked: int = 0
    in_order: list[str] = field(default_factory=list)
    unreachable: Collection[str] = ()

    async def post(self, letter: Letter) -> Posted:
        self._fail(letter.card.title)
        if letter.to.id in self.unreachable:
            raise Unreachable("403")
        posted = Posted(self.platform, letter.to.id, str(len(self.screens)))
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
    carriers: Carriers | None = None
    stand_in: StandIn = lambda _, __, ___: None

    @property
    def delivery(self) -> Delivery:
        known = directory(self.people)
        return Delivery(
            self.open_uow,
            Contents(self.compose, self.stand_in),
            self.carriers or OneWay(self.postman),
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
