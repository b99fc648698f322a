"""What the school knows of a site already is said before a request is sent (D14)."""

from tests.journeys.reports import heard
from tests.journeys.requests import REF, ask_for_a_site, fill_in, refuse
from tests.support.person import Person
from tests.support.school import School

SECOND = "UNB-2026-0002"
WARNING = "A request for this site was refused this school year"


async def ask(school: School, name: str, **changes: str) -> Person:
    """Fill in the form and send it, whatever comes of it."""
    person = school.person(name)
    await fill_in(person, **changes)
    await person.submits()
    assert not person.errors, person.errors
    await school.settle()
    return person


async def test_a_site_that_is_open_already_is_not_asked_for(school: School) -> None:
    await ask_for_a_site(school)
    await school.person("grace-adeyemi").presses("Approve")
    await school.settle()

    tom = await ask(school, "tom-ellery", url="http://www.maps.example/rivers/")

    assert tom.sees("That site is open for you already")
    assert not tom.sees("Amy Carter")
    assert heard(school, SECOND) == set()


async def test_a_refusal_is_shown_first_and_nothing_typed_is_lost(school: School) -> None:
    await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    await refuse(grace, "The adverts on it are not for children.")
    await school.settle()
    await grace.closes()

    tom = await ask(school, "tom-ellery", reasons="My group draws the same map")
    assert tom.sees(WARNING)
    assert tom.sees("Reason: The adverts on it are not for children.")
    assert not tom.sees("Amy Carter")
    assert not grace.sees(SECOND)
    await tom.presses("Send it all the same")
    assert tom.entries()["reasons"] == "My group draws the same map"
    await tom.submits()
    assert not tom.errors, tom.errors
    await school.settle()

    assert tom.sees(f"Blocked site request {SECOND}: waiting for a decision")
    assert grace.sees("My group draws the same map")


async def test_it_can_be_left(school: School) -> None:
    await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    await refuse(grace, "The adverts on it are not for children.")
    await school.settle()

    tom = await ask(school, "tom-ellery")
    await tom.presses("Leave it")
    await school.settle()

    assert tom.sees("Left. Nothing was sent.")
    assert school.kept("drafts") == ""
    assert school.kept("cases").count("UNB-2026-") == 1


async def test_the_same_request_twice_is_one(school: School) -> None:
    await ask_for_a_site(school)

    amy = await ask(school, "amy-carter")

    assert amy.sees("You have asked for this site already. Nothing new was sent.")
    assert school.kept("cases").count("UNB-2026-") == 1


async def test_two_people_who_ask_for_the_same_are_seen_together(school: School) -> None:
    await ask_for_a_site(school)

    await ask_for_a_site(school, "tom-ellery")

    grace = school.person("grace-adeyemi")
    assert grace.sees(f"Somebody else asks for the same site: {REF}.")
    assert grace.sees(f"Somebody else asks for the same site: {SECOND}.")
    assert not school.person("tom-ellery").sees(REF)
