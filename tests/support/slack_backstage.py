"""Backstage of the emulated Slack."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from adapters.sandbox.calls import Call
from adapters.sandbox.faults import Fault
from adapters.sandbox.slack.courier import PATIENCE_SECONDS, Line, Parcel
from adapters.sandbox.slack.identity import JsonObject
from bot.domain.people import Platform
from bot.playground import Playground
from tests.support.backstage import PATIENCE, Step
from tests.support.person import Person
from tests.support.slack_person import SlackPerson

METHODS: dict[Step, str] = {
    "message": "chat.postMessage",
    "redraw": "chat.update",
    "form": "views.open",
}
FOR_ONE = "chat.postEphemeral"


class SlackRecorder:
    """A line that remembers every parcel that went over it."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        self._parcels: list[Parcel] = []
        self._line: Line = playground.sandbox.courier.line
        playground.sandbox.courier.line = self

    @property
    def count(self) -> int:
        return len(self._parcels)

    async def deliver(self, parcel: Parcel) -> JsonObject:
        """Deliver as usual."""
        self._parcels.append(parcel)
        return await self._line.deliver(parcel)

    async def brings_everything_again(self) -> None:
        for parcel in tuple(self._parcels):
            again = Parcel(parcel.kind, parcel.payload, attempt=1, reason="timeout")
            await asyncio.gather(self._line.deliver(again), self._line.deliver(again))
            await self._playground.answered()


class SlackBackstage:
    """The emulated workspace behind people's windows."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        self._sandbox = playground.sandbox
        self._sandbox.courier.pace = 0.0
        self._sandbox.courier.patience = PATIENCE

    def person(self, account: str) -> SlackPerson:
        return SlackPerson(self._sandbox, account, self._playground.answered)

    def stranger(self, account: str) -> SlackPerson:
        return SlackPerson(self._sandbox, account)

    def posts(self) -> list[str]:
        return [str(call.arguments) for call in self._shown()]

    def on_lock_screens(self) -> list[str]:
        return [str(call.arguments["text"]) for call in self._shown()]

    def in_channels(self) -> list[str]:
        return [
            str(call.arguments)
            for call in self._shown()
            if call.method != FOR_ONE and call.arguments["channel"].startswith("C")
        ]

    def stumbles(self, at: Step, fault: Fault, times: int = 1) -> None:
        self._sandbox.faults.plan(METHODS[at], fault, times)

    def clears_up(self) -> None:
        self._sandbox.faults.clear()

    @contextmanager
    def usual_patience(self) -> Iterator[None]:
        self._sandbox.courier.patience = PATIENCE_SECONDS
        try:
            yield
        finally:
            self._sandbox.courier.patience = PATIENCE

    def record(self) -> SlackRecorder:
        return SlackRecorder(self._playground)

    def needed(self) -> tuple[str, ...]:
        sandbox = self._sandbox
        return Platform.SLACK, sandbox.api_url, sandbox.bot_token, sandbox.app_token

    async def turns_away(self) -> None:
        await self._playground.front(Platform.SLACK).close()

    async def turns_to(self, address: str) -> None:
        """Do nothing: in Socket Mode it is the product that calls."""

    async def comes_back(self) -> None:
        await self._playground.front(Platform.SLACK).open("", asyncio.Event())

    async def deactivate(self, account: str) -> None:
        await self._sandbox.deactivate(account)

    async def forges_press(self, person: Person, carried: str) -> None:
        slack = self._sandbox.slack
        place = slack.workspace.line_to(person.id)
        assert place
        shown = next(message for message in reversed(place.messages) if message.is_from_app)
        body = slack.payloads.press_in_message(person.id, place, shown)
        body["actions"] = [
            {"type": "button", "action_id": "forged", "block_id": "forged", "value": carried}
        ]
        body["trigger_id"] = slack.triggers.issue(person.id)
        await slack.courier.ask(Parcel("interactive", body))

    async def forges_submission(self, person: Person, **values: str) -> dict[str, str]:
        slack = self._sandbox.slack
        body = slack.payloads.submission(slack.workspace.views.stack(person.id)[-1])
        for name, text in values.items():
            for field in body["view"]["state"]["values"][name].values():
                field["value"] = text
        body["trigger_id"] = slack.triggers.issue(person.id)
        answer = await slack.courier.ask(Parcel("interactive", body))
        complaints: dict[str, str] = answer.get("errors", {})
        return complaints

    def _shown(self) -> list[Call]:
        methods = {METHODS["message"], METHODS["redraw"], FOR_ONE}
        return [call for call in self._sandbox.calls if call.method in methods]
