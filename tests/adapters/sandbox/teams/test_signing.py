"""Every post to the app is signed, and the keys lie where the app looks for them."""

from datetime import timedelta

import aiohttp
import jwt

from tests.adapters.sandbox.teams.workshop import AMYS_CHAT, APP_ID, a_teams_workshop
from tests.adapters.sandbox.workshop import AMY


async def test_an_activity_is_signed_for_the_app_and_names_its_service_url() -> None:
    async with a_teams_workshop() as shop:
        outcome = await shop.seat(AMY).does("say", conversation=AMYS_CHAT, text="hello")

        assert outcome == {"ok": True, "acknowledged": True}
        (claims,) = shop.bot.claims
        assert claims["aud"] == APP_ID
        assert claims["serviceurl"] == shop.told["serviceUrl"] == shop.sandbox.teams_service_url


async def test_tokens_go_by_the_clock_of_the_sandbox() -> None:
    async with a_teams_workshop() as shop:
        await shop.clock.advance(timedelta(days=3))
        await shop.seat(AMY).does("say", conversation=AMYS_CHAT, text="hello")

        (claims,) = shop.bot.claims
        assert claims["nbf"] < shop.clock.now().timestamp() < claims["exp"]


async def test_the_keys_are_endorsed_for_teams() -> None:
    async with a_teams_workshop() as shop, aiohttp.ClientSession() as session:
        metadata = await (await session.get(shop.sandbox.teams_openid_url)).json()
        published = await (await session.get(metadata["jwks_uri"])).json()

        assert metadata["issuer"] == "https://api.botframework.com"
        (key,) = published["keys"]
        assert key["endorsements"] == ["msteams"]
        assert key["kty"] == "RSA"
        assert "d" not in key


async def test_a_rotated_key_signs_at_once_and_the_one_before_stays_known() -> None:
    async with a_teams_workshop() as shop, aiohttp.ClientSession() as session:
        before = shop.teams.signing.token(APP_ID, "")
        shop.teams.signing.rotate_keys()
        after = shop.teams.signing.token(APP_ID, "")
        keys_url = f"{shop.sandbox.address}/teams/keys"
        published = await (await session.get(keys_url)).json()
        outcome = await shop.seat(AMY).does("say", conversation=AMYS_CHAT, text="hello")

        names = [jwt.get_unverified_header(token)["kid"] for token in (before, after)]
        assert names[0] != names[1]
        assert [each["kid"] for each in published["keys"]] == names
        assert outcome["acknowledged"] is True


async def test_a_token_for_another_app_is_not_let_in_by_the_bot() -> None:
    async with a_teams_workshop() as shop, aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bearer {shop.teams.signing.token('other', '')}"}
        answer = await session.post(
            shop.teams.courier.url, json={"type": "message"}, headers=headers
        )

        assert answer.status == 401
        assert shop.bot.activities == []
