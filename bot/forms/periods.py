"""Periods as people write them: "tues to fri", "next two weeks", "24-27 nov", "until friday"."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from bot.forms.days import (
    LONGEST_MONTH,
    SCHOOL_TIMES,
    TERM,
    WEEK,
    WEEKDAY,
    Mention,
    Prefer,
    mentions,
    within_reason,
)
from bot.forms.phrases import MONTH, ORDINAL, WEEKDAYS, day_phrase

FRIDAY, SATURDAY = 4, 5
LONGEST = 400
ONE_DAY = timedelta(days=1)
UNCLEAR = "I can't find the dates there. Try Tuesday to Friday, or 24 Nov to 4 Dec."
NO_END = "Every request needs a last day. Please give one, like 24 Nov to 4 Dec."
BACKWARDS = "The last day is before the first. Please check both, like 24 Nov to 4 Dec."
TOO_MANY = "I found more than two days. Please give the first and the last, like 24 Nov to 4 Dec."

FOR_EVER = re.compile(
    r"\b(?:for ?ever|always|permanent(?:ly)?|indefinite(?:ly)?|no end(?: date)?|ongoing|all year"
    r"|from now on|for good|open[- ]ended)\b"
)
# "24-27 nov" leaves out a month, "wed to fri next week" a week, that belongs to both days.
SHARED_MONTH = re.compile(
    rf"\b(?P<first>\d\d?){ORDINAL}? ?(?:-|to|until|till|til|and|&) ?(?:the )?"
    rf"(?P<last>\d\d?{ORDINAL}? ?(?:of )?(?P<month>{MONTH})\b)"
)
SHARED_WEEK = re.compile(
    rf"\b(?P<first>{WEEKDAY}) ?(?:-|to|until|till|til|and|&) ?(?P<last>{WEEKDAY})"
    r" (?P<week>(?:next|last|this) week)\b"
)
SCHOOL_TIME = re.compile(
    r"\b(?:until|till|til|to|up to|by|before|end of|rest of|all|this|next|whole)"
    rf" (?:the )?(?:end of )?(?:the |this )?(?:\w+ )?(?:{SCHOOL_TIMES.pattern})"
)
LENGTH = re.compile(
    r"\b(?P<back>last |past )?(?P<number>\d+) (?:school |whole )?(?P<unit>day|week|month)s?\b"
)
UNTIL = re.compile(r"\b(?:until|till|til|up to|through to|through|thru|ending|ends?)\b")
FROM = re.compile(r"\b(?:from|starting|as of|beginning)\b")
SPAN = re.compile(
    r"\b(?P<which>(?:rest|end) of (?:the|this)|for the|this|next|last|all)"
    r" (?P<unit>weekend|week|month|day)\b"
)
Period: TypeAlias = tuple[date, date]


def read_period(text: str, today: date, prefer: Prefer = "future") -> Period:
    """Return the first and the last day meant; they are the same when only one is named.

    "Three days" are weekdays, as a school counts them; weeks and months are whole.
    """
    phrase = SHARED_MONTH.sub(r"\g<first> \g<month> to \g<last>", day_phrase(text))
    phrase = SHARED_WEEK.sub(r"\g<first> \g<week> to \g<last> \g<week>", phrase)
    if FOR_EVER.search(phrase):
        raise ValueError(NO_END)
    if SCHOOL_TIME.search(phrase):
        raise ValueError(TERM)
    named = mentions(phrase, today, prefer)
    period = _length(phrase, named, today) or _named(phrase, named, today, prefer)
    period = period or _span(phrase, today, prefer)
    if period is None:
        raise ValueError(TERM if SCHOOL_TIMES.search(phrase) else UNCLEAR)
    if period[1] < period[0]:
        raise ValueError(BACKWARDS)
    return within_reason(period[0], today), within_reason(period[1], today)


def _length(phrase: str, named: Sequence[Mention], today: date) -> Period | None:
    """Read "2 weeks", from today or from the one day that is named."""
    found = LENGTH.search(phrase)
    is_part_of_a_day = any(m.start <= found.start() < m.end for m in named) if found else True
    if found is None or is_part_of_a_day or len(named) > 1 or UNTIL.search(phrase):
        return None
    number = min(int(found["number"]), LONGEST)
    first = named[0].day if named else today
    if found["back"]:
        return _after(first, -number, found["unit"]), first
    return first, _after(first, number, found["unit"])


def _after(day: date, number: int, unit: str) -> date:
    """Return the last day of so many days, weeks or months, of which `day` is the first."""
    step = ONE_DAY if number > 0 else -ONE_DAY
    match unit:
        case "week":
            return day + number * WEEK - step
        case "month":
            months = day.year * 12 + day.month - 1 + number
            return _day_of(*divmod(months, 12), day.day) - step
        case _:
            for _ in range(abs(number) - 1):
                day += step
                while day.weekday() >= SATURDAY:
                    day += step
            return day


def _day_of(year: int, month: int, day: int) -> date:
    """Return the day of a month counted from nought, or its last one where it is shorter."""
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))


def _named(phrase: str, named: Sequence[Mention], today: date, prefer: Prefer) -> Period | None:
    match named:
        case []:
            return None
        case [only]:
            if UNTIL.search(phrase):
                return today, _next_of(only, phrase, today)
            if FROM.search(phrase):
                raise ValueError(NO_END)
            return only.day, only.day
        case [first, last]:
            return _in_order(phrase, first, last, prefer)
        case _:
            raise ValueError(TOO_MANY)


def _next_of(only: Mention, phrase: str, today: date) -> date:
    """Return the day that "until monday" ends on: said on a Monday, it is the next one."""
    is_bare = phrase[only.start : only.end].strip() in WEEKDAYS
    return only.day + WEEK if is_bare and only.day == today else only.day


def _in_order(phrase: str, first: Mention, last: Mention, prefer: Prefer) -> Period:
    """Read the two days together: in "fri to tues" the Tuesday is the one after the Friday."""
    if first.day <= last.day:
        return first.day, last.day
    if prefer == "future":
        again = mentions(phrase[last.start : last.end].strip(), first.day, "future")
        return first.day, again[0].day if again else last.day
    again = mentions(phrase[first.start : first.end].strip(), last.day, "past")
    return again[0].day if again else first.day, last.day


def _span(phrase: str, today: date, prefer: Prefer) -> Period | None:
    found = SPAN.search(phrase)
    if found is None:
        return None
    shift = {"next": 1, "last": -1}.get(found["which"], 0)
    first, last = SPANS[found["unit"]](today, shift)
    if shift or found["unit"] == "weekend":
        return first, last
    return (first, min(last, today)) if prefer == "past" else (max(first, today), max(last, today))


def _week(today: date, shift: int) -> Period:
    monday = today - timedelta(days=today.weekday()) + shift * WEEK
    return monday, monday + timedelta(days=FRIDAY)


def _weekend(today: date, shift: int) -> Period:
    saturday = _week(today, shift)[1] + ONE_DAY
    return saturday, saturday + ONE_DAY


def _month(today: date, shift: int) -> Period:
    months = today.year * 12 + today.month - 1 + shift
    return _day_of(*divmod(months, 12), 1), _day_of(*divmod(months, 12), LONGEST_MONTH)


def _day(today: date, shift: int) -> Period:
    day = today + shift * ONE_DAY
    return day, day


SPANS: Mapping[str, Callable[[date, int], Period]] = {
    "day": _day,
    "week": _week,
    "weekend": _weekend,
    "month": _month,
}
