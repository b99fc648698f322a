"""What time does: one digest at school times, quiet for who asks for it, reports left half done."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.journeys import reports
from tests.journeys.reports import ABOUT_THE_HEAD, IMAGE, STORY, heard, report
from tests.journeys.requests import ask_for_a_site
from tests.support.person import Person
from tests.support.school import School

UNSENT = "A report was started and not sent"
SNOOZE = "Snooze until tomorrow"


def november(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def digests(person: Person) -> list[str]:
    """Return when digests came, in UTC: "Tue 17 Nov 12:30"."""
    moments = [*person.arrivals("wait for you"), *person.arrivals("waits for you")]
    return [f"{moment:%a %d %b %H:%M}" for moment in sorted(moments)]


async def leave_half_done(school: School, **answers: Any) -> Person:
    """Begin a report as Amy Carter, and put the phone away."""
    amy = school.person("amy-carter")
    await reports.fill_in(amy, **answers)
    await amy.closes()
    return amy


async def test_three_waiting_requests_are_one_digest(school: School) -> None:
    for number, day in enumerate(("2026-11-20", "2026-11-18", "2026-11-17")):
        await ask_for_a_site(school, url=f"https://maps{number}.example", needed_by=day)
    grace = school.person("grace-adeyemi")
    before = len(grace.answers())

    await school.passes_until(november(17, 12, 31))

    assert len(grace.answers()) == before + 1
    assert digests(grace) == ["Tue 17 Nov 12:30"]
    assert grace.sees("3 things wait for you")
    digest = grace.answers()[-1]
    assert digest.index("UNB-2026-0003") < digest.index("UNB-2026-0002")
    assert "Needed today." in digest
    assert "Needed tomorrow." in digest


async def test_a_line_of_the_digest_opens_its_request(school: School) -> None:
    await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    await school.passes_until(november(17, 12, 31))
    assert sum("Asked by: Amy Carter" in text for text in grace.texts()) == 1

    await grace.presses("UNB-2026-0001")

    assert sum("Asked by: Amy Carter" in text for text in grace.texts()) == 2


async def test_snoozed_reminders_come_again_the_next_morning(school: School) -> None:
    await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    await school.passes_until(november(17, 12, 31))

    await grace.presses(SNOOZE)
    await school.passes_until(november(18, 9))

    assert grace.sees("No reminders until 08:15 on Wed 18 Nov.")
    assert digests(grace) == ["Tue 17 Nov 12:30", "Wed 18 Nov 08:15"]


async def test_a_snooze_does_not_silence_an_alert(school: School) -> None:
    await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    await school.passes_until(november(17, 12, 31))
    await grace.presses(SNOOZE)
    await report(school, danger_now="Yes")

    for _ in range(3):
        await school.passes(minutes=5)

    assert grace.sees("Nobody has picked this up since")


async def test_there_is_no_digest_once_everything_is_decided(school: School) -> None:
    await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    await grace.presses("Approve")

    await school.passes_until(november(19, 9))

    assert digests(grace) == []


@pytest.mark.parametrize("answers", [{"danger_now": "Yes"}, IMAGE])
async def test_a_grave_report_left_half_done_is_told_to_the_lead_without_its_story(
    school: School, answers: dict[str, Any]
) -> None:
    await leave_half_done(school, **answers)
    priya = school.person("priya-nair")

    await school.passes(minutes=4)
    assert not priya.sees(UNSENT)
    await school.passes(minutes=2)

    assert len([text for text in priya.answers() if UNSENT in text]) == 1
    assert priya.sees("Amy Carter began a report at 09:30 today and has not sent it.")
    assert not priya.sees(STORY)
    assert not school.kept("cases")
    assert not heard(school, UNSENT) & {"tom-ellery", "len-hodge", "amy-carter"}


async def test_whoever_will_find_its_reporter_says_so_and_nobody_is_asked_again(
    school: School,
) -> None:
    amy = await leave_half_done(school, danger_now="Yes")
    priya = school.person("priya-nair")
    await school.passes(minutes=6)
    await school.passes(minutes=5)
    asked = heard(school, UNSENT)

    await priya.presses("I will find them")
    await school.passes(minutes=20)

    assert asked > {"priya-nair"}
    assert priya.sees("The others know that you are going.")
    assert heard(school, "Priya Nair will find Amy Carter") == asked - {"priya-nair"}
    assert heard(school, UNSENT) == asked
    assert amy.sees("If anyone is at risk, speak to Priya Nair")


async def test_a_report_about_the_head_left_half_done_is_told_to_the_chair(school: School) -> None:
    await leave_half_done(school, **ABOUT_THE_HEAD)

    await school.passes(minutes=6)

    assert heard(school, UNSENT) == {"margaret-osei"}
    assert not school.person("grace-adeyemi").texts()


async def test_what_was_sent_in_time_is_told_as_what_it_is(school: School) -> None:
    await report(school, danger_now="Yes")

    await school.passes(minutes=6)

    assert not heard(school, UNSENT)


async def test_an_ordinary_report_left_half_done_is_brought_up_once_to_its_writer(
    school: School,
) -> None:
    amy = await leave_half_done(school)
    finish = "Finish this form? Report cyberbullying (started 09:30)"

    await school.passes(hours=3)
    assert not amy.sees(finish)
    await school.passes(hours=1, minutes=1)
    await school.passes(hours=2)

    assert len([text for text in amy.answers() if finish in text]) == 1
    assert heard(school, UNSENT) == set()
    await amy.presses("Throw it away")
    assert amy.sees("Stopped. Nothing was sent.")


async def test_a_late_report_is_shown_to_the_head_in_a_digest(school: School) -> None:
    await report(school, "owen-price")
    fiona = school.person("fiona-blackwood")
    assert not fiona.sees("CB-2026-0001")

    await school.passes_until(november(18, 9))

    assert fiona.sees("1 report is late")
    assert fiona.sees("CB-2026-0001: Report, 17 Nov: sent, not picked up yet")
    assert not fiona.sees(STORY)


async def test_a_late_report_about_the_head_is_not(school: School) -> None:
    await report(school, **ABOUT_THE_HEAD)

    await school.passes_until(november(20, 9))

    assert not school.person("grace-adeyemi").texts()
    moments = school.person("margaret-osei").arrivals("Nobody has picked this up since")
    at = [f"{moment:%a %d %b %H:%M}" for moment in moments]
    assert at[:3] == ["Tue 17 Nov 10:30", "Tue 17 Nov 12:30", "Tue 17 Nov 15:45"]
