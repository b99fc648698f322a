"""Retention: what is past its time is shown first, and deleted by a press or by the clock."""

from collections.abc import Iterable

from bot.conversation.cards import Card
from bot.conversation.exchange import Reply
from bot.domain.people import Role
from bot.domain.retention import Then
from bot.errors import NotYours, Refusal
from bot.services.retention import DELETES, Archive, Erased, PastTheirTime, fingerprint
from bot.turn import Turn
from intents.capability import Capability, Feature, Told
from intents.erased import erased_card
from intents.retention.cards import ABOUT, deleted, nothing, past_list
from intents.retention.examples import EXAMPLES
from intents.retention.intents import DeletePast, ShowPast


class ListChanged(Refusal):
    """The list has changed since you saw it. Press "Show them" again. Nothing was deleted."""


class Retiring:
    """Shows and deletes what is past its time."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        self._archive = archive_of(capabilities)

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        return Capability(
            name="retention",
            summary="Delete records that are past their date, after a look at the list.",
            features=(Feature(ShowPast, self.show), Feature(DeletePast, self.delete)),
            told=(Told(Erased, compose_erased), Told(PastTheirTime, self.compose)),
            examples=EXAMPLES,
        )

    def show(self, _: ShowPast, turn: Turn) -> Reply:
        """List what can be deleted, as far as the person may know of it."""
        _check(turn)
        found = self._archive.past_for(turn)
        return Reply((past_list(found, turn) if found else nothing(turn),))

    def delete(self, wanted: DeletePast, turn: Turn) -> Reply:
        """Delete what was shown; a list that is another by now has to be looked at first."""
        _check(turn)
        found = self._archive.past_for(turn)
        if not found:
            return Reply((nothing(turn),), replaces=True)
        if fingerprint(found) != wanted.seen:
            raise ListChanged
        for each in found:
            self._archive.erase(each, turn)
        return Reply((deleted(found, turn),), replaces=True)

    def compose(self, notice: PastTheirTime, turn: Turn) -> Card | None:
        """Return what waits for the reader now; None where that is nothing."""
        if notice.then is Then.DELETE and not may_delete(turn):
            return None
        found = self._archive.past_for(turn, notice.then)
        return ABOUT[notice.then](found, turn) if found else None


def archive_of(capabilities: Iterable[Capability]) -> Archive:
    """Return the cases on file of all capabilities that have a workflow."""
    workflows = (each.workflow for each in capabilities if each.workflow)
    return Archive({workflow.kind: workflow for workflow in workflows})


def compose_erased(erased: Erased, turn: Turn) -> Card | None:
    """Return what is left to show of a case that was erased."""
    case = turn.uow.cases.get(turn.school.id, erased.case)
    return erased_card(case, turn) if case else None


def may_delete(turn: Turn) -> bool:
    """Tell whether the person may delete at the school today."""
    return bool(turn.roles & frozenset(DELETES))


def _check(turn: Turn) -> None:
    if not may_delete(turn):
        raise NotYours(f"the {Role.HEADTEACHER.label} or the {Role.DPO.label}")
