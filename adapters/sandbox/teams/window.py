"""The Teams window: what a person can do in it, and what they then see."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from adapters.sandbox.outcome import outcome
from adapters.sandbox.refusals import WindowRefusal
from adapters.sandbox.teams import dialog_gestures, presses, talk
from adapters.sandbox.teams.emulator import TeamsEmulator
from adapters.sandbox.teams.gestures import GESTURE
from adapters.sandbox.teams.identity import JsonObject
from adapters.sandbox.teams.snapshot import snapshot

_HANDS: Mapping[str, Callable[[TeamsEmulator, Any], Awaitable[bool | None]]] = {
    "say": talk.say,
    "upload": talk.upload,
    "suggestion": talk.tap,
    "press": presses.press,
    "refresh": presses.refresh,
    "read": presses.read,
    "feedback": presses.rate,
    "command": dialog_gestures.run_command,
    "message_action": dialog_gestures.run_message_action,
    "dialog_press": dialog_gestures.press_in_dialog,
    "dialog_close": dialog_gestures.close,
}


class TeamsWindow:
    """The emulated Teams as the people in it meet it."""

    def __init__(self, teams: TeamsEmulator, workspace_name: str) -> None:
        self._teams = teams
        self._workspace_name = workspace_name

    @property
    def seq(self) -> int:
        """The number of the newest change."""
        return self._teams.workspace.seq

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Have `listener` called at every change; return how to stop that."""
        return self._teams.workspace.listen(listener)

    def is_known(self, user: str) -> bool:
        """Whether that person can sit down here."""
        return self._teams.workspace.is_here(user)

    def people(self) -> JsonObject:
        """Return whose seat can be taken."""
        seats = self._teams.workspace.seats()
        return {"people": seats, "workspace": {"name": self._workspace_name}}

    def snapshot(self, user: str) -> JsonObject:
        """Return what that person sees now, as plain JSON."""
        copied: JsonObject = json.loads(json.dumps(snapshot(self._teams, user)))
        return copied

    async def do(self, body: object) -> JsonObject:
        """Carry out a gesture; return when the app has answered it, or why it failed."""
        return await outcome(self._carry_out(body))

    async def _carry_out(self, body: object) -> bool:
        gesture = GESTURE.validate_python(body)
        if not self.is_known(gesture.user):
            raise WindowRefusal("This account cannot sign in.")
        return await _HANDS[gesture.kind](self._teams, gesture) is not False
