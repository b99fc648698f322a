"""Ask a policy: the school's own clause, word for word, or plainly that there is none."""

import re
from collections.abc import Sequence

from bot.conversation.cards import Card, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.questions import Miss
from bot.errors import NotYours
from bot.turn import Turn
from intents.ask_policy.cards import (
    answer_card,
    around_card,
    disagreement_card,
    not_covered_card,
    not_it_card,
    others_card,
    pass_on,
)
from intents.ask_policy.clauses import around, clause_blocks, name_of
from intents.ask_policy.disagreement import disagreeing
from intents.ask_policy.examples import EXAMPLES
from intents.ask_policy.finding import Finding, find
from intents.ask_policy.intents import (
    AskPolicy,
    Helpful,
    NotIt,
    PassOn,
    RemovePinned,
    ShowClause,
    ShowPinned,
)
from intents.ask_policy.keeping import caution
from intents.ask_policy.noting import note
from intents.ask_policy.own_position import whom_to_ask
from intents.ask_policy.passing_on import (
    WORKFLOW,
    AnswerQuestion,
    Passing,
    QuestionNews,
    compose,
    moved,
    question_card,
)
from intents.ask_policy.pins import PinBoard, list_card, pinned_card
from intents.ask_policy.recent import Recent
from intents.ask_policy.topics import button_first, is_asking_how, topic_of
from intents.capability import Capability, Feature, Told
from intents.case_cards import at_each_school
from intents.policy_owners import looks_after
from intents.question_wording import in_full
from knowledge.library import Library, Quoted

PINNED = re.compile(
    r"\W*(?:please )?(?:(?:show|list|see|open|remove) )?(?:me )?(?:the |our |my |all )*"
    r"pinned answers?\W*",
    re.IGNORECASE,
)
GONE = Card(
    "That clause is not there any more",
    (Text("The policy has changed since. Please ask your question again."),),
)


class AlteredQuotation(Exception):
    """A clause about to be sent is not the stored one: nothing is sent (must-pass 15)."""


class AskPolicies:
    """Answers from the library of the person's own school."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._recent = Recent()
        self._board = PinBoard(library)
        self._passing = Passing(library, self._board)

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        passing = self._passing
        return Capability(
            name="ask_policy",
            summary="Ask about a policy in your own words.",
            features=(
                Feature(AskPolicy, self.ask),
                Feature(ShowClause, self.show),
                Feature(Helpful, thank),
                Feature(NotIt, self.not_it),
                Feature(PassOn, passing.pass_on),
                Feature(AnswerQuestion, passing.answer, advise=passing.the_question),
                Feature(ShowPinned, self.show_pinned),
                Feature(RemovePinned, self.remove_pinned),
            ),
            read=read,
            told=(Told(QuestionNews, compose),),
            workflow=WORKFLOW,
            case_card=question_card,
            moved=moved,
            examples=EXAMPLES,
        )

    def ask(self, asked: AskPolicy, turn: Turn) -> Reply:
        """Answer with the clause, checked to be byte for byte the stored one."""
        asked = self._leaning(asked, turn)
        found = find(self._library, asked, turn)
        for quoted in found.clauses:
            self._verify(quoted, turn)
        if asked.more and found.others:
            return Reply((others_card(found, asked, turn),))
        if (asked.more or asked.closest) and found.shown:
            return Reply((answer_card(found, asked, turn),))
        first = (*caution(asked.question, turn), *whom_to_ask(asked.question, turn))
        return Reply((*first, *self._answer(found, asked, turn)))

    def show(self, wanted: ShowClause, turn: Turn) -> Reply:
        """Show one clause whole, or those next to it."""
        quoted = self._library.clause(turn.school.id, wanted.clause)
        if quoted is None:
            return Reply((GONE,))
        if wanted.part == "whole":
            return Reply((Card(name_of(quoted), clause_blocks(quoted, turn)),))
        found = (self._library.clause(turn.school.id, each.id) for each in around(quoted))
        return Reply((around_card(quoted, tuple(filter(None, found)), turn),))

    def not_it(self, missed: NotIt, turn: Turn) -> Reply:
        """Offer a person after one miss (DOMAIN 9, failure 10), and note what was missed."""
        note(missed.question, Miss.UNHELPFUL, turn)
        return Reply((not_it_card(missed, turn),))

    def show_pinned(self, _: ShowPinned, turn: Turn) -> Reply:
        """List the answers that are kept, at every school where the person answers questions."""
        here = [each for each in at_each_school(turn) if self._looks_after(each)]
        if not here:
            raise NotYours("whoever looks after the policies")
        return Reply(tuple(list_card(self._board.live(each), each) for each in here))

    def remove_pinned(self, wanted: RemovePinned, turn: Turn) -> Reply:
        """Stop showing an answer."""
        if not self._looks_after(turn):
            raise NotYours("whoever looks after the policies")
        turn.uow.questions.unpin(turn.school.id, wanted.ref)
        return Reply((list_card(self._board.live(turn), turn),), replaces=True)

    def _answer(self, found: Finding, asked: AskPolicy, turn: Turn) -> Sequence[Card]:
        """Return a person's own answer first, if one is kept, and what the policies say."""
        pinned = self._board.find(asked.question, turn)
        if found.sureness == "no" and pinned:
            return (pinned_card(pinned, turn, pass_on(asked, turn)),)
        kept = (pinned_card(pinned, turn),) if pinned else ()
        return (*kept, *self._says(found, asked, turn))

    def _says(self, found: Finding, asked: AskPolicy, turn: Turn) -> Sequence[Card]:
        """Return what the policies say; the way to do it first, where that was the question."""
        topic = topic_of(asked.question) if is_asking_how(asked.question) else ""
        first = (button_first(topic),) if topic else ()
        if found.sureness == "no":
            question = in_full(asked.question, asked.previous)
            is_noted = note(question, Miss.UNANSWERED, turn)
            return (*first, not_covered_card(found, asked, turn, is_noted=is_noted))
        if pair := disagreeing(found.clauses):
            return (*first, disagreement_card(pair, asked, turn))
        return (*first, answer_card(found, asked, turn))

    def _looks_after(self, turn: Turn) -> bool:
        return looks_after(self._library.policies(turn.school.id), turn)

    def _leaning(self, asked: AskPolicy, turn: Turn) -> AskPolicy:
        """Return the question with the one before it; a button carries its own."""
        if asked.more or asked.closest:
            return asked
        before = self._recent.before(turn)
        self._recent.keep(turn, asked.question)
        return asked.model_copy(update={"previous": before})

    def _verify(self, quoted: Quoted, turn: Turn) -> None:
        """Compare everything that is about to be quoted with what is stored, byte for byte."""
        stored = self._library.clause(turn.school.id, quoted.clause.id)
        if stored is None or (stored.clause, stored.items) != (quoted.clause, quoted.items):
            raise AlteredQuotation(quoted.clause.id)


def read(text: str, _: Turn) -> Intent | None:
    """Recognise "pinned answers"."""
    return ShowPinned() if PINNED.fullmatch(text) else None


def thank(_: Helpful, __: Turn) -> Reply:
    """Say that it is good to know; nothing is kept of it."""
    return Reply((Card("Good. Nothing is kept about your question."),))
