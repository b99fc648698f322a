"""Forms that somebody began and left alone (DOMAIN 6.5, 6.9 and 9).

A report that may be about a child in danger does not wait for "Send": whoever would get it is told
that it was begun, and by whom. Of any other form its owner is reminded, once.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.conversation.cards import Alert, Button, Buttons, Card, Style, Text
from bot.domain.drafts import Draft
from bot.domain.notices import Notice
from bot.domain.people import PersonId
from bot.services import cases, reminders
from bot.services.reports import moment
from bot.services.stand_ins import in_order
from bot.turn import Turn
from intents.buttons import Begin
from intents.capability import Capability, Feature, Told
from intents.fill_form.drafts import HalfDone
from intents.fill_form.examples import EXAMPLES
from intents.fill_form.intents import Cancel


class ReportUnsent(Notice):
    """Somebody began a report that may not be able to wait, and has not sent it."""

    name = "report_unsent"
    by: str
    since: datetime


class FormUnfinished(Notice):
    """The person's own form is still half filled in."""

    name = "form_unfinished"
    since: datetime


class LeftAlone:
    """What happens to a form that nobody touches any more."""

    def __init__(self, features: Mapping[str, Feature[Any]]) -> None:
        self._features = features

    def capability(self) -> Capability:
        """Return what time does to forms, summed up."""
        return Capability(
            name="left_alone",
            summary="Be reminded of a form that you have begun.",
            features=(),
            told=(
                Told(ReportUnsent, self.tell_unsent, self.stand_in),
                Told(FormUnfinished, self.remind),
            ),
            watch=self.watch,
            examples=EXAMPLES,
        )

    def watch(self, draft: Draft, turn: Turn) -> None:
        """Tell whoever must hear of a form that was left alone, each once a form."""
        half = self._half_done(draft)
        if half is None or not half.is_begun:
            return
        if people := must_hear(draft, turn, self._features):
            unsent = ReportUnsent(by=str(draft.person), since=draft.since)
            _tell_once(draft, people, unsent, turn)
        elif _is_time_to_finish(draft, turn):
            _tell_once(draft, [draft.person], FormUnfinished(since=draft.since), turn)

    def tell_unsent(self, unsent: ReportUnsent, turn: Turn) -> Card | None:
        """Say who began a report, and when; nothing of it, and nobody whom it is about by now."""
        draft = _begun(unsent, turn)
        if draft is None or turn.person.id not in self._hear_now(unsent, draft, turn):
            return None
        name = turn.name_of(draft.person)
        text = (
            f"{name} began a report at {moment(unsent.since, turn)} and has not sent it. It may be "
            f"about a child who is not safe. What they wrote is not shown here. Please find {name} "
            "and speak to them in person."
        )
        return Card("A report was started and not sent", (Alert(text, "Now."),))

    def stand_in(
        self, unsent: ReportUnsent, turn: Turn, told: Collection[PersonId]
    ) -> PersonId | None:
        """Return who would have heard of it without those whom nothing reaches, untold so far."""
        draft = _begun(unsent, turn)
        hear = self._hear_now(unsent, draft, turn) if draft else ()
        return next((person for person in in_order(turn, hear) if person not in told), None)

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
        text = Text("Nothing of it has been sent. After a day it is wiped.")
        at = unfinished.since.astimezone(turn.zone)
        title = f"Finish this? {half.form.title()} (started {at:%H:%M})"
        return Card(title, (text, buttons))

    def _hear_now(self, unsent: ReportUnsent, draft: Draft, turn: Turn) -> tuple[PersonId, ...]:
        unreached = turn.uow.outbox.unreached(turn.school.id, unsent)
        return must_hear(draft, turn, self._features, unreached)

    def _half_done(self, draft: Draft) -> HalfDone | None:
        feature = self._features.get(draft.form)
        return HalfDone(feature.intent, draft) if feature else None


def must_hear(
    draft: Draft,
    turn: Turn,
    features: Mapping[str, Feature[Any]],
    unreached: Collection[PersonId] = (),
) -> tuple[PersonId, ...]:
    """Return who hears of a form although it was not sent; nobody without a red flag."""
    feature = features.get(draft.form)
    if feature is None or feature.unsent is None:
        return ()
    found = feature.unsent(draft.answers, turn, draft.person, unreached)
    return tuple(person for person in found if person != draft.person)


def _begun(unsent: ReportUnsent, turn: Turn) -> Draft | None:
    """Return the form that is meant; None once it was sent or thrown away, or another begun."""
    draft = turn.uow.drafts.get(turn.school.id, PersonId(unsent.by))
    return draft if draft and draft.since == unsent.since else None


def _is_time_to_finish(draft: Draft, turn: Turn) -> bool:
    calendar = turn.school.calendar
    at = reminders.finish_at(calendar, draft.touched_at)
    return at <= turn.now and calendar.is_school_time(turn.now)


def _tell_once(draft: Draft, people: Iterable[PersonId], notice: Notice, turn: Turn) -> None:
    for person in people:
        key = f"{notice.name} {draft.person} {draft.form} {draft.since.isoformat()} {person}"
        if turn.uow.inbox.is_new(turn.school.id, key, notice.name, turn.now):
            cases.tell(turn, [person], notice)
