"""Somebody reports cyberbullying: 60 seconds, the right people, and nobody else."""

import pytest

from tests.journeys.reports import ANSWERS, IMAGE, REF, STORY, fill_in, heard, report
from tests.support.school import School

M01 = "If anyone is in danger right now, call 999 first."
M11 = "Stop, this changes what you do."
M20 = "Keep the evidence."
EVIDENCE = ("screenshot the", "save it to", "where is the evidence", "what happened?")


async def test_danger_is_the_first_question_and_sexual_pictures_the_second(school: School) -> None:
    amy = school.person("amy-carter")

    await amy.runs("/report")

    assert amy.questions()[0] == "Is anyone in danger right now?"
    assert amy.questions()[1].startswith("Is a nude, part-nude or sexual picture")


async def test_a_report_takes_seven_answers(school: School) -> None:
    amy = await report(school)

    assert len(ANSWERS) <= 7
    assert amy.sees(f"Saved as {REF} at 09:30.")
    assert amy.sees("designated safeguarding lead (Priya Nair)")


async def test_the_safeguarding_lead_reads_what_was_reported(school: School) -> None:
    await report(school)

    priya = school.person("priya-nair")
    for line in (
        f"{REF} cyberbullying: sent, not picked up yet",
        "Reported by: Amy Carter",
        "Targeted: A pupil",
        "Alleged to be doing it: A pupil here",
        "Where: WhatsApp",
        STORY,
    ):
        assert priya.sees(line), line
    assert priya.bell() == 1


async def test_only_those_on_the_receipt_hear_of_it(school: School) -> None:
    await report(school)

    assert heard(school) == {"amy-carter", "priya-nair", "grace-adeyemi", "ravi-menon"}


async def test_the_reporter_hears_that_somebody_has_it_but_not_what_they_do(
    school: School,
) -> None:
    amy = await report(school)

    await school.person("priya-nair").presses("I have it")
    await school.settle()

    assert amy.sees("Somebody has picked up your report and is dealing with it.")
    assert amy.sees("Picked up by: designated safeguarding lead")
    assert school.person("grace-adeyemi").sees(f"{REF} cyberbullying: picked up")


async def test_a_report_is_closed_with_what_was_decided_and_why(school: School) -> None:
    amy = await report(school)
    priya = school.person("priya-nair")
    await priya.presses("I have it")

    await priya.presses("Close")
    await priya.fills(outcome="Content taken down", reason="Talked to both families.")
    await priya.submits()
    await school.settle()

    assert amy.sees("Your report has been dealt with.")
    assert not amy.sees("Talked to both families.")
    assert priya.sees("Why: Talked to both families.")


async def test_detail_can_be_added_later(school: School) -> None:
    amy = await report(school)

    await amy.presses("Add detail")
    await amy.fills(more="There are eleven pupils in the chat now.")
    await amy.submits()
    await school.settle()

    priya = school.person("priya-nair")
    assert priya.sees("The reporter has added detail.")
    assert priya.sees("There are eleven pupils in the chat now.")


@pytest.mark.parametrize("answer", ["Yes", "Not sure"])
async def test_danger_brings_the_emergency_lines_before_anything_else_is_asked(
    school: School, answer: str
) -> None:
    amy = school.person("amy-carter")
    await amy.runs("/report")
    assert not amy.sees(M01)

    await amy.fills(danger_now=answer)

    form = amy.form or ""
    assert M01 in form
    assert form.index(M01) < form.index("Who is being targeted?")
    assert "Priya Nair in person or on 01632 960203" in form


@pytest.mark.parametrize("answer", ["Yes", "Not sure"])
async def test_a_sexual_picture_takes_every_question_about_evidence_away(
    school: School, answer: str
) -> None:
    amy = school.person("amy-carter")
    await amy.runs("/report")
    assert "What happened?" in amy.questions()

    await amy.fills(danger_now="No", sexual_image=answer)

    assert amy.sees(M11)
    assert "What happened?" not in amy.questions()
    assert "Who told you?" in amy.questions()


@pytest.mark.parametrize("answer", ["Yes", "Not sure"])
async def test_nobody_is_ever_asked_to_keep_a_sexual_picture(school: School, answer: str) -> None:
    amy = await report(school, **{**IMAGE, "sexual_image": answer})
    await amy.presses("Add detail")
    added = amy.form
    assert added
    await amy.closes()
    await school.passes(minutes=20)

    seen = "\n".join(text for person in school.everybody() for text in person.texts())
    seen = f"{seen}\n{added}".casefold().replace("don't look at it, screenshot", "")
    assert M20.casefold() not in seen
    assert not [words for words in EVIDENCE if words in seen]


async def test_words_that_were_typed_before_are_not_kept_with_a_sexual_picture(
    school: School,
) -> None:
    amy = school.person("amy-carter")
    await fill_in(amy)

    for name, answer in IMAGE.items():
        if answer is not None:
            await amy.fills(**{name: answer})
    await amy.submits()
    await school.settle()

    assert not amy.errors
    assert "We hate Zed" not in school.kept("cases")
    assert not school.person("priya-nair").sees("We hate Zed")


async def test_a_sexual_picture_goes_to_the_safeguarding_lead_only(school: School) -> None:
    await report(school, **IMAGE)

    assert heard(school) == {"amy-carter", "priya-nair"}


async def test_the_screen_that_locks_shows_no_name_and_no_story(school: School) -> None:
    await report(school)
    await school.person("priya-nair").presses("I have it")
    await school.settle()

    shown = school.backstage.on_lock_screens()
    assert len(shown) > 4
    assert not [text for text in shown if "Amy" in text or "Zed" in text or "Priya" in text]


async def test_nothing_about_a_case_stands_in_a_channel_not_even_for_one_person(
    school: School,
) -> None:
    amy = school.person("amy-carter")
    await amy.runs("/report", to="general")
    for name, answer in ANSWERS.items():
        await amy.fills(**{name: answer})
    await amy.submits()
    await school.settle()
    await school.person("priya-nair").presses("I have it")
    await school.passes(hours=30)

    assert not [aside for person in school.everybody() for aside in person.asides()]
    assert not school.backstage.in_channels()


async def test_no_word_of_a_report_is_in_the_log(school: School) -> None:
    await report(school)
    await school.person("priya-nair").presses("I have it")
    await school.settle()

    assert "Zed" not in "\n".join(school.journal.lines)


async def test_a_report_that_nobody_picks_up_is_brought_up_again_in_school_time(
    school: School,
) -> None:
    await report(school)
    priya = school.person("priya-nair")

    await school.passes(days=2)

    assert priya.sees("1 thing waits for you")
