"""Archives: what the table of contents of a .docx gives away before anything is unpacked (A17)."""

import stat
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from knowledge.reading.paragraphs import UnreadableDocument

MAX_ENTRIES = 1_000
MAX_TOTAL_BYTES = 50 * 1024 * 1024
MAX_RATIO = 100
_SMALL = 1024 * 1024  # a tiny part may compress well and harm nobody
_ENCRYPTED = 0x1

DAMAGED = (
    "This Word file is damaged. Open it in Word, save it again as a Word document (.docx), and "
    "add the new copy."
)
TOO_LARGE = (
    "This Word file unpacks to far more than a policy holds. Copy the text into a new Word "
    "document, save it, and add that instead."
)
NOT_WORDS_OWN = (
    "This Word file holds parts that Word does not put there. Copy the text into a new Word "
    "document, save it, and add that instead."
)


def check_archive(data: bytes) -> None:
    """Refuse an archive that is too large, too deep or misleading, by its directory alone."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError) as error:
        raise UnreadableDocument(DAMAGED) from error
    if len(entries) > MAX_ENTRIES or _is_bomb(entries, len(data)):
        raise UnreadableDocument(TOO_LARGE)
    names = {entry.filename for entry in entries}
    if len(names) < len(entries) or any(_is_strange(entry) for entry in entries):
        raise UnreadableDocument(NOT_WORDS_OWN)


def _is_bomb(entries: list[zipfile.ZipInfo], packed: int) -> bool:
    total = sum(entry.file_size for entry in entries)
    return (
        total > MAX_TOTAL_BYTES
        or total > packed * MAX_RATIO
        or any(entry.file_size > max(_SMALL, entry.compress_size * MAX_RATIO) for entry in entries)
    )


def _is_strange(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    return (
        path.is_absolute()
        or ".." in path.parts
        or ":" in entry.filename
        or bool(entry.flag_bits & _ENCRYPTED)
        or stat.S_ISLNK(entry.external_attr >> 16)
        or entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    )
