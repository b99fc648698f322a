"""A question that the policies do not answer, on its way to a person (G04, M1)."""

from typing import Annotated, Literal

from pydantic import Field

from bot.conversation.cards import Block, Button, Buttons, Card, Quote, Style, Text
from bot.conversation.exchange import Reply
from bot.domain.cases import Case
from bot.domain.notices import CaseNotice
from bot.domain.people import PersonId, Role
from bot.domain.workflows import Move, Workflow, handler, nobody, reporter
from bot.forms.answers import Words
from bot.forms.form import Answers, Ask, Form
from bot.services import cases
from bot.turn import Turn
from intents.ask_policy.intents import PassOn
from intents.buttons import Open, TakeStep

# Who answers a question of the only person who answers questions.
STAND_INS = (Role.HEADTEACHER, Role.DEPUTY_HEAD, Role.CHAIR_OF_GOVERNORS)
NOBODY = "Nothing was sent. Please ask the school office who looks after the policies."
WORKFLOW = Workflow(
    kind="policy_question",
    prefix="POL",
    title="Policy question",
    first="open",
    moves=(
        Move("answer", ("open",), "answered", handler, needs_words=True),
        Move("withdraw", ("open",), "withdrawn", reporter, offered=True),
    ),
    words={"open": "waiting for an answer", "answered": "answered", "withdrawn": "withdrawn"},
    seen_by=nobody,
)


class QuestionNews(CaseNotice):
    """Something about a passed-on question."""

    name = "question_news"
    about: Literal["asked", "receipt", "answered", ""] = ""


class AnswerQuestion(Form):
    """Answer a question that the policies leave open."""

    name = "answer_policy_question"
    short = "Answer the question"

    case: str
    answer: Annotated[Words, Field(min_length=2), Ask("Your answer", long=True)]


def pass_on(wanted: PassOn, turn: Turn) -> Reply:
    """File the question for the people who look after the policies, once."""
    if before := _passed_on_before(wanted.question, turn):
        card = question_card(before, turn)
        return Reply((Card(card.title, (Text("You passed this on already."), *card.body)),))
    people = _answerers(turn)
    if not people:
        return Reply((Card("There is nobody on my list to pass it on to", (Text(NOBODY),)),))
    case = Case(
        school=turn.school.id,
        ref="",
        kind=WORKFLOW.kind,
        state=WORKFLOW.first,
        reporter=turn.person.id,
        reported_at=turn.now,
        details={"question": wanted.question},
        handlers=people,
    )
    cases.open_case(turn, WORKFLOW, case)
    cases.tell(turn, people, QuestionNews(case=case.public_id, about="asked"))
    cases.tell(turn, [turn.person.id], QuestionNews(case=case.public_id, about="receipt"))
    return Reply()


def _passed_on_before(question: str, turn: Turn) -> Case | None:
    mine = turn.uow.cases.reported_by(turn.school.id, turn.person.id)
    open_ones = (c for c in mine if (c.kind, c.state) == (WORKFLOW.kind, WORKFLOW.first))
    return next((case for case in open_ones if case.text("question") == question), None)


def _answerers(turn: Turn) -> tuple[PersonId, ...]:
    """Return who is asked: who answers such questions, or who stands in where that is the asker."""
    for roles in (turn.school.routing.policy_question, *((role,) for role in STAND_INS)):
        others = tuple(p.id for p in turn.holders(*roles) if p.id != turn.person.id)
        if others:
            return others
    return ()


def the_question(answers: Answers, turn: Turn) -> tuple[Block, ...]:
    """Return what was asked, to stand above the answer that is being written."""
    case = cases.get(turn, WORKFLOW, str(answers["case"]))
    return (_asked(case, turn),)


def answer(form: AnswerQuestion, turn: Turn) -> Reply:
    """Keep the answer and tell the person who asked."""
    step = cases.Step("answer", details={"answer": form.answer})
    case = cases.move(turn, WORKFLOW, form.case, step)
    moved(case, "answer", turn)
    return Reply((question_card(case, turn),))


def moved(case: Case, verb: str, turn: Turn) -> None:
    """Tell whoever must hear of a step, and redraw every copy."""
    everybody = (case.reporter, *case.handlers)
    cases.tell(turn, everybody, QuestionNews(case=case.public_id, redraw=True))
    if verb == "answer":
        cases.tell(turn, [case.reporter], QuestionNews(case=case.public_id, about="answered"))


def question_card(case: Case, turn: Turn) -> Card:
    """Show the question with what is left for this person to do."""
    is_mine = case.reporter == turn.person.id
    blocks: list[Block] = [_asked(case, turn)]
    if case.text("answer"):
        blocks.append(Quote(case.text("answer"), "the answer, in their own words"))
    if case.state == "open" and not is_mine:
        write = Open(form=AnswerQuestion.name, carried={"case": case.public_id})
        blocks.append(Buttons((Button("Answer", write, Style.PRIMARY),)))
    if case.state == "open" and is_mine:
        withdraw = TakeStep(case=case.public_id, verb="withdraw")
        blocks.append(Buttons((Button("Withdraw", withdraw),)))
    return Card(f"{WORKFLOW.title} {case.ref}: {WORKFLOW.word(case.state)}", tuple(blocks))


def _asked(case: Case, turn: Turn) -> Quote:
    return Quote(case.text("question"), f"asked by {turn.name_of(case.reporter)}")


def compose(news: QuestionNews, turn: Turn) -> Card | None:
    """Return the question as its reader may see it now."""
    case = turn.uow.cases.get(turn.school.id, news.case)
    if case is None or not cases.may_see(turn, WORKFLOW, case):
        return None
    card = question_card(case, turn)
    leads = {
        "asked": "The policies don't cover this. Please answer if you can.",
        "receipt": f"Passed on to {' and '.join(turn.name_of(p) for p in case.handlers)}.",
        "answered": "Here is an answer to what you asked.",
    }
    return Card(card.title, (Text(leads[news.about]), *card.body)) if news.about else card
