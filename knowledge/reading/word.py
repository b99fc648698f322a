"""Word documents (.docx), with the numbers that Word shows."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import LxmlError

from knowledge.reading.archives import DAMAGED, check_archive
from knowledge.reading.bounds import collect
from knowledge.reading.characters import tidy
from knowledge.reading.marks import join_broken
from knowledge.reading.paragraphs import Paragraph, UnreadableDocument
from knowledge.reading.word_numbering import Numbering, read_numbering
from knowledge.reading.word_styles import Styles, read_styles
from knowledge.reading.word_text import is_mark_deleted, text_boxes_of, text_of

_PARAGRAPH, _TABLE = qn("w:p"), qn("w:tbl")
_WRAPPERS = frozenset({qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")})
_ROWS = "./w:tr | ./w:sdt/w:sdtContent/w:tr"
_CELLS = "./w:tc | ./w:sdt/w:sdtContent/w:tc"
_DELETED_ROW = "./w:trPr/w:del"
_GALLERY = "/".join(map(qn, ("w:sdtPr", "w:docPartObj", "w:docPartGallery")))
# What python-docx raises where a part is missing or is not what its name promises.
_FAULTS = (OpcError, LxmlError, BadZipFile, zlib.error, AttributeError, KeyError, ValueError)


def read(data: bytes) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a Word document, insertions accepted and deletions dropped."""
    check_archive(data)
    document = _open(data)
    parts = document.part
    numbered = next(
        (
            relation.target_part.element
            for relation in parts.rels.values()
            if relation.reltype == RELATIONSHIP_TYPE.NUMBERING and not relation.is_external
        ),
        None,
    )
    walk = _Walk(read_styles(parts.styles.element), read_numbering(numbered))
    return collect(walk.blocks(document.element.body))


def _open(data: bytes) -> WordDocument:
    try:
        return Document(BytesIO(data))
    except _FAULTS as error:
        raise UnreadableDocument(DAMAGED) from error


@dataclass(slots=True)
class _Walk:
    """One way through a document from top to bottom; numbers are counted on the way."""

    styles: Styles
    numbering: Numbering
    carried: str = ""
    block: int = 0

    def blocks(self, container: BaseOxmlElement) -> Iterator[Paragraph]:
        """Yield the paragraphs and table rows in a body, a cell or a text box, in order."""
        for element in container.iterchildren():
            if element.tag == _PARAGRAPH:
                yield from self._paragraph(element)
            elif element.tag == _TABLE:
                yield from self._rest()
                yield from self._table(element)
            elif element.tag in _WRAPPERS and not _is_contents(element):
                yield from self.blocks(element)
        yield from self._rest()

    def _rest(self) -> Iterator[Paragraph]:
        """Yield the words that wait for a next paragraph where there is none."""
        text, self.carried = tidy(self.carried), ""
        if text:
            yield Paragraph(text, line=self.block)

    def _paragraph(self, element: BaseOxmlElement) -> Iterator[Paragraph]:
        properties = element.find(qn("w:pPr"))
        text = self.carried + text_of(element)
        is_joined = is_mark_deleted(properties)
        self.carried = text if is_joined else ""
        self.block += 1
        if not is_joined and not self.styles.is_contents_line(properties):
            yield from self._labelled(text, properties)
        for box in text_boxes_of(element):
            yield from self.blocks(box)

    def _labelled(self, text: str, properties: BaseOxmlElement | None) -> Iterator[Paragraph]:
        place = self.styles.list_of(properties, self.numbering)
        label = self.numbering.next_label(*place) if place else ""
        heading = self.styles.heading_of(properties)
        indent = place[1] if place and heading is None else 0
        for line in join_broken(map(tidy, text.split("\n"))):
            yield Paragraph(line, label, heading, indent, line=self.block)
            label = ""

    def _table(self, table: BaseOxmlElement) -> Iterator[Paragraph]:
        for row in table.xpath(_ROWS):
            cells = [] if row.xpath(_DELETED_ROW) else row.xpath(_CELLS)
            if len(cells) == 1:  # a frame around running text, not a grid
                yield from self.blocks(cells[0])
                continue
            line = self.block + 1
            texts = [self._cell(cell) for cell in cells]
            self.block = line
            if any(texts):
                yield Paragraph("\t".join(texts), line=line, is_table_row=True)

    def _cell(self, cell: BaseOxmlElement) -> str:
        pieces = ((part.label, part.text) for part in self.blocks(cell))
        return tidy(" ".join(piece for pair in pieces for piece in pair if piece))


def _is_contents(element: BaseOxmlElement) -> bool:
    gallery = element.find(_GALLERY)
    return gallery is not None and gallery.get(qn("w:val")) == "Table of Contents"
