"""Moments as people tell them: "last Tuesday about 2pm", "this morning", "half an hour ago"."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.days import day_in_words
from bot.forms.clocks import AT_SCHOOL, SMALL_HOURS, WHICH_TIME, find_clock
from bot.forms.days import SPANS, WEEK, WEEKDAY, mentions, within_reason
from bot.forms.phrases import day_phrase

UNCLEAR = "I can't tell when that was. Try yesterday at 2pm, or 24 Nov at 10.30."
WHICH_DAY = "I need one day. Which day was it? For example Tuesday at 2pm."
NOT_YET = "That has not happened yet. Which day was it? For example yesterday at 2pm."
SKIPPED = "The clocks went forward on {day}, so there was no {at}. Try one hour later or earlier."
REPEATED = "The clocks went back that night. Please add BST (first) or GMT (second): {at} GMT."
MIDDAY = time(12)
ONE_DAY = timedelta(days=1)
HALF_HOUR = timedelta(minutes=30)
MOST_AGO = 10_000

AGO = re.compile(
    r"\bhalf (?:an? |1 )?hours? ago\b"
    r"|\b(?P<number>\d+) (?P<unit>minutes|hours?)(?P<half> and a half)? ago\b"
)
JUST_NOW = re.compile(r"^(?:just now|just|right now|now|(?:a )?(?:moment|minute|second) ago)$")
PARTS: Mapping[str, time] = {
    "morning": time(9),
    "am": time(9),
    "afternoon": time(14),
    "pm": time(14),
    "evening": time(19),
    "tonight": time(21),
    "night": time(21),
}
WEEKDAY_NAMED = re.compile(WEEKDAY)
ZONES = re.compile(r"\b(gmt|bst|utc)\b")


def read_moment(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the past moment meant, in the zone; a day without a time is its midday.

    An hour that the clocks skip is refused; one that they repeat needs to be named GMT or BST.
    """
    phrase = day_phrase(text)
    local = now.astimezone(zone)
    if JUST_NOW.search(phrase):
        return local
    if ago := AGO.search(phrase):
        return (now.astimezone(UTC) - _distance(ago)).astimezone(zone)
    said = find_clock(ZONES.sub(" ", phrase))
    day = _day(said.rest if said else phrase, local.date())
    if said is None:
        return _some_time(phrase, day, local)
    is_early = said.at.hour < SMALL_HOURS and "last night" in phrase
    moment = _placed((day or local.date()) + is_early * ONE_DAY, said.at, zone, phrase)
    if moment > now and day == local.date() and WEEKDAY_NAMED.search(said.rest):
        moment = _placed(day - WEEK, said.at, zone, phrase)
    if moment > now:
        raise ValueError(NOT_YET)
    return moment


def _some_time(phrase: str, day: date | None, local: datetime) -> datetime:
    """Return the middle of a part of the day, or of the day; never later than now."""
    if AT_SCHOOL.search(phrase):
        raise ValueError(WHICH_TIME)
    part = next((at for word, at in PARTS.items() if word in phrase.split()), None)
    if part is None and day is None:
        raise ValueError(UNCLEAR)
    if day and day > local.date():
        raise ValueError(NOT_YET)
    moment = datetime.combine(day or local.date(), part or MIDDAY, local.tzinfo)
    return min(moment, local)


def _distance(ago: re.Match[str]) -> timedelta:
    number = min(int(ago["number"] or 0), MOST_AGO)
    half_hour = HALF_HOUR if ago["half"] or not ago["number"] else timedelta()
    is_minutes = ago["unit"] == "minutes"
    return half_hour + (timedelta(minutes=number) if is_minutes else timedelta(hours=number))


def _day(phrase: str, today: date) -> date | None:
    days = {mention.day for mention in mentions(phrase, today, "past")}
    if len(days) > 1 or (not days and SPANS.search(phrase)):
        raise ValueError(WHICH_DAY)
    return within_reason(days.pop(), today) if days else None


def _placed(day: date, at: time, zone: ZoneInfo, phrase: str) -> datetime:
    """Return the moment at which the clock on the wall shows that time."""
    first, second = (datetime.combine(day, at, zone).replace(fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    if first.astimezone(UTC).astimezone(zone).time() != at:
        raise ValueError(SKIPPED.format(at=f"{at:%H.%M}", day=day_in_words(day)))
    named = [it for it in (first, second) if (it.tzname() or "").casefold() in phrase.split()]
    if len(named) != 1:
        raise ValueError(REPEATED.format(at=f"{at:%H.%M}"))
    return named[0]
