"""Microsoft Teams, for real: signed requests behind our own gate, answers by the connector."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web

from adapters.teams.adapter import PATH, Door, TeamsAdapter, http_route, refuses_strangers
from adapters.teams.address_book import AddressBook
from adapters.teams.app import TeamsApp
from adapters.teams.calls import TeamsCalls
from adapters.teams.gate import Gate
from adapters.teams.inbound import PLATFORM, Inbound
from adapters.teams.keys import BOT_FRAMEWORK, SigningKeys
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.open_gate import OpenGate
from adapters.teams.replies import Replies
from adapters.teams.tokens import (
    EntraTokens,
    FixedToken,
    Tokens,
    with_credential,
    with_managed_identity,
)
from bot.assembly import Product
from bot.errors import DeliveryError
from bot.fitness import NotFit, value
from bot.mail import Messenger
from bot.ports import Clock, OpenUnitOfWork
from bot.settings.platforms import SignIn, TeamsSettings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where Teams is when it is not Microsoft's: an emulated one on this computer, and its token.

    Only then is what is not encrypted trusted, and only from this computer. One without keys of its
    own signs nothing: nobody but this computer may reach us then.
    """

    openid_url: str = ""
    service_url: str = ""
    token: str = "none"  # noqa: S105 nobody asks for it
    path: str = PATH


class TeamsFront:
    """The tenants of the settings."""

    platform = PLATFORM

    def __init__(
        self,
        settings: TeamsSettings,
        environ: Mapping[str, str],
        clock: Clock,
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self._clock = clock
        own = FixedToken(elsewhere.token) if elsewhere else None
        self._tokens: Tokens = own or _tokens(settings, environ, clock)
        is_here = elsewhere is not None
        self._calls = TeamsCalls(self._tokens, settings.app_id, trusts_loopback=is_here)
        self._service_url = elsewhere.service_url if elsewhere else settings.service_url
        tenants = [tenant.tenant_id for tenant in settings.tenants]
        openid_url = elsewhere.openid_url if elsewhere else BOT_FRAMEWORK
        self._path = elsewhere.path if elsewhere else PATH
        self._is_open = not openid_url
        self._keys = SigningKeys(openid_url)
        gate = Gate(settings.app_id, tenants, self._keys, clock, trusts_loopback=is_here)
        self._gate: Door = OpenGate() if self._is_open else gate
        self._adapter = TeamsAdapter(self._calls.connectors)
        self._app: TeamsApp | None = None

    def messenger(self, open_uow: OpenUnitOfWork) -> Messenger:
        """Return the way to people in Teams."""
        return TeamsMessenger(self._calls, self._book(open_uow))

    def attach(self, product: Product) -> Sequence[web.RouteDef]:
        """Connect the product, and return the route at which Teams posts to us."""
        inbound = Inbound(product.directory, self._clock)
        replies = Replies(self._calls, self._book(product.open_uow))
        look, knock = product.delivery.card_at, product.rounds.knock
        self._app = TeamsApp(product.assistant, inbound, replies, look, knock)
        return (http_route(self._gate, self._adapter, self._app.handle, self._path),)

    async def refuse_wrong_credentials(self) -> None:
        """Fetch token and keys now; where Microsoft does not answer, nothing is wrong yet."""
        try:
            await self._keys.warm()
            await self._tokens.bearer()
        except DeliveryError as error:
            log.warning("no token for teams", extra={"reason": str(error)})

    async def open(self, address: str, stop: asyncio.Event) -> None:
        """Try our own door once: a request that nobody signed must not get in (A3)."""
        del stop
        if not self._is_open and not await refuses_strangers(f"{address}{self._path}"):
            raise NotFit(["The way in from Teams did not refuse a request without signature."])

    async def settle(self) -> None:
        """Wait until everything that came in is answered and shown."""
        if self._app:
            await self._app.settle()

    async def close(self) -> None:
        """Hang up."""
        await self._calls.close()

    def _book(self, open_uow: OpenUnitOfWork) -> AddressBook:
        return AddressBook(open_uow, self._calls, self._clock, self._service_url)


def _tokens(settings: TeamsSettings, environ: Mapping[str, str], clock: Clock) -> Tokens:
    """Return how we show Teams who we are."""
    home = settings.tenants[0].tenant_id
    if settings.sign_in is SignIn.MANAGED_IDENTITY:
        acquire = with_managed_identity(settings.app_id)
    else:
        acquire = with_credential(settings.app_id, home, value(settings.app_password, environ))
    return EntraTokens(acquire, clock)
