"""Modals, through a real Bolt app over Socket Mode."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.adapters.sandbox.workshop import (
    AMY,
    HEAD,
    WHAT,
    a_workshop,
    field_block,
    modal,
    opens,
    options,
    section,
    submitted,
)


async def test_a_modal_is_filled_and_sent_with_nulls_for_what_is_empty() -> None:
    form = modal(
        WHAT,
        field_block("when", "When", "datepicker", optional=True),
        field_block("at", "Exactly", "datetimepicker", optional=True),
        field_block("who", "Who", "users_select", optional=True),
        field_block("kind", "Kind", "radio_buttons", options=options("Chat", "Web")),
        field_block("seen", "Seen by", "checkboxes", options=options("Me", "All"), optional=True),
        field_block("mail", "E-mail", "email_text_input", optional=True),
        private_metadata="case 7",
    )
    async with a_workshop() as shop:
        opens(shop, form)
        submitted(shop)
        amy = shop.person(AMY)
        await amy.runs("/report")
        assert amy.sees("What happened")
        await amy.fills(what="A mean chat", Kind="Chat", When=date(2026, 11, 19))
        await amy.fills(Exactly=datetime(2026, 11, 19, 12, tzinfo=UTC))
        await amy.submits()

        view = shop.last["view"]
        assert shop.last["type"] == "view_submission"
        assert view["private_metadata"] == "case 7"
        assert view["root_view_id"] == view["id"]
        assert view["previous_view_id"] is None
        assert view["state"]["values"] == {
            "what": {"answer": {"type": "plain_text_input", "value": "A mean chat"}},
            "when": {"answer": {"type": "datepicker", "selected_date": "2026-11-19"}},
            "at": {"answer": {"type": "datetimepicker", "selected_date_time": 1795089600}},
            "who": {"answer": {"type": "users_select", "selected_user": None}},
            "kind": {"answer": {"type": "radio_buttons", "selected_option": options("Chat")[0]}},
            "seen": {"answer": {"type": "checkboxes", "selected_options": []}},
            "mail": {"answer": {"type": "email_text_input", "value": None}},
        }
        assert amy.screen.modal is None


async def test_what_the_page_sees_of_a_modal_has_no_hidden_fields() -> None:
    async with a_workshop() as shop:
        opens(shop, modal(WHAT, private_metadata="case 7"))
        amy = shop.person(AMY)
        await amy.runs("/report")

        assert "case 7" not in str(amy.screen.snapshot)
        assert shop.person(HEAD).screen.modal is None


@pytest.mark.parametrize(
    ("kind", "more", "typed", "complaint"),
    [
        ("plain_text_input", {}, "", "Please complete this required field."),
        ("plain_text_input", {"min_length": 5}, "abc", "Please write at least 5 characters."),
        ("plain_text_input", {"max_length": 5}, "abcdef", "Please write 5 characters at most."),
        ("email_text_input", {}, "amy", "Please enter a valid email address."),
        ("url_text_input", {}, "scratch.mit.edu", "Please enter a valid URL, with https:// "),
        ("number_input", {"is_decimal_allowed": False}, "ten", "Please enter a number."),
        ("number_input", {"is_decimal_allowed": False}, "1.5", "Please enter a whole number."),
        ("number_input", {"is_decimal_allowed": True, "min_value": "2"}, "1.5", "2 or more"),
        ("number_input", {"is_decimal_allowed": True, "max_value": "2"}, "2.5", "2 or less"),
    ],
)
async def test_slacks_own_checks_keep_a_form_from_the_app(
    kind: str, more: dict[str, Any], typed: str, complaint: str
) -> None:
    async with a_workshop() as shop:
        opens(shop, modal(field_block("one", "One", kind, **more)))
        amy = shop.person(AMY)
        await amy.runs("/report")
        await amy.fills(One=typed)
        await amy.submits()

        assert amy.sees(complaint)
        assert amy.errors.keys() == {"One"}
        assert shop.last["type"] == "slash_command"


async def test_an_option_that_is_not_offered_is_refused() -> None:
    async with a_workshop() as shop:
        opens(shop, modal(field_block("k", "Kind", "static_select", options=options("A", "B"))))
        amy = shop.person(AMY)
        await amy.runs("/report")
        forged = {"type": "static_select", "selected_option": options("C")[0]}
        view_id = amy.screen.snapshot["modals"][0]["id"]
        gesture = {"as": "U-AMY", "kind": "submit", "view_id": view_id}
        outcome = await shop.sandbox.window.do(gesture | {"state": {"k": {"answer": forged}}})

        assert outcome["errors"] == {"k": "Please choose one of the options."}


async def test_the_apps_field_errors_stand_under_the_field_and_keep_what_was_typed() -> None:
    async with a_workshop() as shop:
        opens(shop, modal(WHAT))
        submitted(shop, response_action="errors", errors={"what": "Say a little more."})
        amy = shop.person(AMY)
        await amy.runs("/report")
        await amy.fills(what="bad chat")
        await amy.submits()

        assert amy.errors == {"What happened": "Say a little more."}
        assert amy.screen.snapshot["modals"][0]["state"]["values"]["what"]["answer"]["value"]


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "?"}},
        {"response_action": "update", "view": {"type": "modal", "blocks": []}},
        {"response_action": "dance"},
    ],
)
async def test_an_acknowledgement_that_slack_cannot_use_is_trouble(answer: dict[str, Any]) -> None:
    async with a_workshop() as shop:
        opens(shop, modal(WHAT))
        submitted(shop, **answer)
        amy = shop.person(AMY)
        await amy.runs("/report")
        await amy.fills(what="bad chat")

        with pytest.raises(AssertionError, match="We had some trouble connecting"):
            await amy.submits()
        assert amy.sees("What happened")


async def test_modals_stack_three_high_and_close_one_by_one_or_together() -> None:
    async with a_workshop() as shop:
        opens(shop, modal(WHAT))
        submitted(shop, response_action="push", view=modal(section("Really?"), callback_id="two"))

        @shop.app.view("two")
        async def third(ack: Any) -> None:
            await ack(response_action="push", view=modal(section("Surely?"), callback_id="three"))

        @shop.app.view("three")
        async def fourth(ack: Any) -> None:
            await ack(response_action="push", view=modal(section("Once more?")))

        amy = shop.person(AMY)
        await amy.runs("/report")
        await amy.fills(what="bad chat")
        await amy.submits()
        await amy.submits()
        stack = amy.screen.snapshot["modals"]
        assert [each["root_view_id"] for each in stack] == [stack[0]["id"]] * 3
        assert stack[2]["previous_view_id"] == stack[1]["id"]
        with pytest.raises(AssertionError, match="trouble"):
            await amy.submits()
        await amy.closes()

        assert amy.sees("Really?")
        assert len(amy.screen.snapshot["modals"]) == 2


async def test_clear_closes_every_modal() -> None:
    async with a_workshop() as shop:
        opens(shop, modal(WHAT))
        submitted(shop, response_action="push", view=modal(section("Sure?"), callback_id="two"))

        @shop.app.view("two")
        async def end(ack: Any) -> None:
            await ack(response_action="clear")

        amy = shop.person(AMY)
        await amy.runs("/report")
        await amy.fills(what="bad chat")
        await amy.submits()
        await amy.submits()

        assert amy.screen.snapshot["modals"] == []


async def test_update_keeps_what_was_typed_where_the_ids_are_the_same() -> None:
    async with a_workshop() as shop:
        opens(shop, modal(WHAT))
        more = field_block("more", "Tell more", "plain_text_input", optional=True)
        submitted(shop, response_action="update", view=modal(WHAT, more))
        amy = shop.person(AMY)
        await amy.runs("/report")
        before = amy.screen.snapshot["modals"][0]
        await amy.fills(what="bad chat")
        await amy.submits()

        after = amy.screen.snapshot["modals"][0]
        assert after["id"] == before["id"]
        assert after["hash"] != before["hash"]
        assert after["state"]["values"]["what"]["answer"]["value"] == "bad chat"
        assert amy.sees("Tell more")
