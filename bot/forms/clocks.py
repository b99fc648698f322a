"""Clock times as people say them: "half past two", "10.30", "about 2", "lunchtime"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from bot.forms.phrases import MONTH, ORDINAL, day_phrase

UNCLEAR = "I can't find a time there. Try 2pm, half past two, or 10.30."
WHICH_TIME = "I don't know when that is at your school. Please give a time, like 10.30."
NOON, HOURS, MINUTES = 12, 24, 60
FIRST_SCHOOL_HOUR = 7
SMALL_HOURS = 5

LOOSELY = r"(?:at|about|around|approx(?:imately)?\.?|roughly|circa|just (?:after|before)|@) ?"
HALF = r"(?: ?(?P<half>am|pm|a\.m\.?|p\.m\.?|in the morning|in the afternoon)(?!\w))"
HOUR = r"(?P<hour>\d\d?)"
MINUTE = r"[:.h](?P<minute>[0-5]\d)(?![\d/]|[.:-]\d)"
PART = r"\b(?P<part>twenty[ -]?5|twenty|quarter|half|\d\d?)"
NO_HOUR = rf"(?:[:./-]\d|{ORDINAL}\b|{MONTH}\b|of\b|minutes|hours|days?\b|weeks?\b|months?\b)"
ISH = r"(?:[ -]?ish\b)?"
NOT_IN_A_DATE = r"(?<![\d/.:-])"
# From the surest to the least sure: "3.12 at 2pm" is two o'clock on the third of December.
WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{PART} (?:minutes )?(?P<side>past|to) {HOUR}\b(?! ?{NO_HOUR}){ISH}{HALF}?",
        rf"\b(?P<part>half) {HOUR}\b(?! ?(?:hour|day|term)){HALF}?",
        rf"{NOT_IN_A_DATE}\b{HOUR}{MINUTE}{ISH}{HALF}",
        rf"{LOOSELY}\b{HOUR}{MINUTE}{ISH}",
        rf"{NOT_IN_A_DATE}\b{HOUR}{HALF}",
        rf"\b{HOUR} ?o'? ?clock\b{HALF}?",
        rf"\b{HOUR}[ -]?ish\b{HALF}?",
        r"\b(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) ?(?:hours|hrs|h)\b",
        r"\b(?:at|about|around) (?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\b",
        rf"\b{HOUR}(?= (?:at night|in the evening|this evening|this morning|this afternoon)\b)",
        rf"{LOOSELY}\b{HOUR}\b(?! ?{NO_HOUR})",
        rf"{NOT_IN_A_DATE}\b{HOUR}{MINUTE}{ISH}",
        rf"{NOT_IN_A_DATE}\b(?!19|20)(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\b(?![/.:-]\d)",
        r"\b(?P<word>midday|noon|midnight|lunch ?time|lunch)\b",
    )
)
ALONE = re.compile(HOUR)
WORDS = {"midday": time(12), "noon": time(12), "midnight": time(0)}
LUNCH = time(12, 30)
PARTS_OF_AN_HOUR = {"half": 30, "quarter": 15, "twenty": 20}
AT_SCHOOL = re.compile(
    r"\b(?:(?:period|lesson|session) ?\d|p ?\d\b|break(?: ?time)?|play ?time|registration"
    r"|(?:tutor|form|home|reg) ?time|assembly|(?:before|after) school)"
)
LATE = re.compile(r"\b(?:afternoon|evening|night|tonight)\b")
EARLY = re.compile(r"\bmorning\b")


@dataclass(frozen=True, slots=True)
class Said:
    """A time of day, and what is left of the phrase without it."""

    at: time
    rest: str


def read_clock(text: str) -> time:
    """Return the time of day meant; a bare 1 to 6 is in the afternoon, as at school."""
    phrase = day_phrase(text)
    said = find_clock(phrase)
    if said:
        return said.at
    alone = ALONE.fullmatch(phrase)
    at = _time(alone["hour"], "0", "") if alone else None
    if at is None:
        raise ValueError(WHICH_TIME if AT_SCHOOL.search(phrase) else UNCLEAR)
    return at


def find_clock(phrase: str) -> Said | None:
    """Return the surest time of day in a tidied phrase."""
    return next(_times(phrase), None)


def _times(phrase: str) -> Iterator[Said]:
    for pattern in WRITTEN:
        for found in pattern.finditer(phrase):
            at = _meant(found, phrase)
            if at is not None:
                rest = phrase[: found.start()] + " " + phrase[found.end() :]
                yield Said(at, " ".join(rest.split()))


def _meant(found: re.Match[str], phrase: str) -> time | None:
    groups = found.groupdict()
    if word := groups.get("word"):
        return WORDS.get(word, LUNCH)
    half = groups.get("half") or _half_of_the_day(phrase)
    hour, minute = groups["hour"], groups.get("minute") or "0"
    part = groups.get("part")
    if not part:
        return _time(hour, minute, half)
    minutes = PARTS_OF_AN_HOUR.get(part) or int(part.replace("twenty", "2").replace(" ", "")[-2:])
    whole = _time(hour, "0", half)
    return _shifted(whole, -minutes if groups.get("side") == "to" else minutes) if whole else None


def _half_of_the_day(phrase: str) -> str:
    if EARLY.search(phrase):
        return "am"
    return "pm" if LATE.search(phrase) else ""


def _time(hour: str, minute: str, half: str) -> time | None:
    """Return the time; without a half of the day, one within school hours."""
    number = int(hour)
    if half.startswith("p") or half.endswith("afternoon"):
        number += NOON if number < NOON else 0
    elif half:
        number -= NOON if number == NOON else 0
    elif not hour.startswith("0") and 0 < number < FIRST_SCHOOL_HOUR:
        number += NOON
    return time(number, int(minute)) if number < HOURS else None


def _shifted(at: time, minutes: int) -> time:
    total = (at.hour * MINUTES + at.minute + minutes) % (HOURS * MINUTES)
    return time(*divmod(total, MINUTES))
