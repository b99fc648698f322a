"""The form that a person is in the middle of: one for each person and school, for a day.

Whoever came first keeps the place. A form that is begun meanwhile is offered beside it and never
takes its answers away without being told to (DOMAIN 9, must-pass 20).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.clockwork import KEEP_DRAFTS
from bot.domain.drafts import Draft
from bot.forms.form import Answers, Form
from bot.turn import Turn
from intents.fill_form.asking import here


@dataclass(frozen=True, slots=True)
class HalfDone:
    """A draft with the form that it belongs to."""

    form: type[Form]
    draft: Draft

    def carried(self, turn: Turn) -> dict[str, str]:
        """Return what the draft is about, as a button carries it."""
        return carried_by(self.form, self.draft.answers, turn)

    @property
    def is_begun(self) -> bool:
        """Whether the person has answered anything yet."""
        given = {name for name, value in self.draft.answers.items() if value is not None}
        return bool(given & {question.name for question in self.form.questions()})

    def is_about(self, form: type[Form], carried: Answers) -> bool:
        """Tell whether it is that form about that thing, as far as anything is named."""
        named = {name: value for name, value in carried.items() if name != "school"}
        return self.form is form and named.items() <= self.draft.answers.items()

    def holds(self, known: Answers) -> bool:
        """Tell whether these answers would change nothing."""
        answers = self.draft.answers
        return self.form.prune({**answers, **known}) == dict(answers)

    def since(self, turn: Turn) -> str:
        """Return when the person was last at it, on the school's own clock."""
        at = self.draft.touched_at.astimezone(turn.zone)
        return f"{at:%H:%M}" if at.date() == turn.today else f"yesterday, {at:%H:%M}"


def half_done(turn: Turn, forms: Mapping[str, type[Form]]) -> HalfDone | None:
    """Return what the person is in the middle of; after a day it is as if it had never been."""
    draft = turn.uow.drafts.get(turn.school.id, turn.person.id)
    if draft is None or draft.form not in forms or turn.now - draft.touched_at > KEEP_DRAFTS:
        return None
    return HalfDone(forms[draft.form], draft)


def given(answers: Answers) -> dict[str, object]:
    """Return the answers that say something."""
    return {name: value for name, value in answers.items() if value not in (None, "", [])}


def keep(turn: Turn, form: type[Form], answers: Answers, *, is_interview: bool) -> None:
    """Keep what was answered so far; what the answers close is not stored."""
    known = {name: value for name, value in form.prune(answers).items() if name != "school"}
    draft = Draft(turn.school.id, turn.person.id, form.name, turn.now, known, is_interview)
    turn.uow.drafts.keep(draft)


def carried_by(form: type[Form], answers: Answers, turn: Turn) -> dict[str, str]:
    """Return what a button must carry to come back to this form about this thing."""
    carried = {**form.carried(answers), **here(turn)}
    return {name: str(value) for name, value in carried.items()}
