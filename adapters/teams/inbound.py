"""What Teams sends, as events.

Every reader returns an `Incoming` whose key is the same when Teams delivers the same thing again
(RELIABILITY 4.1), or raises `Unreadable`. A person is their tenant and their object id in Entra,
never a name and never the id that a conversation has for them (A30).
"""

import json
from collections.abc import Mapping
from hashlib import sha256

from adapters.teams.answers import Choose, Open, Press, See, Send
from adapters.teams.markup import plain_of_html, readable
from adapters.wire.payloads import Body, Unreadable, found, needed, text_at
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
from bot.ports import Accounts, Clock

PLATFORM = "teams"
COMMANDS = frozenset(("policy", "report", "unblock"))
# Teams has no page of ours to open: the person asks for it.
HOME = "home"
REPORT_MESSAGE = "report_message"
# Teams delivers a press again after half a minute, under a new id (RELIABILITY 2.1).
REPEATED_WITHIN = 120
# Teams adds one to every message, with the words once more.
NO_FILE = ("text/html", "application/vnd.microsoft.card.")
PICTURES = ("skype.com/AMSImage", "AMSImage")


def account_of(body: Body) -> tuple[str, str]:
    """Return the tenant and the object id of whoever acted; no id for an account without one."""
    tenant = needed(body, "channelData", "tenant", "id").lower()
    return tenant, text_at(body, "from", "aadObjectId").lower()


def is_personal(body: Body) -> bool:
    """Tell whether a conversation holds one person and the app, and nobody else."""
    kind = text_at(body, "conversation", "conversationType")
    return kind == "personal" if kind else not found(body, "conversation", "isGroup")


class Inbound:
    """Reads Teams' activities; `accounts` says whose they are."""

    def __init__(self, accounts: Accounts, clock: Clock) -> None:
        self._accounts = accounts
        self._clock = clock

    def person(self, body: Body) -> Person | None:
        """Return who acted; None for an account that the directory does not know."""
        tenant, user = account_of(body)
        return self._accounts.by_identity(PLATFORM, tenant, user) if user else None

    def message(self, body: Body) -> Incoming:
        """Read what somebody typed, to the app or mentioning it."""
        is_targeted = found(body, "recipient", "isTargeted") is True
        is_aside = is_personal(body) or is_targeted
        event = _meant(readable(body), is_targeted=is_targeted) if is_aside else None
        event = event or Said(readable(body), _has_file(body))
        conversation = needed(body, "conversation", "id")
        key = f"msg:{account_of(body)[0]}:{conversation}:{needed(body, 'id')}"
        return Incoming(key, self.person(body), _place(body, is_private=is_aside), event)

    def arrival(self, body: Body) -> Incoming:
        """Read that somebody has just got the app: as if they had asked what it can do."""
        key = f"ev:{needed(body, 'conversation', 'id')}:{needed(body, 'id')}"
        return Incoming(key, self.person(body), _place(body, is_private=True), Said("help"))

    def acted(self, body: Body, said: Press | Choose | Send | Open | See) -> Incoming:
        """Read what was done to one of our cards, in the chat or in a dialog."""
        place = _place(body, is_private=True, in_dialog=_is_in_dialog(body))
        match said:
            case Press(_, means) | Open(_, means) | See(_, means):
                event: Event = Pressed(means)
            case Choose(_, _, form, values):
                event = Changed(form, values)
            case Send(_, sheet, form, values):
                key = f"view:{sheet}:{form}"
                return Incoming(key, self.person(body), place, Submitted(form, values))
        return Incoming(self.delivery(body, said.card), self.person(body), place, event)

    def command(self, body: Body) -> Incoming:
        """Read an action of the message menu or of the compose box, which opens a dialog."""
        command = needed(body, "value", "commandId")
        event: Event = Commanded(command)
        if command == REPORT_MESSAGE:
            content = text_at(body, "value", "messagePayload", "body", "content")
            event = Flagged(plain_of_html(content))
        elif command not in COMMANDS:
            raise Unreadable("value.commandId")
        key = self.delivery(body)
        return Incoming(key, self.person(body), _place(body, is_private=True), event)

    def delivery(self, body: Body, card: str = "") -> str:
        """Return a key of what was done that is the same when Teams brings it again.

        It does not hang on the ids of a delivery, and it holds for a short time.
        """
        what = json.dumps(_done(found(body, "value")), sort_keys=True, default=str)
        digest = sha256(f"{card} {what}".encode("utf-8", "backslashreplace")).hexdigest()[:24]
        while_repeated = int(self._clock().timestamp()) // REPEATED_WITHIN
        return f"act:{account_of(body)[1]}:{digest}:{while_repeated}"


def _meant(text: str, *, is_targeted: bool) -> Event | None:
    """Return the command that a text is, if it is one.

    What was picked from Teams' own list of commands comes without its stroke.
    """
    command, _, words = text.removeprefix("/").casefold().partition(" ")
    if command in COMMANDS and (is_targeted or not words or text.startswith("/")):
        return Commanded(command, text.partition(" ")[2].strip())
    return HomeOpened() if text.casefold() == HOME else None


def _done(value: object) -> object:
    """Return what was done, without what Teams adds differently each time it says so."""
    if not isinstance(value, Mapping):
        return value
    action = value.get("action")
    said = action if isinstance(action, Mapping) else value
    return {name: it for name, it in said.items() if name not in ("id", "state", "context")}


def _place(body: Body, *, is_private: bool, in_dialog: bool = False) -> Place:
    """Return where it happened; a form opens in answer to all that a person does alone with us."""
    conversation = needed(body, "conversation", "id")
    is_dialog = text_at(body, "type") == "invoke"
    return Place(
        PLATFORM,
        conversation,
        is_private=is_private,
        opens_dialogs=is_private and (is_personal(body) or is_dialog),
        in_dialog=in_dialog,
    )


def _is_in_dialog(body: Body) -> bool:
    return text_at(body, "name") in ("task/submit", "composeExtension/submitAction")


def _has_file(body: Body) -> bool:
    """Tell whether a file or a picture came with the words."""
    attached = found(body, "attachments")
    for each in attached if isinstance(attached, list) else ():
        kind, content = text_at(each, "contentType"), text_at(each, "content")
        if not kind.startswith(NO_FILE) or any(mark in content for mark in PICTURES):
            return True
    return False
