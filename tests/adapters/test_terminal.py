import asyncio
from dataclasses import dataclass

import pytest

from adapters.terminal.conversation import Conversation, NobodyByThatName, NoSuchButton
from adapters.terminal.screens import Screens
from bot.conversation.cards import Button, Buttons, Card
from bot.conversation.exchange import Incoming, Pressed, Reply, Said
from bot.conversation.intent import Intent
from bot.mail import Letter
from tests.support.small_trust import PEOPLE


class Go(Intent):
    name = "go"
    step: int


def card(title: str, *buttons: Button) -> Card:
    return Card(title, (Buttons(buttons),))


@dataclass
class Echo:
    """An assistant that answers with what it heard; what is said also reaches Tom."""

    screens: Screens
    heard: list[Incoming]

    def handle(self, incoming: Incoming) -> Reply:
        self.heard.append(incoming)
        match incoming.event:
            case Said("wrong"):
                return Reply(errors={"field": "Please answer."})
            case Said(text):
                return Reply((card(text, Button("Go", Go(step=len(self.heard)))),), intent="said")
            case Pressed(payload):
                return Reply((card(payload),), intent="pressed")
            case _:
                raise AssertionError


@pytest.fixture
def talk() -> Conversation:
    screens = Screens()
    echo = Echo(screens, [])

    async def deliver() -> None:
        last = echo.heard[-1]
        if last.person and isinstance(last.event, Said):
            await screens.post(Letter(PEOPLE["tom"], card(f"news: {last.event.text}"), last.key))

    people = {"amy": PEOPLE["amy"], "tom": PEOPLE["tom"]}
    return Conversation(echo, deliver, screens, people, PEOPLE["amy"])  # type: ignore[arg-type]


def says(talk: Conversation, line: str) -> list[str]:
    return [each.title for each in asyncio.run(talk.say(line)).cards]


def test_a_line_is_said_by_whoever_speaks(talk: Conversation) -> None:
    answered = asyncio.run(talk.say("hello"))

    assert (answered.said, answered.intent) == ("hello", "said")
    assert [each.title for each in answered.cards] == ["hello"]


def test_a_button_is_pressed_by_its_label_the_newest_of_that_name(talk: Conversation) -> None:
    says(talk, "one")
    says(talk, "two")

    assert says(talk, "!press  go ") == ['["go", {"step": 2}]']


def test_a_button_that_is_not_showing_is_refused_with_those_that_are(talk: Conversation) -> None:
    says(talk, "one")

    with pytest.raises(NoSuchButton, match=r"no button .Stop. showing"):
        says(talk, "!press Stop")


def test_others_have_buttons_of_their_own(talk: Conversation) -> None:
    says(talk, "one")
    says(talk, "!as tom")

    with pytest.raises(NoSuchButton, match="The buttons are: none"):
        says(talk, "!press Go")


def test_whoever_speaks_next_reads_what_arrived_for_them_once(talk: Conversation) -> None:
    says(talk, "one")
    says(talk, "two")

    assert says(talk, "!as tom") == ["news: one", "news: two"]
    assert says(talk, "!as amy") == []
    assert says(talk, "!as tom") == []


def test_somebody_unknown_cannot_speak(talk: Conversation) -> None:
    with pytest.raises(NobodyByThatName, match="I don't know bob at this school"):
        says(talk, "!as bob")

    assert says(talk, "still amy") == ["still amy"]


def test_what_is_wrong_with_an_answer_is_shown(talk: Conversation) -> None:
    assert says(talk, "wrong") == ["Please answer."]


def test_every_line_has_a_key_of_its_own(talk: Conversation) -> None:
    for _ in range(3):
        says(talk, "same words")

    heard = talk.assistant.heard  # type: ignore[attr-defined]
    assert len({incoming.key for incoming in heard}) == 3


def test_a_redrawn_card_stands_where_the_old_one_stood() -> None:
    screens = Screens()

    async def happens() -> None:
        posted = await screens.post(Letter(PEOPLE["tom"], card("old"), "ref"))
        await screens.post(Letter(PEOPLE["tom"], card("other"), "ref2"))
        await screens.redraw(posted, card("new", Button("Go", Go(step=1))))
        assert await screens.find(Letter(PEOPLE["tom"], card("x"), "ref")) == posted

    asyncio.run(happens())

    assert [each.title for each in screens.news(PEOPLE["tom"].id)] == ["new", "other"]
    assert screens.labels(PEOPLE["tom"].id) == ("Go",)
