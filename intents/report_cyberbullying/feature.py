"""Report cyberbullying: danger first, then who, what and where; the right people hear at once."""

from bot.conversation.exchange import Reply
from bot.domain.cases import Case
from bot.domain.routing import route
from bot.services import cases
from bot.services.reports import subjects_of
from bot.turn import Turn
from intents.buttons import Begin
from intents.capability import Capability, Feature, Meaning, Told
from intents.report_cyberbullying import support
from intents.report_cyberbullying.adding import FEATURES
from intents.report_cyberbullying.cards import facts, report_card
from intents.report_cyberbullying.examples import EXAMPLES
from intents.report_cyberbullying.filing import concern_of, due_at, facts_of
from intents.report_cyberbullying.form import ReportCyberbullying
from intents.report_cyberbullying.lines import advise
from intents.report_cyberbullying.news import ReportNews, compose, first_wake, tell, wake
from intents.report_cyberbullying.reading import prefill
from intents.report_cyberbullying.receipt import receipt
from intents.report_cyberbullying.stricter import after
from intents.report_cyberbullying.support import SupportWanted
from intents.report_cyberbullying.unsent import unsent
from intents.report_cyberbullying.workflow import KIND, WORKFLOW


def handle(form: ReportCyberbullying, turn: Turn) -> Reply:
    """File the report and tell whoever the rules name, never anybody it is about."""
    case = _case(form, turn)
    cases.open_case(turn, WORKFLOW, case)
    tell(case, "reported", case.handlers, turn)
    tell(case, "logs", case.words("it"), turn)
    tell(case, "receipt", [turn.person.id], turn)
    return Reply((receipt(case, turn),)) if turn.place.in_dialog else Reply()


def _case(form: ReportCyberbullying, turn: Turn) -> Case:
    answers = form.model_dump(mode="json", exclude_none=True)
    concern = concern_of(answers, turn, turn.person.id)
    found = route(concern, turn.school.routing)
    due = due_at(found, turn)
    return Case(
        school=turn.school.id,
        ref="",
        kind=KIND,
        state=WORKFLOW.first,
        reporter=turn.person.id,
        reported_at=turn.now,
        details={
            **facts_of(concern, found, answers, turn),
            "happened_at": (form.happened_at or turn.now).isoformat(),
            "due": due.isoformat(),
        },
        handlers=found.handlers,
        subjects=subjects_of(concern),
        wake_at=first_wake(found.severity, due, turn),
    )


CAPABILITY = Capability(
    name="report_cyberbullying",
    summary="Report cyberbullying. It takes about a minute, and goes only to the right people.",
    features=(
        Feature(ReportCyberbullying, handle, advise=advise, prefill=prefill, unsent=unsent),
        *FEATURES,
    ),
    meanings=(Meaning("report", Begin(form=ReportCyberbullying.name), "Report cyberbullying"),),
    told=(Told(ReportNews, compose), Told(SupportWanted, support.compose)),
    workflow=WORKFLOW,
    wake=wake,
    case_card=report_card,
    facts=facts,
    moved=after,
    examples=EXAMPLES,
)
