"""The numbers that Word shows before its paragraphs but does not store in their text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from knowledge.reading.ordinals import WORD_FORMATS

BULLET = "•"
_LEVELS = 9
_LONGEST_NUMBER = 6
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts; `restarts_under` is the level (1-based) that restarts it.

    `restarts_under` is None for "any level above" and 0 for "never" (w:lvlRestart).
    """

    start: int = 1
    kind: str = "decimal"
    pattern: str = ""
    style: str = ""
    is_legal: bool = False
    restarts_under: int | None = None

    def is_restarted_by(self, index: int) -> bool:
        """Whether a paragraph at the level `index` (0-based, above this one) restarts it."""
        return self.restarts_under is None or index < self.restarts_under


@dataclass(frozen=True, slots=True)
class NumberedList:
    """One list of a document; lists with the same `family` go on counting together."""

    family: str
    levels: Mapping[int, Level]
    restarts: frozenset[int] = frozenset()


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: Mapping[str, NumberedList]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def level_for(self, list_id: str, styles: Iterable[str]) -> int:
        """Return the level that a list gives one of these styles, nearest first; else the top."""
        levels = self.lists[list_id].levels if list_id in self.lists else {}
        places = {level.style: index for index, level in levels.items() if level.style}
        return next((places[style] for style in styles if style in places), 0)

    def next_label(self, list_id: str, index: int) -> str:
        """Count one paragraph and return the number or bullet that Word shows before it."""
        numbered = self.lists.get(list_id)
        if numbered is None or index not in numbered.levels:
            return ""
        counts = self._counts.setdefault(numbered.family, {})
        self._begin(list_id, numbered, counts)
        level = numbered.levels[index]
        counts[index] = counts.get(index, level.start - 1) + 1
        for deeper in [deeper for deeper in counts if deeper > index]:
            if numbered.levels.get(deeper, Level()).is_restarted_by(index):
                del counts[deeper]
        return BULLET if level.kind == "bullet" else _written(numbered.levels, index, counts)

    def _begin(self, list_id: str, numbered: NumberedList, counts: dict[int, int]) -> None:
        """Start a list that says where it starts anew, once: where it is first used."""
        if list_id not in self._begun and numbered.restarts:
            for index in [index for index in counts if index >= min(numbered.restarts)]:
                del counts[index]
        self._begun.add(list_id)


def _written(levels: Mapping[int, Level], index: int, counts: Mapping[int, int]) -> str:
    is_legal = levels[index].is_legal

    def number(place: re.Match[str]) -> str:
        at = int(place.group(1)) - 1
        level = levels.get(at, Level())
        kind = "decimal" if is_legal and level.kind != "none" else level.kind
        return WORD_FORMATS.get(kind, str)(counts.get(at, level.start))

    return _PLACE.sub(number, levels[index].pattern).strip()


def read_numbering(part: BaseOxmlElement | None) -> Numbering:
    """Return the lists that a document defines; none where it has no numbering part."""
    if part is None:
        return Numbering({})
    families = {
        str(element.get(qn("w:abstractNumId"))): _levels_of(element)
        for element in part.findall(qn("w:abstractNum"))
    }
    linked = _linked_families(part)
    return Numbering(
        {
            str(element.get(qn("w:numId"))): _list_of(element, families, linked)
            for element in part.findall(qn("w:num"))
        }
    )


def _linked_families(part: BaseOxmlElement) -> dict[str, str]:
    """Return, for lists that only name a list style, the list that defines that style."""
    families = part.findall(qn("w:abstractNum"))
    defined = {
        value_of(family, "styleLink"): str(family.get(qn("w:abstractNumId"))) for family in families
    }
    return {
        str(family.get(qn("w:abstractNumId"))): defined[style]
        for family in families
        if (style := value_of(family, "numStyleLink")) and style in defined
    }


def _list_of(
    element: BaseOxmlElement, families: Mapping[str, dict[int, Level]], linked: Mapping[str, str]
) -> NumberedList:
    family = value_of(element, "abstractNumId")
    family = linked.get(family, family)
    levels = dict(families.get(family, {}))
    restarts: set[int] = set()
    for override in element.findall(qn("w:lvlOverride")):
        index = as_number(override.get(qn("w:ilvl")), _LEVELS)
        levels |= _levels_of(override)
        start = as_number(value_of(override, "startOverride"), -1)
        if start >= 0 and index < _LEVELS:
            restarts.add(index)
            levels[index] = replace(levels.get(index, Level()), start=start)
    return NumberedList(family, levels, frozenset(restarts))


def _levels_of(element: BaseOxmlElement) -> dict[int, Level]:
    found = {
        as_number(level.get(qn("w:ilvl")), _LEVELS): _level_of(level)
        for level in element.findall(qn("w:lvl"))
    }
    return {index: level for index, level in found.items() if index < _LEVELS}


def _level_of(element: BaseOxmlElement) -> Level:
    restart = value_of(element, "lvlRestart")
    return Level(
        start=as_number(value_of(element, "start"), 0),  # ECMA-376 17.9.25
        kind=value_of(element, "numFmt") or "decimal",
        pattern=value_of(element, "lvlText"),
        style=value_of(element, "pStyle"),
        is_legal=is_on(element, "isLgl"),
        restarts_under=as_number(restart, 0) if restart else None,
    )


def value_of(element: BaseOxmlElement, name: str) -> str:
    """Return the w:val of a child element, "" where there is no such child."""
    child = element.find(qn(f"w:{name}"))
    return "" if child is None else str(child.get(qn("w:val"), ""))


def is_on(element: BaseOxmlElement, name: str) -> bool:
    """Whether a switch such as w:vanish is there and not turned off."""
    child = element.find(qn(f"w:{name}"))
    return child is not None and child.get(qn("w:val"), "1") not in {"0", "false", "off"}


def as_number(written: str | None, otherwise: int) -> int:
    """Return a number of a sane length, or the other value."""
    if written and written.isascii() and written.isdigit() and len(written) <= _LONGEST_NUMBER:
        return int(written)
    return otherwise
