"""The ids by which the emulated tenant, its people and its places go.

All but Teams' own are worked out from the sandbox's ids, so that a person who sits in the Slack
window under `U0AMY` is somebody else's `29:...` and object id here, and always the same.
"""

import base64
import hashlib
import uuid
from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]

TENANT_ID = "8e0cf1d5-5b37-4a9e-9f0e-6d2a1c7b3e42"
TEAM_ID = "19:larkmoor-staff@thread.tacv2"
TEAM_GROUP_ID = "5d7a1f9c-2f43-4c61-b0a4-97c8e1d3b602"
THREAD = ";messageid="
# Who wrote a message of the app's, where a person's id would stand.
APP = "app"

_TENANT = uuid.UUID(TENANT_ID)


def tenant_of(team: str | None) -> str:
    """Return the tenant of a person, who may be from another organisation's `team`."""
    return TENANT_ID if team is None else str(uuid.uuid5(_TENANT, f"tenant {team}"))


def object_id(person: str) -> str:
    """Return the Entra object id of the person with that id in the sandbox."""
    return str(uuid.uuid5(_TENANT, f"person {person}"))


def account(person: str) -> str:
    """Return the id that Teams has for that person towards this app."""
    return f"29:1{_digest(f'account {person}', 36)}"


def bot_account(app_id: str) -> str:
    """Return the id that Teams has for the app."""
    return f"28:{app_id}"


def personal_chat(person: str) -> str:
    """Return the id of the chat between that person and the app."""
    return f"a:1{_digest(f'chat {person}', 72)}"


def channel_thread(place: str) -> str:
    """Return the id of a channel."""
    return f"19:{_digest(f'channel {place}', 24)}@thread.tacv2"


def chat_thread(place: str) -> str:
    """Return the id of a chat of several people."""
    return f"19:{_digest(f'group {place}', 24)}@thread.v2"


def _digest(text: str, length: int) -> str:
    return base64.urlsafe_b64encode(hashlib.sha512(text.encode()).digest())[:length].decode()
