"""PDF files with text in them; a scan is told apart and refused."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PasswordType, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from knowledge.reading.bounds import MAX_CHARACTERS, MAX_FILE_BYTES, TOO_LONG, collect
from knowledge.reading.paragraphs import Paragraph, UnreadableDocument
from knowledge.reading.pdf_furniture import without_furniture
from knowledge.reading.pdf_layout import paragraphs_of
from knowledge.reading.pdf_lines import PrintedLine, lines_of

MAX_PAGES = 500
_MAX_STREAM_BYTES = 10_000_000  # the largest page of a policy is a tenth of this
_MAX_OPERATIONS = 500_000
_LEAST_LETTERS = 20  # on a page that is not empty
_UNKNOWN_LETTER = "\ufffd"
_MOST_UNKNOWN = 0.01  # of all letters: a clause with holes is worse than none

DAMAGED = (
    "This PDF is damaged. Open the policy in the program that made it, save it as a PDF again, and "
    "add the new copy."
)
LOCKED = "This PDF is locked with a password. Save a copy without a password, and add that instead."
SCANNED = (
    "The words in this PDF cannot be read: it is most likely a picture of the pages (a scan). Ask "
    "for the Word file that it was printed from, or run it through text recognition (OCR), and add "
    "that instead."
)


def read(data: bytes) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a PDF without the headers and footers of its pages."""
    with apply_configuration(
        maximum_declared_stream_length=MAX_FILE_BYTES,
        zlib_maximum_output_length=_MAX_STREAM_BYTES,
        lzw_maximum_output_length=_MAX_STREAM_BYTES,
        run_length_maximum_output_length=_MAX_STREAM_BYTES,
        array_based_stream_maximum_output_length=_MAX_STREAM_BYTES,
        stream_parsing_work_maximum_count=_MAX_OPERATIONS,
    ):
        try:
            pages = list(_pages(_open(data)))
        except LimitReachedError as error:
            raise UnreadableDocument(TOO_LONG) from error
        except (PyPdfError, DependencyError) as error:
            raise UnreadableDocument(DAMAGED) from error
    if _is_scan(pages):
        raise UnreadableDocument(SCANNED)
    return collect(paragraphs_of(without_furniture(pages)))


def _open(data: bytes) -> PdfReader:
    reader = PdfReader(BytesIO(data))
    # Many PDFs may be opened by everyone and are only locked against changes: "" opens those.
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise UnreadableDocument(LOCKED)
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableDocument(TOO_LONG)
    return reader


def _pages(reader: PdfReader) -> Iterator[tuple[PrintedLine, ...]]:
    characters = 0
    for number, page in enumerate(reader.pages, start=1):
        lines = tuple(lines_of(page, number))
        characters += sum(len(line.text) for line in lines)
        if characters > MAX_CHARACTERS:
            raise UnreadableDocument(TOO_LONG)
        yield lines


def _is_scan(pages: list[tuple[PrintedLine, ...]]) -> bool:
    """Whether half of the pages have next to no letters, or letters that nobody can tell."""
    texts = ["".join(line.text for line in page) for page in pages]
    letters = [sum(map(str.isalnum, text)) for text in texts]
    unknown = sum(text.count(_UNKNOWN_LETTER) for text in texts)
    empty = sum(count < _LEAST_LETTERS for count in letters)
    return empty * 2 >= len(pages) or unknown > sum(letters) * _MOST_UNKNOWN
