"""Labels: how a person reads out the number of a clause."""

import re
from collections.abc import Sequence

_COUNTED = re.compile(r"([pbkn])(\d+)")
_KINDS = {"b": "bullet", "k": "point", "n": "point"}
_BLOCKS = {"form": "form", "sign": "signature", "meta": "document details"}
_OWN_MARK = re.compile(r"[a-z]|[ivxl]+")
_PART = re.compile(r"(?:Section|Appendix|Annexe?|Schedule|Part|Chapter)\s+\w+", re.IGNORECASE)
_AGAIN = re.compile(r"~(\d+)$")


def label_of(number: str, path: Sequence[str], text: str) -> str:
    """Return "6.7", "section 3, bullet 2" or "Role of Staff, point 7" for a clause's number."""
    number, again = _without_repetition(number)
    section, place = _split(number)
    if not place:
        return f"{_own_number(section, path)}{again}"
    first = place[0]
    is_numbered = _has_number(section, path)
    if _OWN_MARK.fullmatch(first):
        is_own = "." in section
        name = number if is_own else f"{_section_name(section, path)}, point {'.'.join(place)}"
    elif first in _BLOCKS:
        name = f"{_section_name(section, path)}, {_BLOCKS[first]}"
    else:
        name = (
            f"{_section_name(section, path)}, {_place_name(place, text, is_numbered=is_numbered)}"
        )
    return f"{name}{again}"


def _without_repetition(number: str) -> tuple[str, str]:
    found = _AGAIN.search(number)
    return (number[: found.start()], f" ({found.group(1)})") if found else (number, "")


def _split(number: str) -> tuple[str, list[str]]:
    """Return the number of the section, and the parts that lead to the clause in it."""
    parts = number.split(".")
    end = next((at for at, part in enumerate(parts) if at and not part[:1].isdigit()), len(parts))
    return ".".join(parts[:end]), parts[end:]


def _own_number(number: str, path: Sequence[str]) -> str:
    """Return the document's own number; with its heading where two sections share the number."""
    section, _, place = number.partition(".")
    if not place:
        return f"point {number}"
    written = re.match(r"\d+", path[-1])
    is_moved = written is not None and written.group() != section
    return f"{path[-1]}, point {place}" if is_moved else number


def _has_number(section: str, path: Sequence[str]) -> bool:
    first = section.partition(".")[0]
    starts = tuple(f"{start}{sign}" for start in (section, first) for sign in ". ")
    return any(title.startswith(starts) for title in path)


def _section_name(section: str, path: Sequence[str]) -> str:
    """Return "section 3" or "Appendix 1" where the heading is numbered, else the heading."""
    if _has_number(section, path):
        return f"section {section}"
    part = next((found for title in path if (found := _PART.match(title))), None)
    return part.group() if part else path[-1]


def _place_name(place: Sequence[str], text: str, *, is_numbered: bool) -> str:
    """Return "bullet 5.1", "paragraph 2, point 1", or what a row of a table is about."""
    found = _COUNTED.fullmatch(place[0])
    if not found:
        return text.partition(":")[0]
    kind, count = found.groups()
    inner = [part.lstrip("n") for part in place[1:]]
    if kind == "p":
        return ", point ".join((f"paragraph {count}", *filter(None, [".".join(inner)])))
    name = "point" if kind == "b" and not is_numbered else _KINDS[kind]
    return f"{name} {'.'.join((count, *inner))}"
