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
        self._tokens = dict(tokens)
        self._calls = {t: SlackCalls(web_client(token, api_url)) for t, token in tokens.items()}

    def __contains__(self, team: str) -> bool:
        """Whether the app is installed there."""
        return team in self._tokens

    def calls(self, team: str) -> SlackCalls:
        """Return the calls to a workspace, or raise `DeliveryError`."""
        if team not in self._calls:
            raise DeliveryError("no token for that workspace", permanent=True)
        return self._calls[team]

    def authorize(self, team: str) -> AuthorizeResult | None:
        """Return what Bolt asks for; no call is made, so that no acknowledgement waits for one."""
        if team not in self._tokens:
            return None
        return AuthorizeResult(enterprise_id=None, team_id=team, bot_token=self._tokens[team])

    async def misplaced(self) -> Mapping[str, str]:
        """Return the workspaces whose token is wrong, with what Slack says about it.

        Where Slack cannot be reached now, nothing is wrong yet.
        """
        found: dict[str, str] = {}
        for team, calls in self._calls.items():
            try:
                own = await calls.own_team()
            except DeliveryError as error:
                if error.permanent:
                    found[team] = f"Slack does not accept it ({error})"
            else:
                if own != team:
                    found[team] = f"it belongs to the workspace {own}"
        return found
