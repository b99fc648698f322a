"""Section keys: the first part of the numbers of clauses that have no full number of their own.

A numbered section is known by its number. The second of two sections with one number is known by
its place if that is free. What stands before the first number is 0. In a document without any
numbers every section with text is known by its place, because its name may change in a revision
more often than the order.
"""

import re
from collections.abc import Sequence

from knowledge.splitting.sections import Section

_SMALL_WORDS = frozenset(("a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"))
OPENING = "0"


def section_keys(sections: Sequence[Section]) -> tuple[str, ...]:
    """Return the key of each section; a heading inside a numbered section shares its key."""
    if not any(section.number for section in sections):
        return _by_place(sections)
    keys: list[str] = []
    written = any(section.is_written_number for section in sections)
    for section in sections:
        keys.append(_key(section, keys, sections, written=written))
    return tuple(keys)


def _by_place(sections: Sequence[Section]) -> tuple[str, ...]:
    place = 0
    keys: list[str] = []
    for section in sections:
        place += 1 if section.heading and section.body else 0
        keys.append(str(place) if section.heading else OPENING)
    return tuple(keys)


def _key(section: Section, keys: list[str], sections: Sequence[Section], *, written: bool) -> str:
    if section.number:
        return _free_key(section.number, keys, sections)
    if section.heading is None or not any(key != OPENING for key in keys):
        return OPENING
    if written and section.above:
        return keys[sections.index(section.above[-1])]
    titles = (above.title for above in (*section.above, section))
    return "-".join(_initials(title) for title in titles)


def _free_key(number: str, keys: list[str], sections: Sequence[Section]) -> str:
    """Return the number itself, or for the second section of that number a key that is free."""
    if number not in keys:
        return number
    place = str(len(set(keys) - {OPENING}) + 1)
    taken = {*keys, *(section.number for section in sections)}
    if number.isdigit() and place not in taken:
        return place
    again = 2
    while f"{number}~{again}" in taken:
        again += 1
    return f"{number}~{again}"


def _initials(title: str) -> str:
    words = re.findall(r"[A-Za-z0-9]+", title)
    telling = [word for word in words if word.lower() not in _SMALL_WORDS] or words
    return "".join(word[0].upper() for word in telling)
