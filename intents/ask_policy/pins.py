"""Pinned answers: what a person answered once, shown first to whoever asks the same there.

An answer is shown until its last day, and no longer than its policy stays as it was. What it rests
on is compared when it is about to be shown: the policy of its clause, or where no policy covers it,
all of the school's.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256

from bot.conversation.cards import Block, Button, Buttons, Card, Divider, Note, Quote, Style, Text
from bot.domain.cases import Case
from bot.domain.days import far_day
from bot.domain.questions import Pinned
from bot.turn import Turn
from intents.ask_policy.intents import RemovePinned
from intents.ask_policy.scrubbing import fit_to_keep, scrubbed
from intents.question_wording import is_same, stands_alone, wording_of
from knowledge.clauses import Policy
from knowledge.library import Library

LONGEST = timedelta(days=365)
MOST = 10


class PinBoard:
    """The answers that are kept at each school."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def find(self, question: str, turn: Turn) -> Pinned | None:
        """Return the answer that is kept to the same question; one that is out of date is dropped.

        A question that leans on the one before is never the same as another.
        """
        kept = turn.uow.questions.pinned(turn.school.id)
        if not kept:
            return None
        wording = wording_of(scrubbed(question, turn))
        if not stands_alone(wording):
            return None
        same = [pinned for pinned in kept if is_same(pinned.wording, wording)]
        return next((pinned for pinned in same if self._is_good(pinned, turn)), None)

    def live(self, turn: Turn) -> tuple[Pinned, ...]:
        """Return every answer that is still shown, the newest first."""
        kept = turn.uow.questions.pinned(turn.school.id)
        return tuple(pinned for pinned in kept if self._is_good(pinned, turn))

    def keep(self, case: Case, until: date | None, turn: Turn) -> Pinned | None:
        """Keep the answer to a question; None for a question that must not be kept."""
        question = fit_to_keep(case.text("question"), turn)
        wording = wording_of(question)
        if not question or not stands_alone(wording):
            return None
        clause = case.text("clause")
        pinned = Pinned(
            school=turn.school.id,
            ref=case.public_id,
            wording=wording,
            question=question,
            answer=case.text("answer"),
            by=turn.person.id,
            given_on=turn.today,
            until=until or self.usual_end(clause, turn),
            clause=clause,
            basis=self._basis(clause, turn),
        )
        turn.uow.questions.pin(pinned)
        return pinned

    def usual_end(self, clause: str, turn: Turn) -> date:
        """Return the last day of an answer: the policy's next review, at most a year."""
        policy, latest = self._policy(clause, turn), turn.today + LONGEST
        review = policy.next_review if policy else None
        return min(review, latest) if review and review >= turn.today else latest

    def _is_good(self, pinned: Pinned, turn: Turn) -> bool:
        if turn.today <= pinned.until and pinned.basis == self._basis(pinned.clause, turn):
            return True
        turn.uow.questions.unpin(turn.school.id, pinned.ref)
        return False

    def _basis(self, clause: str, turn: Turn) -> str:
        """Return a fingerprint of the words that an answer rests on."""
        policy = self._policy(clause, turn)
        policies = [policy] if policy else self._library.policies(turn.school.id)
        return _fingerprint(policies)

    def _policy(self, clause: str, turn: Turn) -> Policy | None:
        quoted = self._library.clause(turn.school.id, clause) if clause else None
        return quoted.policy if quoted else None


def pinned_card(pinned: Pinned, turn: Turn, *ways: Button) -> Card:
    """Show an answer as its author gave it, with who, when and until when."""
    buttons = (Buttons(ways),) if ways else ()
    return Card(
        "A colleague has answered this", (Quote(pinned.answer, signed(pinned, turn)), *buttons)
    )


def list_card(kept: tuple[Pinned, ...], turn: Turn) -> Card:
    """Show the answers that are kept, each with a way to remove it."""
    if not kept:
        return Card("No answers are pinned", (Text(f"Nothing is kept at {turn.school.name}."),))
    blocks: list[Block] = []
    for pinned in kept[:MOST]:
        remove = RemovePinned(ref=pinned.ref, school=turn.school.id)
        sure = "Staff who ask this will no longer see the answer."
        ways = Buttons((Button("Remove", remove, Style.DANGER, sure),))
        quote = Quote(pinned.answer, signed(pinned, turn))
        blocks += [Divider(), Text(lead=pinned.question), quote, ways]
    if len(kept) > MOST:
        blocks.append(Note(f"And {len(kept) - MOST} older ones. Remove some to see them."))
    return Card(f"Pinned answers at {turn.school.name}", tuple(blocks[1:]))


def signed(pinned: Pinned, turn: Turn) -> str:
    """Return who gave an answer, when, and until when it is shown."""
    given, until = far_day(pinned.given_on), far_day(pinned.until)
    return f"Answered by {turn.name_of(pinned.by)} on {given}, until {until}"


def _fingerprint(policies: Iterable[Policy]) -> str:
    digest = sha256()
    for policy in policies:
        for words in (policy.id, policy.version, *(c.id + c.text for c in policy.clauses)):
            digest.update(words.encode())
            digest.update(b"\0")
    return digest.hexdigest()
