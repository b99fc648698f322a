"""Who hears what about a website, and what time does to a report that nobody picks up."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypeAlias

from bot.conversation.cards import Alert, Block, Card, Text
from bot.domain.cases import Case
from bot.domain.concerns import Kind, Severity
from bot.domain.notices import CaseNotice
from bot.domain.people import PersonId
from bot.services import cases, notes, reports
from bot.services.access import kind_of
from bot.services.reports import moment
from bot.turn import Turn
from intents.report_website.cards import isolate_card, receipt, site_card
from intents.report_website.workflow import UNTAKEN, WORKFLOW

About: TypeAlias = Literal[
    "reported", "alert", "receipt", "isolate", "added", "outcome", "withdrawn", "closed", ""
]


class SiteNews(CaseNotice):
    """Something about the report of a website that somebody should hear now."""

    name = "site_news"
    about: About = ""


def compose(news: SiteNews, turn: Turn) -> Card | None:
    """Return the report as its reader may see it now; None when there is nothing to say."""
    case = turn.uow.cases.get(turn.school.id, news.case)
    if case is None or turn.person.id in case.subjects:
        return None
    if news.about == "isolate":
        return isolate_card(case, turn) if turn.person.id in case.words("it") else None
    if not cases.may_see(turn, WORKFLOW, case):
        return None
    if news.about == "receipt":
        return receipt(case, turn)
    if news.about == "alert" and case.state not in UNTAKEN:
        return None
    card = site_card(case, turn)
    return Card(card.title, (*LEADS[news.about](case, turn), *card.body))


def tell(case: Case, about: About, people: Iterable[str], turn: Turn) -> None:
    """Put news of a case in the outbox for each of the people."""
    news = SiteNews(case=case.public_id, about=about)
    cases.tell(turn, [PersonId(person) for person in people], news)


def moved(case: Case, verb: str, turn: Turn) -> None:
    """Tell whoever must hear of a step; its reporter hears only how it ended (DOMAIN 3.5)."""
    redraw = SiteNews(case=case.public_id, redraw=True)
    cases.tell(turn, (case.reporter, *case.handlers), redraw)
    told: Mapping[str, tuple[About, tuple[PersonId, ...]]] = {
        "block": ("outcome", (case.reporter,)),
        "leave_open": ("outcome", (case.reporter,)),
        "withdraw": ("withdrawn", case.handlers),
        "close": ("closed", () if kind_of(case) is Kind.WEB else (case.reporter,)),
    }
    if verb in told:
        about, people = told[verb]
        tell(case, about, [person for person in people if person != turn.person.id], turn)


def wake(case: Case, turn: Turn) -> None:
    """Ask again until somebody has it: in digests, or up the ladder if it may be illegal (2.4)."""
    if notes.forget_words(case, turn):
        return
    if case.state not in UNTAKEN:
        cases.wake_later(turn, case, None)
        return
    tell(case, "alert", reports.ask_again(case, turn), turn)


def _please(case: Case, _: Turn) -> tuple[Block, ...]:
    if kind_of(case) is not Kind.WEB:
        return (Alert('Please press "I have it".', "Now."),)
    urgent = case.text("severity") == Severity.HIGH
    how_soon = "Please look at this now." if urgent else "Please look at this today."
    return (Text(how_soon),)


def _again(case: Case, turn: Turn) -> tuple[Block, ...]:
    since = moment(reports.waits_since(case, turn), turn)
    return (Text(f"Nobody has picked this up since {since}."),)


LEADS: Mapping[str, Callable[[Case, Turn], tuple[Block, ...]]] = {
    "": lambda _, __: (),
    "reported": _please,
    "alert": _again,
    "added": lambda _, __: (Text("The reporter has added detail."),),
    "outcome": lambda _, __: (),
    "withdrawn": lambda _, __: (
        Text("The reporter says that this is no longer needed. You decide what happens."),
    ),
    "closed": lambda _, __: (Text("Your report has been dealt with."),),
}
