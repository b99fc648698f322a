"""Where an answer goes."""

from dataclasses import dataclass

from adapters.teams.inbound import PLATFORM, account_of, is_personal
from adapters.wire.payloads import Body, needed, text_at
from bot.ports import Address


@dataclass(frozen=True, slots=True)
class Spot:
    """Who acted, in which conversation, and on which card.

    `pressed` is the id of the message whose card was acted on. In a conversation that others share
    `is_direct` is false, and only the person may see the answer.
    """

    address: Address
    is_direct: bool
    pressed: str = ""

    @property
    def place(self) -> str:
        """What is shown one after another: a conversation."""
        return self.address.conversation


def spot(body: Body) -> Spot:
    """Return where the answer to an activity goes."""
    tenant, user = account_of(body)
    address = Address(
        platform=PLATFORM,
        team=tenant,
        user=user,
        conversation=needed(body, "conversation", "id"),
        service_url=needed(body, "serviceUrl"),
        account=needed(body, "from", "id"),
    )
    return Spot(address, is_personal(body), text_at(body, "replyToId"))
