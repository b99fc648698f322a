"""The safeguarding lead is asked before some requests are decided (D5)."""

from intents.buttons import TakeStep
from tests.journeys.reports import heard
from tests.journeys.requests import REF, ask_for_a_site, refuse
from tests.support.forgery import forge_press
from tests.support.person import Person
from tests.support.school import School

ASKED = (
    "Priya Nair must comment first, because it is for the whole school. "
    "You will hear when the comment is here. You can refuse it now."
)
WORRY = "The adverts are for energy drinks."


async def ask_for_the_whole_school(school: School) -> Person:
    return await ask_for_a_site(school, audience="The whole school", group=None)


async def comment(person: Person, thought: str, words: str) -> None:
    """Press Comment and fill in the form."""
    await person.presses("Comment")
    await person.fills(thought=thought, words=words)
    await person.submits()
    assert not person.errors, person.errors
    await person.closes()


async def test_the_lead_comments_and_the_head_decides_with_the_comment(school: School) -> None:
    amy = await ask_for_the_whole_school(school)
    grace, priya = school.person("grace-adeyemi"), school.person("priya-nair")
    assert grace.sees(ASKED)
    assert "Approve" not in grace.labels()
    assert priya.sees("Please say what you think. It can't be approved before you do.")

    await comment(priya, "I have worries", WORRY)
    await school.settle()

    assert grace.sees("There is a comment on this now.")
    assert WORRY in grace.quotes()
    assert grace.sees("Priya Nair, safeguarding, Tue 17 Nov 09:30: worries")
    assert "Comment" not in priya.labels()
    await grace.presses("Approve")
    await school.settle()
    assert amy.sees("Approved by Grace Adeyemi for The whole school")
    assert not amy.sees(WORRY)


async def test_approving_before_the_comment_is_refused_and_says_whom_to_ask(
    school: School,
) -> None:
    await ask_for_the_whole_school(school)
    grace = school.person("grace-adeyemi")

    approve = TakeStep(case=school.case(REF).public_id, verb="approve", revision=1)
    await forge_press(school, grace, approve)

    assert grace.sees("Priya Nair must comment on this first. Please ask them, or refuse it now.")
    assert school.kept("decisions") == ""


async def test_refusing_needs_no_comment(school: School) -> None:
    amy = await ask_for_the_whole_school(school)

    await refuse(school.person("grace-adeyemi"), "Please ask for one class.")
    await school.settle()

    assert amy.sees("Not approved. Reason: Please ask for one class.")
    assert "Comment" not in school.person("priya-nair").labels()


async def test_only_those_concerned_hear_of_it(school: School) -> None:
    await ask_for_the_whole_school(school)

    assert heard(school, REF) == {"amy-carter", "grace-adeyemi", "priya-nair"}


async def test_a_new_ai_tool_and_accounts_bring_in_who_must_look_at_them(school: School) -> None:
    await ask_for_a_site(school, involves=["An AI tool", "Pupil accounts or personal data"])
    grace, priya = school.person("grace-adeyemi"), school.person("priya-nair")
    ines = school.person("ines-falk")
    assert ines.sees("The decision does not wait for you.")

    await comment(priya, "No worries", "Fine with the schools' version.")
    await school.settle()
    await grace.presses("Approve")
    await school.settle()

    assert priya.sees("A new AI tool: review filtering and monitoring.")
