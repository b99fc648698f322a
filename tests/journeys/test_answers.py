"""What stands around an answer, and how people close what the policies leave open."""

from knowledge.library import Library
from tests.support.school import School

FRIENDS = "can I be friends with a parent on facebook?"
BULLYING = "how do I report bullying?"
NOT_THERE = "who waters the tomatoes in the greenhouse?"
ANSWER = "The eco club does, every Friday."


async def answers(school: School, **answer: object) -> None:
    """Let Amy ask what no policy says, and Grace answer it."""
    amy, grace = school.person("amy-carter"), school.person("grace-adeyemi")
    await amy.says(NOT_THERE)
    await amy.presses("Ask Grace Adeyemi")
    await school.settle()
    await grace.presses("Answer")
    await grace.fills(answer=ANSWER, **answer)
    await grace.submits()
    await school.settle()


async def test_the_clauses_next_to_an_answer_are_one_press_away(
    school: School, library: Library
) -> None:
    amy = school.person("amy-carter")
    await amy.says(FRIENDS)
    (shown,) = amy.quotes()

    await amy.presses("Before and after it")

    clauses = [c for policy in library.policies("oakfield") for c in policy.clauses]
    (answer,) = (clause for clause in clauses if clause.text == shown)
    before, after = (text for text in amy.quotes() if text != shown)
    beside = {clause.text for clause in clauses if clause.path == answer.path}
    assert {before, after} <= beside


async def test_an_answer_can_be_called_helpful_and_nothing_is_kept(school: School) -> None:
    amy = school.person("amy-carter")
    await amy.says(FRIENDS)

    await amy.presses("Helpful")

    assert amy.sees("Good. Nothing is kept about your question.")
    assert school.kept("policy_gaps") == school.kept("cases") == ""


async def test_who_asks_how_to_report_gets_the_form_first_and_the_policy_below(
    school: School,
) -> None:
    amy = school.person("amy-carter")
    await amy.says(BULLYING)
    assert amy.sees("You can do that here")
    assert amy.quotes()

    await amy.presses("Report cyberbullying")

    assert amy.sees("Is anyone in danger right now?")


async def test_a_question_about_a_clause_reaches_the_owner_of_its_policy(school: School) -> None:
    amy, ravi = school.person("amy-carter"), school.person("ravi-menon")
    await amy.says("who decides which site is unblocked?")
    assert amy.sees("Filtering and Web Access Policy")

    await amy.presses("Ask Ravi Menon")
    await school.settle()

    assert ravi.sees("A colleague asks about your policy. Please answer if you can.")
    assert ravi.sees("They were shown Filtering and Web Access Policy:")
    assert not school.person("grace-adeyemi").answers()


async def test_a_kept_answer_comes_first_when_a_colleague_asks_the_same(school: School) -> None:
    await answers(school, keep="Yes")
    tom, owen = school.person("tom-ellery"), school.person("owen-price")

    await tom.says(NOT_THERE.upper())
    await owen.says(NOT_THERE)

    assert tom.quotes() == [ANSWER]
    assert tom.sees("Answered by Grace Adeyemi on 17 Nov 2026, until 17 Nov 2027")
    assert not tom.sees("Amy Carter")
    assert not owen.sees(ANSWER)


async def test_whoever_answers_can_take_a_kept_answer_back(school: School) -> None:
    await answers(school, keep="Yes")
    grace, tom = school.person("grace-adeyemi"), school.person("tom-ellery")

    await grace.says("pinned answers")
    assert grace.sees("Pinned answers at Oakfield Primary School")
    await grace.presses("Remove")

    assert grace.sees("No answers are pinned")
    await tom.says(NOT_THERE)
    assert not tom.sees(ANSWER)


async def test_an_answer_is_kept_only_where_somebody_says_so(school: School) -> None:
    await answers(school)
    tom = school.person("tom-ellery")

    await tom.says(NOT_THERE)

    assert tom.sees("I can't find that in Oakfield Primary School's policies.")
    assert not tom.sees(ANSWER)


async def test_the_head_sees_what_the_policies_leave_open_and_never_who_asked(
    school: School,
) -> None:
    amy, tom, grace = (
        school.person(name) for name in ("amy-carter", "tom-ellery", "grace-adeyemi")
    )
    await amy.says(NOT_THERE)
    assert amy.sees("I noted the question without your name, so the policies can improve.")
    await tom.says(NOT_THERE)
    await tom.says("may I park a caravan by the pond?")

    await grace.says("policy gaps")

    assert grace.sees("Oakfield Primary School: policy gaps")
    for words in (NOT_THERE, "may I park a caravan by the pond?", "no clause found"):
        assert grace.sees(words)
    assert not grace.sees("Amy")
    assert "amy" not in school.kept("policy_gaps").casefold()
    assert "carter" not in school.kept("policy_gaps").casefold()


async def test_a_teacher_does_not_see_the_gaps(school: School) -> None:
    amy, tom = school.person("amy-carter"), school.person("tom-ellery")
    await amy.says(NOT_THERE)

    await tom.says("policy gaps")

    assert not tom.sees("tomatoes")


async def test_gaps_are_gone_after_ninety_days(school: School) -> None:
    amy = school.person("amy-carter")
    await amy.says(NOT_THERE)
    assert "tomatoes" in school.kept("policy_gaps")

    await school.passes(days=92)

    assert school.kept("policy_gaps") == ""
