"""What one person sees in the Teams window.

A snapshot is plain JSON of this shape (an id is opaque; `at` and `now` are UTC):

    {"seq": 7, "now": "2026-11-20T10:31:00Z",
     "me": {"id", "name", "title", "school"},
     "people": [{"id", "name", "title", "school", "unread"}],
     "app": {"name"},
     "commands": [{"id", "title", "description", "opens": "dialog"|"message",
                   "places": ["app"|"channel"|"chat"]}],      run with the gesture `command`
     "message_actions": [{"id", "title", "description"}],
     "prompts": [{"title", "description", "text"}],            for the app's chat: say `text`
     "conversations": [{"id", "kind": "app"|"channel"|"chat", "name", "is_private", "unread",
                        "typing": bool, "messages": [MESSAGE]}],
     "dialog": {"id", "title", "card": CARD|None, "text"} | None}   `text` where there is no card

    MESSAGE = {"id", "thread": id of the post that it answers | None, "at",
               "from": person's id | "app", "from_name", "is_bot",
               "text": Markdown from the app, plain text from a person,
               "summary": what a locked phone shows, "cards": [CARD],
               "citations": [{"position", "name", "abstract", "card": CARD|None}],
               "suggested": [title], only under the newest message of a conversation
               "files": [{"name"}], "feedback": bool, "given": ""|"like"|"dislike",
               "targeted": only this person sees it, "edited", "deleted",
               "note": the short line after a press or "",
               "refreshes": bool}      a card in it waits to be refreshed: do `read` when on screen

A CARD is the Adaptive Card as this person sees it now.
"""

from datetime import UTC, datetime

from adapters.sandbox.teams.app_manifest import AppManifest
from adapters.sandbox.teams.emulator import TeamsEmulator
from adapters.sandbox.teams.identity import APP, JsonObject, account
from adapters.sandbox.teams.messages import Content, Conversation, Message
from adapters.sandbox.teams.presses import is_refreshed

SHOWN_MESSAGES = 300


def snapshot(teams: TeamsEmulator, user: str) -> JsonObject:
    """Return the page's whole world for that person."""
    workspace = teams.workspace
    dialog = workspace.dialogs.get(user)
    return {
        "seq": workspace.seq,
        "now": _moment(workspace.now()),
        "me": workspace.people[user].as_seen(),
        "people": [
            each.as_seen() | {"unread": workspace.unread_by(each.id)} for each in workspace.here()
        ],
        "app": {"name": teams.plan.bot_name},
        **_offers(teams.manifest),
        "conversations": [_conversation(teams, each, user) for each in workspace.seen_by(user)],
        "dialog": None if dialog is None else dialog.as_seen(),
    }


def _offers(manifest: AppManifest) -> JsonObject:
    """Return what the manifest says can be run and said."""
    actions = manifest.message_actions()
    return {
        "commands": [each.model_dump() for each in manifest.commands()],
        "message_actions": [
            each.model_dump(include={"id", "title", "description"}) for each in actions
        ],
        "prompts": [
            {
                "title": each.title,
                "description": each.description,
                "text": each.prompt or each.title,
            }
            for each in manifest.prompts()
        ],
    }


def _conversation(teams: TeamsEmulator, place: Conversation, user: str) -> JsonObject:
    now = teams.workspace.now()
    shown = place.visible_to(user, now)[-SHOWN_MESSAGES:]
    return {
        "id": place.id,
        "kind": place.kind,
        "name": _name(teams, place, user),
        "is_private": place.is_private,
        "unread": place.unread_by(user, now),
        "typing": place.typing_until is not None and now < place.typing_until,
        "messages": [_message(teams, each, user) | _suggested(each, user, shown) for each in shown],
    }


def _name(teams: TeamsEmulator, place: Conversation, user: str) -> str:
    if place.kind == "app":
        return teams.plan.bot_name
    others = [member for member in place.members if member != user]
    return place.name or ", ".join(teams.workspace.people[other].name for other in others)


def _message(teams: TeamsEmulator, message: Message, user: str) -> JsonObject:
    content = Content() if message.is_deleted else message.content
    is_file = message.file is not None and not message.is_deleted
    return {
        "id": message.id,
        "thread": message.thread,
        "at": _moment(message.at),
        "from": message.sender,
        "from_name": _writer(teams, message),
        "is_bot": message.is_from_app,
        "text": content.text,
        "summary": content.summary,
        "cards": [] if message.is_deleted else message.cards_for(user),
        "citations": content.citations,
        "files": [{"name": message.file}] if is_file else [],
        "feedback": content.has_feedback,
        "given": message.feedback.get(user, ""),
        "targeted": message.only_for is not None,
        "edited": message.is_edited,
        "deleted": message.is_deleted,
        "note": message.notes.get(user, ""),
        "refreshes": is_refreshed(message, user),
    }


def _suggested(message: Message, user: str, shown: list[Message]) -> JsonObject:
    """Return what is suggested under the message: nothing once something newer is there."""
    content = message.content
    is_for_me = not content.suggested_to or account(user) in content.suggested_to
    is_shown = message is shown[-1] and is_for_me and not message.is_deleted
    return {"suggested": [each["title"] for each in content.suggested] if is_shown else []}


def _writer(teams: TeamsEmulator, message: Message) -> str:
    if message.sender == APP:
        return teams.plan.bot_name
    return teams.workspace.people[message.sender].name


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
