"""The words of a Word paragraph, as they stand when every tracked change is accepted."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from knowledge.reading.word_numbering import is_on

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FALLBACK = f"{_COMPATIBILITY}Fallback"  # older Word's copy of a drawing: the same words again
TEXT_BOX = qn("w:txbxContent")

_LEFT_OUT = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), TEXT_BOX, FALLBACK})
_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        qn("w:tab"): " ",
        qn("w:ptab"): " ",
        qn("w:br"): "\n",
        qn("w:cr"): "\n",
        qn("w:noBreakHyphen"): "-",
    }
)
_TEXT = qn("w:t")
_RUN = qn("w:r")
_SYMBOL = qn("w:sym")


def text_of(paragraph: BaseOxmlElement) -> str:
    """Return the text of a paragraph; a line break inside it is a newline."""
    return "".join(_pieces(paragraph))


def text_boxes_of(paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Yield the text boxes that hang on a paragraph, each once."""
    for box in paragraph.iterdescendants(TEXT_BOX):
        above = {ancestor.tag for ancestor in box.iterancestors()}
        if FALLBACK not in above:
            yield box


def is_mark_deleted(properties: BaseOxmlElement | None) -> bool:
    """Whether a tracked change joins the paragraph with the next one."""
    if properties is None:
        return False
    mark = properties.find(qn("w:rPr"))
    return mark is not None and mark.find(qn("w:del")) is not None


def _pieces(element: BaseOxmlElement) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == _SYMBOL:
            yield _symbol(child)
        elif child.tag not in _LEFT_OUT and not _is_hidden(child):
            yield from _pieces(child)


def _symbol(element: BaseOxmlElement) -> str:
    code = str(element.get(qn("w:char"), ""))
    return chr(int(code, 16)) if len(code) == len("F0B7") and _is_hexadecimal(code) else ""


def _is_hexadecimal(code: str) -> bool:
    return all(digit in "0123456789abcdefABCDEF" for digit in code)


def _is_hidden(element: BaseOxmlElement) -> bool:
    if element.tag != _RUN:
        return False
    look = element.find(qn("w:rPr"))
    return look is not None and is_on(look, "vanish")
