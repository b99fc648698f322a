"""The Bot Connector's answers and errors, as the app meets them."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from adapters.sandbox.faults import Fault
from adapters.sandbox.teams.card_check import Surface
from adapters.sandbox.teams.identity import account, channel_thread, object_id, personal_chat
from tests.adapters.sandbox.teams.workshop import (
    AMYS_CHAT,
    CHANNEL,
    CHAT,
    HERE,
    a_card,
    a_teams_workshop,
    attached,
)
from tests.adapters.sandbox.workshop import AMY, HEAD, LEAVER, PUPIL, QUIET, STRANGER

HELLO = {"type": "message", "text": "hello"}
HUGE = {"type": "message", "text": "é" * 50_000}
EMPTY = {"type": "message"}
FOR_NOBODY = HELLO | {"recipient": {"id": "29:nobody"}}
FOR_A_GUEST = HELLO | {"recipient": {"id": account(PUPIL.id)}}
NO_CARD = {"type": "message", "attachments": attached({"type": "Banner"})}
TEXT_AS_CARD = {"type": "message", "attachments": attached("card")}
BODILESS = {"type": "message", "attachments": attached({"type": "AdaptiveCard"})}
BROKEN = {"type": "message", "text": "x", "attachments": ["card"]}
MINE_ONLY = "?isTargetedActivity=true"
GONE = f"/{AMYS_CHAT}/activities/123"


def members(*ids: str) -> dict[str, Any]:
    return HERE | {"members": [{"id": each} for each in ids]}


@pytest.mark.parametrize(
    ("verb", "path", "body", "status", "code"),
    [
        ("POST", "/19:nowhere/activities", HELLO, 404, "ConversationNotFound"),
        ("POST", f"/{channel_thread(QUIET.id)}/activities", HELLO, 403, "BotNotInConver"),
        ("POST", f"/{personal_chat(LEAVER.id)}/activities", HELLO, 403, "ConversationBlocked"),
        ("POST", f"/{CHANNEL};messageid=1/activities", HELLO, 404, "ActivityNotFound"),
        ("POST", f"/{AMYS_CHAT}/activities", EMPTY, 400, "BadSyntax"),
        ("POST", f"/{AMYS_CHAT}/activities", NO_CARD, 400, "BadSyntax"),
        ("POST", f"/{AMYS_CHAT}/activities", TEXT_AS_CARD, 400, "BadSyntax"),
        ("POST", f"/{AMYS_CHAT}/activities", BODILESS, 400, "BadSyntax"),
        ("POST", f"/{AMYS_CHAT}/activities", BROKEN, 400, "BadSyntax"),
        ("POST", f"/{AMYS_CHAT}/activities", HUGE, 413, "MessageSizeTooBig"),
        ("POST", f"/{AMYS_CHAT}/activities{MINE_ONLY}", HELLO, 400, "BadArgument"),
        ("POST", f"/{CHANNEL}/activities{MINE_ONLY}", FOR_NOBODY, 400, "BadArgument"),
        ("POST", f"/{CHANNEL}/activities{MINE_ONLY}", FOR_A_GUEST, 400, "BadArgument"),
        ("PUT", GONE, HELLO, 404, "ActivityNotFoundInConversation"),
        ("DELETE", GONE, None, 404, "ActivityNotFoundInConversation"),
        ("GET", f"/{AMYS_CHAT}/members/29:nobody", None, 404, "MemberNotFound"),
        ("POST", "", members("29:nobody"), 404, "UserNotFound"),
        ("POST", "", members(object_id(LEAVER.id)), 403, "BotNotInConversationRoster"),
        ("POST", "", members(account(STRANGER.id)), 403, "BotNotInConversationRoster"),
        ("POST", "", members(account(AMY.id), account(HEAD.id)), 400, "BadArgument"),
        ("POST", "", members(account(AMY.id)) | {"isGroup": True}, 400, "BadArgument"),
        ("POST", "", members(account(AMY.id)) | {"tenantId": "other"}, 403, "BotNotInConver"),
    ],
)
async def test_mistakes_get_the_connectors_error(
    verb: str, path: str, body: Any, status: int, code: str
) -> None:
    async with a_teams_workshop() as shop:
        answered, answer = await shop.call(verb, path, body)

        assert answered == status
        assert answer["error"]["code"].startswith(code)


@pytest.mark.parametrize("body", ["{", "[1]", "", "\udcff"])
async def test_a_body_that_is_no_json_object_is_refused(body: str) -> None:
    async with a_teams_workshop() as shop:
        headers = {
            "Authorization": f"Bearer {shop.sandbox.teams_token}",
            "Content-Type": "application/json",
        }
        address = f"{shop.sandbox.teams_service_url}/v3/conversations/{AMYS_CHAT}/activities"
        async with aiohttp.ClientSession(headers=headers) as session:
            data = body.encode("utf-8", "surrogateescape")
            answer = await session.post(address, data=data)

        assert answer.status == 400
        assert shop.seat(AMY).messages(AMYS_CHAT) == []


async def test_only_the_right_token_opens_the_door() -> None:
    async with a_teams_workshop() as shop:
        status, answer = await shop.call("GET", f"/{CHANNEL}/members", token="wrong")  # noqa: S106

        assert status == 401
        assert answer == {"message": "Authorization has been denied for this request."}
        assert shop.sandbox.teams_calls == []


async def test_a_chat_is_begun_by_object_id_or_by_account_and_is_the_same() -> None:
    async with a_teams_workshop() as shop:
        for name in (object_id(AMY.id), account(AMY.id)):
            status, begun = await shop.call("POST", "", members(name))
            assert (status, begun) == (201, {"id": AMYS_CHAT})

        await shop.posts(begun["id"], text="Hello", summary="A message")
        shown = shop.seat(AMY).last()
        assert (shown["text"], shown["summary"]) == ("Hello", "A message")
        assert (shown["from_name"], shown["is_bot"]) == ("Dutydesk", True)


async def test_the_check_is_given_every_message_and_its_complaints_come_back() -> None:
    seen: list[tuple[Surface, Mapping[str, Any]]] = []

    def check(surface: Surface, payload: Mapping[str, Any]) -> Sequence[str]:
        seen.append((surface, payload))
        return ["too loud", "too long"]

    async with a_teams_workshop(check=check) as shop:
        activity = {"type": "message", "attachments": attached(a_card())}
        status, answer = await shop.call("POST", f"/{AMYS_CHAT}/activities", activity)

        assert status == 400
        assert answer["error"]["message"] == "too loud; too long"
        assert seen == [("chat", activity)]
        assert shop.seat(AMY).messages(AMYS_CHAT) == []


async def test_a_message_is_changed_and_deleted_but_only_the_apps_own() -> None:
    async with a_teams_workshop() as shop:
        amy = shop.seat(AMY)
        await amy.does("say", conversation=CHANNEL, text="mine")
        hers = amy.last(CHANNEL)["id"]
        own = await shop.posts(CHANNEL, text="old", attachments=attached(a_card()))
        await shop.call("PUT", f"/{CHANNEL}/activities/{own}", HELLO)
        changed = amy.last(CHANNEL)
        await shop.call("DELETE", f"/{CHANNEL}/activities/{own}")
        deleted = amy.last(CHANNEL)
        status, answer = await shop.call("PUT", f"/{CHANNEL}/activities/{hers}", HELLO)

        assert (changed["text"], changed["cards"], changed["edited"]) == ("hello", [], True)
        assert (deleted["text"], deleted["deleted"]) == ("", True)
        assert (status, answer["error"]["code"]) == (403, "NotEnoughPermissions")


async def test_an_answer_in_a_channel_stands_in_the_thread_that_it_names() -> None:
    async with a_teams_workshop() as shop:
        amy = shop.seat(AMY)
        await amy.does("say", conversation=CHANNEL, text="@Dutydesk hello")
        post = amy.last(CHANNEL)["id"]
        await shop.posts(f"{CHANNEL};messageid={post}", text="by conversation")
        await shop.call("POST", f"/{CHANNEL}/activities/{post}", HELLO)
        await shop.posts(CHANNEL, text="a post of its own")

        threads = [each["thread"] for each in amy.messages(CHANNEL)]
        assert threads == [None, post, post, None]


async def test_a_thread_in_a_channel_is_begun_with_its_first_message() -> None:
    async with a_teams_workshop() as shop:
        about = {"channel": {"id": CHANNEL}, "tenant": HERE["channelData"]["tenant"]}
        asked = {"isGroup": True, "channelData": about, "activity": HELLO}
        status, begun = await shop.call("POST", "", asked)

        assert status == 201
        assert begun["id"] == f"{CHANNEL};messageid={begun['activityId']}"
        assert shop.seat(HEAD).last(CHANNEL)["text"] == "hello"


async def test_a_targeted_message_is_seen_by_one_person_for_a_day() -> None:
    async with a_teams_workshop() as shop:
        amy = shop.seat(AMY)
        await shop.posts_to(AMY, CHAT, "Only for you")
        shown = amy.last(CHAT)
        others = shop.seat(HEAD).messages(CHAT)
        await shop.clock.advance(timedelta(hours=24))

        assert (shown["text"], shown["targeted"]) == ("Only for you", True)
        assert others == []
        assert amy.messages(CHAT) == []


async def test_a_targeted_message_is_changed_only_by_a_call_that_says_so() -> None:
    async with a_teams_workshop() as shop:
        message = await shop.posts_to(AMY, CHAT, "old")
        address = f"/{CHAT}/activities/{message}"
        plain, _ = await shop.call("PUT", address, HELLO)
        targeted, _ = await shop.call("PUT", address + MINE_ONLY, HELLO)

        assert (plain, targeted) == (404, 200)
        assert shop.seat(AMY).last(CHAT)["text"] == "hello"


async def test_members_are_people_with_their_tenant_and_role() -> None:
    async with a_teams_workshop() as shop:
        _, listed = await shop.call("GET", f"/{CHAT}/members")
        _, paged = await shop.call("GET", f"/{CHAT}/pagedmembers")
        _, pupil = await shop.call("GET", f"/{personal_chat(PUPIL.id)}/members/{account('U-PIP')}")

        assert [each["name"] for each in listed] == ["Amy Carter", "Grace Hall"]
        assert paged == {"members": listed}
        assert pupil["userRole"] == "guest"
        assert pupil["aadObjectId"] == object_id(PUPIL.id)


async def test_typing_shows_until_the_next_message_or_for_a_few_seconds() -> None:
    async with a_teams_workshop() as shop:
        amy = shop.seat(AMY)

        async def types() -> bool:
            await shop.call("POST", f"/{AMYS_CHAT}/activities", {"type": "typing"})
            return is_typing()

        def is_typing() -> bool:
            return bool(amy.snapshot["conversations"][0]["typing"])

        begun = await types()
        await shop.posts(text="Here you are")
        answered = is_typing()
        again = await types()
        await shop.clock.advance(timedelta(seconds=11))

        assert (begun, answered, again, is_typing()) == (True, False, True, False)
        assert [each["text"] for each in amy.messages(AMYS_CHAT)] == ["Here you are"]


@pytest.mark.parametrize("status", [403, 404, 412, 413, 502, 503, 504])
async def test_any_status_can_be_asked_for_and_then_nothing_has_happened(status: int) -> None:
    async with a_teams_workshop() as shop:
        shop.teams.faults.plan("send", Fault("refused", status=status))
        first, answer = await shop.call("POST", f"/{AMYS_CHAT}/activities", HELLO)
        nothing = shop.seat(AMY).messages(AMYS_CHAT)
        second, _ = await shop.call("POST", f"/{AMYS_CHAT}/activities", HELLO)

        assert (first, nothing, second) == (status, [], 201)
        assert answer["error"]["code"]


async def test_too_many_requests_say_how_long_to_wait_and_typing_is_counted_apart() -> None:
    async with a_teams_workshop() as shop:
        shop.teams.faults.plan("send", Fault("rate_limited", seconds=7))
        address = f"/{AMYS_CHAT}/activities"
        typed, _ = await shop.call("POST", address, {"type": "typing"})
        headers = {"Authorization": f"Bearer {shop.sandbox.teams_token}"}
        service = shop.sandbox.teams_service_url
        async with aiohttp.ClientSession(headers=headers) as session:
            refused = await session.post(f"{service}/v3/conversations{address}", json=HELLO)

        assert (typed, refused.status) == (201, 429)
        assert refused.headers["Retry-After"] == "7"
        assert (await refused.json())["error"]["code"] == "TooManyRequests"


async def test_an_error_after_it_was_accepted_leaves_the_message_there() -> None:
    async with a_teams_workshop() as shop:
        shop.teams.faults.plan("send", Fault("server_error_after_accept", status=502))
        status, _ = await shop.call("POST", f"/{AMYS_CHAT}/activities", HELLO)

        assert status == 502
        assert shop.seat(AMY).last()["text"] == "hello"
        assert "error" not in shop.sandbox.teams_calls[-1].answer


async def test_a_call_that_hangs_has_taken_effect() -> None:
    async with a_teams_workshop() as shop:
        shop.teams.faults.plan("send", Fault("hang_after_accept", seconds=30))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await shop.posts(text="hello")

        assert shop.seat(AMY).last()["text"] == "hello"
        assert shop.sandbox.is_quiet is True


async def test_the_log_keeps_what_took_effect() -> None:
    async with a_teams_workshop() as shop:
        own = await shop.posts(text="hello")
        await shop.call("PUT", f"/{AMYS_CHAT}/activities/{own}", EMPTY)

        sent, changed = shop.sandbox.teams_calls
        assert (sent.method, sent.answer) == ("send", {"id": own})
        assert sent.arguments["body"]["text"] == "hello"
        assert changed.method == "update"
        assert changed.answer["error"]["code"] == "BadSyntax"


async def test_a_citation_keeps_its_card_which_travels_as_text() -> None:
    async with a_teams_workshop() as shop:
        card = '{"type": "AdaptiveCard", "version": "1.5", "body": []}'
        appearance = {
            "@type": "DigitalDocument",
            "name": "Phones 4.2",
            "abstract": "No phones.",
            "text": card,
            "encodingFormat": "application/vnd.microsoft.card.adaptive",
        }
        claims = [
            {"@type": "Claim", "position": 1, "appearance": appearance},
            {"@type": "Claim", "position": 2, "appearance": {"name": "B", "abstract": "b"}},
        ]
        entity = {"type": "https://schema.org/Message", "@type": "Message", "citation": claims}
        await shop.posts(text="Phones [1] [2]", entities=[{"type": "clientInfo"}, entity])

        with_card, without = shop.seat(AMY).last()["citations"]
        assert with_card == {
            "position": 1,
            "name": "Phones 4.2",
            "abstract": "No phones.",
            "card": {"type": "AdaptiveCard", "version": "1.5", "body": []},
        }
        assert without["card"] is None
