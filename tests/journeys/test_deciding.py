"""The headteacher decides, and everybody who must hear of it does."""

from intents.buttons import TakeStep
from tests.journeys.requests import REF, ask_for_a_site, refuse
from tests.support.forgery import forge_press, forge_submit
from tests.support.school import School

APPROVED = f"Blocked site request {REF}: approved, being switched on"
WORKING = f"Blocked site request {REF}: approved and working"
REFUSED = f"Blocked site request {REF}: not approved"
DECISIONS = {"Approve", "Approve with changes", "Refuse", "Ask for more"}


def case_id(school: School) -> str:
    """Return the secret name of the request."""
    return school.case(REF).public_id


async def test_approval_reaches_the_teacher_and_the_network_manager(school: School) -> None:
    amy = await ask_for_a_site(school)
    grace, len_hodge = school.person("grace-adeyemi"), school.person("len-hodge")

    await grace.presses("Approve")
    await school.settle()

    assert amy.sees(
        "Approved by Grace Adeyemi for 5 Red, Tue 24 Nov to Fri 27 Nov 2026. "
        "Len Hodge will switch it on; I'll tell you when it works. Test it before the lesson."
    )
    assert len_hodge.sees(
        "Please open this address for the people and days below, then press Done."
    )
    assert len_hodge.sees("Decided by: Grace Adeyemi, Tue 17 Nov 09:30")


async def test_the_teacher_hears_when_the_network_manager_is_done(school: School) -> None:
    amy = await ask_for_a_site(school)
    len_hodge = school.person("len-hodge")
    await school.person("grace-adeyemi").presses("Approve")
    await school.settle()

    await len_hodge.presses("Done: it works")
    await school.settle()

    assert amy.sees("It is switched on. Test it before the lesson.")
    assert amy.sees(WORKING)
    assert "Done: it works" not in len_hodge.labels()


async def test_every_copy_of_the_card_is_redrawn(school: School) -> None:
    amy = await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    before = len(grace.answers())

    await grace.presses("Approve")
    await school.settle()

    for person in (amy, grace):
        assert person.sees(APPROVED)
        assert not person.sees("waiting for a decision")
        assert not DECISIONS & set(person.labels())
        assert "Withdraw" not in person.labels()
    assert len(grace.answers()) == before


async def test_a_refusal_carries_its_reason_to_the_teacher(school: School) -> None:
    amy = await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")

    await refuse(grace, "The adverts on it are not for children.")
    await school.settle()

    assert amy.sees("Not approved. Reason: The adverts on it are not for children.")
    assert amy.sees("You can send it once more with new information.")
    assert grace.sees(REFUSED)
    assert not school.person("len-hodge").texts()


async def test_no_refusal_without_a_reason_in_the_form(school: School) -> None:
    await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")

    await grace.presses("Refuse")
    await grace.submits()
    assert grace.errors

    complaints = await forge_submit(school, grace, reason="    ")

    assert complaints
    assert school.kept("decisions") == ""


async def test_no_refusal_without_a_reason_by_a_forged_button(school: School) -> None:
    amy = await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")

    await forge_press(school, grace, TakeStep(case=case_id(school), verb="refuse", revision=1))
    await school.settle()

    assert school.kept("decisions") == ""
    assert amy.sees("waiting for a decision")


async def test_what_was_asked_for_can_be_narrowed_and_tied_to_conditions(school: School) -> None:
    amy = await ask_for_a_site(school, audience="A year group", group="Year 5")
    grace = school.person("grace-adeyemi")

    await grace.presses("Approve with changes")
    await grace.fills(audience="One class")
    await grace.fills(group="5 Red", until="2026-11-25", conditions="Only on the board")
    await grace.submits()
    await school.settle()

    assert not grace.errors
    assert amy.sees("Approved by Grace Adeyemi for 5 Red, Tue 24 Nov to Wed 25 Nov 2026.")
    assert amy.sees("Conditions: Only on the board.")
    assert school.person("len-hodge").sees("When: Tue 24 Nov to Wed 25 Nov 2026")


async def test_a_question_goes_to_the_teacher_and_the_answer_comes_back(school: School) -> None:
    amy = await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")

    await grace.presses("Ask for more")
    await grace.fills(question="Which lesson is it for?")
    await grace.submits()
    await school.settle()
    assert amy.sees('Grace Adeyemi asks: "Which lesson is it for?" Press Answer')
    await amy.presses("Answer")
    await amy.fills(information="Tuesday's geography lesson")
    await amy.submits()
    await school.settle()

    assert grace.sees("The requester has answered your question.")
    assert grace.sees("Tuesday's geography lesson")
    await grace.closes()
    await grace.presses("Approve")
    await school.settle()
    assert amy.sees(APPROVED)


async def test_buttons_from_before_an_answer_no_longer_work(school: School) -> None:
    amy = await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    await grace.presses("Ask for more")
    await grace.fills(question="Which lesson is it for?")
    await grace.submits()
    await school.settle()
    await grace.closes()
    await amy.presses("Answer")
    await amy.fills(information="Tuesday's geography lesson")
    await amy.submits()
    await school.settle()

    await forge_press(school, grace, TakeStep(case=case_id(school), verb="approve", revision=1))

    assert grace.sees("The request changed after that card was sent. Please use the newest card.")
    assert school.kept("decisions") == ""


async def test_a_withdrawn_request_can_no_longer_be_decided(school: School) -> None:
    amy = await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")

    await amy.presses("Withdraw")
    await school.settle()
    await forge_press(school, grace, TakeStep(case=case_id(school), verb="approve"))

    assert grace.sees(f"Blocked site request {REF}: withdrawn")
    assert grace.sees("The requester has withdrawn this. You need do nothing.")
    assert not DECISIONS & set(grace.labels())
    assert grace.sees("That can't be done any more: it is withdrawn.")
    assert school.kept("decisions") == ""


async def test_a_request_is_withdrawn_by_its_reference_after_a_look_at_it(school: School) -> None:
    amy = await ask_for_a_site(school)

    await amy.says(f"withdraw {REF}")
    assert amy.sees("waiting for a decision")
    await amy.presses("Withdraw")
    await school.settle()

    assert school.person("grace-adeyemi").sees(f"Blocked site request {REF}: withdrawn")


async def test_words_are_never_a_decision(school: School) -> None:
    await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")

    await grace.says("approve")
    await school.settle()

    assert school.kept("decisions") == ""


async def test_the_history_says_who_did_what_and_when(school: School) -> None:
    await ask_for_a_site(school)
    await school.person("grace-adeyemi").presses("Approve")
    await school.settle()

    history = school.kept("case_events").splitlines()
    assert ["'submitted'" in history[0], "'approve'" in history[1]] == [True, True]
    assert "oakfield/grace-adeyemi" in history[1]


async def test_words_in_the_reason_of_a_refusal_put_one_line_before_the_decision(
    school: School,
) -> None:
    amy = await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")

    await refuse(grace, "A girl says she wants to kill herself because of this site.")
    await school.settle()

    assert grace.sees("If nobody is dealing with this yet:")
    assert not any("Stay with them" in answer for answer in grace.answers())
    assert grace.sees(REFUSED)
    assert amy.sees(REFUSED)
