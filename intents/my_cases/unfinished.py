"""The form that a person is in the middle of, where they look for what is theirs (DOMAIN 9)."""

from collections.abc import Mapping

from bot.clockwork import KEEP_DRAFTS
from bot.conversation.cards import Block, Button, Buttons, Style, Text
from bot.forms.form import Form
from bot.turn import Turn
from intents.buttons import Begin


def unfinished(forms: Mapping[str, type[Form]], turn: Turn) -> tuple[Block, ...]:
    """Return what is half filled in at the school, with a button to finish it."""
    draft = turn.uow.drafts.get(turn.school.id, turn.person.id)
    if draft is None or draft.form not in forms or turn.now - draft.touched_at > KEEP_DRAFTS:
        return ()
    form = forms[draft.form]
    if not any(draft.answers.get(question.name) is not None for question in form.questions()):
        return ()
    at = draft.touched_at.astimezone(turn.zone)
    words = f"{form.title()}, {at:%a} {at:%H:%M}. Nothing of it has been sent."
    finish = Begin(form=form.name, school=str(turn.school.id))
    return (Text(words, "Not finished:"), Buttons((Button("Finish it", finish, Style.PRIMARY),)))
