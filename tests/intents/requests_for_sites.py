"""A request for a blocked site, sent and woken by time."""

from dataclasses import replace
from typing import Any

from bot.clockwork import Clockwork, Routine
from bot.conversation.cards import Card
from bot.domain.days import DaySpan
from bot.domain.schools import Delegation
from bot.forms.form import Answers
from intents.request_unblock.feature import CAPABILITY
from intents.request_unblock.form import RequestUnblock
from tests.support.counter import Counter
from tests.support.small_trust import DALE, HILL, PEOPLE, directory, pid, school

REF = "UNB-2026-0001"
ANSWERS: Answers = {
    "url": "https://maps.example/rivers?utm_source=x",
    "site_content": "Maps of rivers",
    "reasons": "Geography, the pupils label a map",
    "risks": ["adverts"],
    "audience": "class",
    "group": "5 Red",
    "starts": "2026-11-24",
    "until": "2026-11-27",
    "needed_by": "2026-11-20",
    "previewed": "true",
}


def sends(counter: Counter, name: str = "amy", **changes: Any) -> Any:
    return counter.submits(name, RequestUnblock, **{**ANSWERS, **changes})


def tick(counter: Counter, **wait: float) -> dict[str, list[Card]]:
    """Let time pass and return what everybody reads then."""
    counter.later(**wait)
    assert CAPABILITY.wake
    wakes = {RequestUnblock.name: CAPABILITY.wake}
    Clockwork(counter.open_uow, Routine(wakes), counter.directory, lambda: counter.now).tick()
    return counter.arrives()


def with_delegate(counter: Counter, *, away: bool = False) -> None:
    delegation = Delegation(pid("head"), pid("deputy"), DaySpan())
    head = replace(PEOPLE["head"], away=(DaySpan(),) if away else ())
    counter.directory = directory({**PEOPLE, "head": head}, school(HILL, delegation), school(DALE))


def words_of(cards: list[Card]) -> str:
    return "\n".join(card.text for card in cards)
