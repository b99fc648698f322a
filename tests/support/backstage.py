"""Backstage of a platform: what left the product for it, and what only weather or attackers do."""

from contextlib import AbstractContextManager
from typing import Literal, Protocol, TypeAlias

from adapters.sandbox.faults import Fault
from tests.support.person import Person

# Slack waits for three seconds, Teams for fifteen; a busy computer may need more.
PATIENCE = 20.0
Step: TypeAlias = Literal["message", "redraw", "form"]


class Recorder(Protocol):
    """Remembers everything that a platform brought to the product since it was made."""

    @property
    def count(self) -> int:
        """How much it was."""

    async def brings_everything_again(self) -> None:
        """Bring all of it twice more, both at once, in the order in which it came."""


class Backstage(Protocol):
    """One platform, as a test holds it."""

    def person(self, account: str) -> Person:
        """Return who sits at that account."""

    def stranger(self, account: str) -> Person:
        """Return who sits at that account while another process than ours answers."""

    def posts(self) -> list[str]:
        """Return what left for anybody's screen, forms that were open on it apart."""

    def on_lock_screens(self) -> list[str]:
        """Return what locked phones showed of it."""

    def in_channels(self) -> list[str]:
        """Return what of it stands in channels for everybody to read."""

    def stumbles(self, at: Step, fault: Fault, times: int = 1) -> None:
        """Let the platform fail the next times that it is to show something."""

    def usual_patience(self) -> AbstractContextManager[None]:
        """Let the platform wait for answers only as long as it really does."""

    def record(self) -> Recorder:
        """Return what remembers everything from now on."""

    def needed(self) -> tuple[str, ...]:
        """Return what the product needs on this platform in another process, its name first."""

    async def turns_away(self) -> None:
        """Bring our own product nothing any more."""

    async def turns_to(self, address: str) -> None:
        """Bring everything to the product at that address."""

    async def comes_back(self) -> None:
        """Bring everything to our own product again."""

    def clears_up(self) -> None:
        """Let all that is shown be shown again."""

    async def deactivate(self, account: str) -> None:
        """Close somebody's account, as the owners do when they leave."""

    async def forges_press(self, person: Person, carried: str) -> None:
        """Have somebody "press" a button that was never on their screen."""

    async def forges_submission(self, person: Person, **values: str) -> dict[str, str]:
        """Have somebody send the open form with texts that were not typed; return complaints."""
