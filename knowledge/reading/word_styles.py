"""Word styles: which make headings, which make contents lists, which number their paragraphs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from knowledge.reading.word_numbering import Numbering, as_number, value_of

_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"toc (?:\d|heading)")
_BODY_LEVEL = 9  # the outline level that means "not a heading"


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style; `name` is Word's own English name, whatever the language of Word."""

    id: str
    name: str = ""
    parent: str = ""
    properties: BaseOxmlElement | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles of a document."""

    by_id: Mapping[str, Style]
    usual: str = ""

    def heading_of(self, properties: BaseOxmlElement | None) -> int | None:
        """Return 1 for the highest level of heading, None for running text."""
        outline = _outline(properties)
        if outline is not None:
            return _heading(outline)
        for style in self._chain(properties):
            outline = _outline(style.properties)
            if outline is not None:
                return _heading(outline)
            if style.name == "title":
                return 1
            if named := _HEADING.fullmatch(style.name):
                return int(named.group(1))
        return None

    def is_contents_line(self, properties: BaseOxmlElement | None) -> bool:
        """Whether a paragraph belongs to a table of contents."""
        return any(_CONTENTS.fullmatch(style.name) for style in self._chain(properties))

    def list_of(
        self, properties: BaseOxmlElement | None, numbering: Numbering
    ) -> tuple[str, int] | None:
        """Return the list that numbers a paragraph, its own or its style's, and its level there."""
        chain = list(self._chain(properties))
        sources = [properties, *(style.properties for style in chain)]
        marks = [mark for source in sources if (mark := _child(source, "numPr")) is not None]
        list_id = next(filter(None, (value_of(mark, "numId") for mark in marks)), "0")
        if list_id == "0":
            return None
        level = next(filter(None, (value_of(mark, "ilvl") for mark in marks)), "")
        if level:
            return list_id, as_number(level, 0)
        return list_id, numbering.level_for(list_id, (style.id for style in chain))

    def _chain(self, properties: BaseOxmlElement | None) -> Iterator[Style]:
        """Yield the style of a paragraph and those that it is based on, nearest first."""
        own = "" if properties is None else value_of(properties, "pStyle")
        style = self.by_id.get(own or self.usual)
        seen: set[str] = set()
        while style is not None and style.id not in seen:
            seen.add(style.id)
            yield style
            style = self.by_id.get(style.parent)


def read_styles(part: BaseOxmlElement) -> Styles:
    """Return the paragraph styles that a document defines."""
    elements = [
        element
        for element in part.findall(qn("w:style"))
        if element.get(qn("w:type"), "paragraph") == "paragraph"
    ]
    styles = [_style_of(element) for element in elements]
    usual = (
        style.id
        for style, element in zip(styles, elements, strict=True)
        if element.get(qn("w:default")) in {"1", "true", "on"}
    )
    return Styles({style.id: style for style in styles}, next(usual, ""))


def _style_of(element: BaseOxmlElement) -> Style:
    return Style(
        id=str(element.get(qn("w:styleId"), "")),
        name=value_of(element, "name").casefold(),
        parent=value_of(element, "basedOn"),
        properties=_child(element, "pPr"),
    )


def _outline(properties: BaseOxmlElement | None) -> int | None:
    if properties is None or not (written := value_of(properties, "outlineLvl")):
        return None
    return as_number(written, _BODY_LEVEL)


def _heading(outline: int) -> int | None:
    return outline + 1 if outline < _BODY_LEVEL else None


def _child(element: BaseOxmlElement | None, name: str) -> BaseOxmlElement | None:
    child: BaseOxmlElement | None = None if element is None else element.find(qn(f"w:{name}"))
    return child
