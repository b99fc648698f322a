"""Phrases: what a person typed, tidied so that days and times can be found in it.

The words of the trade are written out ("tues" becomes "tuesday"), slips of the keyboard are
repaired, and what only looks like a date ("year 5", "room 12") is taken out.
"""

import re
import unicodedata

from rapidfuzz import fuzz, process

LONGEST = 500
CLOSE_ENOUGH = 84
SHORTEST_REPAIRED = 6
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
ORDINAL = r"(?:st|nd|rd|th)"
NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
LONG_WORDS = (
    *(*WEEKDAYS, "yesterday", "tomorrow", "fortnight"),
    *("january", "february", "august", "september", "october", "november", "december"),
)

# What is written, and what is meant; in this order.
MEANT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{written})(?!\w)"), meant)
    for written, meant in (
        (r"tmrw|tmr|tmw|tomoz|tomoro|tomorow|2moro|2morrow|2mrw", "tomorrow"),
        (r"yday|y'day|yest|yesty|ystday|yesterday's", "yesterday"),
        (r"2day|2dy|today's", "today"),
        (r"2nite|tonite", "tonight"),
        *((rf"(?:{name}s?|{name}'s)", name) for name in WEEKDAYS),
        (r"mon", "monday"),
        (r"tues?", "tuesday"),
        (r"weds|wednes", "wednesday"),
        (r"thurs?|thu", "thursday"),
        (r"fri", "friday"),
        (r"a couple of|couple of|a couple|a few(?= days)", "2"),
        (r"an?(?= (?:day|week|fortnight|month|hour|minute|min)s?\b)", "1"),
        *((name, str(number)) for number, name in enumerate(NUMBERS)),
        (r"(?:1 )?fortnight(?:'s)?(?= |$)", "2 weeks"),
        (r"wks?", "weeks"),
        (r"mins?|minutes?", "minutes"),
        (r"(?:hrs?|hours?)(?= ago)", "hours"),
    )
)
# "Sat", "sun" and "wed" are words too: days only where a day can stand.
SHORT_DAYS = re.compile(
    r"(?:(?<=^)|(?<=\bon )|(?<=\bthis )|(?<=\bnext )|(?<=\blast )|(?<=\bto )|(?<=\bfrom )"
    r"|(?<=\bby )|(?<=\buntil )|(?<=\btill )|(?<=-)|(?<=- )|(?<=\band )|(?<=\bor ))"
    r"(?P<day>sat|sun|wed)(?= ?(?:$|-|to\b|and\b|or\b|at\b|until\b|till\b|,|\d|next\b|last\b|gone\b"
    r"|week\b|morning\b|afternoon\b|evening\b|night\b|please\b|for\b))"
)
# Wherever it stands, a day before or behind another one is a day: "away wed to fri", "mon to sat".
LINK = r"(?: ?- ?| (?:to|until|till|til|and|or|through|thru) )"
OTHER_DAY = rf"(?:sat|sun|wed|{'|'.join(WEEKDAYS)})\b"
DAY_PAIRS = re.compile(rf"\b(?P<first>sat|sun|wed)(?={LINK}{OTHER_DAY})")
DAYS_BEHIND = re.compile(rf"(?P<before>\b(?:{'|'.join(WEEKDAYS)}){LINK})(?P<last>sat|sun|wed)\b")
DAY_BY_SHORT = {"sat": "saturday", "sun": "sunday", "wed": "wednesday"}
THING = (
    r"(?:years?|yrs?|grades?|rooms?|rms?|class(?:es)?|forms?|groups?|sets?|key stages?|ks|tables?"
    r"|pages?|chapters?|units?|questions?|levels?|steps?|parts?|ipads?|laptops?|bus(?:es)?)"
)
NOT_A_DATE = re.compile(
    rf"\b(?:{THING}\s*\.?\s*#?|y)\d{{1,4}}[a-z]?\b"
    rf"(?:\s*(?:and|&|,|or|to|-)\s*\d{{1,2}}[a-z]?\b(?!\s*(?:{ORDINAL}\b|{MONTH}\b|[/:.]\d)))*"
    r"|\S+://\S+|\bwww\.\S+"
)


def day_phrase(text: str) -> str:
    """Return the words in which a day can be looked for; raises `ValueError` when too long."""
    said = tidy(text)
    for written, meant in MEANT:
        said = written.sub(meant, said)
    said = DAY_PAIRS.sub(lambda found: DAY_BY_SHORT[found["first"]], said)
    said = DAYS_BEHIND.sub(lambda found: found["before"] + DAY_BY_SHORT[found["last"]], said)
    said = SHORT_DAYS.sub(lambda found: DAY_BY_SHORT[found["day"]], said)
    return " ".join(NOT_A_DATE.sub(" ", said).split())


def tidy(text: str) -> str:
    """Return the words in small letters, one space apart, without what cannot be seen."""
    if len(text) > LONGEST:
        raise ValueError("That is too long for me to find a date in. Try just the date: 24 Nov.")
    seen = unicodedata.normalize("NFKC", text).translate(PUNCTUATION)
    seen = "".join(it for it in seen if it.isspace() or unicodedata.category(it)[0] != "C")
    return " ".join(_repaired(word) for word in seen.casefold().split()).strip(" .,;!?\"'")


PUNCTUATION = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‐": "-", "−": "-"})  # noqa: RUF001


def _repaired(word: str) -> str:
    """Return the name of a day or month that was nearly typed."""
    if len(word) < SHORTEST_REPAIRED or not word.isalpha():
        return word
    best = process.extractOne(word, LONG_WORDS, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    return best[0] if best else word
