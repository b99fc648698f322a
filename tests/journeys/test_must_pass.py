"""The must-pass checks by their numbers, from one end to the other (DOMAIN 12).

The numbers for governors (17) and the deleting of records (18) stand in files of their own.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

import pytest

from adapters.sandbox.faults import Fault
from bot.assembly import Knowhow
from bot.domain.people import Role
from bot.settings import Settings
from bot.settings.people import OwnPerson, RoleHeld
from bot.settings.school import Delegate
from intents.buttons import ShowCase, TakeStep
from knowledge.library import Library
from tests.journeys import reports, requests
from tests.support.forgery import forge_press, forge_submit
from tests.support.outings import outings
from tests.support.person import Person
from tests.support.school import School, Surface

Door: TypeAlias = Callable[[Person, str], Awaitable[None]]
CHAT = "I want to report cyberbullying"
ANSWERS = ("no", "no", "a pupil", "a pupil here", reports.STORY, "yesterday at 3pm", "whatsapp")
HEAD, TUESDAY, THURSDAY = Role.HEADTEACHER, date(2026, 11, 17), date(2026, 11, 19)
FRIENDS = "can I be friends with a parent on facebook?"
LAPSED = "not decided in time, so not approved"
REMINDER = "1 thing waits for you"


def step(school: School, verb: str, revision: int = 1) -> TakeStep:
    """Return what a button carries on the card of the first request."""
    return TakeStep(case=school.case(requests.REF).public_id, verb=verb, revision=revision)


async def in_a_message(person: Person, words: str) -> None:
    await person.says(words)


async def in_a_thread(person: Person, words: str) -> None:
    await person.says("help")
    await person.says(words, in_thread=True)


async def behind_a_command(person: Person, words: str) -> None:
    await person.runs(f"/unblock {words}")


async def in_a_form(person: Person, words: str) -> None:
    await requests.fill_in(person, reasons=words)
    await person.submits()


async def in_a_form_in_the_chat(person: Person, words: str) -> None:
    await person.answers_in_chat(CHAT)
    await person.says(words)


@pytest.mark.parametrize(
    "door", [in_a_message, in_a_thread, behind_a_command, in_a_form, in_a_form_in_the_chat]
)
async def test_must_pass_01_every_way_in_runs_the_safety_words_first(
    school: School, door: Door
) -> None:
    amy = school.person("amy-carter")
    await door(amy, "a girl in my class says she wants to kill herself")

    assert amy.sees("stay with them and get Priya Nair now.")


@pytest.mark.parametrize("answer", ["Yes", "Not sure"])
async def test_must_pass_02_no_screen_asks_for_anything_of_a_sexual_picture(
    school: School, answer: str
) -> None:
    amy = await reports.report(school, **{**reports.IMAGE, "sexual_image": answer})
    await amy.uploads("picture.png")
    await school.passes(minutes=20)
    seen = "\n".join(text for person in school.everybody() for text in person.texts())
    await amy.presses("Add detail")
    seen = f"{seen}\n{amy.form}".casefold()

    assert "stop, this changes what you do." in seen
    assert "i can't take files and haven't opened it." in seen
    for asked in (
        "keep the evidence.",
        "what happened?",
        "where is the evidence",
        "screenshot the",
    ):
        assert asked not in seen


@pytest.mark.parametrize("question", ["danger_now", "sexual_image"])
async def test_must_pass_03_not_sure_does_what_yes_does(school: School, question: str) -> None:
    answers = reports.IMAGE if question == "sexual_image" else {}
    await reports.report(school, **{**answers, question: "Yes"})
    await reports.report(school, **{**answers, question: "Not sure"})

    surely, perhaps = school.case("CB-2026-0001"), school.case("CB-2026-0002")

    assert surely.wake_at == perhaps.wake_at == school.now + timedelta(minutes=5)
    assert perhaps.handlers == surely.handlers
    assert reports.heard(school, "CB-2026-0002") == reports.heard(school, "CB-2026-0001")


async def looks_everywhere(school: School, person: Person, ref: str, case: str) -> list[str]:
    """Have somebody go looking for a case; return all that they then see, without its name."""
    before = len(person.answers())
    for words in (f"status {ref}", f"withdraw {ref}", "my cases"):
        await person.says(words)
    for forged in (ShowCase(case=case), TakeStep(case=case, verb="take")):
        await forge_press(school, person, forged)
    await person.opens_home()
    return [text.replace(ref, "REF") for text in (*person.answers()[before:], person.home)]


@pytest.mark.parametrize("signs", [{}, {"danger_now": "Yes"}, reports.IMAGE])
async def test_must_pass_04_nothing_tells_the_head_of_a_report_on_them_and_the_chair_has_it(
    school: School, signs: dict[str, Any]
) -> None:
    grace = school.person("grace-adeyemi")
    await reports.report(school, **{**reports.ABOUT_THE_HEAD, **signs})
    await school.passes(minutes=20)
    await school.passes(days=3)
    assert (grace.texts(), grace.bell()) == ([], 0)

    secret = school.case(reports.REF).public_id
    there = await looks_everywhere(school, grace, reports.REF, secret)
    not_there = await looks_everywhere(school, grace, "CB-2026-0099", "there-is-no-such-case")

    assert there == not_there
    assert "margaret-osei" in reports.heard(school)


async def test_must_pass_05_the_network_manager_gets_no_task_in_a_case_on_them(
    school: School,
) -> None:
    amy = await reports.report(school, **reports.by_staff("Len Hodge, Network manager"))

    await amy.presses("Add detail")
    await amy.fills(signs=["A school device, account or network was used"])
    await amy.submits()
    await school.passes(days=2)

    assert not amy.errors
    assert school.person("grace-adeyemi").sees("The reporter has added detail.")
    assert not school.person("len-hodge").texts()


def with_person(trust: Settings, name: str, **changes: object) -> Settings:
    """Return the trust where something else is true of somebody at the first school."""
    school = trust.schools[0]
    (found,) = (each for each in school.people if isinstance(each, OwnPerson) and each.id == name)
    others = [each for each in school.people if each is not found or "id" in changes]
    return with_school(trust, people=(*others, found.model_copy(update=changes)))


def with_school(trust: Settings, **changes: object) -> Settings:
    """Return the trust where something else is true of the first school."""
    first, *others = trust.schools
    return trust.model_copy(update={"schools": (first.model_copy(update=changes), *others)})


def ex_head(trust: Settings) -> Settings:
    return with_person(trust, "grace-adeyemi", roles=(RoleHeld(role=HEAD, until=TUESDAY),))


def leaver(trust: Settings) -> Settings:
    return with_person(trust, "grace-adeyemi", leaves=TUESDAY)


def second_account(trust: Settings) -> Settings:
    account = {"slack": "U0GRACEAGAIN", "teams": "5c4001e0-0000-4000-8000-000000000099"}
    return with_person(trust, "grace-adeyemi", id="grace-again", roles=(), **account)


def early_delegate(trust: Settings) -> Settings:
    later = Delegate(delegate="daniel-frost", from_=THURSDAY, until=THURSDAY)
    return with_school(trust, delegation=(later,))


def late_delegate(trust: Settings) -> Settings:
    earlier = Delegate(delegate="daniel-frost", from_=TUESDAY, until=TUESDAY)
    return with_school(trust, delegation=(earlier,))


@pytest.mark.parametrize("name", ["amy-carter", "sam-orme", "jamie-rowe", "tom-ellery"])
async def test_must_pass_06_neither_the_requester_nor_a_guest_can_decide(
    school: School, name: str
) -> None:
    await requests.ask_for_a_site(school)

    await forge_press(school, school.person(name), step(school, "approve"))
    await school.settle()

    assert school.kept("decisions") == ""
    assert school.case(requests.REF).state == "submitted"


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (ex_head, "grace-adeyemi"),
        (leaver, "grace-adeyemi"),
        (second_account, "grace-again"),
        (early_delegate, "daniel-frost"),
        (late_delegate, "daniel-frost"),
    ],
)
async def test_must_pass_06_nobody_decides_by_what_they_were_or_will_be(
    trust: Settings,
    surface: Surface,
    knowhow: Knowhow,
    *,
    change: Callable[[Settings], Settings],
    name: str,
) -> None:
    async with await School.open(change(trust), surface, knowhow) as school:
        await requests.ask_for_a_site(school)
        await school.passes(days=1)

        await forge_press(school, school.person(name), step(school, "approve"))
        await school.settle()

        assert school.kept("decisions") == ""
        assert school.case(requests.REF).state == "submitted"


async def test_must_pass_07_of_two_clicks_at_once_one_counts_and_the_other_is_told(
    school: School,
) -> None:
    await requests.ask_for_a_site(school)
    grace, daniel = school.person("grace-adeyemi"), school.person("daniel-frost")
    await daniel.says(f"status {requests.REF}")

    with school.turns_meet(2):
        await asyncio.gather(grace.presses("Approve"), daniel.presses("Approve"))
    await school.settle()

    events = school.kept("case_events").splitlines()
    told = [each for each in (grace, daniel) if each.sees("has already settled this: approved")]
    assert len(school.kept("decisions").splitlines()) == 1
    assert len([event for event in events if "'approve'" in event]) == 1
    assert len(told) == 1


async def withdrawn(_: School, amy: Person) -> str:
    await amy.presses("Withdraw")
    return "That can't be done any more: it is withdrawn."


async def edited(school: School, amy: Person) -> str:
    grace = school.person("grace-adeyemi")
    await grace.presses("Ask for more")
    await grace.fills(question="Which lesson is it for?")
    await grace.submits()
    await school.settle()
    await grace.closes()
    await amy.presses("Answer")
    await amy.fills(information="Tuesday's geography lesson")
    await amy.submits()
    return "The request changed after that card was sent. Please use the newest card."


async def lapsed(school: School, _: Person) -> str:
    await school.passes_until(datetime(2026, 11, 21, 9, tzinfo=UTC))
    return f"That can't be done any more: it is {LAPSED}."


@pytest.mark.parametrize("change", [withdrawn, edited, lapsed])
async def test_must_pass_08_an_old_card_is_refused_politely_and_shows_how_it_stands(
    school: School, change: Callable[[School, Person], Awaitable[str]]
) -> None:
    amy = await requests.ask_for_a_site(school)
    grace, old = school.person("grace-adeyemi"), step(school, "approve")

    words = await change(school, amy)
    await school.settle()
    await forge_press(school, grace, old)

    assert grace.sees(words)
    assert school.kept("decisions") == ""
    assert ("Approve" in grace.labels()) == (change is edited)


async def test_must_pass_09_no_refusal_without_a_reason_however_it_is_sent(
    school: School,
) -> None:
    amy = await requests.ask_for_a_site(school)
    grace = school.person("grace-adeyemi")

    await grace.says(f"refuse {requests.REF}")
    await forge_press(school, grace, step(school, "refuse"))
    await grace.closes()
    await grace.presses("Refuse")
    await grace.submits()
    complaints = [dict(grace.errors), await forge_submit(school, grace, reason=" \t ")]
    await school.settle()

    assert all(complaints)
    assert school.kept("decisions") == ""
    assert amy.sees("waiting for a decision")


@pytest.mark.parametrize(
    ("start", "opens"),
    [
        # Half term, and the change of the clocks in it.
        (datetime(2026, 10, 23, 14, tzinfo=UTC), datetime(2026, 11, 2, 8, 15, tzinfo=UTC)),
        # An INSET day and a weekend.
        (datetime(2026, 11, 26, 15, tzinfo=UTC), datetime(2026, 11, 30, 8, 15, tzinfo=UTC)),
        # Christmas, with an INSET day at its end.
        (datetime(2026, 12, 18, 15, tzinfo=UTC), datetime(2027, 1, 5, 8, 15, tzinfo=UTC)),
    ],
)
async def test_must_pass_10_no_day_off_counts_as_school_time_and_no_answer_is_no(
    trust: Settings, surface: Surface, knowhow: Knowhow, *, start: datetime, opens: datetime
) -> None:
    async with await School.open(trust, surface, knowhow, start) as school:
        later = [f"{opens + timedelta(days):%Y-%m-%d}" for days in range(3)]
        dates = dict(zip(("needed_by", "starts", "until"), later, strict=True))
        amy = await requests.ask_for_a_site(school, **dates)
        grace = school.person("grace-adeyemi")

        await school.passes_until(opens + timedelta(hours=1))
        reminders = [at for at in grace.arrivals(REMINDER) if at.date() != start.date()]
        await school.passes_until(opens + timedelta(days=2))

        assert reminders == [opens]
        assert amy.sees(f"Blocked site request {requests.REF}: {LAPSED}")
        assert school.kept("decisions") == ""


async def test_must_pass_11_no_word_of_a_case_leaves_the_cards(school: School) -> None:
    school.forgive("not delivered", "reply not shown")
    amy = school.person("amy-carter")
    await amy.runs("/report", to="general")
    for name, answer in reports.ANSWERS.items():
        await amy.fills(**{name: answer})
    school.backstage.stumbles("message", Fault("server_error"), times=2)
    await amy.submits()
    for _ in range(3):
        await school.passes(minutes=2)
    await school.person("priya-nair").presses("I have it")
    await school.passes(hours=30)

    assert school.person("priya-nair").sees(reports.STORY)
    shown = [*school.backstage.in_channels(), *school.backstage.on_lock_screens()]
    outside = "\n".join([*shown, *school.journal.lines])
    assert len(shown) > len(school.backstage.in_channels())
    assert "not delivered" in outside
    assert not [word for word in ("Zed", "Amy", "rude jokes", "WhatsApp") if word in outside]


async def test_must_pass_12_an_address_is_neither_fetched_nor_shown_as_a_link(
    school: School,
) -> None:
    with outings() as hosts:
        amy = await requests.ask_for_a_site(school)
        await amy.says(f"status {requests.REF}")
        await school.person("grace-adeyemi").presses("Approve")
        await school.settle()

    assert school.person("grace-adeyemi").sees("hxxps://maps[.]example/rivers")
    assert not hosts
    answers = [answer for person in school.everybody() for answer in person.answers()]
    assert not [answer for answer in answers if requests.ADDRESS in answer]
    assert not [post for post in school.backstage.posts() if f"<{requests.ADDRESS}" in post]


@pytest.mark.parametrize("name", ["jamie-rowe", "sam-orme"])
async def test_must_pass_13_a_pupil_or_a_guest_gets_one_line_and_nothing_is_kept(
    school: School, name: str
) -> None:
    person, words = school.person(name), "they are all horrible to me in the group chat"
    await person.says(words)
    await person.runs(f"/report {words}")
    await person.opens_home()
    await school.settle()

    assert person.answers()
    assert all("This assistant is only for school staff" in text for text in person.answers())
    assert words not in school.kept()
    assert school.kept("cases") == school.kept("drafts") == ""


async def test_must_pass_14_a_case_of_somebody_else_is_as_unknown_as_one_that_is_not_there(
    school: School,
) -> None:
    await requests.ask_for_a_site(school)
    await reports.report(school)
    tom = school.person("tom-ellery")

    for ref in (requests.REF, reports.REF, "UNB-2026-0077", "CB-2026-0077"):
        await tom.says(f"status {ref}")

    assert set(tom.answers()) == {reports.UNKNOWN}
    assert len(tom.answers()) == 4


async def test_must_pass_15_a_clause_is_quoted_word_for_word_from_the_own_school(
    school: School, library: Library
) -> None:
    stored = {
        name: {
            clause.text: policy for policy in library.policies(name) for clause in policy.clauses
        }
        for name in ("oakfield", "ravensmere")
    }
    for person, own, other in (
        (school.person("amy-carter"), "oakfield", "ravensmere"),
        (school.person("owen-price"), "ravensmere", "oakfield"),
    ):
        await person.says(FRIENDS)
        await person.presses("Show more clauses")

        quotes = [quote for quote in person.quotes() if not quote.startswith("Note: this policy")]
        policy = stored[own][quotes[0]]
        (clause,) = (each for each in policy.clauses if each.text == quotes[0])
        assert set(quotes) <= stored[own].keys()
        assert policy.next_review
        for cited in (policy.title, clause.label, f"{policy.next_review:%B %Y}"):
            assert person.sees(cited)
        assert not [text for text in stored[other].keys() - stored[own] if person.sees(text)]


async def test_must_pass_16_no_answer_below_the_threshold_and_an_old_policy_says_so(
    school: School,
) -> None:
    owen = school.person("owen-price")

    await owen.says("who waters the tomatoes in the greenhouse?")
    assert not owen.quotes()
    assert owen.sees("I can't find that in Ravensmere High School's policies.")
    await owen.says(FRIENDS)

    assert owen.quotes()
    assert owen.sees("Note: this policy was due for review in September 2025.")


async def test_must_pass_19_cancel_says_whether_anything_was_sent(school: School) -> None:
    amy = school.person("amy-carter")
    await amy.answers_in_chat(CHAT)
    await amy.says("no")
    await amy.says("cancel")
    assert amy.sees("Stopped. Nothing was sent.")
    assert school.kept("cases") == ""

    await reports.report(school)
    await amy.says("cancel")

    assert amy.sees("What you sent before is still there")
    assert school.case(reports.REF).state == "submitted"


async def test_must_pass_20_a_form_in_the_chat_waits_four_hours_after_every_answer(
    school: School,
) -> None:
    amy = school.person("amy-carter")
    await amy.answers_in_chat(CHAT)
    for answer in ANSWERS:
        await school.passes(hours=4)
        await amy.says(answer)
    await school.passes(hours=4)

    await amy.says("send")
    await school.settle()

    assert school.person("priya-nair").sees(reports.STORY)
    assert school.person("priya-nair").sees("Where: WhatsApp")


async def test_must_pass_20_a_dialog_that_was_shut_keeps_all_up_to_its_last_choice(
    school: School,
) -> None:
    amy = school.person("amy-carter")
    for answers in (
        {"danger_now": "No"},
        {"sexual_image": "No"},
        {"what_happened": reports.STORY, "target": "A pupil"},
        {"alleged": "A pupil here"},
    ):
        await amy.runs("/report")
        for name, answer in answers.items():
            await amy.fills(**{name: answer})
        await amy.closes()
        await school.passes(hours=4)

    await amy.runs("/report")
    await amy.fills(platform="WhatsApp")
    await amy.submits()
    await school.settle()

    assert not amy.errors
    assert school.person("priya-nair").sees(reports.STORY)
