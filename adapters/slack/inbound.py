"""What Slack sends, as events.

Every reader returns an `Incoming` whose key is the same when Slack delivers the same thing again
(RELIABILITY 4.1). A person is their workspace and user id, never a display name.
"""

import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any, TypeAlias

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

Body: TypeAlias = Mapping[str, Any]

PLATFORM = "slack"
LINK = re.compile(r"<((?:https?|mailto):[^|>]+)(?:\|[^>]*)?>")
MENTION = re.compile(r"<[@!#][^>]*>\s*")


class Inbound:
    """Reads Slack's payloads; `accounts` says whose they are."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def message(self, body: Body) -> Incoming:
        """Read a direct message, or a mention in a channel."""
        event = body["event"]
        is_private = event.get("channel_type") == "im"
        thread = event.get("thread_ts") or ""
        place = Place(PLATFORM, event["channel"], thread, is_private=is_private)
        said = Said(readable(event.get("text") or ""), has_file=bool(event.get("files")))
        return self._event(body, place, said)

    def home(self, body: Body) -> Incoming:
        """Read that somebody opened their own page."""
        return self._event(body, Place(PLATFORM, "home"), HomeOpened())

    def command(self, body: Body) -> Incoming:
        """Read a slash command; what was typed behind it is seen by nobody else."""
        place = Place(PLATFORM, body.get("channel_id", ""), opens_dialogs=True)
        event = Commanded(body["command"].lstrip("/"), readable(body.get("text") or ""))
        person = self._person(body["team_id"], body["user_id"])
        return Incoming(f"cmd:{body['trigger_id']}", person, place, event)

    def shortcut(self, body: Body) -> Incoming:
        """Read a global or a message shortcut."""
        channel = (body.get("channel") or {}).get("id", "")
        place = Place(PLATFORM, channel, opens_dialogs=True)
        text = readable((body.get("message") or {}).get("text") or "")
        is_message = body["type"] == "message_action"
        event: Event = Flagged(text) if is_message else Commanded(body["callback_id"])
        return Incoming(f"cmd:{body['trigger_id']}", self._actor(body), place, event)

    def press(self, body: Body) -> Incoming:
        """Read a pressed button."""
        channel = (body.get("channel") or {}).get("id", "home")
        place = Place(PLATFORM, channel, opens_dialogs=True)
        event = Pressed(body["actions"][0]["value"])
        return Incoming(f"act:{body['trigger_id']}", self._actor(body), place, event)

    def change(self, body: Body) -> Incoming:
        """Read a changed answer in an open modal."""
        view = body["view"]
        place = Place(PLATFORM, "dialog", in_dialog=True, opens_dialogs=True)
        event = Changed(view["callback_id"], values(view))
        return Incoming(f"act:{body['trigger_id']}", self._actor(body), place, event)

    def submission(self, body: Body) -> Incoming:
        """Read a submitted modal; the same modal sent again keeps its id."""
        view = body["view"]
        place = Place(PLATFORM, "dialog", in_dialog=True)
        event = Submitted(view["callback_id"], values(view))
        key = f"view:{view['id']}:{view['callback_id']}"
        return Incoming(key, self._actor(body), place, event)

    def _event(self, body: Body, place: Place, event: Event) -> Incoming:
        inner = body["event"]
        team = inner.get("user_team") or inner.get("team") or body["team_id"]
        is_foreign = body.get("is_ext_shared_channel") or team != body["team_id"]
        person = None if is_foreign else self._person(team, inner["user"])
        return Incoming(f"ev:{body['event_id']}", person, place, event)

    def _actor(self, body: Body) -> Person | None:
        """Return who pressed; somebody of another organisation is nobody here (A11)."""
        user = body["user"]
        home = (body.get("team") or {}).get("id") or user.get("team_id", "")
        team = user.get("team_id") or home
        return self._person(team, user["id"]) if team == home else None

    def _person(self, team: str, user: str) -> Person | None:
        return self._accounts.by_identity(PLATFORM, team, user)


def values(view: Body) -> dict[str, object]:
    """Return the answers of a view and what it carried, by field."""
    blocks = view["state"]["values"].items()
    answers = {name: value(next(iter(block.values()))) for name, block in blocks}
    given = {name: answer for name, answer in answers.items() if answer not in (None, "", [])}
    return {**json.loads(view.get("private_metadata") or "{}"), **given}


def value(element: Body) -> object:
    """Return the raw answer of one input element, or None if it was left empty."""
    match element["type"]:
        case "plain_text_input":
            return element.get("value")
        case "datepicker":
            return element.get("selected_date")
        case "checkboxes" | "multi_static_select":
            return [option["value"] for option in element.get("selected_options") or ()]
        case _:
            option = element.get("selected_option")
            return option["value"] if option else None


def readable(text: str) -> str:
    """Return what a person typed: links unwrapped, mentions dropped, escapes undone."""
    return unescape(MENTION.sub("", LINK.sub(r"\1", text))).strip()
