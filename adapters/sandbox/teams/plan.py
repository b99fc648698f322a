"""The app as the emulated Teams is to know it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.sandbox.teams.card_check import CardCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsPlan:
    """An app: its id, its manifest.json, parsed, and what checks each payload that it sends."""

    app_id: str
    check: CardCheck
    bot_name: str = "Dutydesk"
    manifest: Mapping[str, Any] = field(default_factory=dict)
