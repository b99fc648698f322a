"""Conversations that the app begins, and who is in them."""

from http import HTTPStatus

from adapters.sandbox.people import SandboxPerson
from adapters.sandbox.teams.activity_methods import post
from adapters.sandbox.teams.asked import Asked, place_of
from adapters.sandbox.teams.emulator import TeamsEmulator
from adapters.sandbox.teams.identity import (
    TENANT_ID,
    THREAD,
    JsonObject,
    account,
    object_id,
    tenant_of,
)
from adapters.sandbox.teams.refusals import ConnectorRefusal


def create(teams: TeamsEmulator, asked: Asked) -> JsonObject:
    """Begin, or find, the chat with one person; or begin a thread in a channel."""
    about = asked.body.get("channelData") or {}
    tenant = asked.body.get("tenantId") or (about.get("tenant") or {}).get("id")
    if tenant != TENANT_ID:
        raise ConnectorRefusal(HTTPStatus.FORBIDDEN, "BotNotInConversationRoster", "Unknown tenant")
    if about.get("channel"):
        return _thread(teams, str(about["channel"].get("id", "")), asked.body)
    members = [str(each.get("id", "")) for each in asked.body.get("members") or ()]
    if len(members) != 1 or asked.body.get("isGroup"):
        complaint = "A chat with the app has exactly one other member"
        raise ConnectorRefusal(HTTPStatus.BAD_REQUEST, "BadArgument", complaint)
    return {"id": _chat(teams, members[0])}


def members(teams: TeamsEmulator, asked: Asked) -> JsonObject:
    """Return everybody in a conversation."""
    place, _ = place_of(teams, asked.conversation)
    people = [teams.workspace.people[each] for each in place.members]
    return {"members": [_described(each) for each in people]}


def member(teams: TeamsEmulator, asked: Asked) -> JsonObject:
    """Return one person in a conversation."""
    place, _ = place_of(teams, asked.conversation)
    person = teams.workspace.named(asked.member)
    if person is None or person.id not in place.members:
        raise ConnectorRefusal(HTTPStatus.NOT_FOUND, "MemberNotFoundInConversation")
    return _described(person)


def _chat(teams: TeamsEmulator, name: str) -> str:
    person = teams.workspace.named(name)
    if person is None:
        raise ConnectorRefusal(HTTPStatus.NOT_FOUND, "UserNotFound")
    place = teams.workspace.chat_with(person.id)
    if place is None or not teams.workspace.is_here(person.id):
        raise ConnectorRefusal(HTTPStatus.FORBIDDEN, "BotNotInConversationRoster")
    return place.id


def _thread(teams: TeamsEmulator, channel: str, body: JsonObject) -> JsonObject:
    place, _ = place_of(teams, channel)
    message = post(teams, place, Asked(body=body.get("activity") or {}))
    return {"id": f"{place.id}{THREAD}{message.id}", "activityId": message.id}


def _described(person: SandboxPerson) -> JsonObject:
    address = f"{person.name.lower().replace(' ', '.')}@larkmoor.example"
    return {
        "id": account(person.id),
        "name": person.name,
        "aadObjectId": object_id(person.id),
        "objectId": object_id(person.id),
        "email": address,
        "userPrincipalName": address,
        "tenantId": tenant_of(person.from_team),
        "userRole": "guest" if person.is_guest else "user",
    }
