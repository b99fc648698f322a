"""The emulated Teams as one thing: its workspace, its rules, and the way to the app."""

from collections.abc import Mapping
from typing import Any

from adapters.sandbox.faults import Faults
from adapters.sandbox.refusals import WindowRefusal
from adapters.sandbox.teams.app_manifest import AppManifest
from adapters.sandbox.teams.card_check import Surface, complaints
from adapters.sandbox.teams.courier import Courier
from adapters.sandbox.teams.identity import JsonObject
from adapters.sandbox.teams.payloads import Payloads
from adapters.sandbox.teams.plan import TeamsPlan
from adapters.sandbox.teams.signing import Signing
from adapters.sandbox.teams.workspace import Workspace


class TeamsEmulator:
    """What every call of the app and every gesture in the window works on."""

    def __init__(self, workspace: Workspace, plan: TeamsPlan) -> None:
        self.workspace = workspace
        self.plan = plan
        self.manifest = AppManifest.model_validate(plan.manifest)
        self.signing = Signing(workspace.now)
        self.courier = Courier(self._signed)
        self.faults = Faults()
        self.payloads = Payloads(workspace, plan.app_id, plan.bot_name)

    @property
    def service_url(self) -> str:
        """Where the app writes to."""
        return self.payloads.service_url

    def settle_at(self, address: str) -> None:
        """Live at that address, as soon as it is known."""
        self.signing.address = address
        self.payloads.service_url = f"{address}/teams"

    def speak_to(self, url: str) -> None:
        """Post what happens to the app's endpoint."""
        self.courier.url = url

    def complaints(self, surface: Surface, payload: Mapping[str, Any]) -> list[str]:
        """Return what Teams would refuse in a message or a card."""
        return complaints(surface, payload, self.plan.check)

    def require_shown(self, surface: Surface, card: Any) -> JsonObject:
        """Return a card that the app answered with, if Teams could draw it."""
        shown: JsonObject = card if isinstance(card, dict) else {}
        if found := self.complaints(surface, {**shown, "type": shown.get("type", "")}):
            sentence = f"Teams could not show the app's answer: {'; '.join(found)}"
            raise WindowRefusal(sentence)
        return shown

    def _signed(self, activity: JsonObject) -> str:
        return self.signing.token(self.plan.app_id, str(activity.get("serviceUrl", "")))
