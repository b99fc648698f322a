from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.conversation.cards import Card
from bot.domain.days import DaySpan
from intents.buttons import ShowCase, TakeStep
from intents.capability import Capability
from intents.decide.feature import Decide
from intents.digest.feature import Digests
from intents.digest.intents import Snooze
from intents.request_unblock.feature import CAPABILITY as UNBLOCK
from tests.intents.reader import Reader
from tests.intents.requests_for_sites import sends, tick, with_delegate
from tests.support.counter import Counter, words
from tests.support.small_trust import CALENDAR, DALE, HILL, PEOPLE, directory, school

OWN: tuple[Capability, ...] = (UNBLOCK,)
NOON = {"hours": 2, "minutes": 30}


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    shared = (Decide(OWN).capability(), Digests(OWN).capability())
    return Counter.open(sqlite_url, *OWN, shared=shared)


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def titles(cards: list[Card]) -> list[str]:
    return [card.title for card in cards]


def labels(card: Card) -> list[str]:
    return [button.label for button in card.buttons]


def decide(counter: Counter, number: int) -> None:
    public_id = counter.case(f"UNB-2026-000{number}").public_id
    counter.wants("head", TakeStep(case=public_id, verb="approve", revision=1))
    counter.arrives()


def snooze(counter: Counter, card: Card) -> str:
    button = next(each for each in card.buttons if each.label == "Snooze until tomorrow")
    return words(counter.wants("head", button.means))


def keep_calendar(counter: Counter, half_terms: tuple[DaySpan, ...]) -> None:
    hill = replace(school(HILL), calendar=replace(CALENDAR, half_terms=half_terms))
    counter.directory = directory(PEOPLE, hill, school(DALE))


def test_three_requests_are_one_digest_with_a_line_and_a_button_each(counter: Counter) -> None:
    for number, day in enumerate(("2026-11-20", "2026-11-18", "2026-11-17")):
        sends(counter, url=f"https://maps{number}.example", needed_by=day)
    counter.arrives()

    [card] = tick(counter, **NOON)["head"]

    assert card.title == "3 things wait for you"
    line = "Blocked site request, 17 Nov: waiting for a decision"
    assert card.text.splitlines() == [
        f"UNB-2026-0003: {line}. Needed today.",
        f"UNB-2026-0002: {line}. Needed tomorrow.",
        f"UNB-2026-0001: {line}. Needed by Fri 20 Nov.",
    ]
    assert labels(card) == [
        *("UNB-2026-0003", "UNB-2026-0002", "UNB-2026-0001"),
        "Snooze until tomorrow",
    ]
    assert card.buttons[0].means == ShowCase(case=counter.case("UNB-2026-0003").public_id)


def test_what_was_decided_before_the_digest_is_read_is_not_in_it(counter: Counter) -> None:
    sends(counter)
    sends(counter, url="https://hills.example")
    counter.arrives()
    decide(counter, 1)

    one = tick(counter, **NOON)
    decide(counter, 2)
    none = tick(counter, hours=4)

    assert titles(one["head"]) == ["1 thing waits for you"]
    assert "UNB-2026-0001" not in one["head"][0].text
    assert none == {}


def test_a_second_look_at_the_same_reminder_time_says_nothing_again(counter: Counter) -> None:
    sends(counter)
    counter.arrives()

    first, again = tick(counter, **NOON), tick(counter, minutes=10)

    assert set(first) == {"head"}
    assert again == {}


def test_more_than_a_card_holds_is_counted(counter: Counter) -> None:
    for number in range(13):
        sends(counter, url=f"https://maps{number}.example")
    counter.arrives()

    [card] = tick(counter, **NOON)["head"]

    assert card.title == "13 things wait for you"
    assert 'And 3 more. To see them all, say "my cases".' in card.text
    assert len(card.buttons) == 11


