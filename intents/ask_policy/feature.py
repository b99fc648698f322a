"""Ask a policy: the school's own clause, word for word, or plainly that there is none."""

from bot.conversation.exchange import Reply
from bot.turn import Turn
from intents.ask_policy.cards import answer_card, not_covered_card, not_it_card, others
from intents.ask_policy.examples import EXAMPLES
from intents.ask_policy.intents import AskPolicy, NotIt, PassOn
from intents.ask_policy.keeping import caution
from intents.ask_policy.passing_on import (
    WORKFLOW,
    AnswerQuestion,
    QuestionNews,
    answer,
    compose,
    moved,
    pass_on,
    question_card,
    the_question,
)
from intents.ask_policy.recent import Recent
from intents.capability import Capability, Feature, Told
from knowledge.library import Answer, Library, NotCovered, Quoted

SURE = 0.5


class AlteredQuotation(Exception):
    """A clause about to be sent is not the stored one: nothing is sent (must-pass 15)."""


class AskPolicies:
    """Answers from the library of the person's own school."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._recent = Recent()

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        return Capability(
            name="ask_policy",
            summary="Ask about a policy in your own words.",
            features=(
                Feature(AskPolicy, self.ask),
                Feature(NotIt, not_it),
                Feature(PassOn, pass_on),
                Feature(AnswerQuestion, answer, advise=the_question),
            ),
            told=(Told(QuestionNews, compose),),
            workflow=WORKFLOW,
            case_card=question_card,
            moved=moved,
            examples=EXAMPLES,
        )

    def ask(self, asked: AskPolicy, turn: Turn) -> Reply:
        """Answer with the clause, checked to be byte for byte the stored one."""
        asked = self._leaning(asked, turn)
        first = () if asked.more or asked.closest else caution(asked.question, turn)
        answer = self._library.answer(asked.question, turn.school.id, asked.previous)
        found = answer.clauses if isinstance(answer, Answer) else answer.nearest
        if isinstance(answer, NotCovered) and not (asked.closest and found):
            return Reply((*first, not_covered_card(answer, asked, turn)))
        for quoted in found:
            self._verify(quoted, turn)
        if asked.more and not others(found):
            asked = asked.model_copy(update={"more": False})
        is_sure = isinstance(answer, Answer) and answer.confidence >= SURE
        return Reply((*first, answer_card(found, asked, turn, is_sure=is_sure)))

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


def not_it(wanted: NotIt, turn: Turn) -> Reply:
    """Offer a person after one miss (DOMAIN 9, failure 10)."""
    return Reply((not_it_card(wanted, turn),))
