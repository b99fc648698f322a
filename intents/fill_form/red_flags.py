"""A report that may be about a child in danger, begun and not sent (DOMAIN 6.9).

It does not wait for "Send": whoever would get it is told that it was begun, and by whom; then those
who come next, every five minutes, until somebody says that they will go.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.conversation.cards import Alert, Button, Buttons, Card, Style, Text
from bot.conversation.exchange import Reply
from bot.domain.drafts import Draft
from bot.domain.notices import Notice
from bot.domain.people import PersonId
from bot.errors import NotFound
from bot.services import cases
from bot.services.reports import in_a_row, moment
from bot.services.stand_ins import in_order
from bot.turn import Turn
from intents.buttons import Begin
from intents.capability import Feature, Told
from intents.case_cards import at_each_school
from intents.fill_form.intents import WillFind

EVERY = timedelta(minutes=5)
MOST_REPEATS = 6
OVER = "That report was sent or stopped since then."
STILL_WORRIED = "If you are still worried, please find {name} and speak to them."
SOMEBODY_ELSE = "Somebody else said so before you."
ASK_THEM = "They are on the way to {name}. Please ask them whether they need you."


class ReportUnsent(Notice):
    """Somebody began a report that cannot wait; each rung brings in who comes next."""

    name = "report_unsent"
    by: str
    since: datetime
    rung: int = 0


class SomebodyGoes(Notice):
    """Somebody said that they will find whoever began such a report."""

    name = "somebody_goes"
    by: str
    since: datetime
    who: str


class OwnReportUnsent(Notice):
    """The person's own report cannot wait, and is not sent."""

    name = "own_report_unsent"
    since: datetime


