"""Somebody who works at two schools: nothing of one ever ends up at the other."""

from tests.journeys import reports, requests
from tests.support.school import School

WHICH = "Which school is it about?"
RAVENSMERE = "Ravensmere High School"


async def test_whoever_works_at_two_schools_is_asked_which_one_it_is_about(school: School) -> None:
    bea = school.person("bea-lund")

    await bea.runs("/unblock https://maps.example/rivers")
    assert bea.sees(WHICH)
    await bea.presses(RAVENSMERE)
    await bea.fills(**{k: v for k, v in requests.ANSWERS.items() if k != "url"})
    await bea.submits()
    await school.settle()

    assert not bea.errors
    assert school.person("fiona-blackwood").sees("Asked by: Bea Lund")
    assert not school.person("grace-adeyemi").texts()


async def test_a_report_goes_to_the_lead_of_the_school_that_was_chosen(school: School) -> None:
    bea = school.person("bea-lund")

    await bea.runs("/report")
    await bea.presses(RAVENSMERE)
    for name, answer in reports.ANSWERS.items():
        await bea.fills(**{name: answer})
    await bea.submits()
    await school.settle()

    assert school.person("naomi-shah").sees(reports.STORY)
    assert not school.person("priya-nair").texts()


async def test_the_network_manager_of_two_schools_does_what_each_of_them_asks(
    school: School,
) -> None:
    amy = await requests.ask_for_a_site(school)
    owen = await requests.ask_for_a_site(school, "owen-price")
    len_hodge = school.person("len-hodge")
    await school.person("fiona-blackwood").presses("Approve")
    await school.settle()

    await len_hodge.presses("Done: it works")
    await school.settle()

    assert owen.sees("approved and working")
    assert not amy.sees("approved and working")
    assert amy.sees("waiting for a decision")


async def test_whoever_works_at_one_school_is_not_asked(school: School) -> None:
    amy = school.person("amy-carter")

    await amy.runs("/unblock")

    assert not amy.sees(WHICH)
    assert "Full web address" in amy.questions()
