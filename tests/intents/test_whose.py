"""A rule that is one for staff and another for pupils is asked about once."""

from pathlib import Path

import pytest

from intents.ask_policy.intents import AskPolicy
from intents.get_help.feature import WhichOne
from intents.whose import whose
from tests.intents.reader import Reader


@pytest.mark.parametrize(
    ("question", "staff", "pupils"),
    [
        (
            "whats the rule on phones in lessons",
            "Can staff use their own phones?",
            "Can pupils bring and use their own phones?",
        ),
        (
            "is there a policy about smart watches",
            "Can staff use their own smart watches?",
            "Can pupils bring and use their own smart watches?",
        ),
    ],
)
def test_an_open_question_about_a_device_is_asked_for_both(
    question: str, staff: str, pupils: str
) -> None:
    assert whose(question) == (("Staff", staff), ("Pupils", pupils))


@pytest.mark.parametrize(
    "question",
    [
        "can i use my phone in lessons",
        "are TAs allowed mobiles in the playground",
        "rules on mobile phones for y6",
        "mobile phones in the staffroom",
        "what is the phone number for the office",
        "do supply bring mobiles",
        "who can take photos",
        "",
    ],
)
def test_where_it_is_said_or_makes_no_difference_nothing_is_asked(question: str) -> None:
    assert whose(question) == ()


def test_the_question_comes_with_a_button_for_each(tmp_path: Path) -> None:
    wanted = Reader(tmp_path).said("whats the rule on phones in lessons")

    assert isinstance(wanted, WhichOne)
    assert [label for label, _ in wanted.ways] == ["Staff", "Pupils"]
    assert all(isinstance(means, AskPolicy) for _, means in wanted.ways)
