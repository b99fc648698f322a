"""A front: one chat platform, connected for real, with its ways in and out."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

from aiohttp import web

from bot.assembly import Product
from bot.mail import Messenger
from bot.ports import OpenUnitOfWork


class Front(Protocol):
    """What a service needs of a platform, whichever it is."""

    platform: str

    def messenger(self, open_uow: OpenUnitOfWork) -> Messenger:
        """Return the way out, which is needed before there is a product."""

    def attach(self, product: Product) -> Sequence[web.RouteDef]:
        """Connect the product, and return the routes by which the platform reaches it."""

    async def refuse_wrong_credentials(self) -> None:
        """Raise `NotFit` where the platform does not accept who we are."""

    async def open(self, address: str, stop: asyncio.Event) -> None:
        """Let the platform in, once we listen at the address, or raise `NotFit`."""

    async def settle(self) -> None:
        """Wait until everything that came in is answered and shown."""

    async def close(self) -> None:
        """Hang up."""
