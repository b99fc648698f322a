"""A teacher asks for a blocked site: the form, the receipt, and what can never be opened."""

import pytest

from bot.domain.people import Platform
from tests.journeys.reports import heard
from tests.journeys.requests import ADDRESS, REF, WAITING, ask_for_a_site, fill_in
from tests.journeys.surfaces import only_on
from tests.support.outings import outings
from tests.support.school import School


async def test_what_is_typed_behind_the_command_stands_in_the_form(school: School) -> None:
    amy = school.person("amy-carter")

    await amy.runs(f"/unblock {ADDRESS} for year 5 tue to fri")

    known = amy.entries()
    assert known["url"] == ADDRESS
    assert known["audience"] == "A year group"
    assert known["group"] == "year 5"
    assert (known["starts"], known["until"]) == ("2026-11-17", "2026-11-20")
    assert amy.sees("I'll send this to Grace Adeyemi.")


@only_on(Platform.SLACK, why="in Teams the form itself stands in the chat, filled in")
async def test_a_sentence_in_the_chat_is_read_back_before_anything_is_sent(school: School) -> None:
    amy = school.person("amy-carter")

    await amy.says(f"please unblock {ADDRESS} for year 5 tue to fri")

    assert amy.sees("I have this already:")
    assert amy.sees("Full web address: hxxps://maps[.]example/rivers")
    assert amy.sees("Which class or year: year 5")
    assert amy.sees("From which day: Tue 17 Nov 2026")
    assert "Open the form" in amy.labels()
    assert school.kept("cases") == ""


async def test_the_form_opens_from_the_chat_with_what_was_said(school: School) -> None:
    amy = school.person("amy-carter")

    await amy.opens_form(f"please unblock {ADDRESS} for year 5 tue to fri")

    assert amy.entries()["url"] == ADDRESS
    assert amy.entries()["group"] == "year 5"
    assert school.kept("cases") == ""


async def test_a_mistake_is_marked_and_every_answer_stays(school: School) -> None:
    amy = school.person("amy-carter")
    await fill_in(amy, starts="2026-11-27", until="2026-11-24")

    await amy.submits()

    assert amy.errors == {
        "Until which day?": "The last day is before the first. Please check both dates."
    }
    assert amy.entries()["site_content"] == "Maps of rivers, with quizzes"
    assert school.kept("cases") == ""

    await amy.fills(until="2026-11-28")
    await amy.submits()
    await school.settle()

    assert not amy.errors
    assert amy.sees(WAITING)


@pytest.mark.parametrize(
    ("field", "answer", "complaint"),
    [
        ("url", "maps of rivers", "address"),
        ("url", "http://192.168.0.1/admin", ""),
        ("reasons", "need it", "15"),
        ("until", "2027-08-30", "The longest is to the end of the school year, 21 Jul 2027."),
        ("needed_by", "2026-11-16", "That day has gone. Please choose today or later."),
        ("previewed", "No", "Please look at the site yourself first."),
    ],
)
async def test_what_cannot_be_is_marked_beside_its_question(
    school: School, field: str, answer: str, complaint: str
) -> None:
    amy = school.person("amy-carter")
    await fill_in(amy, **{field: answer})

    await amy.submits()

    assert amy.errors
    assert complaint in " ".join(amy.errors.values())
    assert school.kept("cases") == ""


async def test_somebody_who_goes_to_look_at_the_site_first_finds_everything_again(
    school: School,
) -> None:
    amy = school.person("amy-carter")
    await fill_in(amy, previewed="No")
    await amy.submits()
    assert amy.sees("What you wrote is kept for a day.")
    await amy.closes()
    await school.passes(hours=20)

    await amy.runs("/unblock")
    await amy.fills(previewed="Yes")
    await amy.submits()
    await school.settle()

    assert not amy.errors
    assert school.person("grace-adeyemi").sees("Geography: the pupils label a map of the rivers")


