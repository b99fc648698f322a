"""Noting what the policies left open, without its asker (DOMAIN 6.5, 6.9)."""

from bot.domain.questions import Gap, Miss
from bot.turn import Turn
from intents.ask_policy.scrubbing import fit_to_keep
from intents.question_wording import stands_alone, wording_of


def note(question: str, miss: Miss, turn: Turn) -> bool:
    """Note a question that was not answered; False for one that must not be kept."""
    text = fit_to_keep(question, turn)
    wording = wording_of(text)
    if not text or not stands_alone(wording):
        return False
    gap = Gap(school=turn.school.id, asked_on=turn.today, miss=miss, wording=wording, question=text)
    turn.uow.questions.note(gap)
    return True
