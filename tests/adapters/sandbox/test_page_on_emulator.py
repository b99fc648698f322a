"""The page in front of the real emulator and a real Bolt app: both keep the same contract."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import ConsoleMessage, Page, async_playwright, expect

from tests.adapters.sandbox.workshop import (
    AMY,
    HEAD,
    WHAT,
    Workshop,
    a_workshop,
    actions,
    button,
    field_block,
    modal,
    opens,
    section,
)
from tests.support.page_browser import ARGUMENTS, CHROMIUM, MISSING, PATIENCE_MS

pytestmark = pytest.mark.browser


@asynccontextmanager
async def page_of(shop: Workshop, place: str) -> AsyncIterator[Page]:
    if not shutil.which(CHROMIUM):
        pytest.skip(MISSING)
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = await browser.new_page(locale="en-GB")
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", hear)
        await page.goto(f"{shop.sandbox.address}/#{place}")
        yield page
        await browser.close()
    assert complaints == []


async def write(page: Page, words: str) -> None:
    field = page.get_by_role("textbox", name="Message Dutydesk")
    await field.fill(words)
    await field.press("Enter")


async def test_a_report_is_corrected_grows_and_is_sent() -> None:
    async with a_workshop() as shop:
        grow = actions(button("Add the day", "grow"))
        opens(shop, modal(WHAT, grow))

        @shop.app.action("grow")
        async def add_day(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            day = field_block("day", "Which day", "datepicker", optional=True)
            await client.views_update(view_id=body["view"]["id"], view=modal(day, WHAT, grow))

        @shop.app.view("form")
        async def take(ack: Any, view: dict[str, Any]) -> None:
            said = view["state"]["values"]["what"]["answer"]["value"]
            if "chat" in said:
                await ack()
            else:
                await ack(response_action="errors", errors={"what": "Say where it was."})

        async with page_of(shop, f"as={AMY.id}") as page:
            await write(page, "/report")
            what = page.get_by_role("textbox", name="What happened")
            await what.fill("Rude words")
            await page.get_by_role("dialog").get_by_role("button", name="Send").click()
            await expect(page.get_by_text("Say where it was.")).to_be_visible()
            await page.get_by_role("button", name="Add the day").click()
            await expect(page.get_by_label("Which day")).to_be_visible()
            await expect(what).to_have_value("Rude words")
            await what.fill("Rude in a chat")
            await page.get_by_label("Which day").fill("2026-11-19")
            await page.get_by_role("dialog").get_by_role("button", name="Send").click()
            await expect(page.get_by_role("dialog")).to_have_count(0)

        # The page may have looked at the app's home since.
        values = [body["view"] for body in shop.bodies if "view" in body][-1]["state"]["values"]
        assert values["what"]["answer"]["value"] == "Rude in a chat"
        assert values["day"]["answer"]["selected_date"] == "2026-11-19"


async def test_a_card_is_decided_and_the_asker_is_rung_for() -> None:
    async with a_workshop() as shop:

        @shop.app.action("approve")
        async def approve(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            place, ts = body["channel"]["id"], body["message"]["ts"]
            done = [section("Approved.")]
            await client.chat_update(channel=place, ts=ts, text="Approved", blocks=done)
            await client.chat_postMessage(channel=AMY.id, text="Your site is open.")

        card = [section("Open it?"), actions(button("Approve", "approve", value="7"))]
        await shop.client.chat_postMessage(channel=HEAD.id, text="Open it?", blocks=card)

        async with page_of(shop, f"as={HEAD.id}") as page:
            await page.get_by_role("button", name="Approve").click()
            await expect(page.get_by_text("Approved.")).to_be_visible()
            await page.get_by_role("button", name="1 new for Amy Carter (class teacher)").click()
            await expect(page.get_by_text("Your site is open.")).to_be_visible()
            await expect(page.locator(".bell")).to_be_empty()
            await expect(page).to_have_title("Dutydesk sandbox")


async def test_words_commands_and_the_home_tab_reach_the_app() -> None:
    async with a_workshop() as shop:

        @shop.app.command("/policy")
        async def policy(ack: Any, command: dict[str, Any]) -> None:
            await ack(f"You asked: {command['text']}")

        @shop.app.event("app_home_opened")
        async def home(event: dict[str, Any], client: Any) -> None:
            if event["tab"] == "home":
                view = {"type": "home", "blocks": [section("Two cases are yours.")]}
                await client.views_publish(user_id=event["user"], view=view)

        async with page_of(shop, f"as={AMY.id}") as page:
            await write(page, "hello @Grace Hall & <all>")
            await expect(page.locator("article").last).to_contain_text("hello @Grace Hall & <all>")
            await write(page, "/policy may I bring a phone")
            await expect(page.get_by_text("You asked: may I bring a phone")).to_be_visible()
            await expect(page.get_by_text("Only visible to you")).to_be_visible()
            await page.get_by_role("tab", name="Home").click()
            await expect(page.get_by_text("Two cases are yours.")).to_be_visible()
            await page.reload()
            await expect(page.get_by_text("Two cases are yours.")).to_be_visible()

        said = [event["text"] for event in shop.events if event["type"] == "message"]
        assert said == ["hello <@U-HEAD> &amp; &lt;all&gt;"]
