"""Dates as documents write them: a day, a month or a school term."""

import calendar
import re
from datetime import date
from typing import Literal

import dateparser

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH},?\s+\d{{4}}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?[ -]){_MONTH}[ -]\d{{2}})\b",
    re.IGNORECASE,
)
_TERM = re.compile(r"\b(spring|summer|autumn)\s+(?:term\s+)?(20\d\d)\b", re.IGNORECASE)
_TERMS = {"spring": ((1, 1), (4, 30)), "summer": ((4, 1), (7, 31)), "autumn": ((9, 1), (12, 31))}
_ENGLISH = ["en"]
_YEAR = 12


def find_first_day(text: str) -> date | None:
    """Return the first date in a text; a month or a term counts as its first day."""
    return _found(text, "first")


def find_last_day(text: str) -> date | None:
    """Return the first date in a text; a month or a term counts as its last day."""
    return _found(text, "last")


def later_by_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, _YEAR)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _found(text: str, which: Literal["first", "last"]) -> date | None:
    term, written = _TERM.search(text), _DATE.search(text)
    if term and not (written and written.start() < term.start()):
        first, last = _TERMS[term.group(1).lower()]
        return date(int(term.group(2)), *(first if which == "first" else last))
    if not written:
        return None
    parsed = dateparser.parse(
        written.group().replace(" of ", " "),
        languages=_ENGLISH,
        settings={
            "DATE_ORDER": "YMD" if written.group()[:4].isdigit() else "DMY",
            "PREFER_DAY_OF_MONTH": which,
        },
    )
    return parsed.date() if parsed else None
