"""auth.test, apps.connections.open and users.*: who everybody is."""

from zoneinfo import ZoneInfo

from adapters.sandbox.people import SandboxPerson
from adapters.sandbox.slack.arguments import required
from adapters.sandbox.slack.emulator import SlackEmulator
from adapters.sandbox.slack.identity import (
    APP_ID,
    BOT_ID,
    BOT_USER_ID,
    TEAM_DOMAIN,
    TEAM_ID,
    JsonObject,
)
from adapters.sandbox.slack.refusals import ApiRefusal
from adapters.sandbox.slack.workspace import Workspace

TIME_ZONE = "Europe/London"


def auth_test(slack: SlackEmulator, _arguments: JsonObject) -> JsonObject:
    """auth.test."""
    return {
        "url": f"https://{TEAM_DOMAIN}.slack.com/",
        "team": TEAM_DOMAIN,
        "user": slack.manifest.bot_name.lower(),
        "team_id": TEAM_ID,
        "user_id": BOT_USER_ID,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def connections_open(slack: SlackEmulator, _arguments: JsonObject) -> JsonObject:
    """apps.connections.open: an address for one WebSocket."""
    address = slack.address.replace("http:", "ws:")
    ticket = slack.socket_mode.issue_ticket()
    return {"url": f"{address}/link/?ticket={ticket}&app_id={APP_ID}"}


def info(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """users.info."""
    slack.require_scope("users:read")
    user = required(arguments, "user", "user_not_found")
    if user == BOT_USER_ID:
        return {"user": _bot(slack)}
    if user not in slack.workspace.people:
        raise ApiRefusal("user_not_found")
    return {"user": described(slack.workspace, slack.workspace.people[user])}


def listing(slack: SlackEmulator, _arguments: JsonObject) -> JsonObject:
    """users.list."""
    slack.require_scope("users:read")
    people = [described(slack.workspace, each) for each in slack.workspace.people.values()]
    return {"members": [*people, _bot(slack)], "cache_ts": int(slack.workspace.now().timestamp())}


def described(workspace: Workspace, person: SandboxPerson) -> JsonObject:
    """Slack's user object for a person."""
    shown: JsonObject = {
        "id": person.id,
        "team_id": workspace.team_of(person.id),
        "name": person.name.lower().replace(" ", "."),
        "real_name": person.name,
        "deleted": person.is_deactivated,
        **_clock(workspace),
        "profile": {
            "real_name": person.name,
            "display_name": person.name,
            "title": person.title,
            "team": workspace.team_of(person.id),
        },
        "is_bot": False,
        "is_app_user": False,
        "is_admin": False,
        "is_owner": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": False,
        "updated": 0,
    }
    return shown | {"is_stranger": True} if person.from_team else shown


def _clock(workspace: Workspace) -> JsonObject:
    here = workspace.now().astimezone(ZoneInfo(TIME_ZONE))
    offset = here.utcoffset()
    return {
        "tz": TIME_ZONE,
        "tz_label": "British Summer Time" if here.dst() else "Greenwich Mean Time",
        "tz_offset": int(offset.total_seconds()) if offset else 0,
    }


def _bot(slack: SlackEmulator) -> JsonObject:
    return {
        "id": BOT_USER_ID,
        "team_id": TEAM_ID,
        "name": slack.manifest.bot_name.lower(),
        "real_name": slack.manifest.bot_name,
        "deleted": False,
        "tz": TIME_ZONE,
        "is_bot": True,
        "is_app_user": False,
        "is_restricted": False,
        "profile": {"real_name": slack.manifest.bot_name, "bot_id": BOT_ID, "api_app_id": APP_ID},
    }
