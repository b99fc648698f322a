"""Days as people write them: "tues", "24 nov", "a week on Friday", "2 weeks ago"."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias

import dateparser

from bot.domain.days import day_in_words
from bot.forms.phrases import MONTH, ORDINAL, WEEKDAYS, day_phrase

Prefer: TypeAlias = Literal["past", "future"]

WEEK = timedelta(days=7)
FARTHEST = timedelta(days=3_660)
SOON = timedelta(days=62)
LEAP_CYCLE = 8
LONGEST_MONTH = 31
CENTURY = 2000
SHORT_YEAR = 2
UNCLEAR = "I can't find a date there. Try 24 Nov, or tomorrow."
WHICH_DAY = "I need one day. Which day is it? For example Tuesday, or 24 Nov."
NO_SUCH_DAY = "There is no such day. Please check it, and put the day first: 24 Nov, or 24/11."
TERM = "I can't work with term dates here. Please give a date, like 24 Nov."

WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
MENTION = re.compile(
    rf"""
    (?P<absolute>
        (?:(?P<claimed>{WEEKDAY}),?\ (?:the\ )?)?
        (?P<date>
            \d{{4}}-\d\d?-\d\d?
          | \d\d?\ ?{ORDINAL}?\ ?(?:of\ )?{MONTH}\b(?:,?\ (?:\d{{4}}|'?\d\d)\b(?![:.]\d|\ ?[ap]m))?
          | {MONTH}\ (?:the\ )?\d\d?{ORDINAL}?\b(?![:.]\d)(?:,?\ \d{{4}}\b)?
          | (?<![\d:.])\d\d?(?P<sep>[/.])\d\d?(?:(?P=sep)(?:\d{{4}}|\d\d))?(?![\d/]|\ ?[ap]m\b)
          | (?<![\d:.])\d\d?-\d\d?-(?:\d{{4}}|\d\d)(?!\d)
        )
    )
  | (?:{WEEKDAY}\ (?:the\ )?|\bthe\ |\bon\ |\bto\ |\bfrom\ |\buntil\ |\bby\ |^)
        (?P<nth>\d\d?){ORDINAL}\b(?!\ (?:lesson|period|year|grade|form|time|week|set))
  | (?P<word>day\ (?:after\ tomorrow|before\ yesterday)|today|tonight|tomorrow|yesterday
        |last\ night|this\ (?:morning|afternoon|evening|lesson|period))\b
  | (?P<distance>\b\d+\ (?:day|week|month)s?'?\ (?:ago|time|from\ now|from\ today)
        |\bin\ \d+\ (?:day|week|month)s?'?(?:\ time)?)
  | (?:\b(?P<before>(?:last|next|this)\ week|(?:1\ )?week|last|next|this|coming)\ (?:on\ )?)?
        (?P<weekday>{WEEKDAY})\b
        (?:\ (?P<after>(?:last|next|this)\ week|week|just\ gone|gone|coming))?
    """,
    re.VERBOSE,
)
SCHOOL_TIMES = re.compile(
    r"\b(?:half ?-?terms?|terms?|christmas|xmas|easter|whitsun|summer|holidays?|hols|insets?"
    r"|end of (?:the )?(?:school )?year)\b"
)
SPANS = re.compile(r"\b(?:(?:last|next|this|all) (?:week|month|weekend)|(?:the )?weekend)\b")
WORDS: Mapping[str, int] = {
    "day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
NUMERIC = re.compile(r"(?P<day>\d\d?)([/.-])(?P<month>\d\d?)(?:\2(?P<year>\d{4}|\d\d))?")
PERHAPS_A_TIME = re.compile(r"\d\d?\.\d\d?")
FULL_YEAR = re.compile(r"\d{4}")
TWO_DIGIT_YEAR = re.compile(rf"(?P<day>\d\d? ?{ORDINAL}? ?(?:of )?{MONTH},? )'?(?P<year>\d\d)$")
# Strict: what does not name its day, month and year is no date.
COMPLETE = {"DATE_ORDER": "DMY", "STRICT_PARSING": True}


@dataclass(frozen=True, slots=True)
class Mention:
    """A day that is named in a phrase, and where."""

    day: date
    start: int
    end: int


def read_day(text: str, today: date, prefer: Prefer) -> date:
    """Return the day meant; without a year, the nearest one on the preferred side of today."""
    phrase = day_phrase(text)
    days = {mention.day for mention in mentions(phrase, today, prefer)}
    if len(days) > 1:
        raise ValueError(WHICH_DAY)
    if not days and SCHOOL_TIMES.search(phrase):
        raise ValueError(TERM)
    if not days and SPANS.search(phrase):
        raise ValueError(WHICH_DAY)
    if not days:
        raise ValueError(UNCLEAR)
    return within_reason(days.pop(), today)


def mentions(phrase: str, today: date, prefer: Prefer) -> tuple[Mention, ...]:
    """Return the days named in a tidied phrase, in order."""
    return tuple(_mentions(phrase, today, prefer))


def _mentions(phrase: str, today: date, prefer: Prefer) -> Iterator[Mention]:
    for found in MENTION.finditer(phrase):
        for kind, meaning in MEANINGS.items():
            day = meaning(found, today, prefer) if found[kind] else None
            if day:
                yield Mention(day, found.start(), found.end())


def _absolute(found: re.Match[str], today: date, prefer: Prefer) -> date | None:
    written, claimed = found["date"], found["claimed"]
    numeric = NUMERIC.fullmatch(written)
    other: Prefer = "past" if prefer == "future" else "future"
    day, beyond = (
        _numeric(numeric, today, side) if numeric else _worded(written, today, side)
        for side in (prefer, other)
    )
    # "Tues 24 Nov" may lie on the other side of today, but not a year away.
    nearest = [day] if day else []
    nearest += [beyond] if beyond and abs(beyond - today) <= SOON else []
    if not nearest and not PERHAPS_A_TIME.fullmatch(written):
        raise ValueError(NO_SUCH_DAY)
    fitting = [day for day in nearest if claimed in (None, WEEKDAYS[day.weekday()])]
    if nearest and not fitting:
        raise ValueError(_mismatch(nearest[0], claimed))
    return fitting[0] if fitting else None


def _mismatch(day: date, claimed: str) -> str:
    is_really = f"{day.day} {day:%b %Y} is a {day:%A}, not a {claimed.capitalize()}."
    return f"{is_really} Which day is it? For example {day_in_words(day)}."


def _numeric(found: re.Match[str], today: date, prefer: Prefer) -> date | None:
    day, month, year = int(found["day"]), int(found["month"]), found["year"]
    if year:
        return _date(int(year) + (CENTURY if len(year) == SHORT_YEAR else 0), month, day)
    return _nearest(lambda this: _date(this, month, day), today, prefer)


def _worded(written: str, today: date, prefer: Prefer) -> date | None:
    written = TWO_DIGIT_YEAR.sub(r"\g<day>20\g<year>", written)
    if FULL_YEAR.search(written):
        return _complete(written)
    return _nearest(lambda this: _complete(f"{written} {this}"), today, prefer)


def _nearest(in_year: Callable[[int], date | None], today: date, prefer: Prefer) -> date | None:
    """Return the day in the nearest year that is not on the wrong side of today."""
    step = -1 if prefer == "past" else 1
    days = (in_year(today.year + step * ahead) for ahead in range(LEAP_CYCLE + 1))
    return next((day for day in days if day and (day - today).days * step >= 0), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _complete(written: str) -> date | None:
    """Return a date that names its day, month and year."""
    found = dateparser.parse(written, languages=["en"], settings=COMPLETE)
    return found.date() if found else None


def _nth(found: re.Match[str], today: date, prefer: Prefer) -> date | None:
    step = -1 if prefer == "past" else 1
    days = (today + timedelta(days=step * ahead) for ahead in range(2 * LONGEST_MONTH + 1))
    return next((day for day in days if day.day == int(found["nth"])), None)


def _word(found: re.Match[str], today: date, _: Prefer) -> date:
    return today + timedelta(days=WORDS.get(found["word"], 0))


def _distance(found: re.Match[str], today: date, _: Prefer) -> date | None:
    distance = re.sub(r"'|\b(?:time|from (?:now|today))\b", "", found["distance"]).strip()
    phrase = distance if distance.endswith("ago") or distance.startswith("in") else f"in {distance}"
    base = datetime.combine(today, time(12))
    there = dateparser.parse(phrase, languages=["en"], settings={"RELATIVE_BASE": base})
    return there.date() if there else None


def _weekday(found: re.Match[str], today: date, prefer: Prefer) -> date:
    meant = (found["before"] or found["after"] or "").removeprefix("1 ").removeprefix("just ")
    monday = today - timedelta(days=today.weekday())
    this_week = monday + timedelta(days=WEEKDAYS.index(found["weekday"]))
    behind = this_week if this_week <= today else this_week - WEEK
    ahead = this_week if this_week >= today else this_week + WEEK
    match meant:
        case "last" | "past" | "gone":
            return behind if behind < today else behind - WEEK
        case "next" | "next week":
            return this_week + WEEK
        case "last week":
            return this_week - WEEK
        case "week":
            return ahead + WEEK
        case "this week":
            return this_week
        case "coming":
            return ahead
        case _:
            return behind if prefer == "past" else ahead


def within_reason(day: date, today: date) -> date:
    """Return the day, unless it is so far off that its year must be a slip."""
    if abs(day - today) > FARTHEST:
        raise ValueError(
            f"{day_in_words(day)} is a long way off. Please check the year: 24 Nov 2026."
        )
    return day


MEANINGS: Mapping[str, Callable[[re.Match[str], date, Prefer], date | None]] = {
    "absolute": _absolute,
    "nth": _nth,
    "word": _word,
    "distance": _distance,
    "weekday": _weekday,
}
