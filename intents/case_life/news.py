"""Who hears that a case is theirs now, or needs them."""

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from bot.conversation.cards import Alert, Block, Card, Quote, Text
from bot.domain.cases import Case
from bot.domain.notices import CaseNotice
from bot.turn import Turn
from intents.case_blocks import story
from intents.case_cards import CaseCards

About: TypeAlias = Literal["handed_over", "brought_in", "escalated", "reopened", ""]
STEPS: Mapping[About, str] = {
    "handed_over": "hand_over",
    "brought_in": "bring_in",
    "escalated": "escalate",
    "reopened": "reopen",
}
SAID: Mapping[About, str] = {
    "handed_over": "{} handed this case over to you.",
    "brought_in": "{} brought you in on this case.",
    "escalated": "{} asks for your help.",
    "reopened": "{} opened this case again.",
}


class CaseNews(CaseNotice):
    """Something about who has a case."""

    name = "case_news"
    about: About = ""


def composer(known: CaseCards) -> Callable[[CaseNews, Turn], Card | None]:
    """Return what turns news into the case's own card, for whoever may still see it then."""

    def compose(news: CaseNews, turn: Turn) -> Card | None:
        case = turn.uow.cases.get(turn.school.id, news.case)
        if case is None or not known.is_seen(case, turn):
            return None
        if news.about and turn.person.id not in case.handlers:
            return None
        card = known.draw(case, turn)
        return Card(card.title, (*_lead(news.about, case, turn), *card.body))

    return compose


def _lead(about: About, case: Case, turn: Turn) -> tuple[Block, ...]:
    """Say who did it, and why."""
    events = turn.uow.cases.history(case.school, case.public_id)
    event = next((e for e in reversed(events) if e.action == STEPS.get(about)), None)
    if event is None:
        return ()
    said = SAID[about].format(turn.name_of(event.actor))
    is_urgent = about == "escalated"
    lead = Alert(said, "This case was taken further up.") if is_urgent else Text(said)
    return (lead, Quote(story(event.reason, case, turn), "why"))
