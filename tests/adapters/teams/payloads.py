"""Activities as Teams sends them, each with one thing changed where a test asks for it."""

from typing import Any

from adapters.teams.schema import KEY

TENANT = "11111111-1111-4111-8111-111111111111"
AMY = "22222222-2222-4222-8222-222222222222"
APP = "28:33333333-3333-4333-8333-333333333333"
NONCE, SHEET = "0123456789abcdef", "0123456789abcdef0123456789abcdef"
Json = dict[str, Any]


def activity(kind: str = "message", **changes: Any) -> Json:
    """Return an activity in Amy's own chat with the app."""
    return {
        "type": kind,
        "id": "1700000000001",
        "channelId": "msteams",
        "serviceUrl": "https://smba.trafficmanager.net/emea/",
        "from": {"id": "29:amy", "name": "Somebody Else", "aadObjectId": AMY.upper()},
        "recipient": {"id": APP, "name": "Dutydesk"},
        "conversation": {"id": "a:1amy", "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        **changes,
    }


def said(text: str, **changes: Any) -> Json:
    """Return a message; Teams sends the words once more, as HTML."""
    html = {"contentType": "text/html", "content": f"<p>{text}</p>"}
    return activity(text=text, attachments=[html], **changes)


def in_channel(text: str, **changes: Any) -> Json:
    """Return a mention of the app in a channel."""
    return said(
        f"<at>Dutydesk</at> {text}",
        entities=[
            {"type": "mention", "mentioned": {"id": APP}, "text": "<at>Dutydesk</at>"},
            {"type": "clientInfo", "locale": "en-GB"},
        ],
        conversation={
            "id": "19:staff@thread.tacv2;messageid=17",
            "conversationType": "channel",
            "isGroup": True,
        },
        **changes,
    )


def pressed(do: str = "press", inputs: Json | None = None, **ours: Any) -> Json:
    """Return a press on a card of ours, as Action.Execute sends it."""
    data = {KEY: {"do": do, "card": NONCE, **ours}, **(inputs or {})}
    action = {"type": "Action.Execute", "verb": do, "data": data}
    value = {"action": action, "trigger": "manual"}
    return activity("invoke", name="adaptiveCard/action", value=value, replyToId="1700000000000")


def command(name: str, **value: Any) -> Json:
    """Return an action of the message menu or of the compose box."""
    own = {"commandId": name, "context": {"theme": "dark"}, **value}
    return activity("invoke", name="composeExtension/fetchTask", value=own)
