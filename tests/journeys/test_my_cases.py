"""Where things stand: one's own cases, and nothing that tells of anybody else's."""

import pytest

from tests.journeys import reports, requests
from tests.support.person import Person
from tests.support.school import School

UNKNOWN = reports.UNKNOWN


def rows(person: Person, ref: str) -> list[str]:
    """Return the lines of the person's own page that name a case."""
    assert person.home
    return [line for line in person.home.splitlines() if ref in line]


def last(person: Person) -> str:
    """Return what the assistant said last."""
    return person.answers()[-1]


async def test_my_cases_lists_what_i_sent_and_how_far_it_is(school: School) -> None:
    amy = await requests.ask_for_a_site(school)
    await reports.report(school)

    await amy.says("my cases")

    assert amy.sees("UNB-2026-0001: Blocked site request, 17 Nov: waiting for a decision")
    assert amy.sees("CB-2026-0001: Report, 17 Nov: sent, not picked up yet")


async def test_the_status_of_a_case_is_its_card_as_it_is_now(school: School) -> None:
    amy = await requests.ask_for_a_site(school)

    await amy.says("status unb-2026-0001")

    assert requests.WAITING in last(amy)
    assert "Withdraw" in last(amy)


@pytest.mark.parametrize("verb", ["status", "withdraw"])
@pytest.mark.parametrize(
    "name", ["tom-ellery", "owen-price", "fiona-blackwood", "colin-whitby", "helen-marsh"]
)
async def test_somebody_elses_reference_and_one_that_is_not_there_get_the_same_reply(
    school: School, name: str, verb: str
) -> None:
    await requests.ask_for_a_site(school)
    await reports.report(school)
    person = school.person(name)

    replies = []
    for ref in ("UNB-2026-0001", "CB-2026-0001", "UNB-2026-0077", "CB-2026-0077"):
        await person.says(f"{verb} {ref}")
        replies.append(last(person))

    assert len(set(replies)) == 1
    assert replies[0].startswith(UNKNOWN)


async def test_the_own_page_shows_my_cases_and_what_waits_for_me(school: School) -> None:
    amy = await requests.ask_for_a_site(school)
    grace = school.person("grace-adeyemi")

    await amy.opens_home()
    await grace.opens_home()

    assert amy.sees("Oakfield Primary School. In danger now? Call 999 first.")
    assert rows(amy, "UNB-2026-0001")
    assert amy.sees("Nothing waits for you.")
    assert rows(grace, "UNB-2026-0001")
    assert grace.sees("You have sent nothing yet.")


async def test_the_own_page_of_an_outsider_to_a_case_is_empty(school: School) -> None:
    await requests.ask_for_a_site(school)
    await reports.report(school)
    tom = school.person("tom-ellery")

    await tom.opens_home()

    assert not rows(tom, "-2026-")


async def test_forms_open_from_the_own_page(school: School) -> None:
    amy = school.person("amy-carter")
    await amy.opens_home()

    await amy.presses("Ask for a blocked site")

    assert amy.sees("Full web address")


async def test_a_case_opens_from_the_own_page(school: School) -> None:
    await requests.ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    await grace.opens_home()
    assert sum("Asked by: Amy Carter" in text for text in grace.texts()) == 1

    await grace.presses("UNB-2026-0001")

    assert sum("Asked by: Amy Carter" in text for text in grace.texts()) == 2


async def test_a_case_of_one_school_is_unknown_at_the_other(school: School) -> None:
    await requests.ask_for_a_site(school)
    fiona = school.person("fiona-blackwood")

    await fiona.says("my cases")
    await fiona.opens_home()

    assert not fiona.sees("UNB-2026-0001")


async def test_each_school_counts_for_itself(school: School) -> None:
    await requests.ask_for_a_site(school)
    await requests.ask_for_a_site(school, "owen-price")

    assert school.person("grace-adeyemi").sees("Asked by: Amy Carter")
    assert not school.person("grace-adeyemi").sees("Asked by: Owen Price")
    assert school.person("fiona-blackwood").sees("Asked by: Owen Price")
    refs = [line for line in school.kept("cases").splitlines() if "'UNB-2026-0001'" in line]
    assert len(refs) == 2
