"""Somebody asks what the policy says, and reads the clause itself."""

from bot.domain.people import Platform
from knowledge.library import Library
from tests.journeys.surfaces import NO_WORDS_IN_CHANNELS, only_on
from tests.support.school import School

FRIENDS = "can I be friends with a parent on facebook?"
NOT_THERE = "who waters the tomatoes in the greenhouse?"
PASSED_ON = "Ask Grace Adeyemi"


def clauses(library: Library, school: str) -> dict[str, str]:
    """Return the text of every clause of a school, with the title of its policy."""
    policies = library.policies(school)
    return {clause.text: policy.title for policy in policies for clause in policy.clauses}


async def test_a_question_in_a_direct_message_is_answered_with_the_clause_word_for_word(
    school: School, library: Library
) -> None:
    amy = school.person("amy-carter")

    await amy.says(FRIENDS)

    (shown,) = amy.quotes()
    assert shown in clauses(library, "oakfield")
    assert amy.sees(f"Oakfield Primary School · {clauses(library, 'oakfield')[shown]}")
    assert amy.sees("Next review September 2027")


async def test_a_clause_is_shown_with_the_list_that_it_opens(
    school: School, library: Library
) -> None:
    amy = school.person("amy-carter")

    await amy.says(FRIENDS)

    opening = next(
        policy_clause
        for policy in library.policies("oakfield")
        for policy_clause in policy.clauses
        if policy_clause.text == amy.quotes()[0]
    )
    found = library.clause("oakfield", opening.id)
    assert found is not None
    assert found.items
    assert all(amy.sees(item.text) for item in found.items)


async def test_each_school_reads_its_own_policy_and_never_the_others(
    school: School, library: Library
) -> None:
    amy, owen = school.person("amy-carter"), school.person("owen-price")

    await amy.says(FRIENDS)
    await owen.says(FRIENDS)
    for person in (amy, owen):
        await person.presses("Show more clauses")

    ours, theirs = clauses(library, "oakfield"), clauses(library, "ravensmere")
    assert all(text in ours for text in amy.quotes())
    only_oakfield = [text for text in ours if text not in theirs]
    assert owen.quotes()
    assert not any(owen.sees(text) for text in only_oakfield)


async def test_an_overdue_policy_says_so_on_the_answer(school: School) -> None:
    owen = school.person("owen-price")

    await owen.says(FRIENDS)

    assert owen.sees("Review was due September 2025")
    assert owen.sees(
        "Note: this policy was due for review in September 2025. "
        "Check with Assistant Headteacher (Culture)."
    )


async def test_more_clauses_can_be_looked_at(school: School, library: Library) -> None:
    amy = school.person("amy-carter")
    await amy.says(FRIENDS)
    first = amy.quotes()

    await amy.presses("Show more clauses")

    more = amy.quotes()[len(first) :]
    assert more
    assert all(text in clauses(library, "oakfield") for text in more)
    assert not set(more) & set(first)


@only_on(Platform.SLACK, why=NO_WORDS_IN_CHANNELS)
async def test_a_slash_command_in_a_channel_is_answered_only_to_the_asker(school: School) -> None:
    amy, tom = school.person("amy-carter"), school.person("tom-ellery")

    await amy.runs(f"/policy {FRIENDS}", to="general")

    assert amy.quotes()
    assert not tom.quotes()
    assert not tom.sees("facebook")


async def test_a_mention_in_a_channel_is_answered_only_to_the_asker(school: School) -> None:
    amy, tom = school.person("amy-carter"), school.person("tom-ellery")

    await amy.says(f"@Dutydesk {FRIENDS}", to="general")

    assert len(amy.asides()) == 1
    assert amy.answers() == amy.asides()
    assert amy.quotes()
    assert not tom.answers()


async def test_talk_in_a_channel_without_a_mention_is_left_alone(school: School) -> None:
    amy = school.person("amy-carter")

    await amy.says(FRIENDS, to="general")

    assert not amy.answers()
    assert school.kept() == ""


async def test_a_command_without_a_question_says_what_can_be_asked(school: School) -> None:
    amy = school.person("amy-carter")

    await amy.runs("/policy", to="general")

    assert amy.sees("What I can do")
    assert amy.sees("Ask about a policy in your own words.")


async def test_what_the_policies_do_not_cover_is_passed_on_and_the_answer_comes_back(
    school: School,
) -> None:
    amy, grace = school.person("amy-carter"), school.person("grace-adeyemi")
    await amy.says(NOT_THERE)
    assert amy.sees("I can't find that in Oakfield Primary School's policies.")
    assert amy.sees("The headteacher is the person to ask.")
    assert not amy.quotes()

    await amy.presses(PASSED_ON)
    await school.settle()
    assert amy.sees("Passed on to Grace Adeyemi.")
    assert grace.sees(NOT_THERE)
    await grace.presses("Answer")
    await grace.fills(answer="Mr Green does, every Saturday.")
    await grace.submits()
    await school.settle()

    assert amy.sees("Here is an answer to what you asked.")
    assert amy.sees("Mr Green does, every Saturday.")
    assert amy.sees("Policy question POL-2026-0001: answered")
    assert "Answer" not in grace.labels()


async def test_a_clause_that_missed_can_be_passed_on_too(school: School) -> None:
    amy, grace = school.person("amy-carter"), school.person("grace-adeyemi")
    await amy.says(FRIENDS)

    await amy.presses("Not what I asked")
    await amy.presses(PASSED_ON)
    await school.settle()

    assert grace.sees(FRIENDS)


async def test_a_passed_on_question_can_be_withdrawn(school: School) -> None:
    amy, grace = school.person("amy-carter"), school.person("grace-adeyemi")
    await amy.says(NOT_THERE)
    await amy.presses(PASSED_ON)
    await school.settle()

    await amy.presses("Withdraw")
    await school.settle()

    assert grace.sees("Policy question POL-2026-0001: withdrawn")
    assert "Answer" not in grace.labels()


async def test_who_looks_after_the_policies_differs_between_schools(school: School) -> None:
    owen, zara = school.person("owen-price"), school.person("zara-hill")
    await owen.says(NOT_THERE)

    await owen.presses("Ask Zara Hill")
    await school.settle()

    assert zara.sees(NOT_THERE)
    assert not school.person("grace-adeyemi").sees(NOT_THERE)
    assert not school.person("fiona-blackwood").sees(NOT_THERE)


async def test_nobody_who_was_not_asked_can_answer_a_passed_on_question(school: School) -> None:
    amy = school.person("amy-carter")
    await amy.says(NOT_THERE)
    await amy.presses(PASSED_ON)
    await school.settle()

    tom = school.person("tom-ellery")
    await tom.says("status POL-2026-0001")

    assert tom.sees("I can only show your own reports and requests")
    assert not tom.sees(NOT_THERE)


async def test_a_follow_up_leans_on_the_question_before(school: School) -> None:
    amy = school.person("amy-carter")
    await amy.says("can pupils take photos at the school play?")

    await amy.says("and parents?")

    assert "plays" in amy.quotes()[-1]
    assert "parents may take photographs" in amy.quotes()[-1]
