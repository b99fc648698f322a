"""Corrections: a form that came back because answers are missing or wrong."""

from bot.conversation.intent import Intent


class Correct(Intent):
    """Ask again what was complained about; only the assistant itself wants this."""

    name = "correct_form"
    complaints: dict[str, str]


class Keep(Intent):
    """Keep what stood in such a form, which may never be sent again (must-pass 20)."""

    name = "keep_form"
    form: str
    values: dict[str, object]
