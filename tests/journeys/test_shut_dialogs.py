"""A form that is shut in the middle: what was answered is there four hours later (must-pass 20)."""

import pytest

from bot.domain.people import Platform
from tests.journeys import reports
from tests.journeys.surfaces import only_on
from tests.support.school import School

SAYS_NOTHING = "a dialog of Teams says nothing of what is typed in it before it is sent"
DESPAIR = "he wants to kill himself"


@only_on(Platform.SLACK, why=SAYS_NOTHING)
async def test_words_that_were_typed_in_a_dialog_are_there_after_four_hours(
    school: School,
) -> None:
    amy = school.person("amy-carter")
    await reports.fill_in(amy, platform=None)
    await amy.fills(what_happened=f"{reports.STORY} today", happened_at="2pm yesterday")
    await amy.fills(platform="WhatsApp")
    await amy.closes()
    await school.passes(hours=4)

    await amy.runs("/report")

    entries = amy.entries()
    assert entries["what_happened"] == f"{reports.STORY} today"
    assert entries["platform"] == "WhatsApp"
    assert entries["happened_at"].startswith("2026-11-16")
    assert (entries["target"], entries["alleged"]) == ("A pupil", "A pupil here")


@only_on(Platform.SLACK, why=SAYS_NOTHING)
async def test_the_first_words_are_kept_before_anything_was_chosen(school: School) -> None:
    amy = school.person("amy-carter")
    await amy.runs("/report")
    await amy.fills(what_happened=reports.STORY)
    await amy.closes()
    await school.passes(hours=4)

    await amy.runs("/report")

    assert amy.entries()["what_happened"] == reports.STORY


@only_on(Platform.SLACK, why=SAYS_NOTHING)
async def test_words_that_were_taken_away_again_are_not_kept(school: School) -> None:
    amy = school.person("amy-carter")
    await amy.runs("/report")
    await amy.fills(danger_now="No", what_happened=reports.STORY)
    await amy.fills(what_happened="They posted jokes")
    await amy.closes()

    await amy.runs("/report")

    assert amy.entries()["what_happened"] == "They posted jokes"


@only_on(Platform.SLACK, why=SAYS_NOTHING)
async def test_typing_leaves_no_digest_of_the_words(school: School) -> None:
    amy = school.person("amy-carter")
    await amy.runs("/report")
    before = school.kept("inbox")
    for end in range(1, len(DESPAIR) + 1):
        await amy.fills(what_happened=DESPAIR[:end])

    assert school.kept("inbox") == before


@only_on(Platform.SLACK, why=SAYS_NOTHING)
async def test_typing_is_not_talked_into(school: School) -> None:
    amy = school.person("amy-carter")
    await amy.runs("/report")
    before = amy.texts()
    await amy.fills(what_happened=DESPAIR)
    assert amy.texts() == before

    await amy.fills(danger_now="No")

    assert amy.sees("stay with them and get Priya Nair now")


@only_on(Platform.SLACK, why=SAYS_NOTHING)
async def test_a_report_that_was_typed_and_left_reaches_whoever_must_hear_of_it(
    school: School,
) -> None:
    amy, priya = school.person("amy-carter"), school.person("priya-nair")
    await amy.runs("/report")
    await amy.fills(what_happened=DESPAIR)
    await amy.closes()

    await school.passes(hours=4)

    assert priya.sees("Amy Carter began a report")
    assert not priya.sees(DESPAIR)


@only_on(Platform.SLACK, why=SAYS_NOTHING)
@pytest.mark.parametrize("name", ["device", "pupils", "url_or_app"])
async def test_a_report_of_a_website_keeps_its_words_too(school: School, name: str) -> None:
    amy = school.person("amy-carter")
    await amy.runs("/report website")
    await amy.fills(who_saw="Pupils")
    await amy.fills(**{name: "room 12"})
    await amy.closes()
    await school.passes(hours=4)

    await amy.runs("/report website")

    assert amy.entries()[name] == "room 12"


async def test_after_it_was_sent_nothing_of_a_report_is_left_over(school: School) -> None:
    amy = await reports.report(school)

    await amy.runs("/report")

    assert amy.entries()["what_happened"] == ""
    assert not amy.sees("This is what you had")


async def test_the_form_in_the_chat_keeps_every_choice_for_four_hours(school: School) -> None:
    amy = school.person("amy-carter")
    await amy.opens_form("I want to report cyberbullying")
    await amy.fills(danger_now="No", sexual_image="No", what_happened=reports.STORY)
    await amy.fills(target="A pupil", alleged="A pupil here")
    await amy.closes()
    await school.passes(hours=4)

    await amy.opens_form("I want to report cyberbullying")

    entries = amy.entries()
    assert entries["what_happened"] == reports.STORY
