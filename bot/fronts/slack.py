"""Slack, for real: Socket Mode, or HTTP behind our own gate."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress

from aiohttp import web

from adapters.slack.app import SlackApp
from adapters.slack.connection import PATH, Connection, bolt_app, http_route, refuses_strangers
from adapters.slack.gate import Gate
from adapters.slack.inbound import PLATFORM, Inbound
from adapters.slack.messenger import SlackMessenger
from adapters.slack.workspaces import SLACK_API, Workspaces
from bot.assembly import Product
from bot.errors import DeliveryError
from bot.fitness import NotFit, signing_secrets, value
from bot.mail import Messenger
from bot.ports import Clock, OpenUnitOfWork
from bot.settings.platforms import SlackMode, SlackSettings

AGAIN_AFTER_SECONDS = 5.0
HANGING_UP_SECONDS = 1.0
log = logging.getLogger(__name__)


class SlackFront:
    """The workspaces of the settings."""

    platform = PLATFORM
    app: SlackApp

    def __init__(
        self,
        settings: SlackSettings,
        environ: Mapping[str, str],
        clock: Clock,
        api_url: str = SLACK_API,
    ) -> None:
        tokens = {each.team_id: value(each.bot_token, environ) for each in settings.workspaces}
        self._workspaces = Workspaces(tokens, api_url)
        self.bolt = bolt_app(self._workspaces)
        self._api_url = api_url
        self._connection: Connection | None = None
        self._app_token = value(settings.app_token, environ)
        is_http = settings.mode is SlackMode.HTTP
        self._gate = Gate(signing_secrets(settings, environ), clock) if is_http else None

    @property
    def is_http(self) -> bool:
        """Whether Slack calls us, and not we it."""
        return self._gate is not None

    def messenger(self, open_uow: OpenUnitOfWork) -> Messenger:
        """Return the way to people in Slack."""
        del open_uow
        return SlackMessenger(self._workspaces)

    def attach(self, product: Product) -> Sequence[web.RouteDef]:
        """Connect the product; in Socket Mode there is no route."""
        inbound = Inbound(product.directory)
        knock = product.rounds.knock
        self.app = SlackApp(self.bolt, self._workspaces, product.assistant, inbound, knock)
        if self._gate:
            return (http_route(self.bolt, self._gate),)
        return ()

    async def refuse_wrong_credentials(self) -> None:
        """Raise `NotFit` for tokens that are wrong or another workspace's."""
        wrong = await self._workspaces.misplaced()
        if wrong:
            raise NotFit(
                [f"The bot token of {team} is wrong: {why}." for team, why in wrong.items()]
            )

    async def open(self, address: str, stop: asyncio.Event) -> None:
        """Connect to Slack, again and again while it is out of reach; or try our own door once."""
        if self._gate:
            if not await refuses_strangers(f"{address}{PATH}"):
                raise NotFit(["The way in from Slack did not refuse a request without signature."])
            return
        self._connection = Connection(self.bolt, self._app_token, self._api_url)
        while not stop.is_set():
            try:
                await self._connection.open()
            except DeliveryError as error:
                if error.permanent:
                    raise NotFit([f"Slack does not accept the app token ({error})."]) from error
                log.warning("slack not reached", extra={"reason": str(error)})
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), AGAIN_AFTER_SECONDS)
            else:
                return

    async def settle(self) -> None:
        """Wait until everything that came in is answered and shown."""
        await self.app.settle()

    async def close(self) -> None:
        """Hang up."""
        connection, self._connection = self._connection, None
        if connection:
            with suppress(TimeoutError):
                await asyncio.wait_for(connection.close(), HANGING_UP_SECONDS)
