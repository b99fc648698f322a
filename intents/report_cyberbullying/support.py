"""A line manager is asked to support somebody who is targeted, and agreed to it (R12)."""

from bot.conversation.cards import Card, Note, Text
from bot.domain.days import short_day
from bot.domain.notices import CaseNotice
from bot.services.access import kept_off
from bot.turn import Turn

PLEASE = (
    "{name} asked me to tell you that they reported something on {day} ({ref}). "
    "They would like your support. Please ask them today how you can help."
)
NO_MORE = "Only those who deal with the report can see it. Please leave it to {name} what they say."


class SupportWanted(CaseNotice):
    """Somebody who works for the reader reported something, and would like support."""

    name = "support_wanted"

    @property
    def living(self) -> str:
        """It is told once and stays as it is: its reader may not follow the case."""
        return ""


def compose(wanted: SupportWanted, turn: Turn) -> Card | None:
    """Say who would like support, and nothing of why (N in DOMAIN 1.3)."""
    case = turn.uow.cases.get(turn.school.id, wanted.case)
    if case is None or turn.person.id in kept_off(case):
        return None
    if turn.person.id not in case.words("line_manager_told"):
        return None
    at = case.reported_at.astimezone(turn.zone)
    name, day = turn.name_of(case.reporter), short_day(at)
    text = Text(PLEASE.format(name=name, day=day, ref=case.ref))
    return Card("A colleague would like your support", (text, Note(NO_MORE.format(name=name))))
