"""The manifest against Slack's documented rules and against what our code needs."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parents[3] / "adapters" / "slack"
MANIFEST: dict[str, Any] = yaml.safe_load((HERE / "manifest.yaml").read_text("utf-8"))
FEATURES = MANIFEST["features"]
SETTINGS = MANIFEST["settings"]
SCOPES = MANIFEST["oauth_config"]["scopes"]["bot"]
EVENTS = SETTINGS["event_subscriptions"]["bot_events"]

# docs.slack.dev: what each event, feature and Web API method asks for; the bot token alone is "".
SCOPE_OF_EVENT = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "app_uninstalled": "",
    "message.im": "im:history",
    "team_join": "users:read",
    "tokens_revoked": "",
    "user_change": "users:read",
}
SCOPE_OF_METHOD = {
    "auth.test": "",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "im:history",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "users.list": "users:read",
    "views.open": "",
    "views.publish": "",
    "views.push": "",
    "views.update": "",
}
SCOPES_OF_FEATURES = {"commands", "assistant:write"}
CALL = re.compile(r'"((?:auth|chat|conversations|files|team|users|views)\.[a-z]\w*(?:\.\w+)?)"')


def methods_that_we_call() -> set[str]:
    return {m for path in HERE.glob("*.py") for m in CALL.findall(path.read_text("utf-8"))}


def texts() -> Iterator[tuple[str, str, int, int]]:
    """Yield what is written, where, and how long Slack lets it be (PLATFORMS 1)."""
    shown = MANIFEST["display_information"]
    yield "name", shown["name"], 1, 35
    yield "description", shown["description"], 1, 140
    yield "long_description", shown["long_description"], 174, 4_000
    yield "bot name", FEATURES["bot_user"]["display_name"], 1, 80
    yield "agent", FEATURES["agent_view"]["agent_description"], 1, 300
    for command in FEATURES["slash_commands"]:
        yield command["command"], command["command"], 2, 32
        yield f"{command['command']} description", command["description"], 1, 2_000
        yield f"{command['command']} hint", command["usage_hint"], 1, 1_000
    for shortcut in FEATURES["shortcuts"]:
        yield shortcut["name"], shortcut["name"], 1, 24
        yield f"{shortcut['name']} id", shortcut["callback_id"], 1, 255
        yield f"{shortcut['name']} description", shortcut["description"], 1, 150


@pytest.mark.parametrize(("what", "text", "least", "most"), list(texts()))
def test_every_text_has_a_length_that_slack_takes(
    what: str, text: str, least: int, most: int
) -> None:
    assert least <= len(text) <= most, what
    assert "\n" not in text


def test_nothing_is_written_that_slack_does_not_know() -> None:
    known = {
        "display_information": {"name", "description", "long_description", "background_color"},
        "features": {"bot_user", "app_home", "agent_view", "slash_commands", "shortcuts"},
        "oauth_config": {"scopes"},
        "settings": {
            "event_subscriptions",
            "interactivity",
            "org_deploy_enabled",
            "socket_mode_enabled",
            "token_rotation_enabled",
        },
    }

    assert {part: set(content) for part, content in MANIFEST.items()} == known
    assert re.fullmatch("#[0-9a-f]{6}", MANIFEST["display_information"]["background_color"])


def test_there_are_no_more_of_anything_than_slack_allows() -> None:
    assert len(FEATURES["slash_commands"]) <= 50
    assert len(FEATURES["shortcuts"]) <= 10
    assert len(FEATURES["agent_view"]["suggested_prompts"]) <= 4
    assert len(EVENTS) <= 100
    assert len(SCOPES) <= 255


def test_people_find_the_three_commands_and_the_shortcuts() -> None:
    shortcuts = {(each["type"], each["callback_id"]) for each in FEATURES["shortcuts"]}

    assert [c["command"] for c in FEATURES["slash_commands"]] == ["/policy", "/report", "/unblock"]
    assert not any(command["should_escape"] for command in FEATURES["slash_commands"])
    assert shortcuts == {
        ("message", "report_message"),
        ("global", "report_cyberbullying"),
        ("global", "report_website"),
        ("global", "request_unblock"),
    }


def test_both_tabs_of_the_home_are_open_and_people_can_write() -> None:
    assert FEATURES["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert FEATURES["bot_user"]["display_name"] == "Dutydesk"


def test_it_is_the_new_kind_of_agent() -> None:
    """PLATFORMS 0, finding 4: new apps may not have an assistant_view or its events."""
    prompts = FEATURES["agent_view"]["suggested_prompts"]

    assert "assistant_view" not in FEATURES
    assert not any(event.startswith("assistant_") for event in EVENTS)
    assert all(set(prompt) == {"title", "message"} for prompt in prompts)


def test_it_runs_in_socket_mode_in_one_workspace() -> None:
    assert SETTINGS["socket_mode_enabled"] is True
    assert SETTINGS["interactivity"]["is_enabled"] is True
    assert SETTINGS["org_deploy_enabled"] is False
    assert SETTINGS["token_rotation_enabled"] is False


def test_the_scopes_are_those_that_are_needed_and_no_more() -> None:
    methods = methods_that_we_call()
    by_event = {SCOPE_OF_EVENT[event] for event in EVENTS}
    by_method = {SCOPE_OF_METHOD[method] for method in methods}

    needed = (by_event | by_method | SCOPES_OF_FEATURES) - {""}

    assert "chat.postMessage" in methods
    assert sorted(SCOPES) == sorted(needed)


def test_no_scope_lets_us_read_files_or_channels() -> None:
    assert not any(scope.startswith("files:") for scope in SCOPES)
    assert [scope for scope in SCOPES if scope.endswith(":history")] == ["im:history"]
    assert len(set(SCOPES)) == len(SCOPES)


def test_we_hear_of_people_who_leave_and_of_our_own_removal() -> None:
    assert {"user_change", "team_join", "app_uninstalled", "tokens_revoked"} <= set(EVENTS)
    assert sorted(set(EVENTS)) == EVENTS
