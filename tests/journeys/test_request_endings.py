"""An exception ends: at once (D12), in time, or later than was asked for (D13)."""

from datetime import UTC, datetime

from tests.journeys.requests import REF, ask_for_a_site
from tests.support.person import Person
from tests.support.school import School

SECOND = "UNB-2026-0002"
BLOCK = "Please block this address again. Then press Blocked again."


def november(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


async def open_site(school: School) -> Person:
    """Have a site asked for, approved and switched on."""
    amy = await ask_for_a_site(school)
    await school.person("grace-adeyemi").presses("Approve")
    await school.settle()
    await school.person("len-hodge").presses("Done: it works")
    await school.settle()
    return amy


async def test_the_safeguarding_lead_switches_a_site_off_at_once(school: School) -> None:
    amy = await open_site(school)
    priya, len_hodge = school.person("priya-nair"), school.person("len-hodge")

    await priya.says(f"status {REF}")
    await priya.presses("Switch off now")
    await priya.fills(reason="Strangers can write to pupils on it.")
    await priya.submits()
    await school.settle()

    for person in (amy, school.person("grace-adeyemi"), len_hodge):
        assert person.sees("Priya Nair switched this off at 09:30.")
        assert person.sees("Switched off because: Strangers can write to pupils on it.")
    assert len_hodge.sees(BLOCK)
    await len_hodge.presses("Blocked again")
    await school.settle()
    assert amy.sees(f"Blocked site request {REF}: ended and blocked again")


async def test_the_network_manager_confirms_that_it_is_blocked_again(school: School) -> None:
    await open_site(school)
    len_hodge = school.person("len-hodge")
    await school.passes_until(november(30, 14))
    assert len_hodge.sees(BLOCK)
    reminded = [f"{at:%a %H:%M}" for at in len_hodge.arrivals("thing waits for you")]

    await len_hodge.presses("Blocked again")
    await school.passes_until(datetime(2026, 12, 2, 14, tzinfo=UTC))

    assert reminded == ["Mon 08:15", "Mon 12:30"]
    assert not [at for at in len_hodge.arrivals("thing waits for you") if at > november(30, 14)]
    assert school.case(REF).state == "blocked_again"


async def test_it_is_asked_whether_a_site_is_needed_longer_and_it_goes_on(school: School) -> None:
    amy = await open_site(school)
    grace, len_hodge = school.person("grace-adeyemi"), school.person("len-hodge")
    await school.passes_until(november(25))
    assert [f"{at:%a %d %H:%M}" for at in amy.arrivals("Need it longer?")] == ["Tue 24 08:15"]

    await amy.presses("Ask for longer")
    assert amy.entries()["starts"] == "2026-11-30"
    await amy.fills(until="2026-12-04", previewed="Yes")
    await amy.submits()
    assert not amy.errors, amy.errors
    await school.settle()
    await amy.closes()
    assert grace.sees(f"This would go on from {REF}, which was approved before.")
    await grace.presses("Approve")
    await school.settle()
    await school.passes_until(november(30, 7))

    assert amy.sees(f"Blocked site request {REF}: goes on under a new request")
    assert not len_hodge.sees(BLOCK)
    assert school.case(SECOND).state == "approved"
