"""A question that the policies do not answer, on its way to a person (G04, M1)."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from bot.conversation.cards import Block, Button, Buttons, Card, Note, Quote, Style, Text
from bot.conversation.exchange import Reply
from bot.domain.cases import Case
from bot.domain.days import far_day
from bot.domain.notices import CaseNotice
from bot.domain.workflows import Move, Workflow, handler, nobody, reporter
from bot.errors import Incomplete
from bot.forms.answers import ComingDay, Words
from bot.forms.form import Answers, Ask, Form
from bot.services import cases
from bot.turn import Turn
from intents.ask_policy.clauses import name_of
from intents.ask_policy.intents import PassOn
from intents.ask_policy.pins import LONGEST, PinBoard, signed
from intents.buttons import Open, TakeStep
from intents.policy_owners import answerers
from knowledge.library import Library

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


def _is_kept(answers: Answers) -> bool:
    return answers.get("keep") in (True, "true")


class AnswerQuestion(Form):
    """Answer a question about a policy."""

    name = "answer_policy_question"
    short = "Answer the question"

    case: str
    answer: Annotated[
        Annotated[Words, Field(min_length=2)],
        Ask("Your answer", "No names of pupils or parents, please.", long=True),
    ]
    keep: Annotated[
        bool,
        Ask("Show it to others who ask the same?", "They see your name with it.", steers=True),
    ] = False
    until: Annotated[
        ComingDay | None,
        Ask("Until when?", "Leave it empty for the usual day, given above.", when=_is_kept),
    ] = None


class Passing:
    """Passes questions on to people, and their answers back."""

    def __init__(self, library: Library, board: PinBoard) -> None:
        self._library = library
        self._board = board

    def pass_on(self, wanted: PassOn, turn: Turn) -> Reply:
        """File the question for whoever looks after the policy it is about, once."""
        if before := _passed_on_before(wanted.question, turn):
            card = question_card(before, turn)
            return Reply((Card(card.title, (Text("You passed this on already."), *card.body)),))
        about = self._library.clause(turn.school.id, wanted.clause)
        people = answerers(about.policy if about else None, turn)
        if not people:
            return Reply((Card("There is nobody on my list to pass it on to", (Text(NOBODY),)),))
        seen = {"clause": about.clause.id, "about": name_of(about)} if about else {}
        case = Case(
            school=turn.school.id,
            ref="",
            kind=WORKFLOW.kind,
            state=WORKFLOW.first,
            reporter=turn.person.id,
            reported_at=turn.now,
            details={"question": wanted.question, **seen},
            handlers=people,
        )
        cases.open_case(turn, WORKFLOW, case)
        cases.tell(turn, people, QuestionNews(case=case.public_id, about="asked"))
        cases.tell(turn, [turn.person.id], QuestionNews(case=case.public_id, about="receipt"))
        return Reply()

    def the_question(self, answers: Answers, turn: Turn) -> tuple[Block, ...]:
        """Return what was asked, to stand above the answer, and how long it can be shown."""
        case = cases.get(turn, WORKFLOW, str(answers["case"]))
        usual = far_day(self._board.usual_end(case.text("clause"), turn))
        note = f"You can show your answer to others who ask the same. Usual last day: {usual}."
        return (*_asked(case, turn), Note(note))

    def answer(self, form: AnswerQuestion, turn: Turn) -> Reply:
        """Send the answer to the person who asked, and keep it for others where that is wanted."""
        latest = turn.today + LONGEST
        if form.until and not turn.today <= form.until <= latest + timedelta(days=1):
            raise Incomplete({"until": f"Please give a day from today to {far_day(latest)}."})
        step = cases.Step("answer", details={"answer": form.answer})
        case = cases.move(turn, WORKFLOW, form.case, step)
        kept = self._keep(case, form, turn) if form.keep else None
        moved(case, "answer", turn)
        card = question_card(case, turn)
        return Reply((Card(card.title, (*card.body, *((kept,) if kept else ()))),))

    def _keep(self, case: Case, form: AnswerQuestion, turn: Turn) -> Note:
        """Keep the answer, and return what became of that."""
        pinned = self._board.keep(case, form.until, turn)
        if pinned is None:
            return Note("Sent, but not kept for others: the question may be about one person.")
        return Note(f'{signed(pinned, turn)}. To remove it, say "pinned answers".')


def _passed_on_before(question: str, turn: Turn) -> Case | None:
    mine = turn.uow.cases.reported_by(turn.school.id, turn.person.id)
    open_ones = (c for c in mine if (c.kind, c.state) == (WORKFLOW.kind, WORKFLOW.first))
    return next((case for case in open_ones if case.text("question") == question), None)


def moved(case: Case, verb: str, turn: Turn) -> None:
    """Tell whoever must hear of a step, and redraw every copy."""
    everybody = (case.reporter, *case.handlers)
    cases.tell(turn, everybody, QuestionNews(case=case.public_id, redraw=True))
    if verb == "answer":
        cases.tell(turn, [case.reporter], QuestionNews(case=case.public_id, about="answered"))


def question_card(case: Case, turn: Turn) -> Card:
    """Show the question with what is left for this person to do."""
    is_mine = case.reporter == turn.person.id
    blocks: list[Block] = [*_asked(case, turn)]
    if case.text("answer"):
        blocks.append(Quote(case.text("answer"), "the answer, in their own words"))
    if case.state == "open" and not is_mine:
        write = Open(form=AnswerQuestion.name, carried={"case": case.public_id})
        blocks.append(Buttons((Button("Answer", write, Style.PRIMARY),)))
    if case.state == "open" and is_mine:
        withdraw = TakeStep(case=case.public_id, verb="withdraw")
        blocks.append(Buttons((Button("Withdraw", withdraw),)))
    return Card(f"{WORKFLOW.title} {case.ref}: {WORKFLOW.word(case.state)}", tuple(blocks))


def _asked(case: Case, turn: Turn) -> tuple[Block, ...]:
    """Return the question, and the clause that the asker had before them."""
    asked = Quote(case.text("question"), f"asked by {turn.name_of(case.reporter)}")
    about = case.text("about")
    return (asked, Note(f"They were shown {about}.")) if about else (asked,)


def compose(news: QuestionNews, turn: Turn) -> Card | None:
    """Return the question as its reader may see it now."""
    case = turn.uow.cases.get(turn.school.id, news.case)
    if case is None or not cases.may_see(turn, WORKFLOW, case):
        return None
    card = question_card(case, turn)
    is_about = bool(case.text("about"))
    why = "A colleague asks about your policy." if is_about else "The policies don't cover this."
    leads = {
        "asked": f"{why} Please answer if you can.",
        "receipt": f"Passed on to {' and '.join(turn.name_of(p) for p in case.handlers)}.",
        "answered": "Here is an answer to what you asked.",
    }
    return Card(card.title, (Text(leads[news.about]), *card.body)) if news.about else card
