"""Letters that are typed in a form: kept in order, cheaply, and never drawn."""

import asyncio
from dataclasses import replace
from threading import Event as Gate
from typing import Any

from adapters.slack.payloads import is_typed
from bot.conversation.cards import Card
from bot.conversation.exchange import Changed, Dialog, Event, Incoming, Reply, Submitted
from tests.adapters.slack import recorded
from tests.adapters.slack.office import AMY, Clerk, an_office, an_unconnected_office
from tests.adapters.slack.paper import Steered

OPEN = Reply(dialog=Dialog(Steered))


def letters(text: str, at: str, **view: Any) -> dict[str, Any]:
    """A story as it stands after another letter."""
    body = recorded.changed()
    typed = {"type": "plain_text_input", "action_id": "answer", "block_id": "story"}
    body["actions"] = [{**typed, "value": text, "action_ts": at}]
    body["view"] |= view
    entry = {"type": "plain_text_input", "value": text}
    body["view"]["state"] = {"values": {"story": {"answer": entry}}}
    return body


def chosen(at: str) -> dict[str, Any]:
    """An answer that was chosen."""
    body = recorded.changed()
    body["actions"][0]["action_ts"] = at
    return body


def stories(clerk: Clerk) -> list[object]:
    """What each saved change said."""
    return [event.values.get("story") for event in clerk.events if isinstance(event, Changed)]


class SlowClerk(Clerk):
    """Takes nothing before the gate is open."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = Gate()

    def handle(self, incoming: Incoming) -> Reply:
        assert self.gate.wait(10)
        return super().handle(incoming)


def test_only_words_are_typed() -> None:
    assert is_typed(letters("He", "1.000001"))
    assert not is_typed(recorded.changed())


async def test_a_letter_is_kept_without_a_key_and_draws_nothing() -> None:
    async with an_unconnected_office(Clerk(lambda _: OPEN)) as office:
        status = await office.brings("interactive", letters("He", "1.000001"))

        (seen,) = office.clerk.seen
        assert status == 200
        assert (seen.key, stories(office.clerk)) == ("", ["He"])
        assert not office.calls("views.update")
        assert not office.calls("views.open")
        assert not office.knocks


async def test_a_letter_that_comes_late_does_not_take_the_place_of_a_newer_one() -> None:
    async with an_unconnected_office() as office:
        await office.brings("interactive", letters("Hell", "1.000004"))
        await office.brings("interactive", letters("He", "1.000002"))

        assert stories(office.clerk) == ["Hell"]


async def test_letters_that_were_overtaken_while_one_was_saved_are_not_saved() -> None:
    clerk = SlowClerk()
    async with an_unconnected_office(clerk) as office:
        typed = [letters("Hello"[:end], f"1.00000{end}") for end in range(1, 6)]
        tasks = [asyncio.create_task(office.hands_in("interactive", each)) for each in typed]
        await asyncio.sleep(0.05)
        clerk.gate.set()
        statuses = await asyncio.gather(*tasks)

        assert statuses == [200] * 5
        assert stories(clerk) == ["H", "Hello"] or stories(clerk) == ["Hello"]


async def test_a_choice_that_comes_late_is_taken_with_the_newer_words() -> None:
    async with an_unconnected_office() as office:
        await office.brings("interactive", letters("Hello", "1.000005"))
        await office.brings("interactive", chosen("1.000003"))

        assert stories(office.clerk) == ["Hello", "Hello"]


async def test_each_form_has_its_own_order() -> None:
    async with an_unconnected_office() as office:
        await office.brings("interactive", letters("Hello", "1.000005"))
        await office.brings("interactive", letters("Else", "1.000002", external_id="sheet-2"))

        assert stories(office.clerk) == ["Hello", "Else"]


async def test_a_letter_that_comes_after_its_form_was_sent_is_not_kept() -> None:
    async with an_unconnected_office() as office:
        await office.brings("interactive", recorded.submitted())
        status = await office.brings("interactive", letters("He", "1.000001"))

        assert status == 200
        assert [type(event) for event in office.clerk.events] == [Submitted]


async def test_a_form_that_came_back_with_complaints_is_kept_again() -> None:
    def complain(event: Event) -> Reply:
        return Reply(errors={"address": "?"}) if isinstance(event, Submitted) else Reply()

    async with an_unconnected_office(Clerk(complain)) as office:
        await office.brings("interactive", recorded.submitted())
        await office.brings("interactive", letters("He", "1.000001"))

        assert stories(office.clerk) == ["He"]


async def test_a_letter_that_was_not_saved_is_no_fault_that_anybody_sees() -> None:
    async with an_unconnected_office(Clerk(is_ill=True)) as office:
        status = await office.brings("interactive", letters("He", "1.000001"))

        assert status == 200
        assert not office.person(AMY).texts()


async def test_a_visitor_leaves_no_letter() -> None:
    async with an_unconnected_office() as office:
        body = letters("He", "1.000001")
        body["user"] |= {"team_id": "T9"}
        await office.brings("interactive", body)

        assert [each.person for each in office.clerk.seen] == [None]


async def test_words_that_are_typed_in_slack_are_told_and_stay_on_the_screen() -> None:
    async with an_office(Clerk(lambda event: replace(OPEN, dialog=opened(event)))) as office:
        amy = office.person(AMY)
        await amy.runs("/report")
        await amy.fills(is_urgent="Yes")
        before = amy.screen.modal
        await amy.fills(reason="He hit")

        assert before is not None
        assert amy.screen.modal is not None
        assert amy.screen.modal["hash"] == before["hash"]
        assert amy.entries()["reason"] == "He hit"
        assert [e.values.get("reason") for e in office.clerk.events if isinstance(e, Changed)] == [
            None,
            "He hit",
        ]


def opened(event: Event) -> Dialog:
    """Return the form with what stands in it."""
    return Dialog(Steered, event.values if isinstance(event, Changed) else {})


async def test_a_card_for_a_letter_is_not_shown() -> None:
    async with an_unconnected_office(Clerk(lambda _: Reply((Card("No"),)))) as office:
        await office.brings("interactive", letters("He", "1.000001"))

        assert not office.person(AMY).texts()
