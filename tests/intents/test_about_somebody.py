"""Whether words in a channel are about one real person, or about a rule."""

import pytest

from intents.safety.floor import is_about_somebody


@pytest.mark.parametrize(
    "text",
    [
        "does anyone know what happened with the y8 boy and the photo",
        "he has been posting about us again",
        "mr patel is slagging off the school",
        "has anyone spoken to Jayden about his posts",
        "Tyler in 9C filmed the fire drill",
        "one of my pupils is being bullied on snapchat",
        "did you see what that parent put on facebook",
        "Kayleigh's mum is kicking off on facebook",
        "theres a rumour going round about the caretaker",
    ],
)
def test_a_person_in_a_channel_is_noticed(text: str) -> None:
    assert is_about_somebody(text)


@pytest.mark.parametrize(
    "text",
    [
        "can i add a parent on facebook",
        "What does the Social Media Policy say about Twitter?",
        "are pupils allowed phones on trips",
        "what do i do if a pupil adds me on snapchat",
        "can a teacher be friends with an ex pupil",
        "CAN WE POST PHOTOS OF SPORTS DAY",
        "who is the DSL",
    ],
)
def test_a_question_about_a_rule_is_about_nobody(text: str) -> None:
    assert not is_about_somebody(text)
