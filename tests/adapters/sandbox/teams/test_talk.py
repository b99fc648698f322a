"""What people type and send, in the shapes in which Teams tells the app."""

from typing import Any

from adapters.sandbox.teams.identity import (
    TENANT_ID,
    account,
    channel_thread,
    object_id,
    personal_chat,
)
from tests.adapters.sandbox.teams.workshop import (
    AMYS_CHAT,
    APP_ID,
    CHANNEL,
    CHAT,
    MANIFEST,
    Answer,
    a_teams_workshop,
)
from tests.adapters.sandbox.workshop import AMY, HEAD, LEAVER, PUPIL, QUIET, SHARED, STRANGER


async def test_a_message_in_the_persons_own_chat_comes_in_teams_shape() -> None:
    async with a_teams_workshop() as shop:
        await shop.seat(AMY).does("say", conversation=AMYS_CHAT, text="Is <this> ok?\nPlease")

        told = shop.told
        assert told["type"] == "message"
        assert told["channelId"] == "msteams"
        assert told["text"] == "Is <this> ok?\nPlease"
        assert told["from"] == {
            "id": account(AMY.id),
            "name": "Amy Carter",
            "aadObjectId": object_id(AMY.id),
        }
        assert told["from"]["id"].startswith("29:")
        assert told["recipient"] == {"id": f"28:{APP_ID}", "name": "Dutydesk"}
        assert told["conversation"] == {
            "conversationType": "personal",
            "tenantId": TENANT_ID,
            "id": AMYS_CHAT,
        }
        assert told["channelData"] == {"tenant": {"id": TENANT_ID}}
        assert told["timestamp"] == "2026-11-20T10:31:00.000Z"
        assert told["attachments"] == [
            {"contentType": "text/html", "content": "<p>Is &lt;this&gt; ok?<br>Please</p>"}
        ]


async def test_a_mention_in_a_channel_is_told_with_its_thread_and_other_talk_is_not() -> None:
    async with a_teams_workshop() as shop:
        amy = shop.seat(AMY)
        await amy.does("say", conversation=CHANNEL, text="lunch?")
        await amy.does("say", conversation=CHANNEL, text="@dutydesk and @Grace Hall, hello")

        (told,) = shop.bot.activities
        shown = amy.last(CHANNEL)
        assert told["text"] == "<at>Dutydesk</at> and <at>Grace Hall</at>, hello"
        mentions = [each for each in told["entities"] if each["type"] == "mention"]
        assert [each["mentioned"]["id"] for each in mentions] == [
            f"28:{APP_ID}",
            account(HEAD.id),
        ]
        assert told["conversation"]["id"] == f"{CHANNEL};messageid={shown['id']}"
        assert told["conversation"]["conversationType"] == "channel"
        assert told["conversation"]["isGroup"] is True
        assert told["channelData"]["channel"] == {"id": CHANNEL}
        assert shop.seat(HEAD).last(CHANNEL)["text"] == "@dutydesk and @Grace Hall, hello"


async def test_a_reply_in_a_channel_belongs_to_the_post_that_it_answers() -> None:
    async with a_teams_workshop() as shop:
        amy = shop.seat(AMY)
        await amy.does("say", conversation=CHANNEL, text="first")
        post = amy.last(CHANNEL)["id"]
        await amy.does("say", conversation=CHANNEL, text="second", thread=post)
        answer = amy.last(CHANNEL)["id"]
        await amy.does("say", conversation=CHANNEL, text="@Dutydesk third", thread=answer)

        assert amy.last(CHANNEL)["thread"] == post
        assert shop.told["conversation"]["id"] == f"{CHANNEL};messageid={post}"


async def test_in_a_group_chat_the_app_hears_its_mention() -> None:
    async with a_teams_workshop() as shop:
        await shop.seat(AMY).does("say", conversation=CHAT, text="@Dutydesk hello")

        assert shop.told["conversation"] == {
            "conversationType": "groupChat",
            "tenantId": TENANT_ID,
            "id": CHAT,
            "isGroup": True,
        }


async def test_with_leave_of_the_manifest_the_app_hears_all_that_is_said_in_a_channel() -> None:
    leave = {"resourceSpecific": [{"name": "ChannelMessage.Read.Group", "type": "Application"}]}
    manifest = MANIFEST | {"authorization": {"permissions": leave}}
    async with a_teams_workshop(manifest) as shop:
        await shop.seat(AMY).does("say", conversation=CHANNEL, text="lunch?")
        await shop.seat(AMY).does("say", conversation=CHAT, text="lunch?")

        (told,) = shop.bot.activities
        assert told["conversation"]["conversationType"] == "channel"


async def test_where_the_app_is_not_it_hears_nothing() -> None:
    async with a_teams_workshop() as shop:
        place = channel_thread(QUIET.id)
        await shop.seat(AMY).does("say", conversation=place, text="@Dutydesk hello")

        assert shop.bot.activities == []


