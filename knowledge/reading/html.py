"""Web pages (.html): headings, lists with the numbers that a browser shows, tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from knowledge.reading.bounds import collect
from knowledge.reading.characters import tidy
from knowledge.reading.html_lists import labels_of
from knowledge.reading.marks import join_broken
from knowledge.reading.paragraphs import Paragraph, UnreadableDocument

DAMAGED = (
    "This web page cannot be read. Open it in a browser, save it as a PDF or as a text file, and "
    "add that instead."
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ol", "ul", "menu"})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "form", "header", "hr", "legend", "li",
    "main", "p", "pre", "section", "summary", "tbody", "tfoot", "thead", "tr", "td", "th",
})  # fmt: skip
_UNSEEN = frozenset({
    "audio", "button", "canvas", "datalist", "footer", "head", "iframe", "input", "link", "meta",
    "nav", "noscript", "object", "option", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
})  # fmt: skip
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHITE_SPACE = re.compile(r"\s+")
_HEAD_BYTES = 2048  # a page names its characters in its first lines


def read(data: bytes) -> tuple[Paragraph, ...]:
    """Return the paragraphs that a reader of the page sees."""
    return collect(paragraphs_in(data))


def paragraphs_in(data: bytes) -> Iterator[Paragraph]:
    """Yield the paragraphs of a page or of a piece of one; none where it shows nothing."""
    parser = HTMLParser(
        encoding=_encoding(data), no_network=True, remove_comments=True, remove_pis=True
    )
    if not data.strip():
        return
    try:
        root = document_fromstring(data, parser=parser)
        yield from _Walk().page(root)
    except (LxmlError, ValueError, RecursionError) as error:
        raise UnreadableDocument(DAMAGED) from error


def _encoding(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode()
    except UnicodeDecodeError:
        return None if b"charset" in data[:_HEAD_BYTES].lower() else "windows-1252"
    return "utf-8"


@dataclass(slots=True)
class _Walk:
    """One way through a page from top to bottom, gathering the words of the current block."""

    pieces: list[str] = field(default_factory=list)
    label: str = ""
    depth: int = 0
    block: int = 0

    def page(self, root: HtmlElement) -> Iterator[Paragraph]:
        yield from self._inside(root)
        yield from self._end_block()

    def _inside(self, element: HtmlElement) -> Iterator[Paragraph]:
        self._add(element.text, keep_lines=element.tag == "pre")
        for child in element:
            if _is_shown(child):
                yield from self._element(child)
            self._add(child.tail, keep_lines=element.tag == "pre")

    def _element(self, element: HtmlElement) -> Iterator[Paragraph]:
        if element.tag == "br":
            self.pieces.append("\n")
        elif element.tag in _LISTS:
            yield from self._list(element)
        elif element.tag == "table":
            yield from self._table(element)
        elif element.tag in _HEADINGS:
            yield from self._block(element, int(element.tag[1]))
        elif element.tag in _BLOCKS:
            yield from self._block(element)
        else:
            yield from self._inside(element)

    def _block(self, element: HtmlElement, heading: int | None = None) -> Iterator[Paragraph]:
        yield from self._end_block()
        yield from self._inside(element)
        yield from self._end_block(heading)

    def _end_block(self, heading: int | None = None) -> Iterator[Paragraph]:
        texts = join_broken(map(tidy, "".join(self.pieces).split("\n")))
        self.pieces.clear()
        for text in texts:
            self.block += 1
            indent = max(0, self.depth - 1)
            yield Paragraph(text, self.label, heading, indent, line=self.block)
            self.label = ""

    def _list(self, element: HtmlElement) -> Iterator[Paragraph]:
        yield from self._end_block()
        self.depth += 1
        labels = labels_of(element)
        for child in filter(_is_shown, element):
            self.label = labels.get(child, "")
            yield from self._element(child)
        self.depth -= 1
        self.label = ""

    def _table(self, table: HtmlElement) -> Iterator[Paragraph]:
        yield from self._end_block()
        for caption in table.xpath("./caption"):
            yield from self._block(caption)
        for row in filter(_is_shown, table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")):
            cells = [cell for cell in row.xpath("./td | ./th") if _is_shown(cell)]
            if len(cells) == 1 or table.xpath(".//table"):  # for the layout, not a grid
                for cell in cells:
                    yield from self._block(cell)
                continue
            texts = [_cell(cell) for cell in cells]
            if any(texts):
                self.block += 1
                yield Paragraph("\t".join(texts), line=self.block, is_table_row=True)

    def _add(self, text: str | None, *, keep_lines: bool) -> None:
        if text:
            self.pieces.append(text if keep_lines else _WHITE_SPACE.sub(" ", text))


def _cell(cell: HtmlElement) -> str:
    parts = _Walk().page(cell)
    return tidy(" ".join(piece for part in parts for piece in (part.label, part.text) if piece))


def _is_shown(element: HtmlElement) -> bool:
    return (
        isinstance(element.tag, str)
        and element.tag not in _UNSEEN
        and element.get("hidden") is None
        and element.get("aria-hidden") != "true"
        and _HIDING.search(element.get("style", "")) is None
    )
