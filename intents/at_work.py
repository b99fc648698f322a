"""Whether words are about a case that is in hand already: a note on it, why it is handed over."""

from bot.conversation.exchange import Changed, Event, Said, Submitted
from bot.domain.permissions import BREAKS_GLASS
from bot.forms.form import Answers
from bot.turn import Turn
from intents.break_glass.feature import BreakGlass


def is_at_work(event: Event, turn: Turn) -> bool:
    """Tell whether the words stand in a form with which somebody works on another one's case."""
    match event:
        case Submitted(form, values) | Changed(form, values):
            return _is_in_hand(form, values, turn)
        case Said():
            draft = turn.uow.drafts.get(turn.school.id, turn.person.id)
            if draft is None or not draft.is_interview:
                return False
            return turn.place.is_private and _is_in_hand(draft.form, draft.answers, turn)
        case _:
            return False


def _is_in_hand(form: str, values: Answers, turn: Turn) -> bool:
    if form == BreakGlass.name:
        return bool(BREAKS_GLASS & turn.roles)
    found = turn.uow.cases.get(turn.school.id, str(values.get("case") or ""))
    return found is not None and found.reporter != turn.person.id
