"""After a refusal there is one more try, with new information (D11)."""

from tests.journeys.requests import REF, ask_for_a_site, fill_in, refuse
from tests.support.person import Person
from tests.support.school import School

SECOND = "UNB-2026-0002"
NEWS = "The schools' version has no adverts at all."
FINAL = (
    "The headteacher's decision is final. A complaint about the policy itself goes to the "
    "governors: Margaret Osei, chair of governors."
)


async def ask_once_more(school: School, person: Person) -> None:
    """Press "Ask once more" and say what is new."""
    await person.presses("Ask once more")
    await person.fills(news=NEWS, previewed="Yes")
    await person.submits()
    assert not person.errors, person.errors
    await school.settle()
    await person.closes()


async def test_the_head_reads_what_is_new_beside_the_refusal(school: School) -> None:
    amy = await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    await refuse(grace, "The adverts on it are not for children.")
    await school.settle()
    await grace.closes()

    await ask_once_more(school, amy)

    assert grace.sees(f"Blocked site request {SECOND}: waiting for a decision")
    assert "The adverts on it are not for children." in grace.quotes()
    assert grace.sees(f"why {REF} was not approved on Tue 17 Nov")
    assert NEWS in grace.quotes()
    assert "Ask once more" not in amy.labels()
    await grace.presses("Approve")
    await school.settle()
    assert amy.sees("Approved by Grace Adeyemi for 5 Red")


async def test_after_the_second_refusal_there_is_no_third_try(school: School) -> None:
    amy = await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    await refuse(grace, "The adverts on it are not for children.")
    await school.settle()
    await grace.closes()
    await ask_once_more(school, amy)
    await refuse(grace, "It has a chat as well.")
    await school.settle()

    assert amy.sees(f"Not approved. Reason: It has a chat as well. {FINAL}")
    assert "Ask once more" not in amy.labels()

    await fill_in(amy)
    await amy.submits()
    await school.settle()

    assert amy.sees("That decision is final. To complain about the policy itself, ask")
    assert school.kept("cases").count("UNB-2026-") == 2
