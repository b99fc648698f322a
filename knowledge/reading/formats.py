"""File formats: what a file is, by its name and by what is in it; both must agree."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from knowledge.reading.paragraphs import UnreadableDocument

HEAD_BYTES = 4096  # enough of a file to tell what it is


class Format(StrEnum):
    """The formats that a policy may have."""

    TEXT = "text"
    MARKDOWN = "markdown"
    WORD = "word"
    PDF = "pdf"
    WEB_PAGE = "web page"


class _Content(StrEnum):
    """What the first bytes show, in words that fit after "inside it is"."""

    TEXT = "plain text"
    WEB_PAGE = "a web page"
    PDF = "a PDF"
    ARCHIVE = "a Word file or a zip file"
    OLD_OFFICE = "an old Word file (.doc) or a file locked with a password"
    RICH_TEXT = "a rich-text file (.rtf)"
    UNKNOWN = "not text"


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        ".txt": Format.TEXT,
        ".md": Format.MARKDOWN,
        ".markdown": Format.MARKDOWN,
        ".docx": Format.WORD,
        ".pdf": Format.PDF,
        ".html": Format.WEB_PAGE,
        ".htm": Format.WEB_PAGE,
    }
)
_CONTENTS: Mapping[Format, frozenset[_Content]] = MappingProxyType(
    {
        Format.TEXT: frozenset({_Content.TEXT}),
        Format.MARKDOWN: frozenset({_Content.TEXT, _Content.WEB_PAGE}),
        Format.WORD: frozenset({_Content.ARCHIVE}),
        Format.PDF: frozenset({_Content.PDF}),
        Format.WEB_PAGE: frozenset({_Content.TEXT, _Content.WEB_PAGE}),
    }
)
_SIGNATURES: tuple[tuple[re.Pattern[bytes], _Content], ...] = (
    (re.compile(rb"PK\x03\x04|PK\x05\x06"), _Content.ARCHIVE),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), _Content.OLD_OFFICE),
    (re.compile(rb"\s*\{\\rtf"), _Content.RICH_TEXT),
    (re.compile(rb"[\x00-\xff]{0,1024}%PDF-"), _Content.PDF),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE),
        _Content.WEB_PAGE,
    ),
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # text with two bytes a character
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.02

_OTHER_PROGRAM = (
    "Files named {name} cannot be read. Open the policy in the program that made it, save it as a "
    "Word document (.docx) or a PDF, and add that instead."
)
_MISNAMED = (
    "This file is named {name}, but inside it is {content}. Open the policy in the program that "
    "made it, save it as a Word document (.docx) or a PDF, and add that instead."
)


def recognise(path: Path, head: bytes) -> Format:
    """Return the format that the name of a file and its first bytes agree on."""
    extension = path.suffix.casefold()
    if extension not in FORMATS:
        name = extension or "without an ending such as .docx"
        raise UnreadableDocument(_OTHER_PROGRAM.format(name=name))
    expected = FORMATS[extension]
    content = _content_of(head)
    if content not in _CONTENTS[expected]:
        raise UnreadableDocument(_MISNAMED.format(name=extension, content=content))
    return expected


def _content_of(head: bytes) -> _Content:
    for signature, content in _SIGNATURES:
        if signature.match(head):
            return content
    is_text = len(_CONTROLS.findall(head)) <= len(head) * _MOST_CONTROLS and b"\x00" not in head
    return _Content.TEXT if is_text or head.startswith(_WIDE) else _Content.UNKNOWN
