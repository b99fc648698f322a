"""Views that the app redraws: dispatching inputs, App Home, triggers and hashes."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.adapters.sandbox.workshop import (
    AMY,
    HEAD,
    MANIFEST,
    WHAT,
    a_workshop,
    actions,
    button,
    field_block,
    modal,
    opens,
    options,
    section,
)


async def test_only_inputs_that_dispatch_tell_the_app_of_a_change() -> None:
    loud = field_block(
        "loud", "Loud", "static_select", options=options("Yes", "No"), dispatch_action=True
    )
    quiet = field_block("quiet", "Quiet", "static_select", options=options("Yes", "No"))
    async with a_workshop() as shop:
        opens(shop, modal(quiet, loud))

        @shop.app.action("answer")
        async def changed(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            view = body["view"]
            new = modal(quiet, loud, section("Thank you for saying so"))
            await client.views_update(view_id=view["id"], hash=view["hash"], view=new)

        amy = shop.person(AMY)
        await amy.runs("/report")
        await amy.fills(Quiet="No")
        assert shop.last["type"] == "slash_command"
        await amy.fills(Loud="Yes")

        assert shop.last["container"] == {"type": "view", "view_id": shop.last["view"]["id"]}
        assert "channel" not in shop.last
        assert "response_url" not in shop.last
        assert shop.last["view"]["state"]["values"]["quiet"]["answer"]["selected_option"]
        assert amy.sees("Thank you for saying so")


async def test_closing_tells_an_app_that_wants_to_know() -> None:
    async with a_workshop() as shop:
        opens(shop, modal(WHAT, notify_on_close=True))

        @shop.app.view_closed("form")
        async def closed(ack: Any) -> None:
            await ack()

        amy = shop.person(AMY)
        await amy.runs("/report")
        await amy.closes()

        assert shop.last["type"] == "view_closed"
        assert shop.last["is_cleared"] is False
        assert amy.screen.modal is None


async def test_the_home_tab_opens_is_published_and_can_be_pressed() -> None:
    async with a_workshop() as shop:
        home = {
            "type": "home",
            "blocks": [section("My cases"), actions(button("Show", "show", value="9"))],
        }

        @shop.app.event("app_home_opened")
        async def publish(event: dict[str, Any], client: Any) -> None:
            await client.views_publish(user_id=event["user"], view=home)

        @shop.app.action("show")
        async def show(ack: Any) -> None:
            await ack()

        amy = shop.person(AMY)
        await amy.opens_home()
        await amy.waits_for("My cases")
        assert "view" not in shop.events[0]
        await amy.opens_home()
        assert shop.events[1]["view"]["type"] == "home"
        await amy.presses("Show")

        assert shop.last["container"]["type"] == "view"
        assert shop.last["view"]["type"] == "home"
        assert shop.last["actions"][0]["value"] == "9"
        assert not shop.person(HEAD).sees("My cases")


async def test_a_trigger_works_once_and_for_three_seconds() -> None:
    async with a_workshop() as shop:
        triggers: list[str] = []

        @shop.app.command("/report")
        async def report(ack: Any, body: dict[str, Any]) -> None:
            await ack()
            triggers.append(body["trigger_id"])

        amy = shop.person(AMY)
        await amy.runs("/report")
        await amy.runs("/report")
        view = modal(WHAT)
        await shop.client.views_open(trigger_id=triggers[0], view=view)

        with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
            await shop.client.views_open(trigger_id=triggers[0], view=view)
        await shop.clock.advance(timedelta(seconds=3.1))
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            await shop.client.views_open(trigger_id=triggers[1], view=view)
        with pytest.raises(SlackApiError, match="invalid_trigger_id"):
            await shop.client.views_open(trigger_id="1.2.3", view=view)


async def test_an_old_hash_loses_and_a_closed_modal_is_not_found() -> None:
    async with a_workshop() as shop:
        opens(shop, modal(WHAT))
        amy = shop.person(AMY)
        await amy.runs("/report")
        seen = amy.screen.snapshot["modals"][0]
        view = modal(WHAT, section("new"))
        await shop.client.views_update(view_id=seen["id"], hash=seen["hash"], view=view)

        with pytest.raises(SlackApiError, match="hash_conflict"):
            await shop.client.views_update(view_id=seen["id"], hash=seen["hash"], view=view)
        await amy.closes()
        with pytest.raises(SlackApiError, match="not_found"):
            await shop.client.views_update(view_id=seen["id"], view=view)


async def test_a_button_in_a_modal_can_push_another_on_top() -> None:
    async with a_workshop() as shop:
        opens(shop, modal(section("One"), actions(button("More", "more"))))

        @shop.app.action("more")
        async def more(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            await client.views_push(trigger_id=body["trigger_id"], view=modal(section("Two")))

        amy = shop.person(AMY)
        await amy.runs("/report")
        await amy.presses("More")

        assert len(amy.screen.snapshot["modals"]) == 2
        assert amy.sees("Two")


async def test_views_have_a_largest_size_and_external_ids_of_their_own() -> None:
    async with a_workshop() as shop:
        issue = shop.sandbox.slack.triggers.issue
        named = modal(section("x"), external_id="case-7")
        await shop.client.views_open(trigger_id=issue("U-AMY"), view=named)
        large = modal(section("x"), private_metadata="é" * 130_000)

        with pytest.raises(SlackApiError, match="duplicate_external_id"):
            await shop.client.views_open(trigger_id=issue("U-HEAD"), view=named)
        with pytest.raises(SlackApiError, match="view_too_large"):
            await shop.client.views_open(trigger_id=issue("U-HEAD"), view=large)
        changed = modal(section("found by its name"), external_id="case-7")
        await shop.client.views_update(external_id="case-7", view=changed)
        assert shop.person(AMY).sees("found by its name")


async def test_without_a_home_tab_in_the_manifest_nothing_can_be_published() -> None:
    manifest = {**MANIFEST, "features": {**MANIFEST["features"], "app_home": {}}}
    async with a_workshop(manifest=manifest) as shop:
        with pytest.raises(SlackApiError, match="not_enabled"):
            await shop.client.views_publish(
                user_id="U-AMY", view={"type": "home", "blocks": [section("x")]}
            )
