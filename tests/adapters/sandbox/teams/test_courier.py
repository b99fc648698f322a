"""How activities are brought: patience, repeats, and what is kept of it."""

import asyncio

from tests.adapters.sandbox.teams.workshop import (
    AMYS_CHAT,
    Answer,
    a_card,
    a_teams_workshop,
    actions,
    attached,
    execute,
    says,
)
from tests.adapters.sandbox.workshop import AMY

YES = execute("Yes", id=17)


async def test_a_press_is_brought_again_with_the_same_id_and_with_a_new_one_on_request() -> None:
    async with a_teams_workshop() as shop:
        message = await shop.posts(attachments=attached(a_card(actions(YES))))
        shop.bot.answers["adaptiveCard/action"] = says("once")
        shop.teams.courier.repeat_next("same_id", "new_id")
        where = {"conversation": AMYS_CHAT, "message": message}
        await shop.seat(AMY).does("press", **where, action=YES)
        await shop.seat(AMY).does("press", **where, action=YES)

        first, same, new, second = (each["id"] for each in shop.bot.activities)
        assert first == same
        assert len({first, new, second}) == 3
        assert [each.status for each in shop.teams.courier.delivered] == [200] * 4
        assert {each["value"]["action"]["verb"] for each in shop.bot.activities} == {"yes"}


async def test_the_answer_to_the_first_delivery_counts() -> None:
    async with a_teams_workshop() as shop:
        shop.bot.answers["message"] = Answer(status=503)
        shop.teams.courier.repeat_next("same_id")
        outcome = await shop.seat(AMY).does("say", conversation=AMYS_CHAT, text="hello")

        assert outcome["acknowledged"] is False
        assert len(shop.bot.activities) == 2


async def test_the_sandbox_is_not_quiet_while_the_app_thinks() -> None:
    async with a_teams_workshop() as shop:
        shop.bot.answers["message"] = Answer({}, seconds=0.3)
        say = shop.seat(AMY).does("say", conversation=AMYS_CHAT, text="hello")
        saying = asyncio.create_task(say)
        await shop.bot.is_told.wait()
        while_thinking = shop.sandbox.is_quiet
        await saying

        assert while_thinking is False
        assert shop.sandbox.is_quiet is True


async def test_an_app_that_is_not_there_takes_no_note() -> None:
    async with a_teams_workshop() as shop:
        amy = shop.seat(AMY)
        for url in ("", "http://127.0.0.1:9/teams"):
            shop.teams.speak_to(url)
            outcome = await amy.does("say", conversation=AMYS_CHAT, text="hello")
            assert outcome == {"ok": True, "acknowledged": False}

        assert [each.status for each in shop.teams.courier.delivered] == [0, 0]
        assert amy.last()["text"] == "hello"
