"""The same forms question by question, for somebody who would rather type."""

from collections.abc import Sequence

from tests.journeys.reports import REF, STORY
from tests.support.person import Person
from tests.support.school import School

M01 = "If anyone is in danger right now, call 999 first."
M11 = "Stop, this changes what you do."
READ_BACK = "Ready to send?"
DANGER = "Is anyone in danger right now?"
IMAGE = "Is a nude, part-nude or sexual picture or video of someone under 18 involved?"
TARGET = "Who is being targeted?"
WHEN = "When was it?"
ANSWERS = ("no", "no", "a pupil", "a pupil here", STORY, "yesterday at 3pm", "whatsapp")


def last(person: Person) -> str:
    """Return what the assistant said last."""
    return person.answers()[-1]


async def begin(school: School, answers: Sequence[str] = ()) -> Person:
    """Start a report in the chat and give the first answers."""
    amy = school.person("amy-carter")
    await amy.answers_in_chat("I want to report cyberbullying")
    for answer in answers:
        await amy.says(answer)
    return amy


async def test_a_report_is_made_question_by_question(school: School) -> None:
    amy = await begin(school)
    assert last(amy).startswith(DANGER)

    for answer in ANSWERS:
        await amy.says(answer)
    assert last(amy).startswith(READ_BACK)
    assert STORY in last(amy)
    assert "Mon 16 Nov 2026, 15:00" in last(amy)
    assert school.kept("cases") == ""
    await amy.says("send")
    await school.settle()

    assert amy.sees(f"Saved as {REF} at 09:30.")
    assert school.person("priya-nair").sees(STORY)
    assert school.person("priya-nair").sees("Where: WhatsApp")


async def test_each_choice_is_a_button_too(school: School) -> None:
    amy = await begin(school)

    await amy.presses("No")
    assert last(amy).startswith(IMAGE)
    await amy.presses("No")
    assert last(amy).startswith(TARGET)
    await amy.presses("A pupil")

    assert "Who seems to be doing it?" in last(amy)


async def test_the_button_send_sends_it(school: School) -> None:
    amy = await begin(school, ANSWERS)

    await amy.presses("Send")
    await school.settle()

    assert school.person("priya-nair").sees(STORY)


async def test_going_back_asks_the_last_question_again(school: School) -> None:
    amy = await begin(school, ["no", "no", "a parent"])

    await amy.says("back")
    assert last(amy).startswith(TARGET)
    for answer in ANSWERS[2:]:
        await amy.says(answer)

    assert "Who is being targeted: A pupil" in last(amy)


async def test_what_need_not_be_answered_is_skipped(school: School) -> None:
    amy = await begin(school, ANSWERS[:5])
    assert last(amy).startswith(WHEN)

    await amy.says("skip")
    await amy.says("whatsapp")

    assert last(amy).startswith(READ_BACK)
    assert WHEN not in last(amy)


async def test_what_must_be_answered_is_not_skipped(school: School) -> None:
    amy = await begin(school, ANSWERS[:2])

    await amy.says("skip")

    assert "Please answer this question." in last(amy)
    assert last(amy).startswith(TARGET)


async def test_an_answer_that_is_none_of_the_choices_is_asked_again(school: School) -> None:
    amy = await begin(school)

    await amy.says("purple")

    assert last(amy).startswith(DANGER)
    assert "Please choose one of: Yes, No, Not sure" in last(amy)


async def test_stopping_says_truthfully_that_nothing_was_sent(school: School) -> None:
    amy = await begin(school, ANSWERS)

    await amy.says("cancel")
    await school.settle()

    assert amy.sees("Stopped. Nothing was sent.")
    assert school.kept("cases") == ""
    assert school.kept("drafts") == ""
    assert not school.person("priya-nair").texts()


async def test_stopping_after_sending_says_that_it_was_sent(school: School) -> None:
    amy = await begin(school, [*ANSWERS, "send"])

    await amy.says("cancel")

    assert amy.sees("There was nothing to stop.")
    assert amy.sees("What you sent before is still there")
    assert school.case(REF).state == "submitted"


async def test_not_sure_about_danger_brings_the_emergency_lines_before_the_rest(
    school: School,
) -> None:
    amy = await begin(school, ["not sure"])

    assert M01 in last(amy)
    assert last(amy).startswith(IMAGE)


async def test_not_sure_about_a_sexual_picture_asks_for_no_evidence(school: School) -> None:
    amy = await begin(school, ["no", "not sure"])
    assert M11 in last(amy)

    for answer in ("a pupil", "a pupil here", "the pupil", "skip", "yes", "no"):
        await amy.says(answer)
    assert last(amy).startswith(READ_BACK)
    await amy.says("send")
    await school.settle()

    assert amy.sees(f"Saved as {REF}")
    assert not amy.sees("What happened?")
    assert not amy.sees("Keep the evidence.")


async def test_a_form_that_was_left_is_still_there_four_hours_later(school: School) -> None:
    amy = await begin(school, ANSWERS[:4])
    await school.passes(hours=4)

    for answer in ANSWERS[4:]:
        await amy.says(answer)
    await amy.says("send")
    await school.settle()

    assert school.person("priya-nair").sees(STORY)


async def test_a_form_that_was_left_in_the_dialog_is_taken_up_again(school: School) -> None:
    amy = school.person("amy-carter")
    await amy.runs("/report")
    await amy.fills(danger_now="No")
    await amy.fills(sexual_image="No")
    await amy.fills(what_happened=STORY)
    await amy.fills(target="A pupil")
    await amy.closes()
    await school.passes(hours=4)

    await amy.runs("/report")

    assert amy.entries()["what_happened"] == STORY


async def test_a_sentence_fills_in_what_it_says(school: School) -> None:
    amy = school.person("amy-carter")

    await amy.opens_form("I want to report bullying: year 6 are posting about a girl on tiktok")

    assert amy.entries()["platform"] == "TikTok"


async def test_nothing_of_a_form_is_left_once_it_was_sent(school: School) -> None:
    await begin(school, [*ANSWERS, "send"])
    await school.settle()

    assert school.kept("drafts") == ""
