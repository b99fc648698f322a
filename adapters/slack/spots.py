"""Where an answer goes."""

from dataclasses import dataclass, replace

from adapters.slack.payloads import team_of
from adapters.wire.payloads import Body, found, needed, text_at
from bot.conversation.exchange import Incoming


@dataclass(frozen=True, slots=True)
class Spot:
    """Who acted, in which channel, and what can still be opened or changed.

    `pressed` is the timestamp of the message whose button was pressed; `is_hidden` is true for a
    message that only this person sees, `is_home` for the person's own page. `form` is the one that
    is open, and `sheet` the id that it keeps while it is redrawn.
    """

    team: str
    user: str
    channel: str = ""
    thread: str = ""
    trigger_id: str = ""
    pressed: str = ""
    view_id: str = ""
    view_hash: str = ""
    form: str = ""
    sheet: str = ""
    is_hidden: bool = False
    is_home: bool = False

    @property
    def is_direct(self) -> bool:
        """Whether the channel holds two at most: the person and, if it can post there, the app."""
        return self.channel.startswith("D")

    @property
    def place(self) -> str:
        """What is shown one after another: a modal, a channel, or what a person sees."""
        return f"{self.team} {self.view_id or self.channel or self.user}"


def spot(incoming: Incoming, body: Body) -> Spot:
    """Return where the answer to a payload goes."""
    event, view = found(body, "event"), found(body, "view")
    channel = text_at(event, "channel") or text_at(body, "channel", "id")
    is_modal = text_at(view, "type") == "modal"
    return Spot(
        team=team_of(body),
        user=text_at(event, "user") or text_at(body, "user_id") or needed(body, "user", "id"),
        channel=channel or text_at(body, "channel_id"),
        thread=incoming.place.thread,
        trigger_id=text_at(body, "trigger_id"),
        pressed=text_at(body, "container", "message_ts"),
        view_id=text_at(view, "id") if is_modal else "",
        view_hash=text_at(view, "hash"),
        form=text_at(view, "callback_id"),
        sheet=text_at(view, "external_id"),
        is_hidden=bool(found(body, "container", "is_ephemeral")),
        is_home=text_at(event, "type") == "app_home_opened" or text_at(view, "type") == "home",
    )


def outside(at: Spot) -> Spot:
    """Return the place beside a modal: the direct messages with the person."""
    return replace(at, view_id="", is_home=False)
