"""Word documents made for tests, with the numbering that Word itself would write."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

NUMBERED = (
    ("decimal", "%1."),
    ("decimal", "%1.%2"),
    ("lowerLetter", "(%3)"),
    ("lowerRoman", "(%4)"),
)


def element(tag: str, inside: str = "", **attributes: str) -> BaseOxmlElement:
    """Return a w: element with w: attributes and the XML inside it."""
    written = "".join(f' w:{name}="{value}"' for name, value in attributes.items())
    return parse_xml(f"<w:{tag} {nsdecls('w')}{written}>{inside}</w:{tag}>")


def run(text: str) -> str:
    """Return the XML of a run of text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> BaseOxmlElement:
    """Return a paragraph with the XML of its properties and of what is in it."""
    return element("p", f"<w:pPr>{properties}</w:pPr>{inside}")


@dataclass
class WordFile:
    """A Word document in the making."""

    document: WordDocument = field(default_factory=Document)

    def levels(
        self, family: int, levels: Sequence[tuple[str, str]], extra: Sequence[str] = ()
    ) -> None:
        """Define how a family of lists counts; `extra` is more XML for each level."""
        extras = [*extra, *[""] * (len(levels) - len(extra))]
        inside = "".join(
            f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
            f'<w:lvlText w:val="{pattern}"/></w:lvl>'
            for index, ((kind, pattern), more) in enumerate(zip(levels, extras, strict=True))
        )
        numbering = self.document.part.numbering_part.element
        first = numbering.find(qn("w:num"))
        first.addprevious(element("abstractNum", inside, abstractNumId=str(family)))

    def list(self, number: int, family: int, overrides: str = "") -> None:
        """Define a list that counts with a family."""
        inside = f'<w:abstractNumId w:val="{family}"/>{overrides}'
        numbering = self.document.part.numbering_part.element
        numbering.append(element("num", inside, numId=str(number)))

    def number_style(self, style: str, number: int, level: int | None = None) -> None:
        """Let a style number its paragraphs, as Word's templates do."""
        mark = "" if level is None else f'<w:ilvl w:val="{level}"/>'
        properties = self.document.styles[style].element.get_or_add_pPr()
        properties.append(element("numPr", f'{mark}<w:numId w:val="{number}"/>'))

    def add(
        self, text: str, number: int | None = None, level: int = 0, style: str | None = None
    ) -> WordParagraph:
        """Add a paragraph, numbered by a list if one is named."""
        added = self.document.add_paragraph(text, style=style)
        if number is not None:
            mark = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
            added._p.get_or_add_pPr().append(element("numPr", mark))  # noqa: SLF001 - no API
        return added

    def add_xml(self, added: BaseOxmlElement) -> None:
        """Add an element at the end of the text."""
        self.document.element.body.find(qn("w:sectPr")).addprevious(added)

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        file = BytesIO()
        self.document.save(file)
        return file.getvalue()


def restart(level: int, start: int) -> str:
    """Return the override with which a list starts anew."""
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
