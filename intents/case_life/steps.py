"""The looks at a case that take no words."""

from bot.conversation.intent import Intent


class ShowTimeline(Intent):
    """Show what was done with a case."""

    name = "show_timeline"
    case: str


class CopyForRecords(Intent):
    """Show a case as text to copy into the child protection records."""

    name = "copy_for_records"
    case: str
