"""Forms that somebody began and left alone (DOMAIN 6.5, 6.9 and 9).

Of a report that cannot wait others are told; of any other form its owner is reminded, once.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.conversation.cards import Button, Buttons, Card, Style, Text
from bot.domain.drafts import Draft
from bot.domain.notices import Notice
from bot.services import cases, reminders
from bot.turn import Turn
from intents.buttons import Begin
from intents.capability import Capability, Feature, Told
from intents.fill_form.drafts import HalfDone
from intents.fill_form.examples import EXAMPLES, NOT_SENT
from intents.fill_form.intents import Cancel, WillFind
from intents.fill_form.red_flags import RedFlags, key_of


class FormUnfinished(Notice):
    """The person's own form is still half filled in."""

    name = "form_unfinished"
    since: datetime


class LeftAlone:
    """What happens to a form that nobody touches any more."""

    def __init__(self, features: Mapping[str, Feature[Any]]) -> None:
        self._features = features
        self._red_flags = RedFlags(features)

    def capability(self) -> Capability:
        """Return what time does to forms, summed up."""
        return Capability(
            name="left_alone",
            summary="Be reminded of a form that you have begun.",
            features=(Feature(WillFind, self._red_flags.find),),
            told=(*self._red_flags.told(), Told(FormUnfinished, self.remind)),
            watch=self.watch,
            examples=EXAMPLES,
        )

    def watch(self, draft: Draft, turn: Turn) -> None:
        """Tell whoever must hear of a form that was left alone."""
        half = self._half_done(draft)
        if half is None or not half.is_begun or self._red_flags.watch(draft, turn):
            return
        unfinished = FormUnfinished(since=draft.since)
        key = key_of(draft, unfinished, draft.person)
        is_time = _is_time_to_finish(draft, turn)
        if is_time and turn.uow.inbox.is_new(turn.school.id, key, unfinished.name, turn.now):
            cases.tell(turn, [draft.person], unfinished)

    def remind(self, unfinished: FormUnfinished, turn: Turn) -> Card | None:
        """Offer the person's own form again; None once it is gone, or they want no reminders."""
        draft = turn.uow.drafts.get(turn.school.id, turn.person.id)
        half = self._half_done(draft) if draft and draft.since == unfinished.since else None
        is_open = turn.school.calendar.is_school_time(turn.now)
        if half is None or not is_open or reminders.is_snoozed(turn):
            return None
        finish = Begin(form=half.form.name, school=str(turn.school.id))
        buttons = Buttons(
            (
                Button("Finish", finish, Style.PRIMARY),
                Button("Throw it away", Cancel(form=half.form.name), Style.DANGER),
            )
        )
        at = unfinished.since.astimezone(turn.zone)
        title = f"Finish this form? {half.form.title()} (started {at:%H:%M})"
        return Card(title, (Text(NOT_SENT), buttons))

    def _half_done(self, draft: Draft) -> HalfDone | None:
        feature = self._features.get(draft.form)
        return HalfDone(feature.intent, draft) if feature else None


def _is_time_to_finish(draft: Draft, turn: Turn) -> bool:
    calendar = turn.school.calendar
    at = reminders.finish_at(calendar, draft.touched_at)
    return at <= turn.now and calendar.is_school_time(turn.now)
