"""The Slack window: what a person can do in it, and what they then see."""

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from adapters.sandbox.outcome import outcome
from adapters.sandbox.refusals import WindowRefusal
from adapters.sandbox.slack import modal_gestures, talk
from adapters.sandbox.slack.emulator import SlackEmulator
from adapters.sandbox.slack.gestures import GESTURE, MoveClock, Read
from adapters.sandbox.slack.identity import JsonObject
from adapters.sandbox.slack.refusals import ApiRefusal
from adapters.sandbox.slack.snapshot import snapshot

AdvanceClock = Callable[[timedelta], Awaitable[None]]

_HANDS: Mapping[str, Callable[[SlackEmulator, Any], Awaitable[bool | None]]] = {
    "say": talk.say,
    "upload": talk.upload,
    "command": talk.run_command,
    "press": talk.press,
    "shortcut": talk.run_shortcut,
    "home_open": modal_gestures.open_home,
    "home_press": modal_gestures.press_at_home,
    "view_action": modal_gestures.press_in_modal,
    "submit": modal_gestures.submit,
    "close": modal_gestures.close,
}


class SlackWindow:
    """The emulated Slack as the people in it meet it."""

    def __init__(
        self, slack: SlackEmulator, workspace_name: str, advance_clock: AdvanceClock
    ) -> None:
        self._slack = slack
        self._workspace_name = workspace_name
        self._advance_clock = advance_clock
        self._moved = timedelta()

    @property
    def seq(self) -> int:
        """The number of the newest change."""
        return self._slack.workspace.seq

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Have `listener` called at every change; return how to stop that."""
        return self._slack.workspace.listen(listener)

    def is_known(self, user: str) -> bool:
        """Whether that person can sit down here."""
        return self._slack.workspace.is_here(user)

    def people(self) -> JsonObject:
        """Return whose seat can be taken."""
        seats = self._slack.workspace.seats()
        return {"people": seats, "workspace": {"name": self._workspace_name}}

    def snapshot(self, user: str) -> JsonObject:
        """Return what that person sees now, as plain JSON."""
        hours = self._moved.total_seconds() / 3600
        seen = snapshot(self._slack, user) | {"clock_offset_hours": hours}
        copied: JsonObject = json.loads(json.dumps(seen))
        return copied

    async def do(self, body: object) -> JsonObject:
        """Carry out a gesture; return when the app has acknowledged it, or why it failed."""
        return await outcome(self._carry_out(body))

    async def _carry_out(self, body: object) -> bool:
        gesture = GESTURE.validate_python(body)
        if not self.is_known(gesture.user):
            raise WindowRefusal("This account cannot sign in.")
        if isinstance(gesture, MoveClock):
            await self._advance_clock(timedelta(hours=gesture.hours))
            self._moved += timedelta(hours=gesture.hours)
            self._slack.workspace.touch()
            return True
        if isinstance(gesture, Read):
            talk.read(self._slack, gesture)
            return True
        try:
            return await _HANDS[gesture.kind](self._slack, gesture) is not False
        except ApiRefusal as refusal:
            sentence = f"Slack could not show the app's answer: {refusal.error}"
            raise WindowRefusal(sentence) from refusal
