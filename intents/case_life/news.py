"""Who hears that a case is theirs now, or needs them."""

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from bot.conversation.cards import Alert, Block, Card, Text
from bot.domain.notices import CaseNotice
from bot.turn import Turn
from intents.case_cards import CaseCards

About: TypeAlias = Literal["handed_over", "brought_in", "escalated", "reopened", ""]
LEADS: Mapping[About, Block] = {
    "handed_over": Text("This case has been handed over to you."),
    "brought_in": Text("You have been brought in on this case."),
    "escalated": Alert("Whoever has it asks for your help.", "This case was taken further up."),
    "reopened": Text("This case has been opened again."),
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
        lead = (LEADS[news.about],) if news.about else ()
        return Card(card.title, (*lead, *card.body))

    return compose
