"""Reminders: at the school's own times, one digest for everybody, and quiet for who asks for it.

What is brought up is decided when a digest is delivered, not when it is put on its way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.calendars import SchoolCalendar
from bot.domain.cases import Case
from bot.domain.notices import Notice
from bot.domain.people import PersonId
from bot.services import cases
from bot.turn import Turn

AN_INSTANT = timedelta(microseconds=1)
FOUR_HOURS = timedelta(hours=4)


class Digest(Notice):
    """What waits for somebody, told at one of the school's reminder times (DOMAIN 4.4)."""

    name = "digest"
    slot: datetime


def slot_at(calendar: SchoolCalendar, now: datetime) -> datetime | None:
    """Return today's last reminder time so far; None while school is closed, or before the first.

    A reminder that comes later than its day, or after the next one, is none.
    """
    if not calendar.is_school_time(now):
        return None
    found, following = None, calendar.next_reminder_slot(_midnight(calendar, now) - AN_INSTANT)
    while following <= now:
        found, following = following, calendar.next_reminder_slot(following)
    return found


def slot_before(calendar: SchoolCalendar, moment: datetime) -> datetime | None:
    """Return the last reminder time before a moment, on its day; None where school is closed."""
    return slot_at(calendar, moment - AN_INSTANT)


def is_time_for(case: Case, turn: Turn) -> bool:
    """Tell whether a reminder time has come since the case wanted to be woken."""
    slot = slot_at(turn.school.calendar, turn.now)
    return slot is not None and case.wake_at is not None and case.wake_at <= slot


def bring_up(turn: Turn, people: Iterable[PersonId]) -> None:
    """Have people told what waits for them: one digest a person, school and reminder time."""
    slot = slot_at(turn.school.calendar, turn.now)
    if slot is None:
        return
    for person in dict.fromkeys(people):
        key = f"digest {person} {slot.isoformat()}"
        if turn.uow.inbox.is_new(turn.school.id, key, Digest.name, turn.now):
            cases.tell(turn, [person], Digest(slot=slot))


def is_welcome(digest: Digest, turn: Turn) -> bool:
    """Tell whether a digest may be shown now: it is its time, and its reader wants reminders."""
    return slot_at(turn.school.calendar, turn.now) == digest.slot and not is_snoozed(turn)


def is_snoozed(turn: Turn) -> bool:
    """Tell whether the person of the turn wants no reminders now."""
    until = turn.uow.snoozes.until(turn.school.id, turn.person.id)
    return until is not None and turn.now < until


def next_morning(calendar: SchoolCalendar, now: datetime) -> datetime:
    """Return the first reminder time of the next school day: a snooze ends there."""
    tomorrow = _midnight(calendar, now, days=1)
    return calendar.next_reminder_slot(tomorrow - AN_INSTANT)


@dataclass(frozen=True, slots=True)
class Wait:
    """How long somebody has waited for a decision, and until when one is of use."""

    since: datetime
    until: datetime


def calls_standby(calendar: SchoolCalendar, failover: timedelta, wait: Wait, now: datetime) -> bool:
    """Tell whether those who stand by are reminded too (D3, DOMAIN 4.4).

    They are once the head had the school time agreed, or less than that is left to decide in.
    """
    had = calendar.school_hours_between(wait.since, now)
    left = calendar.school_hours_between(now, wait.until)
    return had >= failover or left < failover


def finish_at(calendar: SchoolCalendar, touched: datetime) -> datetime:
    """Return when somebody is reminded of a form that they left half filled in (DOMAIN 6.5, 9).

    That is four hours later or at the last reminder time of the day, whichever comes first, and
    never while school is closed.
    """
    last = slot_before(calendar, _closing(calendar, touched))
    later = (touched + FOUR_HOURS, last)
    fit = [at for at in later if at and at > touched and calendar.is_school_time(at)]
    return min(fit, default=calendar.next_reminder_slot(touched))


def _midnight(calendar: SchoolCalendar, now: datetime, days: int = 0) -> datetime:
    """Return the midnight that a day begins with, that many days after the day of `now`."""
    day = calendar.local_day(now) + timedelta(days=days)
    return datetime.combine(day, time(), calendar.zone)


def _closing(calendar: SchoolCalendar, moment: datetime) -> datetime:
    """Return when school closes that day, if it is open at all."""
    return datetime.combine(calendar.local_day(moment), calendar.closes, calendar.zone)
