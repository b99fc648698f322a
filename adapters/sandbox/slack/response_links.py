"""response_url: answers that the app posts to an address instead of calling a method."""

from aiohttp import web

from adapters.sandbox.slack import app_messages
from adapters.sandbox.slack.arguments import is_set, read_arguments
from adapters.sandbox.slack.emulator import SlackEmulator
from adapters.sandbox.slack.identity import JsonObject
from adapters.sandbox.slack.messages import Conversation, Message
from adapters.sandbox.slack.refusals import ApiRefusal
from adapters.sandbox.slack.tickets import ResponsePlace
from adapters.sandbox.slack.web_api import faulty_response

_GONE = {"used_url", "expired_url", "invalid_url"}


class ResponseLinks:
    """Answers posts to `/response/{key}`."""

    def __init__(self, slack: SlackEmulator) -> None:
        self._slack = slack

    async def serve(self, request: web.Request) -> web.Response:
        """One answer of the app; `ok` in plain text when Slack took it."""
        fault = self._slack.faults.take("response_url")
        if fault is not None:
            return faulty_response(fault)
        try:
            arguments = await read_arguments(request)
            place = self._slack.responses.use(request.match_info["key"])
            apply_response(self._slack, place, arguments)
        except ApiRefusal as refusal:
            status = 404 if refusal.error in _GONE else 400
            body = {"ok": False, "error": refusal.error, **refusal.extra}
            return web.json_response(body, status=status)
        return web.Response(text="ok")


def apply_response(slack: SlackEmulator, place: ResponsePlace, arguments: JsonObject) -> None:
    """Replace or delete the message that was acted on, or write a new one."""
    conversation = slack.workspace.conversations[place.conversation]
    original = conversation.message(place.message_ts) if place.message_ts else None
    if is_set(arguments, "delete_original"):
        app_messages.delete(slack, conversation, _own(original))
    elif is_set(arguments, "replace_original"):
        app_messages.change(slack, conversation, _own(original), arguments)
    else:
        say_as_response(slack, conversation, place.user, arguments)


def say_as_response(
    slack: SlackEmulator, conversation: Conversation, user: str, arguments: JsonObject
) -> None:
    """Write a new message: for that person only, unless `response_type` is in_channel."""
    is_public = arguments.get("response_type") == "in_channel"
    app_messages.post(slack, conversation, arguments, only_for=None if is_public else user)


def _own(original: Message | None) -> Message:
    if original is None or not original.is_from_app:
        raise ApiRefusal("message_not_found")
    return original
