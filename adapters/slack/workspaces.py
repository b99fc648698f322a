"""The workspaces that the app is installed in, each with its own token."""

from collections.abc import Mapping

from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import SlackCalls
from bot.errors import DeliveryError

SLACK_API = "https://slack.com/api/"
TIMEOUT_SECONDS = 10


def web_client(token: str, api_url: str = SLACK_API) -> AsyncWebClient:
    """Return a client with a time-out and without retries of its own.

    A blind second post would show a message twice (F8); the outbox decides what is tried again.
    """
    return AsyncWebClient(token=token, base_url=api_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])


class Workspaces:
    """Finds the way to call each workspace; one that is not ours has none."""

    def __init__(self, tokens: Mapping[str, str], api_url: str = SLACK_API) -> None:
        self._clients = {team: web_client(token, api_url) for team, token in tokens.items()}
        self._calls = {team: SlackCalls(client) for team, client in self._clients.items()}
        self._known: dict[str, AuthorizeResult] = {}

    def calls(self, team: str) -> SlackCalls:
        """Return the calls to a workspace, or raise `DeliveryError`."""
        if team not in self._calls:
            raise DeliveryError(f"no token for workspace {team}", permanent=True)
        return self._calls[team]

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None
    ) -> AuthorizeResult | None:
        """Return who the app is in a workspace, for Bolt; None for a workspace that is not ours."""
        team = team_id or ""
        if team in self._clients and team not in self._known:
            me = await self._clients[team].auth_test()
            self._known[team] = AuthorizeResult(
                enterprise_id=enterprise_id,
                team_id=team,
                bot_token=self._clients[team].token,
                bot_id=me.get("bot_id"),
                bot_user_id=me.get("user_id"),
            )
        return self._known.get(team)
