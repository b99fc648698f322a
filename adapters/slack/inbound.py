"""What Slack sends, as events.

Every reader returns an `Incoming` whose key is the same when Slack delivers the same thing again
(RELIABILITY 4.1), or raises `Unreadable`. A person is their workspace and user id, never a name.
"""

from adapters.slack.markup import readable
from adapters.slack.payloads import is_typed, pressed, team_of, values
from adapters.wire.payloads import Body, found, needed, text_at
from bot.conversation.exchange import (
    Changed,
    Commanded,
    Event,
    Flagged,
    HomeOpened,
    Incoming,
    Pressed,
    Said,
    Submitted,
)
from bot.domain.people import Person
from bot.domain.places import Place
from bot.ports import Accounts

PLATFORM = "slack"
# What a person says can also carry a file, be sent to the channel as well, or start with "/me".
SAID = {"", "file_share", "thread_broadcast", "me_message"}


def is_said(body: Body) -> bool:
    """Tell whether a message is a person's, and not ours, a bot's, an edit or a change."""
    event = found(body, "event")
    by_bot = text_at(event, "bot_id") or found(event, "bot_profile")
    return text_at(event, "subtype") in SAID and not by_bot


class Inbound:
    """Reads Slack's payloads; `accounts` says whose they are."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def message(self, body: Body) -> Incoming:
        """Read a direct message, or a mention in a channel."""
        event = found(body, "event")
        channel, thread = needed(event, "channel"), text_at(event, "thread_ts")
        is_private = text_at(event, "channel_type") == "im"
        place = Place(PLATFORM, channel, thread, is_private=is_private)
        said = Said(self._typed(body, text_at(event, "text")), bool(found(event, "files")))
        return self._event(body, place, said)

    def home(self, body: Body) -> Incoming:
        """Read that somebody opened their own page."""
        return self._event(body, Place(PLATFORM, "home"), HomeOpened())

    def command(self, body: Body) -> Incoming:
        """Read a slash command; what was typed behind it is seen by nobody else."""
        place = Place(PLATFORM, text_at(body, "channel_id"), opens_dialogs=True)
        name = needed(body, "command").lstrip("/")
        person = self._person(needed(body, "team_id"), needed(body, "user_id"))
        event = Commanded(name, self._typed(body, text_at(body, "text")))
        return Incoming(_key("cmd", body, "trigger_id"), person, place, event)

    def shortcut(self, body: Body) -> Incoming:
        """Read a global or a message shortcut."""
        place = Place(PLATFORM, text_at(body, "channel", "id"), opens_dialogs=True)
        text = self._typed(body, text_at(body, "message", "text"))
        is_message = text_at(body, "type") == "message_action"
        event: Event = Flagged(text) if is_message else Commanded(needed(body, "callback_id"))
        return Incoming(_key("cmd", body, "trigger_id"), self._actor(body), place, event)

    def press(self, body: Body) -> Incoming:
        """Read a pressed button, wherever it stands."""
        place = Place(
            PLATFORM,
            text_at(body, "channel", "id") or "home",
            _thread(body),
            opens_dialogs=True,
            in_dialog=text_at(body, "view", "type") == "modal",
        )
        event = Pressed(needed(pressed(body), "value"))
        return Incoming(_key("act", body, "trigger_id"), self._actor(body), place, event)

    def change(self, body: Body) -> Incoming:
        """Read a changed answer in an open modal.

        Of words that are being typed no digest may be noted down: there would be one for each
        letter, and letter by letter they could be guessed.
        """
        view = found(body, "view")
        place = Place(PLATFORM, "dialog", in_dialog=True, opens_dialogs=True)
        question = text_at(pressed(body), "block_id")
        event = Changed(needed(view, "callback_id"), values(view), question)
        key = "" if is_typed(body) else _key("act", body, "trigger_id")
        return Incoming(key, self._actor(body), place, event)

    def submission(self, body: Body) -> Incoming:
        """Read a submitted modal; the same form sent again keeps its id."""
        view = found(body, "view")
        form = needed(view, "callback_id")
        sheet = text_at(view, "external_id") or needed(view, "id")
        place = Place(PLATFORM, "dialog", in_dialog=True)
        event = Submitted(form, values(view))
        return Incoming(f"view:{sheet}:{form}", self._actor(body), place, event)

    def _event(self, body: Body, place: Place, event: Event) -> Incoming:
        """Return an event; somebody who comes through a shared channel is nobody here (A11)."""
        home = needed(body, "team_id")
        inner = found(body, "event")
        team = text_at(inner, "user_team") or text_at(inner, "team") or home
        is_foreign = bool(found(body, "is_ext_shared_channel")) or team != home
        user = needed(inner, "user")
        person = None if is_foreign else self._person(team, user)
        return Incoming(_key("ev", body, "event_id"), person, place, event)

    def _actor(self, body: Body) -> Person | None:
        """Return who pressed; somebody of another organisation is nobody here (A11)."""
        user, home = needed(body, "user", "id"), text_at(body, "team", "id")
        team = text_at(body, "user", "team_id") or home
        return self._person(team, user) if home in ("", team) else None

    def _typed(self, body: Body, text: str) -> str:
        """Return what somebody typed, with the people that they mention by name."""
        team = team_of(body)

        def name_of(user: str) -> str:
            person = self._person(team, user)
            return person.name if person else ""

        return readable(text, _own_user(body), name_of)

    def _person(self, team: str, user: str) -> Person | None:
        return self._accounts.by_identity(PLATFORM, team, user)


def _own_user(body: Body) -> str:
    """Return the user id under which the app itself is mentioned."""
    installations = found(body, "authorizations")
    first = installations[0] if isinstance(installations, list) and installations else None
    return text_at(first, "user_id")


def _key(kind: str, body: Body, field: str) -> str:
    return f"{kind}:{needed(body, field)}"


def _thread(body: Body) -> str:
    """Return the thread in which a message with a button stands, if it stands in one."""
    own = text_at(body, "container", "thread_ts")
    above, here = text_at(body, "message", "thread_ts"), text_at(body, "message", "ts")
    return own or (above if above != here else "")