class RedFlags:
    """What happens to such a report while nobody touches it."""

    def __init__(self, features: Mapping[str, Feature[Any]]) -> None:
        self._features = features

    def told(self) -> tuple[Told[Any], ...]:
        """Return who hears what, as cards."""
        return (
            Told(ReportUnsent, self.tell_unsent, self.stand_in),
            Told(SomebodyGoes, self.tell_others),
            Told(OwnReportUnsent, self.tell_reporter),
        )

    def watch(self, draft: Draft, turn: Turn) -> bool:
        """Tell whoever must hear of a report by now, each once a rung; False where it can wait."""
        if not must_hear(draft, turn, self._features):
            return False
        quiet_for = (turn.now - draft.touched_at) // EVERY
        fresh = self._tell_rung(draft, 0, (), turn)
        self._tell_rung(draft, min(quiet_for - 1, MOST_REPEATS), fresh, turn)
        own = OwnReportUnsent(since=draft.since)
        if turn.uow.inbox.is_new(turn.school.id, key_of(draft, own, draft.person), "", turn.now):
            cases.tell(turn, [draft.person], own)
        return True

    def find(self, wanted: WillFind, turn: Turn) -> Reply:
        """Let the others know who goes, and repeat it no more."""
        here = next((t for t in at_each_school(turn) if str(t.school.id) == wanted.school), None)
        if here is None:
            raise NotFound
        name = here.name_of(PersonId(wanted.by))
        draft = _begun(wanted, here)
        if draft is None:
            return Reply((Card(OVER, (Text(STILL_WORRIED.format(name=name)),)),))
        people = self._hear(draft, MOST_REPEATS, here)
        if here.person.id not in people:
            raise NotFound
        told = [person for person in people if _was_told(draft, person, here)]
        goes = SomebodyGoes(by=wanted.by, since=wanted.since, who=str(here.person.id))
        if not here.uow.inbox.is_new(here.school.id, key_of(draft, goes, ""), "", here.now):
            return Reply((Card(SOMEBODY_ELSE, (Text(ASK_THEM.format(name=name)),)),))
        cases.tell(here, [person for person in told if person != here.person.id], goes)
        text = Text(f"Please find {name} now and speak to them in person.")
        return Reply((Card("Thank you. The others know that you are going.", (text,)),))

    def tell_unsent(self, unsent: ReportUnsent, turn: Turn) -> Card | None:
        """Say who began a report, and when; nothing of it, and nobody whom it is about by now."""
        draft = _begun(unsent, turn)
        if draft is None or turn.person.id not in self._hear_now(unsent, draft, turn):
            return None
        name = turn.name_of(draft.person)
        again = "Nobody has said yet that they will go. " if unsent.rung else ""
        text = (
            f"{again}{name} began a report at {moment(unsent.since, turn)} and has not sent it. It "
            "may be about a child who is not safe. What they wrote is not shown here."
        )
        find = WillFind(by=unsent.by, since=unsent.since, school=str(turn.school.id))
        return Card(
            "A report was started and not sent",
            (
                Alert(text, f"Please find {name} and speak to them in person now."),
                Buttons((Button("I will find them", find, Style.PRIMARY),)),
            ),
        )

    def tell_others(self, goes: SomebodyGoes, turn: Turn) -> Card | None:
        """Say who goes, to those who were asked to."""
        draft = _begun(goes, turn)
        if draft is None or turn.person.id not in self._hear(draft, MOST_REPEATS, turn):
            return None
        who, name = turn.name_of(PersonId(goes.who)), turn.name_of(draft.person)
        text = Text("Please leave it to them, unless they ask you to come.")
        return Card(f"{who} will find {name}", (text,))

    def tell_reporter(self, own: OwnReportUnsent, turn: Turn) -> Card | None:
        """Say to whoever began it what to do now, and who knows of it."""
        draft = turn.uow.drafts.get(turn.school.id, turn.person.id)
        if draft is None or draft.since != own.since:
            return None
        told = [turn.name_of(person) for person in self._hear(draft, 0, turn)]
        if not told:
            return None
        lead = f"If anyone is at risk, speak to {' or '.join(told)} now. In danger call 999."
        known = f"{in_a_row(told)} can see that you began it, but not what you wrote."
        finish = Begin(form=draft.form, school=str(turn.school.id))
        return Card(
            f"You began a report at {moment(own.since, turn)}. It is not sent.",
            (Alert(lead), Text(known), Buttons((Button("Finish", finish, Style.PRIMARY),))),
        )

    def stand_in(
        self, unsent: ReportUnsent, turn: Turn, told: Collection[PersonId]
    ) -> PersonId | None:
        """Return who would have heard of it without those whom nothing reaches, untold so far."""
        draft = _begun(unsent, turn)
        hear = self._hear_now(unsent, draft, turn) if draft else ()
        return next((person for person in in_order(turn, hear) if person not in told), None)

    def _tell_rung(
        self, draft: Draft, rung: int, fresh: Collection[PersonId], turn: Turn
    ) -> list[PersonId]:
        """Tell everybody up to a rung, and return who was told just now."""
        unsent = ReportUnsent(by=str(draft.person), since=draft.since, rung=rung)
        people = [p for p in self._hear(draft, rung, turn) if _is_untold(draft, rung, p, turn)]
        cases.tell(turn, [person for person in people if person not in fresh], unsent)
        return people

    def _hear_now(self, unsent: ReportUnsent, draft: Draft, turn: Turn) -> tuple[PersonId, ...]:
        unreached = turn.uow.outbox.unreached(turn.school.id, unsent)
        return self._hear(draft, unsent.rung, turn, unreached)

    def _hear(
        self, draft: Draft, rung: int, turn: Turn, unreached: Collection[PersonId] = ()
    ) -> tuple[PersonId, ...]:
        """Return who hears up to a rung: on each, who would without those on the ones below."""
        found: dict[PersonId, None] = {}
        for _ in range(rung + 1):
            passed_over = {*unreached, *found}
            found |= dict.fromkeys(must_hear(draft, turn, self._features, passed_over))
        return tuple(found)


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


def key_of(draft: Draft, notice: Notice, person: str, rung: int = 0) -> str:
    """Return what is said once of a form, to a person, on a rung."""
    again = f" {rung}" if rung else ""
    began = f"{draft.person} {draft.form} {draft.since.isoformat()}"
    return f"{notice.name} {began} {person}{again}"


def _begun(unsent: ReportUnsent | SomebodyGoes | WillFind, turn: Turn) -> Draft | None:
    """Return the form that is meant; None once it was sent or thrown away, or another begun."""
    draft = turn.uow.drafts.get(turn.school.id, PersonId(unsent.by))
    return draft if draft and draft.since == unsent.since else None


def _was_told(draft: Draft, person: PersonId, turn: Turn) -> bool:
    """Tell whether somebody was asked on any rung; whoever asks uses up the rungs that are left."""
    untold = [_is_untold(draft, rung, person, turn) for rung in range(MOST_REPEATS + 1)]
    return not all(untold)


def _is_untold(draft: Draft, rung: int, person: PersonId, turn: Turn) -> bool:
    """Tell whether somebody was not asked on a rung yet; from now on they were."""
    unsent = ReportUnsent(by=str(draft.person), since=draft.since)
    key = key_of(draft, unsent, person, rung)
    return turn.uow.inbox.is_new(turn.school.id, key, unsent.name, turn.now)
