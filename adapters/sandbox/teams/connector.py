"""The Bot Connector over HTTP: the token, faults, and the list of calls that it knows."""

import asyncio
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TypeAlias

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.sandbox.calls import Call, Calls
from adapters.sandbox.faults import Fault
from adapters.sandbox.teams import activity_methods as activities
from adapters.sandbox.teams import conversation_methods as conversations
from adapters.sandbox.teams.asked import Asked
from adapters.sandbox.teams.emulator import TeamsEmulator
from adapters.sandbox.teams.identity import JsonObject
from adapters.sandbox.teams.refusals import ConnectorRefusal

ConnectorMethod: TypeAlias = Callable[[TeamsEmulator, Asked], JsonObject]

METHODS: Mapping[str, ConnectorMethod] = {
    "create": conversations.create,
    "delete": activities.delete,
    "member": conversations.member,
    "members": conversations.members,
    "send": activities.send,
    "typing": activities.show_typing,
    "update": activities.update,
}
_CONVERSATIONS = "/teams/v3/conversations"
_ONE = f"{_CONVERSATIONS}/{{conversation}}"
_CREATED = {"create", "send", "typing"}
DENIED = "Authorization has been denied for this request."


class Connector:
    """Answers the app as the Bot Connector does. Faults are planned by the names in `METHODS`."""

    def __init__(self, teams: TeamsEmulator, token: str) -> None:
        self._teams = teams
        self._token = token
        self.calls = Calls()

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the connector."""
        activities_of = f"{_ONE}/activities"
        return [
            web.post(_CONVERSATIONS, self._serving("create")),
            web.post(activities_of, self._serving("send")),
            web.post(f"{activities_of}/{{activity}}", self._serving("send")),
            web.put(f"{activities_of}/{{activity}}", self._serving("update")),
            web.delete(f"{activities_of}/{{activity}}", self._serving("delete")),
            web.get(f"{_ONE}/members", self._serving("members", part="members")),
            web.get(f"{_ONE}/pagedmembers", self._serving("members")),
            web.get(f"{_ONE}/members/{{member}}", self._serving("member")),
        ]

    def _serving(self, method: str, part: str = "") -> Handler:
        """Return what answers a route, with all of the method's answer or with a part of it."""

        async def serve(request: web.Request) -> web.Response:
            if request.headers.get("Authorization") != f"Bearer {self._token}":
                return web.json_response({"message": DENIED}, status=HTTPStatus.UNAUTHORIZED)
            asked = await _asked(request)
            name = "typing" if asked.body.get("type") == "typing" else method
            fault = self._teams.faults.take(name)
            if fault is not None and not fault.is_after_accept:
                return _faulty(fault)
            with self.calls.one_more():
                status, answer = self._answer(name, asked)
            if fault is not None:
                return await _fault_after_accept(fault)
            return web.json_response(answer.get(part, answer), status=status)

        return serve

    def _answer(self, method: str, asked: Asked) -> tuple[int, JsonObject]:
        try:
            answer = METHODS[method](self._teams, asked)
            status = int(HTTPStatus.CREATED if method in _CREATED else HTTPStatus.OK)
        except ConnectorRefusal as refusal:
            status, answer = refusal.status, _error(refusal.code, refusal.message)
        self.calls.made.append(Call(method, asked.as_json(), answer))
        return status, answer


async def _asked(request: web.Request) -> Asked:
    named = {key: request.match_info.get(key, "") for key in ("conversation", "activity", "member")}
    try:
        body = await request.json() if request.can_read_body else {}
    except ValueError:
        raise web.HTTPBadRequest from None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest
    is_targeted = request.query.get("isTargetedActivity", "").lower() == "true"
    return Asked(**named, is_targeted=is_targeted, body=body)


def _faulty(fault: Fault) -> web.Response:
    """Return what is sent back for a fault."""
    status, headers = fault.status, {}
    if fault.kind == "rate_limited":
        status, headers = 429, {"Retry-After": str(int(fault.seconds))}
    phrase = HTTPStatus(status).phrase
    body = _error(fault.error or phrase.replace(" ", ""), phrase)
    return web.json_response(body, status=status, headers=headers)


async def _fault_after_accept(fault: Fault) -> web.Response:
    if fault.kind == "hang_after_accept":
        await asyncio.sleep(fault.seconds)
    return _faulty(fault)


def _error(code: str, message: str) -> JsonObject:
    return {"error": {"code": code, "message": message}}
