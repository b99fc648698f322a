from typing import get_args

import pytest

from bot.conversation.cards import (
    Alert,
    Block,
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    Items,
    Note,
    Quote,
    Table,
    Text,
    words,
)
from bot.conversation.exchange import Dialog, Reply
from bot.conversation.intent import Intent


class Go(Intent):
    name = "go"
    step: int = 1


GO = Button("Go", Go())
SAYS: dict[type, tuple[Block, tuple[str, ...]]] = {
    Text: (Text("words", "Lead."), ("Lead. words",)),
    Alert: (Alert("words", "Stop."), ("Stop. words",)),
    Note: (Note("small"), ("small",)),
    Quote: (Quote("exact words", "Policy, 4.2"), ("exact words", "(Policy, 4.2)")),
    Facts: (Facts((("For", "5 Red"),)), ("For: 5 Red",)),
    Items: (Items(("one", "two")), ("- one", "- two")),
    Table: (Table(("a", "b"), (("1", "2"),)), ("a | b", "1 | 2")),
    Divider: (Divider(), ()),
    Buttons: (Buttons((GO,)), ()),
}


@pytest.mark.parametrize("kind", get_args(Block))
def test_every_kind_of_block_says_what_it_says(kind: type) -> None:
    block, said = SAYS[kind]

    assert words(block) == said


def test_a_card_reads_line_by_line_and_knows_its_buttons() -> None:
    card = Card("Title", tuple(block for block, _ in SAYS.values()))

    assert card.text.splitlines()[0] == "Lead. words"
    assert card.buttons == (GO,)


def test_a_button_carries_only_what_is_not_usual() -> None:
    assert Go().payload() == '["go", {}]'
    assert Go(step=2).payload() == '["go", {"step": 2}]'


def test_what_is_wrong_is_shown_behind_the_cards() -> None:
    reply = Reply((Card("warning"),), errors={"field": "Please answer."})

    assert [card.title for card in reply.shown] == ["warning", "Please answer."]


def test_cards_come_before_a_reply_or_above_its_dialog() -> None:
    warning = Card("Stop", (Alert("Call 999."),))
    plain = Reply((Card("answer"),)).after((warning,))
    dialog = Reply(dialog=Dialog(Go, card=Card("Form", (Note("note"),)))).after((warning,))
    bare = Reply(dialog=Dialog(Go)).after((warning,))

    assert [card.title for card in plain.cards] == ["Stop", "answer"]
    assert dialog.dialog
    assert dialog.dialog.card == Card("Stop", (Alert("Call 999."), Note("note")))
    assert bare.dialog
    assert bare.dialog.card == warning
    assert Reply().after(()) == Reply()
