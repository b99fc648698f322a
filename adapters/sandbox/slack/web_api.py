"""The Web API over HTTP: tokens, faults, and the list of methods that this Slack knows."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TypeAlias

from aiohttp import web

from adapters.sandbox.calls import Call, Calls
from adapters.sandbox.faults import Fault
from adapters.sandbox.slack import chat_methods as chat
from adapters.sandbox.slack import conversation_methods as conversations
from adapters.sandbox.slack import user_methods as users
from adapters.sandbox.slack import view_methods as views
from adapters.sandbox.slack.arguments import read_arguments
from adapters.sandbox.slack.emulator import SlackEmulator
from adapters.sandbox.slack.identity import JsonObject
from adapters.sandbox.slack.refusals import ApiRefusal

ApiMethod: TypeAlias = Callable[[SlackEmulator, JsonObject], JsonObject]

METHODS: Mapping[str, ApiMethod] = {
    "api.test": lambda _slack, arguments: {"args": arguments},
    "apps.connections.open": users.connections_open,
    "assistant.threads.setStatus": chat.set_status,
    "assistant.threads.setSuggestedPrompts": chat.set_suggested_prompts,
    "auth.test": users.auth_test,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.get_permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.list": conversations.listing,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_dm,
    "conversations.replies": conversations.replies,
    "reactions.add": chat.add_reaction,
    "users.info": users.info,
    "users.list": users.listing,
    "views.open": views.open_view,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}
_SOCKET_METHOD = "apps.connections.open"


class WebApi:
    """Answers `/api/{method}` as Slack does."""

    def __init__(self, slack: SlackEmulator, bot_token: str, app_token: str) -> None:
        self._slack = slack
        self._bot_token = bot_token
        self._app_token = app_token
        self.calls = Calls()

    async def serve(self, request: web.Request) -> web.Response:
        """One call, with the fault that is planned for it."""
        method = request.match_info["method"]
        fault = self._slack.faults.take(method)
        if fault is not None and not fault.is_after_accept:
            return faulty_response(fault)
        with self.calls.one_more():
            answer = await self._answer(method, request)
        if fault is not None:
            return await _fault_after_accept(fault)
        return web.json_response(answer, headers=self._headers())

    async def _answer(self, method: str, request: web.Request) -> JsonObject:
        arguments: JsonObject = {}
        try:
            arguments = await read_arguments(request)
            self._require_token(method, request, arguments)
            answer = {"ok": True, **_method(method)(self._slack, arguments)}
        except ApiRefusal as refusal:
            answer = {"ok": False, "error": refusal.error, **refusal.extra}
        self.calls.made.append(Call(method, arguments, answer))
        return answer

    def _require_token(self, method: str, request: web.Request, arguments: JsonObject) -> None:
        header = request.headers.get("Authorization", "").removeprefix("Bearer ")
        token = header or arguments.pop("token", "")
        if not token:
            raise ApiRefusal("not_authed")
        if token not in {self._bot_token, self._app_token}:
            raise ApiRefusal("invalid_auth")
        if (token == self._app_token) != (method == _SOCKET_METHOD):
            raise ApiRefusal("not_allowed_token_type")

    def _headers(self) -> dict[str, str]:
        return {"X-OAuth-Scopes": ",".join(self._slack.manifest.scopes)}


def _method(name: str) -> ApiMethod:
    if name not in METHODS:
        raise ApiRefusal("unknown_method", req_method=name)
    return METHODS[name]


def faulty_response(fault: Fault) -> web.Response:
    """Return what is sent back for a fault."""
    match fault.kind:
        case "rate_limited":
            body, retry_after = {"ok": False, "error": "ratelimited"}, str(int(fault.seconds))
            return web.json_response(body, status=429, headers={"Retry-After": retry_after})
        case "refused":
            return web.json_response({"ok": False, "error": fault.error})
        case _:
            return web.json_response({"ok": False, "error": "internal_error"}, status=500)


async def _fault_after_accept(fault: Fault) -> web.Response:
    if fault.kind == "hang_after_accept":
        await asyncio.sleep(fault.seconds)
    return faulty_response(fault)