async def test_the_form_makes_way_and_the_receipt_stands_in_the_chat(school: School) -> None:
    amy = school.person("amy-carter")
    await fill_in(amy)

    await amy.submits()
    await school.settle()

    receipt = f"Sent as {REF}. Needed by Fri 20 Nov. You can withdraw it any time: withdraw {REF}."
    assert not amy.questions()
    assert sum(receipt in answer for answer in amy.answers()) == 1
    assert amy.sees("Address: hxxps://maps[.]example/rivers")


async def test_the_head_gets_the_request_with_everything_that_was_said(school: School) -> None:
    await ask_for_a_site(school)

    grace = school.person("grace-adeyemi")
    for line in (
        WAITING,
        "Asked by: Amy Carter",
        "Address: hxxps://maps[.]example/rivers",
        "Risks: Adverts",
        "Kept safe by: Pupils use it with me watching",
        "For: 5 Red",
        "When: Tue 24 Nov to Fri 27 Nov 2026",
        "Answer needed by: Fri 20 Nov 2026",
        "Maps of rivers, with quizzes",
        "Geography: the pupils label a map of the rivers",
    ):
        assert grace.sees(line), line
    assert grace.bell() == 1


async def test_the_notice_counts_as_new_until_it_is_read_and_says_the_same_then(
    school: School,
) -> None:
    await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    before = grace.texts()
    assert grace.bell() == 1

    await grace.reads()

    assert grace.bell() == 0
    assert grace.texts() == before


async def test_nobody_but_the_requester_and_the_head_hears_of_a_new_request(school: School) -> None:
    await ask_for_a_site(school)

    assert heard(school, REF) == {"amy-carter", "grace-adeyemi"}


async def test_the_address_is_never_a_link_and_never_fetched(school: School) -> None:
    with outings() as hosts:
        await ask_for_a_site(school)

    assert len(school.backstage.posts()) >= 2
    assert not [post for post in school.backstage.posts() if ADDRESS in post]
    assert not hosts


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("IWF list", "That site is blocked by a list nobody in school can switch off."),
        ("Internet Watch Foundation", "Please don't keep trying the link."),
        ("illegal content", "If you think that's a mistake, tell Len Hodge."),
    ],
)
async def test_a_site_on_an_illegal_list_is_not_even_asked_for(
    school: School, page: str, line: str
) -> None:
    amy, grace = school.person("amy-carter"), school.person("grace-adeyemi")

    await fill_in(amy, block_category=page)
    await amy.submits()
    await school.settle()

    assert amy.sees(line)
    assert not grace.texts()
    assert school.kept("cases") == ""


@pytest.mark.parametrize(
    "answers",
    [
        {"url": "https://chat-with-strangers.example/room"},
        {"url": "https://www.chat-with-strangers.example"},
        {"block_category": "Gambling"},
    ],
)
async def test_a_site_on_the_schools_own_list_is_not_asked_for(
    school: School, answers: dict[str, str]
) -> None:
    amy, grace = school.person("amy-carter"), school.person("grace-adeyemi")

    await fill_in(amy, **answers)
    await amy.submits()
    await school.settle()

    assert amy.sees("Oakfield Primary School doesn't open this kind of site.")
    assert not grace.texts()
    assert school.kept("cases") == ""


async def test_a_bare_address_is_asked_about_once(school: School) -> None:
    amy = school.person("amy-carter")

    await amy.says(ADDRESS)

    assert amy.sees("What about this site?")
    assert amy.sees("hxxps://maps[.]example/rivers")
    await amy.presses("Ask for access")
    assert amy.entries()["url"] == ADDRESS


async def test_the_heads_own_request_goes_to_the_deputy(school: School) -> None:
    grace, daniel = school.person("grace-adeyemi"), school.person("daniel-frost")

    await ask_for_a_site(school, "grace-adeyemi")

    assert daniel.sees(WAITING)
    assert "Approve" in daniel.labels()
    assert "Approve" not in grace.labels()
