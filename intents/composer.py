"""From notices to cards, at the moment of delivery."""

import json
from collections.abc import Collection, Iterable
from typing import Any

from bot.conversation.cards import Card
from bot.domain.cases import Case
from bot.domain.notices import CaseNotice, Notice
from bot.domain.people import PersonId
from bot.domain.workflows import Workflow
from bot.services import stand_ins
from bot.turn import Turn
from intents.capability import Capability, Told
from intents.erased import erased_card


class Composer:
    """Turns what the outbox holds into what its reader sees."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        known = tuple(capabilities)
        self._told: dict[str, Told[Any]] = {
            told.notice.name: told for capability in known for told in capability.told
        }
        self._workflows: dict[str, Workflow] = {
            each.workflow.kind: each.workflow for each in known if each.workflow
        }

    def compose(self, payload: str, turn: Turn) -> Card | None:
        """Return the card that tells a notice, as things stand now; None if nothing is left."""
        told, notice = self._read(payload)
        case = _case(notice, turn)
        if case and case.erased_at:
            return erased_card(case, turn) if notice.redraw else None
        return told.compose(notice, turn)

    def stand_in(self, payload: str, turn: Turn, told: Collection[PersonId]) -> PersonId | None:
        """Return who hears of it instead of the person of the turn, whom nothing reaches."""
        kind, notice = self._read(payload)
        if kind.stand_in:
            return kind.stand_in(notice, turn, told)
        case = _case(notice, turn)
        workflow = self._workflows.get(case.kind) if case else None
        if case is None or workflow is None:
            return None
        return stand_ins.stand_in(turn, workflow, case, told)

    def _read(self, payload: str) -> tuple[Told[Any], Notice]:
        name, data = json.loads(payload)
        told = self._told[name]
        return told, told.notice.model_validate(data)


def _case(notice: Notice, turn: Turn) -> Case | None:
    if not isinstance(notice, CaseNotice):
        return None
    return turn.uow.cases.get(turn.school.id, notice.case)
