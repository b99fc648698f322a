"""What the headteacher and the data protection officer do about records past their time."""

from bot.conversation.intent import Intent


class ShowPast(Intent):
    """Show which records are past their time.

    `school` is named by somebody who works at several.
    """

    name = "show_past"
    school: str = ""


class DeletePast(Intent):
    """Delete the records that were shown; `seen` tells whether they are still the same."""

    name = "delete_past"
    seen: str
    school: str = ""
