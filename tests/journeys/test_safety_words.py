"""Words that sound like danger come first: in every place, in every state (must-pass 1)."""

import pytest

from bot.domain.people import Platform
from intents.fill_form.feature import Start
from tests.journeys import requests
from tests.journeys.surfaces import NO_WORDS_IN_CHANNELS, only_on
from tests.support.forgery import forge_press
from tests.support.outings import outings
from tests.support.school import School

M11 = "Stop, this changes what you do."
M35 = "If a pupil talks about suicide or hurting themselves, stay with them and get Priya Nair now."
G08 = "Samaritans 116 123, any time."
SUICIDE = "a girl in my class says she wants to kill herself"
NUDE = "a boy in year 6 sent a nude of himself to a friend"
EACH = [(SUICIDE, M35), (NUDE, M11)]


@pytest.mark.parametrize(("words", "line"), EACH)
async def test_in_a_direct_message(school: School, words: str, line: str) -> None:
    amy = school.person("amy-carter")

    await amy.says(words)

    assert amy.sees(line)
    assert "Report privately" in amy.labels()
    assert school.kept("cases") == ""


@pytest.mark.parametrize(("words", "line"), EACH)
async def test_in_a_thread_of_a_direct_message(school: School, words: str, line: str) -> None:
    amy = school.person("amy-carter")
    await amy.says("help")

    await amy.says(words, in_thread=True)

    assert amy.sees(line)


@pytest.mark.parametrize("command", ["policy", "report", "unblock"])
@pytest.mark.parametrize(("words", "line"), EACH)
async def test_behind_a_slash_command(school: School, command: str, words: str, line: str) -> None:
    amy = school.person("amy-carter")

    await amy.runs(f"/{command} {words}")

    assert amy.sees(line)


@only_on(Platform.SLACK, why=NO_WORDS_IN_CHANNELS)
@pytest.mark.parametrize("command", ["policy", "report", "unblock"])
@pytest.mark.parametrize(("words", "line"), EACH)
async def test_behind_a_slash_command_where_others_read(
    school: School, command: str, words: str, line: str
) -> None:
    amy, tom = school.person("amy-carter"), school.person("tom-ellery")

    await amy.runs(f"/{command} {words}", to="general")

    assert amy.sees(line)
    assert not tom.texts()


@pytest.mark.parametrize("form", ["report_cyberbullying", "request_unblock", "report_website"])
@pytest.mark.parametrize(("words", "line"), EACH)
async def test_in_the_middle_of_a_form_in_the_chat(
    school: School, form: str, words: str, line: str
) -> None:
    amy = school.person("amy-carter")
    await forge_press(school, amy, Start(form=form))

    await amy.says(words)

    assert amy.sees(line)


@pytest.mark.parametrize(("words", "line"), EACH)
async def test_in_a_field_of_a_form(school: School, words: str, line: str) -> None:
    amy = school.person("amy-carter")
    await requests.fill_in(amy, reasons=words)

    await amy.submits()

    assert amy.sees(line)


@pytest.mark.parametrize(("words", "line"), EACH)
async def test_in_a_field_of_a_form_with_a_mistake_elsewhere(
    school: School, words: str, line: str
) -> None:
    amy = school.person("amy-carter")
    await requests.fill_in(amy, reasons=words, until="2026-11-23")

    await amy.submits()

    assert amy.errors
    assert amy.sees(line)

    await amy.fills(until="2026-11-27")
    await amy.submits()
    await school.settle()

    assert not amy.errors
    assert school.person("grace-adeyemi").sees(requests.WAITING)


@pytest.mark.parametrize(("words", "line"), EACH)
async def test_in_a_message_that_is_picked_out_to_report_it(
    school: School, words: str, line: str
) -> None:
    amy, tom = school.person("amy-carter"), school.person("tom-ellery")
    await tom.says(words, to="general")

    await amy.runs_shortcut("Report this message", on=words)

    assert amy.sees(line)
    assert amy.questions()
    assert not tom.answers()


@pytest.mark.parametrize("words", [SUICIDE, NUDE])
async def test_in_a_channel_only_the_poster_is_asked_to_delete_it(
    school: School, words: str
) -> None:
    amy, tom = school.person("amy-carter"), school.person("tom-ellery")

    await amy.says(f"@Dutydesk {words}", to="general")
    await school.settle()

    assert amy.sees("Please delete that message now: it may identify a child or colleague.")
    assert not [answer for answer in amy.answers() if words in answer]
    assert not tom.answers()
    priya = school.person("priya-nair")
    assert priya.sees("A message in a channel may be about a person")
    assert not [answer for answer in priya.answers() if words in answer or "Amy" in answer]
    assert words not in school.kept()


async def test_a_channel_gets_no_answer_about_a_real_person(school: School) -> None:
    amy = school.person("amy-carter")

    await amy.says("@Dutydesk can Jayden in 4B bring his phone on the trip?", to="general")

    assert amy.sees("Please delete that message now")


async def test_somebody_who_is_not_safe_themselves_is_helped_first(school: School) -> None:
    amy = school.person("amy-carter")

    await amy.says("I can't cope any more, I want to end my life")

    assert amy.sees(G08)
    assert school.kept("cases") == ""


async def test_words_about_a_lesson_do_not_stand_in_the_way_of_the_answer(school: School) -> None:
    amy = school.person("amy-carter")

    await amy.runs("/policy what does the policy say about sexting lessons in year 6?")

    assert len(amy.answers()) >= 2


async def test_a_file_is_neither_opened_nor_kept(school: School) -> None:
    amy = school.person("amy-carter")

    with outings() as hosts:
        await amy.uploads("holiday-photo-of-a-child.jpg")

    assert amy.sees("I can't take files and haven't opened it.")
    assert "holiday-photo" not in school.kept()
    assert not hosts


@pytest.mark.parametrize("name", ["jamie-rowe", "kit-doyle", "sam-orme"])
async def test_pupils_and_guests_get_one_line_and_nothing_of_theirs_is_kept(
    school: School, name: str
) -> None:
    person = school.person(name)
    words = "somebody is being horrible to me in the group chat"

    await person.says(words)
    await person.runs(f"/report {words}")
    await person.runs_shortcut("Report cyberbullying")
    await person.uploads("screenshot.png")
    await person.opens_home()
    await school.settle()

    assert len(person.answers()) >= 4
    shown = [*person.answers(), *filter(None, [person.form])]
    assert all("This assistant is only for school staff" in each for each in shown)
    assert person.sees("Childline is free: 0800 1111.")
    assert not person.questions()
    assert words not in school.kept()
    assert "screenshot" not in school.kept()
    for table in ("cases", "drafts", "case_events", "decisions"):
        assert school.kept(table) == ""


async def test_the_lead_hears_that_a_pupil_wrote_but_not_what_or_who(school: School) -> None:
    words = "somebody is being horrible to me in the group chat"
    await school.person("jamie-rowe").says(words)
    await school.settle()

    (told,) = school.person("priya-nair").texts()
    assert "A pupil's account wrote to the assistant" in told
    assert "horrible" not in told
    assert "Jamie" not in told
