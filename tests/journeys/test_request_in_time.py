"""What time does to a request: reminders in school time, no answer is no, an end for everything."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.assembly import Knowhow
from bot.settings import Settings
from intents.buttons import TakeStep
from tests.journeys.requests import REF, ask_for_a_site, refuse
from tests.support.forgery import forge_press
from tests.support.person import Person
from tests.support.school import School, Surface

REMINDER = "1 thing waits for you"
LAPSED = "not decided in time, so not approved"


def moments(person: Person, text: str) -> list[str]:
    """Return when messages with that text came, in UTC: "Tue 17 Nov 12:30"."""
    return [f"{moment:%a %d %b %H:%M}" for moment in person.arrivals(text)]


def november(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


async def test_reminders_come_at_the_schools_times_and_not_at_the_weekend(school: School) -> None:
    await ask_for_a_site(school, needed_by="2026-11-24")

    await school.passes_until(november(24, 14))

    assert moments(school.person("grace-adeyemi"), REMINDER) == [
        *("Tue 17 Nov 12:30", "Tue 17 Nov 15:45"),
        *("Wed 18 Nov 08:15", "Wed 18 Nov 12:30", "Wed 18 Nov 15:45"),
        *("Thu 19 Nov 08:15", "Thu 19 Nov 12:30", "Thu 19 Nov 15:45"),
        *("Fri 20 Nov 08:15", "Fri 20 Nov 12:30", "Fri 20 Nov 15:45"),
        *("Mon 23 Nov 08:15", "Mon 23 Nov 12:30", "Mon 23 Nov 15:45"),
        *("Tue 24 Nov 08:15", "Tue 24 Nov 12:30"),
    ]


async def test_no_reminders_in_the_holidays_or_on_inset_days(
    trust: Settings, surface: Surface, knowhow: Knowhow
) -> None:
    last_day_of_term = datetime(2026, 12, 18, 9, 30, tzinfo=UTC)
    async with await School.open(trust, surface, knowhow, last_day_of_term) as school:
        await ask_for_a_site(
            school, starts="2027-01-06", until="2027-01-08", needed_by="2027-01-05"
        )

        await school.passes_until(datetime(2027, 1, 5, 9, tzinfo=UTC))

        assert moments(school.person("grace-adeyemi"), REMINDER) == [
            *("Fri 18 Dec 12:30", "Fri 18 Dec 15:45"),
            "Tue 05 Jan 08:15",
        ]


async def test_the_delegate_is_reminded_once_the_head_had_the_time_agreed(school: School) -> None:
    await ask_for_a_site(school)

    await school.passes_until(november(18))

    daniel = school.person("daniel-frost")
    assert moments(daniel, REMINDER) == ["Tue 17 Nov 15:45", "Wed 18 Nov 08:15"]
    await daniel.presses(REF)
    assert "Approve" in daniel.labels()


async def test_reminders_stop_once_it_is_decided(school: School) -> None:
    await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    await school.passes_until(november(17, 13))
    assert moments(grace, REMINDER) == ["Tue 17 Nov 12:30"]
    await refuse(grace, "The adverts on it are not for children.")
    await school.settle()
    messages = len(grace.answers())

    await school.passes_until(november(20))

    assert len(grace.answers()) == messages


async def test_reminders_stop_once_it_is_withdrawn(school: School) -> None:
    amy = await ask_for_a_site(school)
    await amy.presses("Withdraw")

    await school.passes_until(november(20))

    assert moments(school.person("grace-adeyemi"), REMINDER) == []


async def test_no_answer_in_time_is_never_an_approval(school: School) -> None:
    amy = await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")

    await school.passes_until(november(21))

    assert amy.sees(f"Blocked site request {REF}: {LAPSED}")
    assert amy.sees("Nobody decided before your lesson. It has not been approved.")
    assert moments(amy, "Nobody decided in time.") == ["Sat 21 Nov 00:00"]
    assert "Approve" not in grace.labels()
    assert school.kept("decisions") == ""
    assert not school.person("len-hodge").sees("Please open this address")


async def test_a_lapsed_request_cannot_be_approved_any_more(school: School) -> None:
    await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    await school.passes_until(november(21))

    await forge_press(school, grace, TakeStep(case=school.case(REF).public_id, verb="approve"))
    await forge_press(school, grace, TakeStep(case=school.case(REF).public_id, verb="lapse"))

    assert grace.sees(f"That can't be done any more: it is {LAPSED}.")
    assert school.kept("decisions") == ""
    assert school.case(REF).state == "lapsed"


async def test_when_the_days_are_over_it_is_told_to_block_the_site_again(school: School) -> None:
    amy = await ask_for_a_site(school)
    len_hodge = school.person("len-hodge")
    await school.person("grace-adeyemi").presses("Approve")
    await school.settle()
    await len_hodge.presses("Done: it works")

    await school.passes_until(november(29))

    block_again = "The agreed time is over. Please block this address again."
    assert moments(len_hodge, block_again) == ["Sat 28 Nov 00:00"]
    assert amy.sees("The agreed time is over, so the site is being blocked again.")
    assert amy.sees(f"Blocked site request {REF}: ended")


async def test_nothing_happens_before_the_last_day_is_over(school: School) -> None:
    await ask_for_a_site(school)
    len_hodge = school.person("len-hodge")
    await school.person("grace-adeyemi").presses("Approve")
    await school.settle()
    await len_hodge.presses("Done: it works")

    await school.passes_until(november(27, 23))

    assert not len_hodge.sees("Please block this address again.")
    assert len_hodge.sees("approved and working")


async def test_a_jump_of_a_month_gives_one_reminder_and_not_thirty(school: School) -> None:
    await ask_for_a_site(school, starts="2027-01-11", until="2027-01-15", needed_by="2027-01-08")

    await school.passes(days=20)

    assert len(moments(school.person("grace-adeyemi"), REMINDER)) == 1


async def test_the_sandbox_stops_when_all_that_the_clock_brought_is_there(
    trust: Settings, surface: Surface, knowhow: Knowhow, caplog: pytest.LogCaptureFixture
) -> None:
    async with await School.open(trust, surface, knowhow) as school:
        amy = await ask_for_a_site(school)
        clock = asyncio.create_task(school.passes(days=7))
        await amy.waits_for(LAPSED)
    await clock

    assert "not delivered" not in caplog.messages