def test_snoozed_reminders_come_again_on_the_next_school_day(counter: Counter) -> None:
    sends(counter)
    counter.arrives()
    [card] = tick(counter, **NOON)["head"]

    said = snooze(counter, card)
    afternoon = tick(counter, hours=3, minutes=20)
    morning = tick(counter, hours=16, minutes=25)

    assert "No reminders until 08:15 on Wed 18 Nov." in said
    assert "You still hear at once when a child may not be safe." in said
    assert afternoon == {}
    assert titles(morning["head"]) == ["1 thing waits for you"]


@pytest.mark.parametrize(
    ("noon", "half_term", "until"),
    [
        (datetime(2026, 11, 20, 12, 30, tzinfo=UTC), None, "08:15 on Mon 23 Nov"),
        (datetime(2026, 10, 23, 11, 30, tzinfo=UTC), (26, 30), "08:15 on Mon 2 Nov"),
        (datetime(2026, 10, 23, 11, 30, tzinfo=UTC), None, "08:15 on Mon 26 Oct"),
        (datetime(2027, 3, 26, 12, 30, tzinfo=UTC), None, "08:15 on Mon 29 Mar"),
    ],
    ids=["weekend", "half term", "clocks go back", "clocks go forward"],
)
def test_a_snooze_lasts_over_days_off_and_not_a_reminder_longer(
    counter: Counter, noon: datetime, half_term: tuple[int, int] | None, until: str
) -> None:
    days = [DaySpan(*(date(2026, 10, day) for day in half_term))] if half_term else []
    keep_calendar(counter, tuple(days))
    counter.now = noon - timedelta(hours=3)
    soon = {"needed_by": "2027-05-20", "starts": "2027-05-21", "until": "2027-05-21"}
    sends(counter, **soon)
    counter.arrives()
    [card] = tick(counter, hours=3)["head"]

    said = snooze(counter, card)
    heard: list[datetime] = []
    while not heard:
        heard += [counter.now] if "head" in tick(counter, minutes=15) else []

    assert f"No reminders until {until}." in said
    local = heard[0].astimezone(CALENDAR.zone)
    assert f"{local:%H:%M} on {local:%a} {local.day} {local:%b}" == until


def test_typed_at_no_school_in_particular_it_is_quiet_at_each(counter: Counter) -> None:
    inset = frozenset({date(2026, 11, 18)})
    dale = replace(school(DALE), calendar=replace(CALENDAR, closed_days=inset))
    counter.directory = directory(PEOPLE, school(HILL), dale)

    at_both, at_one = (titles(list(counter.wants(who, Snooze()).cards)) for who in ("it", "head"))

    assert at_both == [
        "Hill School: no reminders until 08:15 on Wed 18 Nov.",
        "Dale School: no reminders until 08:15 on Thu 19 Nov.",
    ]
    assert at_one == ["No reminders until 08:15 on Wed 18 Nov."]


@pytest.mark.parametrize(
    "said",
    [
        "snooze",
        "Snooze!",
        "snooze until tomorrow",
        "please snooze reminders till tomorrow",
        "can you snooze my reminders",
        "no more reminders today",
        "no reminders until tomorrow please",
        "don't remind me again today",
        "stop reminding me",
        "stop the reminders for today",
        "mute reminders for the rest of the day",
        "remind me tomorrow",
    ],
)
def test_quiet_can_be_asked_for_in_words(reader: Reader, said: str) -> None:
    assert reader.said(said) == Snooze()


@pytest.mark.parametrize(
    "said",
    [
        "can pupils snooze their alarms",
        "no more reminders for parents about trips",
        "remind me tomorrow to ring the office",
        "what reminders do I get",
        "snooze until monday",
        "stop",
        "a pupil told me to stop reminding her",
    ],
)
def test_other_words_about_reminders_are_no_wish_for_quiet(reader: Reader, said: str) -> None:
    assert not isinstance(reader.said(said), Snooze)


def test_a_delegate_who_stands_by_hears_when_little_time_is_left(counter: Counter) -> None:
    from_now = {"needed_by": "2026-11-17", "starts": "2026-11-18", "until": "2026-11-18"}
    with_delegate(counter)
    sends(counter, **from_now)
    counter.arrives()

    assert set(tick(counter, **NOON)) == {"head", "deputy"}
