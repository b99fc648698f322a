"""What a person can want of their reminders."""

from bot.conversation.intent import Intent


class Snooze(Intent):
    """Send me no reminders until the next school day; at each school where none is named."""

    name = "snooze"
    school: str = ""
