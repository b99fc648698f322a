"""Once a day: what each day asks for is done from its first reminder time on, and not again."""

from bot.turn import Turn


def is_due(turn: Turn, task: str) -> bool:
    """Tell whether a task is to be done now at the school; it then counts as done today."""
    if turn.now.astimezone(turn.zone).time() < min(turn.school.calendar.reminder_times):
        return False
    key = f"{task}:{turn.today.isoformat()}"
    return turn.uow.inbox.is_new(turn.school.id, key, "", turn.now)
