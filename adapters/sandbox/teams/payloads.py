"""The activities that Teams posts when people do things with the app, in Teams' exact shapes."""

import json
import uuid
from datetime import UTC
from pathlib import PurePath

from adapters.sandbox.teams.elements import CARD_TYPE
from adapters.sandbox.teams.identity import (
    TEAM_GROUP_ID,
    TEAM_ID,
    TENANT_ID,
    THREAD,
    JsonObject,
    account,
    bot_account,
    object_id,
    tenant_of,
)
from adapters.sandbox.teams.messages import Conversation, Message
from adapters.sandbox.teams.typed_text import Spelling, spelled
from adapters.sandbox.teams.workspace import Workspace

FILE_TYPE = "application/vnd.microsoft.teams.file.download.info"
_FILES = "https://larkmoor-my.sharepoint.com/personal"
_TIME = "%Y-%m-%dT%H:%M:%S.%f"


class Payloads:
    """Builds activities from the workspace's state; `service_url` is where the app may answer."""

    def __init__(self, workspace: Workspace, app_id: str, bot_name: str) -> None:
        self._workspace = workspace
        self._app_id = app_id
        self._bot = {"id": bot_account(app_id), "name": bot_name}
        self.service_url = ""

    def spelled(self, typed: str) -> Spelling:
        """Return typed text in the spelling of activities, with everybody who is mentioned."""
        people = self._workspace.people.values()
        accounts = {person.name: account(person.id) for person in people}
        return spelled(typed, accounts | {self._bot["name"]: self._bot["id"]})

    def mentions_app(self, typed: str) -> bool:
        """Whether the app is mentioned in what was typed."""
        mentioned = [each["mentioned"]["id"] for each in self.spelled(typed).mentions]
        return self._bot["id"] in mentioned

    def message(self, user: str, place: Conversation, message: Message) -> JsonObject:
        """Return the activity of something that was typed or sent."""
        body = self._activity("message", user, place, message.post)
        written = self.spelled(message.content.text)
        body["entities"] += written.mentions
        if message.only_for:
            body["recipient"] |= {"isTargeted": True}
        return body | {
            "id": message.id,
            "text": written.text,
            "textFormat": "plain",
            "attachments": [*_files(place, message), _html(written)],
        }

    def value(
        self, user: str, place: Conversation, message: Message, value: JsonObject
    ) -> JsonObject:
        """Return the activity of an Action.Submit: a message that has a value and no text."""
        body = self._activity("message", user, place, message.post)
        return body | {"id": self._workspace.next_id(), "replyToId": message.id, "value": value}

    def invoke(self, name: str, user: str, place: Conversation, value: JsonObject) -> JsonObject:
        """Return an invoke that comes from nowhere in particular in a conversation."""
        body = self._activity("invoke", user, place)
        return body | {"id": f"f:{uuid.uuid4()}", "name": name, "value": value}

    def invoke_on(
        self, name: str, user: str, at: tuple[Conversation, Message], value: JsonObject
    ) -> JsonObject:
        """Return an invoke that belongs to a message."""
        place, message = at
        body = self.invoke(name, user, place, value)
        where = self._conversation(place, message.post)
        return body | {"conversation": where, "replyToId": message.id}

    def installation(self, user: str, place: Conversation) -> JsonObject:
        """Return the activity of a person who has just got the app."""
        body = self._activity("installationUpdate", user, place)
        return body | {"id": f"f:{uuid.uuid4()}", "action": "add"}

    def arrival(self, user: str, place: Conversation) -> JsonObject:
        """Return the activity of the app's arrival in a conversation."""
        body = self._activity("conversationUpdate", user, place)
        return body | {"id": f"f:{uuid.uuid4()}", "membersAdded": [{"id": self._bot["id"]}]}

    def departure(self, user: str, place: Conversation) -> JsonObject:
        """Return the activity of a person who was taken off the team of a channel."""
        body = self._activity("conversationUpdate", user, place)
        body["channelData"] |= {"eventType": "teamMemberRemoved"}
        gone = [{"id": account(user), "aadObjectId": object_id(user)}]
        return body | {"id": f"f:{uuid.uuid4()}", "membersRemoved": gone}

    def picked_out(self, place: Conversation, message: Message) -> JsonObject:
        """Return the `messagePayload` of a message whose menu was used."""
        when = message.at.astimezone(UTC).strftime(_TIME)[:-3] + "Z"
        written = self.spelled(message.content.text)
        cards = [
            {"id": f"card{number}", "contentType": CARD_TYPE, "content": json.dumps(card)}
            for number, card in enumerate(message.content.cards)
        ]
        marks = "".join(f'<attachment id="{each["id"]}"></attachment>' for each in cards)
        return {
            "id": message.id,
            "replyToId": message.thread,
            "createdDateTime": when,
            "lastModifiedDateTime": when if message.is_edited else None,
            "deleted": False,
            "importance": "normal",
            "locale": "en-gb",
            "linkToMessage": f"https://teams.microsoft.com/l/message/{place.id}/{message.id}",
            "from": self._writer(message),
            "body": {"contentType": "html", "content": written.html + marks},
            "attachments": cards,
            "mentions": [],
            "reactions": [],
        }

    def _activity(
        self, kind: str, user: str, place: Conversation, post: str | None = None
    ) -> JsonObject:
        now = self._workspace.now().astimezone(UTC)
        person = self._workspace.people[user]
        sender = {"id": account(user), "name": person.name, "aadObjectId": object_id(user)}
        if not self._workspace.is_member(user):
            sender["tenantId"] = tenant_of(person.from_team)
        return {
            "type": kind,
            "timestamp": now.strftime(_TIME)[:-3] + "Z",
            "localTimestamp": now.strftime(_TIME)[:-3] + "+00:00",
            "localTimezone": "Europe/London",
            "serviceUrl": self.service_url,
            "channelId": "msteams",
            "from": sender,
            "conversation": self._conversation(place, post),
            "recipient": dict(self._bot),
            "entities": [
                {"type": "clientInfo", "locale": "en-GB", "country": "GB", "platform": "Web"}
            ],
            "channelData": _channel_data(place),
            "locale": "en-GB",
        }

    @staticmethod
    def _conversation(place: Conversation, post: str | None) -> JsonObject:
        body: JsonObject = {"conversationType": place.type, "tenantId": TENANT_ID, "id": place.id}
        if place.kind != "app":
            body["isGroup"] = True
        if place.kind == "channel":
            body |= {"name": place.name, "id": f"{place.id}{THREAD}{post}" if post else place.id}
        return body

    def _writer(self, message: Message) -> JsonObject:
        if message.is_from_app:
            app = {"applicationIdentityType": "bot", "id": self._app_id}
            return {"user": None, "application": app | {"displayName": self._bot["name"]}}
        person = self._workspace.people[message.sender]
        user = {"userIdentityType": "aadUser", "id": object_id(person.id)}
        return {"application": None, "user": user | {"displayName": person.name}}


def _channel_data(place: Conversation) -> JsonObject:
    tenant = {"tenant": {"id": TENANT_ID}}
    if place.kind != "channel":
        return tenant
    return tenant | {
        "teamsChannelId": place.id,
        "teamsTeamId": TEAM_ID,
        "channel": {"id": place.id},
        "team": {"id": TEAM_ID, "aadGroupId": TEAM_GROUP_ID},
    }


def _files(place: Conversation, message: Message) -> list[JsonObject]:
    """Return the file of a message; only in its own chat is the app given files."""
    if message.file is None or place.kind != "app":
        return []
    address = f"{_FILES}/{place.members[0].lower()}/Documents/{message.file}"
    kind = PurePath(message.file).suffix.lstrip(".").lower()
    content = {"downloadUrl": address, "uniqueId": str(uuid.uuid4()), "fileType": kind}
    file = {"contentType": FILE_TYPE, "contentUrl": address, "name": message.file}
    return [file | {"content": content}]


def _html(written: Spelling) -> JsonObject:
    """Return the message once more as HTML, which Teams attaches to everything that is typed."""
    return {"contentType": "text/html", "content": written.html}
