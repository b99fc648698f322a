"""Backstage of the emulated Teams."""

import asyncio
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex

from adapters.sandbox.calls import Call
from adapters.sandbox.faults import Fault
from adapters.sandbox.teams.accounts import deactivate
from adapters.sandbox.teams.courier import PATIENCE_SECONDS
from adapters.sandbox.teams.identity import JsonObject
from adapters.teams.adapter import PATH
from adapters.teams.schema import KEY
from bot.domain.people import Platform
from bot.playground import Playground
from tests.support.backstage import PATIENCE, Step
from tests.support.person import Person
from tests.support.teams_person import TeamsPerson

METHODS: dict[Step, str] = {"message": "send", "redraw": "update", "form": "send"}
SHARED = "19:"
NOBODY = "http://127.0.0.1:9/"


class TeamsRecorder:
    """Knows by the emulator's own list what was brought."""

    def __init__(self, playground: Playground) -> None:
        assert playground.sandbox.teams
        self._playground = playground
        self._courier = playground.sandbox.teams.courier
        self._before = len(self._courier.delivered)

    @property
    def count(self) -> int:
        return len(self._courier.delivered) - self._before

    async def brings_everything_again(self) -> None:
        brought = [each.activity for each in self._courier.delivered][self._before :]
        for activity in brought:
            again = _repeated(activity)
            await asyncio.gather(self._courier.tell(activity), self._courier.tell(again))
            await self._playground.answered()


class TeamsBackstage:
    """The emulated tenant behind people's windows."""

    def __init__(self, playground: Playground) -> None:
        assert playground.sandbox.teams
        self._playground = playground
        self._teams = playground.sandbox.teams
        self._own_address = self._teams.courier.url
        self._teams.courier.patience = PATIENCE

    def person(self, account: str) -> TeamsPerson:
        return TeamsPerson(self._playground.sandbox, account, self._playground.answered)

    def stranger(self, account: str) -> TeamsPerson:
        return TeamsPerson(self._playground.sandbox, account)

    def posts(self) -> list[str]:
        """Include what the app answered to presses, which stands in place of a card."""
        sent = [str(call.arguments["body"]) for call in self._shown()]
        answered = [str(each.body) for each in self._teams.courier.delivered if each.body]
        return [each for each in [*sent, *answered] if "'do': 'send'" not in each]

    def on_lock_screens(self) -> list[str]:
        bodies = [call.arguments["body"] for call in self._shown()]
        return [str(body.get("summary") or body.get("text")) for body in bodies]

    def in_channels(self) -> list[str]:
        return [
            str(call.arguments["body"])
            for call in self._shown()
            if call.arguments["conversation"].startswith(SHARED)
            and not call.arguments["is_targeted"]
        ]

    def stumbles(self, at: Step, fault: Fault, times: int = 1) -> None:
        self._teams.faults.plan(METHODS[at], fault, times)

    def clears_up(self) -> None:
        self._teams.faults.clear()

    @contextmanager
    def usual_patience(self) -> Iterator[None]:
        self._teams.courier.patience = PATIENCE_SECONDS
        try:
            yield
        finally:
            self._teams.courier.patience = PATIENCE

    def record(self) -> TeamsRecorder:
        return TeamsRecorder(self._playground)

    def needed(self) -> tuple[str, ...]:
        sandbox = self._playground.sandbox
        where = (sandbox.teams_openid_url, sandbox.teams_service_url, sandbox.teams_token)
        return Platform.TEAMS, *where

    async def turns_away(self) -> None:
        self._teams.speak_to(NOBODY)

    async def turns_to(self, address: str) -> None:
        self._teams.speak_to(f"{address}{PATH}")

    async def comes_back(self) -> None:
        self._teams.speak_to(self._own_address)

    async def deactivate(self, account: str) -> None:
        await deactivate(self._teams, account)

    async def forges_press(self, person: Person, carried: str) -> None:
        place = self._teams.workspace.chat_with(person.id)
        assert place
        shown = next(message for message in reversed(place.messages) if message.is_from_app)
        data = {KEY: {"do": "press", "card": token_hex(8), "means": carried}}
        action = {"type": "Action.Execute", "title": "Forged", "verb": "press", "data": data}
        value = {"action": action, "trigger": "manual"}
        at = (place, shown)
        body = self._teams.payloads.invoke_on("adaptiveCard/action", person.id, at, value)
        await self._teams.courier.ask(body)

    async def forges_submission(self, person: Person, **values: str) -> dict[str, str]:
        """Fill them in: Teams' client lets everything through."""
        await person.fills(**values)
        await person.submits()
        return person.errors

    def _shown(self) -> list[Call]:
        calls = self._playground.sandbox.teams_calls
        return [call for call in calls if call.method in METHODS.values()]


def _repeated(activity: JsonObject) -> JsonObject:
    """Return an activity as Teams brings it again: an invoke can come under another id."""
    is_invoke = activity["type"] == "invoke"
    return {**activity, "id": f"f:{uuid.uuid4()}"} if is_invoke else activity
