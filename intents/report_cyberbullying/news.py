"""Who hears what about a report, and what time does to it."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Literal, TypeAlias

from bot.conversation.cards import Alert, Block, Card, Facts, Text
from bot.domain.cases import Case
from bot.domain.concerns import Severity
from bot.domain.notices import CaseNotice
from bot.domain.people import PersonId
from bot.services import cases, notes, reminders, reports
from bot.services.reports import moment
from bot.turn import Turn
from intents import advice, receipts
from intents.report_cyberbullying.cards import (
    logs_card,
    report_card,
    with_blocks,
)
from intents.report_cyberbullying.receipt import receipt
from intents.report_cyberbullying.workflow import UNTAKEN, WORKFLOW

About: TypeAlias = Literal[
    "reported",
    "alert",
    "receipt",
    "waiting",
    "taken",
    "added",
    "withdrawn",
    "closed",
    "logs",
    "",
    "reminder",
]
# A "reminder" is an alert from before there were digests: old cards and parcels still say it.
FOR_WAITING = ("reported", "alert", "waiting", "reminder")


class ReportNews(CaseNotice):
    """Something about a report that somebody should hear now."""

    name = "report_news"
    about: About = ""


def compose(news: ReportNews, turn: Turn) -> Card | None:
    """Return the report as its reader may see it now; None when there is nothing to say."""
    case = turn.uow.cases.get(turn.school.id, news.case)
    if case is None or turn.person.id in case.subjects:
        return None
    if news.about == "logs":
        return logs_card(case, turn) if turn.person.id in case.words("it") else None
    if not cases.may_see(turn, WORKFLOW, case):
        return None
    if news.about == "receipt":
        return receipt(case, turn)
    if news.about in FOR_WAITING and case.state not in UNTAKEN:
        return report_card(case, turn) if news.about == "reported" else None
    return with_blocks(report_card(case, turn), *LEADS[news.about](case, turn))


def tell(case: Case, about: About, people: Collection[str], turn: Turn) -> None:
    """Put news of a case in the outbox for each of the people."""
    news = ReportNews(case=case.public_id, about=about)
    cases.tell(turn, [PersonId(person) for person in people], news)


def moved(case: Case, verb: str, turn: Turn) -> None:
    """Tell whoever must hear of a step, and redraw every copy of the card."""
    redraw = ReportNews(case=case.public_id, redraw=True)
    cases.tell(turn, (case.reporter, *case.handlers), redraw)
    told: Mapping[str, tuple[About, tuple[PersonId, ...]]] = {
        "take": ("taken", (case.reporter,)),
        "close": ("closed", (case.reporter,)),
        "withdraw": ("withdrawn", case.handlers),
    }
    if verb in told:
        about, people = told[verb]
        tell(case, about, [person for person in people if person != turn.person.id], turn)


def first_wake(severity: Severity, due: datetime, turn: Turn) -> datetime:
    """Return when time first looks at a report: what can wait for a reminder, in time for one."""
    if severity in (Severity.CRITICAL, Severity.HIGH):
        return due
    slot = reminders.slot_before(turn.school.calendar, due)
    return slot if slot and slot > turn.now else due


def wake(case: Case, turn: Turn) -> None:
    """Ask again until somebody has it: the lead, then the deputies, then senior staff (2.4).

    What can wait for a reminder time is brought up in digests.
    """
    if notes.forget_words(case, turn):
        return
    if case.state not in UNTAKEN:
        cases.wake_later(turn, case, None)
        return
    if reports.is_for_one(case, turn) and reports.is_first_ask(case):
        tell(case, "waiting", [case.reporter], turn)
    tell(case, "alert", reports.ask_again(case, turn), turn)


def _please(case: Case, turn: Turn) -> tuple[Block, ...]:
    due = moment(datetime.fromisoformat(case.text("due")), turn)
    ask = f'Please press "I have it" by {due}. The reporter is told that you have it, not more.'
    return (Alert(ask, "Now."),) if _is_critical(case) else (Text(ask),)


def _again(case: Case, turn: Turn) -> tuple[Block, ...]:
    since = moment(reports.waits_since(case, turn), turn)
    ask = f'Nobody has picked this up since {since}. Please press "I have it".'
    return (Alert(ask, "Now."),) if _is_critical(case) else (Text(ask),)


def _nobody_yet(case: Case, turn: Turn) -> tuple[Block, ...]:
    """Say to the reporter whom to speak to, and whom to ring: nobody else can be given it here."""
    names = turn.any_of(each.person for each in reports.sent_to(case))
    given = turn.school.contacts.filled()
    numbers = tuple((receipts.OUTSIDE[n], str(c)) for n, c in given if n in receipts.OUTSIDE)
    speak = f"Please speak to {names}, or ring" if names else "Please ring"
    outside = "one of these:" if numbers else "the council's children's services."
    known: Block = Facts(numbers) if numbers else Text(receipts.NO_CONTACTS)
    return (Text(f"Nobody has picked it up yet. {speak} {outside}"), known)


def _is_critical(case: Case) -> bool:
    return case.text("severity") == Severity.CRITICAL


LEADS: Mapping[str, Callable[[Case, Turn], tuple[Block, ...]]] = {
    "": lambda _, __: (),
    "reported": _please,
    "alert": _again,
    "waiting": _nobody_yet,
    "reminder": _again,
    "taken": lambda _, __: (Text("Somebody has picked up your report and is dealing with it."),),
    "added": lambda _, __: (Text("The reporter has added detail."),),
    "withdrawn": lambda _, __: (
        Text("The reporter says that this is no longer needed. You decide what happens."),
    ),
    "closed": lambda _, turn: (
        Text("Your report has been dealt with. If things get worse, please report it again."),
        advice.text("M42", turn),
    ),
}
