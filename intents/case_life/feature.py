"""What somebody who has a case can do with it, whatever it is about (DOMAIN 2.4).

The case stays what it was: nothing is edited or deleted here, every step is added to its history.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeAlias

from bot.conversation.cards import Button, Buttons, Card, Note
from bot.conversation.exchange import Reply
from bot.domain.access import Act
from bot.domain.cases import Case
from bot.domain.workflows import Workflow
from bot.errors import Refusal
from bot.services import access, notes
from bot.services.reports import moment_in_full
from bot.turn import Turn
from intents.buttons import Open, ShowSteps
from intents.capability import Capability, Feature, Told
from intents.case_blocks import needs_names
from intents.case_cards import CaseCards
from intents.case_life import forms
from intents.case_life.additions import Additions
from intents.case_life.moves import Moves
from intents.case_life.news import CaseNews, composer
from intents.case_life.patterns import PatternSeen, tell
from intents.case_life.records import copy_card
from intents.case_life.steps import CopyForRecords, ShowTimeline
from intents.case_life.timeline import timeline_card

Show: TypeAlias = Callable[[Case, Turn], Card]
# The steps that anybody who has the case may take: those that keep words, where they are kept, and
# the others; then those that the workflow must know.
WRITES: tuple[type[forms.CaseForm], ...] = (forms.AddNote, forms.NamePerson)
ALWAYS: tuple[type[forms.CaseForm], ...] = (forms.HandOver, forms.BringIn, forms.LinkCase)
MOVES: Mapping[type[forms.CaseForm], Collection[str]] = {
    forms.Triage: ("triage", "sort_again"),
    forms.Escalate: ("escalate",),
    forms.Transfer: ("transfer",),
    forms.Reopen: ("reopen",),
    forms.RecordInError: ("void",),
}


class CaseLife:
    """Shows and takes the steps."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        self._cases = CaseCards(each for each in capabilities if _lives_so(each))
        self._additions = Additions(self._cases)
        self._moves = Moves(self._cases)

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        add, move = self._additions, self._moves
        return Capability(
            name="case_life",
            summary="Work on a case that you have: notes, names, handing over, history.",
            features=(
                Feature(ShowSteps, self.show_steps),
                Feature(ShowTimeline, self.show_timeline),
                Feature(CopyForRecords, self.copy),
                Feature(forms.AddNote, add.note),
                Feature(forms.NamePerson, add.name),
                Feature(forms.HandOver, add.hand_over),
                Feature(forms.BringIn, add.bring_in),
                Feature(forms.LinkCase, add.link),
                Feature(forms.Triage, move.triage),
                Feature(forms.Escalate, move.escalate),
                Feature(forms.Transfer, move.transfer),
                Feature(forms.Reopen, move.reopen),
                Feature(forms.RecordInError, move.void),
            ),
            told=(Told(CaseNews, composer(self._cases)), Told(PatternSeen, tell)),
            examples=(Card("CB-2026-0007: what was done", (Note("Nothing yet."),)),),
        )

    def show_steps(self, wanted: ShowSteps, turn: Turn) -> Reply:
        """Show everything that can be done with a case, besides what its card offers."""
        return self._shown(wanted.case, turn, self._steps)

    def show_timeline(self, wanted: ShowTimeline, turn: Turn) -> Reply:
        """Show what was done, to whoever has the case."""
        return self._shown(wanted.case, turn, timeline_card, Act.READ)

    def copy(self, wanted: CopyForRecords, turn: Turn) -> Reply:
        """Show the case as text to copy; with names, so it is written down as an export."""
        return self._shown(wanted.case, turn, self._copy, Act.EXPORTED)

    def _shown(self, public_id: str, turn: Turn, show: Show, act: Act | None = None) -> Reply:
        """Show something of a case; a refused look is written down, so nothing is raised."""
        try:
            case = self._cases.managed(public_id, turn)
        except Refusal as refusal:
            hidden = turn.uow.cases.get(turn.school.id, public_id)
            if hidden:
                access.note_look(turn, hidden, Act.REFUSED)
            return Reply((Card(str(refusal)),))
        if act:
            access.note_look(turn, case, act)
        return Reply((show(case, turn),))

    def _copy(self, case: Case, turn: Turn) -> Card:
        facts = self._cases.capability(case).facts
        return copy_card(case, turn, facts(case, turn, moment_in_full) if facts else ())

    def _steps(self, case: Case, turn: Turn) -> Card:
        carried = {"case": case.public_id, "revision": str(case.revision)}
        workflow = self._cases.workflow(case)
        writes = WRITES if notes.keeps_words(case, turn) else ()
        if not needs_names(case):
            writes = tuple(form for form in writes if form is not forms.NamePerson)
        moves = (form for form, verbs in MOVES.items() if _fits(workflow, case, verbs))
        wanted = (*writes, *ALWAYS, *moves)
        opened = (Button(form.short, Open(form=form.name, carried=carried)) for form in wanted)
        shown = (
            Button("Show what was done", ShowTimeline(case=case.public_id)),
            Button("Copy for the records", CopyForRecords(case=case.public_id)),
        )
        return Card(f"{case.ref}: what would you like to do?", (Buttons((*opened, *shown)),))


def _lives_so(capability: Capability) -> bool:
    """Tell whether the cases of a folder live as DOMAIN 2.4 says; a request is decided instead."""
    workflow = capability.workflow
    return workflow is not None and any(move.verb == "reopen" for move in workflow.moves)


def _fits(workflow: Workflow, case: Case, verbs: Collection[str]) -> bool:
    """Tell whether a case is where such a step can be taken, in a workflow that has it."""
    return any(move.verb in verbs and case.state in move.sources for move in workflow.moves)
