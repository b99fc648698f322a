"""Deciding in words: what is typed is shown, or read back, with the buttons that decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.conversation.cards import Card, Note, Text
from bot.conversation.exchange import Reply
from bot.domain.cases import Case
from bot.errors import NotFound
from bot.turn import Turn
from intents.awaited import awaited
from intents.case_cards import CaseCards, at_each_school
from intents.decide.several import Several
from intents.decide.words import ApproveInWords, Spoken

MOST_SHOWN = 5
NOT_YET = "You can't approve it yet: somebody must comment first. You can refuse it now."
NEVER = "I never take a decision from words."


@dataclass(frozen=True, slots=True)
class InWords:
    """Answers whoever decides in words; nothing is decided by what is done here (row 72)."""

    cards: CaseCards
    spoken: Mapping[str, Spoken]
    several: Several

    def answer(self, wanted: ApproveInWords, turn: Turn) -> Reply:
        """Show what is meant, or everything that waits for this person."""
        if wanted.is_for_all and not wanted.ref:
            return self.several.offer(turn)
        found = self._named(wanted.ref, turn) if wanted.ref else self._waiting(turn)
        if not found:
            return Reply((Card("Nothing waits for your decision."),))
        cards = [self._read_back(wanted, case, here) for case, here in found]
        if wanted.says_how and any(cards):
            return Reply((*_which_one(found), *filter(None, cards)))
        shown = tuple(self.cards.show(case, here) for case, here in found)
        mine = [(case, here) for case, here in found if self._decides(case, here)]
        if not mine:
            return Reply(shown)
        if not wanted.is_refusal and all(self._awaited(case, here) for case, here in mine):
            return Reply((*shown, Card("", (Note(NOT_YET),))))
        return Reply((*shown, _note(wanted, found)))

    def is_waiting(self, turn: Turn) -> bool:
        """Tell whether anything waits for this person's decision."""
        return bool(self._waiting(turn))

    def _awaited(self, case: Case, here: Turn) -> bool:
        return bool(awaited(self.cards.workflow(case), case, here))

    def _read_back(self, wanted: ApproveInWords, case: Case, here: Turn) -> Card | None:
        spoken = self.spoken.get(case.kind)
        if spoken is None or not self._decides(case, here):
            return None
        return spoken.read_back(case, wanted.rest, here)

    def _named(self, ref: str, turn: Turn) -> list[tuple[Case, Turn]]:
        """Return the cases with a reference; each school counts its own (must-pass 14)."""
        found = ((h.uow.cases.find(h.school.id, ref), h) for h in at_each_school(turn))
        seen = [(case, here) for case, here in found if case and self.cards.is_seen(case, here)]
        if not seen:
            raise NotFound
        return seen

    def _waiting(self, turn: Turn) -> list[tuple[Case, Turn]]:
        waiting = ((c, h) for c, h in self.cards.waiting(turn) if self._decides(c, h))
        return list(islice(waiting, MOST_SHOWN))

    def _decides(self, case: Case, here: Turn) -> bool:
        moves = self.cards.workflow(case).moves
        return self.cards.can(case, here, *(move.verb for move in moves if move.decides))


def _which_one(found: Sequence[object]) -> tuple[Card, ...]:
    if len(found) == 1:
        return ()
    text = Text("Several requests wait for you. Here is each, as you said it.")
    return (Card("Which one?", (text,)),)


def _note(wanted: ApproveInWords, found: Sequence[object]) -> Card:
    said = f"Please use the button on the card: {NEVER}"
    if wanted.is_refusal:
        said = f"To say no, press Refuse and give the reason: {NEVER}"
    elif len(found) > 1:
        said = f'{said} To approve all at once, say "approve all".'
    return Card("", (Note(said),))
