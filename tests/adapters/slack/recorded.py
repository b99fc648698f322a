"""A payload of each kind, in the shape in which Slack sends them; the people are made up."""

from copy import deepcopy
from typing import Any

from adapters.sandbox.slack.identity import BOT_USER_ID, TEAM_ID

Body = dict[str, Any]

TRIGGER = "163.847.0a1b2c"
_WHO: Body = {
    "user": {"id": "U0AMY", "username": "amy", "name": "amy", "team_id": TEAM_ID},
    "team": {"id": TEAM_ID, "domain": "larkmoor"},
    "api_app_id": "A0",
    "token": "made-up",
    "enterprise": None,
    "is_enterprise_install": False,
}
_BUTTON: Body = {
    "type": "button",
    "action_id": "go:0",
    "block_id": "b1",
    "text": {"type": "plain_text", "text": "Go"},
    "value": '["go", {}]',
    "action_ts": "1763634660.1",
}
_OPTION: Body = {"text": {"type": "plain_text", "text": "Yes"}, "value": "yes"}
_FIELDS: Body = {
    "address": {"answer": {"type": "plain_text_input", "value": "bad.example"}},
    "seen_on": {"answer": {"type": "datepicker", "selected_date": "2026-11-19"}},
    "seen_by": {"answer": {"type": "radio_buttons", "selected_option": _OPTION}},
    "kinds": {"answer": {"type": "checkboxes", "selected_options": [_OPTION]}},
    "left_empty": {"answer": {"type": "plain_text_input", "value": None}},
    "not_chosen": {"answer": {"type": "static_select", "selected_option": None}},
}
_MODAL: Body = {
    "id": "V0MODAL",
    "team_id": TEAM_ID,
    "app_installed_team_id": TEAM_ID,
    "type": "modal",
    "callback_id": "report_website",
    "external_id": "sheet-1",
    "private_metadata": '{"case": "c-1"}',
    "title": {"type": "plain_text", "text": "Report a website"},
    "hash": "1763634660.abc",
    "root_view_id": "V0MODAL",
    "previous_view_id": None,
    "blocks": [],
    "state": {"values": _FIELDS},
}
_HOME: Body = {
    **_MODAL,
    "id": "V0HOME",
    "type": "home",
    "callback_id": "",
    "external_id": "",
    "private_metadata": "",
    "title": None,
    "state": {"values": {}},
}


def event(kind: str, **fields: Any) -> Body:
    """An Events API delivery; `in_` fields of the wrapping are given with a leading underscore."""
    outer = {name[1:]: fields.pop(name) for name in [*fields] if name.startswith("_")}
    inner = {"type": kind, "user": "U0AMY", "ts": "1763634660.000100", "team": TEAM_ID, **fields}
    return {
        "token": "made-up",
        "team_id": TEAM_ID,
        "api_app_id": "A0",
        "type": "event_callback",
        "event_id": "Ev01",
        "event_time": 1763634660,
        "authorizations": [
            {"enterprise_id": None, "team_id": TEAM_ID, "user_id": BOT_USER_ID, "is_bot": True}
        ],
        "is_ext_shared_channel": False,
        "event": inner,
        **outer,
    }


def said(text: str, **fields: Any) -> Body:
    """A direct message."""
    where = {"channel": "D0AMY", "channel_type": "im"}
    return event("message", **{"text": text, **where, **fields})


def mentioned(text: str, **fields: Any) -> Body:
    """A mention in a channel."""
    return event("app_mention", **{"text": text, "channel": "C0GENERAL", **fields})


def opened_home(tab: str = "home", **fields: Any) -> Body:
    """A look at the app's own pages."""
    return event("app_home_opened", **{"tab": tab, "channel": "D0AMY", **fields})


def command(name: str, text: str = "", **fields: Any) -> Body:
    """A slash command."""
    return {
        "token": "made-up",
        "team_id": TEAM_ID,
        "team_domain": "larkmoor",
        "channel_id": "C0GENERAL",
        "channel_name": "general",
        "user_id": "U0AMY",
        "user_name": "amy",
        "command": name,
        "text": text,
        "api_app_id": "A0",
        "is_enterprise_install": "false",
        "response_url": "http://127.0.0.1:9/never",
        "trigger_id": TRIGGER,
        **fields,
    }


def interaction(kind: str, **fields: Any) -> Body:
    """Anything that is done to something that we showed."""
    return deepcopy({**_WHO, "type": kind, "trigger_id": TRIGGER, **fields})


def pressed_in_message(*, is_ephemeral: bool = False, **fields: Any) -> Body:
    """A button of a message; of an ephemeral one Slack does not repeat the message."""
    container = {
        "type": "message",
        "message_ts": "1763634660.000200",
        "channel_id": "D0AMY",
        "is_ephemeral": is_ephemeral,
    }
    message = {} if is_ephemeral else {"message": {"ts": "1763634660.000200", "text": "A card"}}
    where = {"container": container, "channel": {"id": "D0AMY", "name": "directmessage"}}
    return interaction("block_actions", **{"actions": [_BUTTON], **where, **message, **fields})


def pressed_at_home(**fields: Any) -> Body:
    """A button of the Home tab."""
    where = {"container": {"type": "view", "view_id": "V0HOME"}, "view": _HOME}
    return interaction("block_actions", **{"actions": [_BUTTON], **where, **fields})


def pressed_in_modal(**fields: Any) -> Body:
    """A button of a modal."""
    where = {"container": {"type": "view", "view_id": "V0MODAL"}, "view": _MODAL}
    return interaction("block_actions", **{"actions": [_BUTTON], **where, **fields})


def changed(**fields: Any) -> Body:
    """A changed answer in a modal."""
    action = {"type": "radio_buttons", "action_id": "answer", "block_id": "seen_by"}
    return pressed_in_modal(actions=[{**action, "selected_option": _OPTION}], **fields)


def submitted(**view: Any) -> Body:
    """A modal that was sent."""
    return interaction("view_submission", view={**_MODAL, **view}, response_urls=[])


def closed() -> Body:
    """A modal that was closed."""
    return interaction("view_closed", view=_MODAL, is_cleared=False)


def shortcut(name: str = "report_website") -> Body:
    """A global shortcut."""
    return interaction("shortcut", callback_id=name)


def flagged(text: str, **fields: Any) -> Body:
    """A shortcut on somebody else's message."""
    message = {"type": "message", "user": "U0HEAD", "ts": "1763634650.000100", "text": text}
    where = {"channel": {"id": "C0GENERAL", "name": "general"}, "message": message}
    return interaction("message_action", callback_id="report_message", **{**where, **fields})


RECORDED: dict[str, tuple[str, Body]] = {
    "message": ("events_api", said("who may phone parents?")),
    "file": ("events_api", said("", subtype="file_share", files=[{"id": "F1"}])),
    "mention": ("events_api", mentioned(f"<@{BOT_USER_ID}> who may phone parents?")),
    "home": ("events_api", opened_home()),
    "messages tab": ("events_api", opened_home("messages")),
    "command": ("slash_commands", command("/policy", "phones")),
    "shortcut": ("interactive", shortcut()),
    "message shortcut": ("interactive", flagged("not nice")),
    "button": ("interactive", pressed_in_message()),
    "hidden button": ("interactive", pressed_in_message(is_ephemeral=True)),
    "button at home": ("interactive", pressed_at_home()),
    "button in a modal": ("interactive", pressed_in_modal()),
    "changed answer": ("interactive", changed()),
    "submission": ("interactive", submitted()),
    "closed modal": ("interactive", closed()),
}
