"""Cards in as many messages as they take: named, in order, with nothing cut that fits whole."""

import pytest
from hypothesis import given, settings

from adapters.teams.cards import NAME, Refresh
from adapters.teams.forms import page
from adapters.teams.limits import MOST_BYTES, faults
from adapters.teams.parts import OPENS, Message, messages
from adapters.teams.words import size
from bot.conversation.cards import Button, Buttons, Card, Items, Note, Quote, Text
from intents.buttons import Begin, Open
from tests.adapters.teams.stationery import (
    CLAUSE,
    DIALOG,
    NONCE,
    WORDS,
    Go,
    acts,
    any_card,
    objects,
    said,
    sent,
    titles,
)

SIXTY = Refresh("m" * 2_000, tuple(f"29:{'x' * 90}{number}" for number in range(60)))
GO = Buttons((Button("Go", Go()),))


def quotes(shown: tuple[Message, ...]) -> list[str]:
    boxes = [it for message in shown for it in objects(message.card)]
    return [said(it) for it in boxes if it.get("style") == "emphasis"]


def test_a_card_that_fits_is_one_message_with_its_title() -> None:
    (message,) = messages(Card("Phones", (Text("In the locker."),)))

    assert (message.text, message.summary) == ("", "Phones")
    assert said(message.card) == "PhonesIn the locker."


def test_a_lock_screen_shows_the_title_and_never_what_is_in_the_card() -> None:
    (short,) = messages(Card("A report for you", (Text("Ben was hurt."),)))
    (long,) = messages(Card(WORDS * 20))

    assert "Ben" not in short.summary
    assert len(long.summary) <= 300


@pytest.mark.parametrize("card", [Card(""), Card(" ", (Text(), Note(""), Quote(""), Items(())))])
def test_a_card_with_nothing_to_say_still_has_a_name(card: Card) -> None:
    (message,) = messages(card)

    assert (message.summary, said(message.card)) == (NAME, NAME)


@pytest.mark.parametrize("length", [1, 2_999, 13_000, 29_000, 60_000])
def test_a_clause_arrives_whole_however_long_it_is(length: int) -> None:
    clause = (WORDS * 1_000)[:length]
    shown = messages(Card("Phones", (Quote(clause, "Behaviour policy, 4.2"),)))

    assert "".join(quotes(shown)) == clause
    assert said(shown[-1].card).endswith("Behaviour policy, 4.2")


def test_a_clause_that_fits_into_a_message_is_not_cut_to_fill_the_one_before() -> None:
    first, second = CLAUSE[:13_000], CLAUSE[:12_000]
    shown = messages(Card("Phones", (Quote(first), Quote(second))))

    assert len(shown) == 2
    assert quotes(shown) == [first, second]


def test_a_clause_without_a_space_in_it_arrives_whole_as_well() -> None:
    assert "".join(quotes(messages(Card("", (Quote("x" * 40_000),))))) == "x" * 40_000


def test_a_card_too_long_for_one_message_says_which_part_is_which() -> None:
    first, second = messages(Card("Phones", (Quote(CLAUSE), GO)))

    assert [it.summary for it in (first, second)] == ["Phones (1 of 2)", "Phones (2 of 2)"]
    assert said(first.card).startswith("Phones (1 of 2)")
    assert (titles(first.card), titles(second.card)) == ([], ["Go"])


def test_what_is_suggested_and_who_sees_their_own_come_with_the_last_part() -> None:
    shown = messages(
        Card("Phones", (Quote(CLAUSE), GO)),
        refresh=Refresh("what", ("29:head",)),
        suggested=("a", "b", "c", "d"),
    )

    assert [message.suggested for message in shown] == [(), ("a", "b", "c")]
    assert ["refresh" in (message.card or {}) for message in shown] == [False, True]


@settings(max_examples=60, deadline=None)
@given(any_card)
def test_any_message_fits_with_everything_around_it(card: Card) -> None:
    for message in messages(card, refresh=SIXTY, suggested=("x" * 80,) * 3):
        actions = [{"type": "imBack", "title": it, "value": it} for it in message.suggested]
        whole = sent(
            message.card,
            summary=message.summary,
            suggestedActions={"to": [], "actions": actions},
        )
        around = {"conversation": {"id": "x" * 200}, "from": {"id": "x" * 100, "name": "Dutydesk"}}

        assert faults("chat", {**whole, **around}) == ()


def test_all_parts_of_one_drawing_share_its_nonce_and_another_has_its_own() -> None:
    card = Card("Phones", (GO, Quote(CLAUSE), GO))

    def nonces(shown: tuple[Message, ...]) -> set[str]:
        pressable = [action for message in shown for action in acts(message.card)]
        return {action["data"]["dutydesk"]["card"] for action in pressable}

    assert nonces(messages(card, nonce=NONCE)) == {NONCE}
    assert len(nonces(messages(card)) | nonces(messages(card))) == 2


def test_where_others_read_a_button_that_begins_a_form_opens_it_over_the_conversation() -> None:
    ways = Buttons(
        (Button("Report", Begin(form="x")), Button("Fill in", Open(form="x")), *GO.buttons)
    )
    (shared,) = messages(Card("T", (ways,)), is_shared=True)
    (own,) = messages(Card("T", (ways,)))

    does = [[act["data"]["dutydesk"]["do"] for act in acts(it.card)] for it in (shared, own)]
    assert does == [["open", "open", "press"], ["press"] * 3]
    assert {Begin.name, Open.name} == OPENS


def test_a_page_that_is_too_long_says_that_there_is_more() -> None:
    shown = page([Card("Your page", tuple(Text(WORDS) for _ in range(400)))], DIALOG)

    assert "There is more" in said(shown["body"][-1])
    assert MOST_BYTES * 0.7 < size(shown) < MOST_BYTES
