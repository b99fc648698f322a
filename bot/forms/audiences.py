"""Audiences: who a site is for, as people say it: "5 red", "year 5", "10B", "everyone"."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.forms.phrases import MONTH, NUMBERS

LONGEST = 500
DIGITS = r"(?:1[0-3]|[1-9])(?!\d)"
YEAR = rf"(?:{DIGITS}|{'|'.join(NUMBERS[1:])}|thirteen)"
NAMED_YEAR = r"(?:years?|yrs?|y) ?"
COLOUR = (
    r"(?:red|blue|green|yellow|orange|purple|violet|indigo|pink|gold|silver|white|black|brown|grey"
    r"|amber|ruby|emerald|sapphire|topaz|jade|coral|turquoise|teal)"
)
GROUP = r"(?:class|form|tutor group|set)"
# 3D, 4K and 5G are classes only where nobody speaks of films and printers; 10am and 5th never are.
NO_CLASS = r"(?:am|pm|st|nd|rd|th)\b|[a-z] (?:video|film|screen|quality|print|model|design|shape)"
NO_NAME = rf"(?:day|week|month|lesson|pupil|student|child|people|hour|minute|year|{MONTH}\b)"
# As timetables write it: 10B, 5-R, 9X/Ma1.
CODE = rf"{DIGITS}(?!{NO_CLASS})-?[a-z]{{1,2}}\d?(?:/[a-z]{{1,3}}\d?)?"


class AudienceKind(StrEnum):
    """Who a site is for, from the narrowest to the widest (DOMAIN 4.1)."""

    ME = "me"
    STAFF = "staff"
    CLASS = "class"
    YEAR = "year"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who a site is for, with the words in which it was said."""

    kind: AudienceKind
    words: str


ALONE = rf"\b(?! ?{MONTH}\b|[/:.-]\d)"
AND = r" ?(?:,|and|&|-|to|\+) ?"
CHILDREN = r"(?:pupils|students|children|kids)"
NOT_A_SUBJECT = r"(?!(?:for|to|with|by|and|of|the)\b)"

WHOLE_SCHOOL = (
    r"(?:the )?(?:whole|entire) school",
    r"school[- ]?wide",
    rf"all (?:of )?(?:the |our )?(?:{CHILDREN}|years|year groups|classes)(?! in\b)",
    r"every(?:one|body) (?:in|at) (?:the )?school",
)
ONE_CLASS = (
    rf"(?:my |our )?{NAMED_YEAR}{YEAR} (?:(?!and\b|to\b)[\w-]+ )?{GROUP}",
    rf"{GROUP} {DIGITS} ?-?(?:[a-z]\b|{COLOUR})",
    rf"(?:{NAMED_YEAR})?{DIGITS} ?-?{COLOUR}",
    rf"(?<!year )(?<!years )(?<!yr )(?:{NAMED_YEAR}(?!{DIGITS}s\b))?{CODE}",
    rf"{NAMED_YEAR}{DIGITS} [b-hj-z](?!\w)",
    rf"^{DIGITS} (?:[a-z]|(?!{NO_NAME})[a-z]{{3,}})$",
    rf"{GROUP} {YEAR}",
    r"(?:top|bottom|middle) set",
    rf"(?:my|our|his|her|their) (?:[\w'-]+ ){{0,2}}?{GROUP}",
    r"(?:one|the|this) (?:(?!first|world)[\w'-]+ )?class",
    rf"(?:mrs?|miss|ms|mx|dr)\.? [a-z][\w'-]* {GROUP}",
    r"^(?!world|first)[\w'-]+ class$",
)
A_YEAR = (
    rf"(?:all (?:of )?)?{NAMED_YEAR}{YEAR}s?(?:{AND}(?:year |yr |y)?{YEAR}{ALONE})*",
    r"(?:key stage|ks) ?[1-5]",
    r"sixth form|6th form|a[- ]levels?|gcse",
    r"year r|reception|nursery|eyfs|early years|foundation stage|infants|juniors",
    r"(?:lower|upper) school",
)
STAFF = (
    rf"(?:(?:all|the|our|other) )*(?:{NOT_A_SUBJECT}[\w-]+ )?(?:staff|teachers)",
    r"tas|teaching assistants",
    r"(?:the )?(?:school )?office(?: team)?",
    r"(?:the )?(?:slt|leadership team)",
    rf"(?:the |our )?{NOT_A_SUBJECT}[\w-]+ department",
)
ONLY_ME = (
    r"(?:for |only |just )me(?: only)?|^me$|me only|myself",
    r"my own (?:use|planning)|my planning",
)
# From the surest to the vaguest: "everyone in year 5" is a year, "my year 5 class" a class.
SAID = tuple(
    (kind, re.compile(rf"(?<![\w/.-])(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE))
    for kind, ways in (
        (AudienceKind.SCHOOL, WHOLE_SCHOOL),
        (AudienceKind.CLASS, ONE_CLASS),
        (AudienceKind.YEAR, A_YEAR),
        (AudienceKind.STAFF, STAFF),
        (AudienceKind.ME, ONLY_ME),
        (AudienceKind.SCHOOL, (r"every(?:one|body)",)),
    )
)


def read_audience(text: str) -> Audience | None:
    """Return who is meant, if the words say it; "me" alone in a sentence does not."""
    said = " ".join(text[:LONGEST].split()).strip(" .,;!?")
    for kind, words in SAID:
        if found := words.search(said):
            return Audience(kind, found[0].strip())
    return None