async def test_a_file_comes_with_an_address_in_the_persons_own_chat_only() -> None:
    async with a_teams_workshop() as shop:
        await shop.seat(AMY).does("upload", conversation=AMYS_CHAT, name="screenshot.png")
        await shop.seat(AMY).does("upload", conversation=CHANNEL, name="other.png")

        (told,) = shop.bot.activities
        file, html = told["attachments"]
        assert file["contentType"] == "application/vnd.microsoft.teams.file.download.info"
        assert file["name"] == "screenshot.png"
        assert file["content"]["fileType"] == "png"
        assert html["contentType"] == "text/html"
        assert shop.seat(AMY).last()["files"] == [{"name": "screenshot.png"}]


async def test_a_visitor_from_another_organisation_is_told_by_their_tenant() -> None:
    async with a_teams_workshop() as shop:
        place = channel_thread(SHARED.id)
        await shop.seat(STRANGER).does("say", conversation=place, text="@Dutydesk hello")

        assert shop.told["channelData"]["tenant"]["id"] == TENANT_ID
        assert shop.told["from"]["tenantId"] != TENANT_ID
        kinds = [each["kind"] for each in shop.seat(STRANGER).snapshot["conversations"]]
        assert set(kinds) == {"channel"}


async def test_a_pupil_who_is_a_guest_has_a_chat_with_the_app_and_no_channels() -> None:
    async with a_teams_workshop() as shop:
        own = personal_chat(PUPIL.id)
        await shop.seat(PUPIL).does("say", conversation=own, text="hello")

        assert shop.told["from"]["aadObjectId"] == object_id(PUPIL.id)
        assert [each["id"] for each in shop.seat(PUPIL).snapshot["conversations"]] == [own]


async def test_answers_ring_the_bell_until_they_are_read_and_a_channel_only_turns_bold() -> None:
    async with a_teams_workshop() as shop:
        await shop.posts(text="Hello")
        await shop.posts(CHANNEL, text="Hello all")

        amy = shop.seat(AMY)
        unread = {each["id"]: each["unread"] for each in amy.snapshot["conversations"]}
        assert (unread[AMYS_CHAT], unread[CHANNEL]) == (1, 1)
        assert amy.bell == 1
        await amy.does("read", conversation=AMYS_CHAT)
        assert amy.bell == 0


async def test_a_suggestion_says_what_it_stands_for_and_is_gone_after_the_next_message() -> None:
    async with a_teams_workshop() as shop:
        offered = [{"type": "imBack", "title": "Phones", "value": "May I phone parents?"}]
        message = await shop.posts(text="Ask me", suggestedActions={"actions": offered})
        amy = shop.seat(AMY)
        before = amy.last()["suggested"]
        await amy.does("suggestion", conversation=AMYS_CHAT, message=message, title="Phones")

        assert before == ["Phones"]
        assert shop.told["text"] == "May I phone parents?"
        assert [each["suggested"] for each in amy.messages(AMYS_CHAT)] == [[], []]


async def test_suggestions_are_for_those_whom_they_name() -> None:
    async with a_teams_workshop() as shop:
        offered = [{"type": "imBack", "title": "Phones", "value": "Phones"}]
        suggested = {"actions": offered, "to": [account(HEAD.id)]}
        await shop.posts(CHAT, text="Ask me", suggestedActions=suggested)

        assert shop.seat(HEAD).last(CHAT)["suggested"] == ["Phones"]
        assert shop.seat(AMY).last(CHAT)["suggested"] == []


async def test_a_bot_that_fails_has_not_taken_note() -> None:
    async with a_teams_workshop() as shop:
        shop.bot.answers["message"] = Answer(status=503)
        outcome = await shop.seat(AMY).does("say", conversation=AMYS_CHAT, text="hello")

        assert outcome == {"ok": True, "acknowledged": False}


async def test_somebody_who_left_cannot_sign_in_and_the_app_is_told() -> None:
    async with a_teams_workshop() as shop:
        await shop.sandbox.deactivate(AMY.id)
        outcome = await shop.seat(AMY).does("say", conversation=AMYS_CHAT, text="hello")
        status, _ = await shop.call("POST", f"/{AMYS_CHAT}/activities", {"type": "message"})

        assert outcome["message"] == "This account cannot sign in."
        assert (await shop.seat(LEAVER).does("read", conversation="x"))["ok"] is False
        assert status == 403
        gone: list[Any] = [each["membersRemoved"] for each in shop.bot.activities]
        assert gone[0] == [{"id": account(AMY.id), "aadObjectId": object_id(AMY.id)}]
        assert shop.bot.activities[0]["channelData"]["eventType"] == "teamMemberRemoved"
