"""Files that mean harm: the corpus of RELIABILITY section 5, 51-54, and some of our own."""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from tests.knowledge.pdf_documents import lines_down, locked, pdf_of, pdf_with, scanned_pdf
from tests.knowledge.word_documents import WordFile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MEGABYTE = 1024 * 1024
ENTITIES = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
BILLION_LAUGHS = f'<!DOCTYPE d [<!ENTITY l0 "lol">{ENTITIES}]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY out SYSTEM "file:///etc/passwd">]>'
OUTSIDE_PARAMETER = '<!DOCTYPE d [<!ENTITY % out SYSTEM "file:///etc/passwd"> %out;]>'


def noise(seed: int, size: int) -> bytes:
    """Return bytes without any order, always the same ones."""
    return hashlib.shake_256(bytes([seed])).digest(size)


def whole_document(body: str, before: str = "") -> bytes:
    """Return the XML of a Word document's text part."""
    declared = f'<?xml version="1.0" encoding="UTF-8"?>{before}'
    return f'{declared}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode()


def word_with(parts: Mapping[str, bytes], padding: int = 0) -> bytes:
    """Return a Word file with parts replaced or added; padding hides how well they compress."""
    plain = WordFile()
    plain.add("Rule.")
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(plain.data)) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            if name not in parts:
                made.writestr(name, source.read(name))
        for name, data in parts.items():
            made.writestr(name, data)
        made.writestr("word/media/image1.bin", noise(1, padding))
    return file.getvalue()


def word_saying(body: str, before: str = "") -> bytes:
    """Return a Word file with this text part."""
    return word_with({"word/document.xml": whole_document(body, before)})


def with_huge_part(opening: bytes, repeated: bytes, times: int, ending: bytes) -> bytes:
    """Return a Word file whose text part is one piece again and again; built without holding it."""
    plain = WordFile()
    plain.add("Rule.")
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(plain.data)) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in set(source.namelist()) - {"word/document.xml"}:
            made.writestr(name, source.read(name))
        with made.open("word/document.xml", "w") as part:
            part.write(opening)
            for _ in range(100):
                part.write(repeated * (times // 100))
            part.write(ending)
    return file.getvalue()


def archive_of(names: Iterator[str] | tuple[str, ...], data: bytes = b"x") -> bytes:
    """Return a zip file with these names in it."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, data)
    return file.getvalue()


def crowded_directory(entries: int) -> bytes:
    """Return a zip file whose directory names one file again and again."""
    plain = archive_of(("a",))
    start = plain.index(b"PK\x01\x02")
    end = plain.index(b"PK\x05\x06")
    directory = plain[start:end] * entries
    # The count has room for 65,535; like many readers, Python goes by the size instead.
    closing = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 9, 9, len(directory), start, 0)
    return plain[:start] + directory + closing


def nested_archive(depth: int) -> bytes:
    """Return a zip file in a zip file in a zip file, many times over."""
    data = b"x" * MEGABYTE
    for _ in range(depth):
        data = archive_of(("inner.zip",), data)
    return data


def with_link() -> bytes:
    """Return a Word file with a link to another file in it."""
    file = BytesIO(word_saying("<w:p/>"))
    link = zipfile.ZipInfo("word/media/link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    return file.getvalue()


def lying_about_size() -> bytes:
    """Return a Word file that says that its text part, of 40 MB, has 60 bytes."""
    body = whole_document("<w:p/>" * (40 * MEGABYTE // 6))
    data = word_with({"word/document.xml": body})
    told = struct.pack("<I", len(body))
    return data.replace(told, struct.pack("<I", 60))


def huge_stream() -> bytes:
    """Return a PDF whose only page prints 60 MB of operators."""
    return pdf_with([b"BT /F1 11 Tf (x) Tj ET " * (60 * MEGABYTE // 23)])


def looping_pages() -> bytes:
    """Return a PDF whose list of pages names itself as a page."""
    return pdf_of(lines_down("Rule.")).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")


def with_script() -> bytes:
    """Return a PDF that asks to run a script and a program when it is opened."""
    action = b"/OpenAction << /S /JavaScript /JS (app.alert(1)) /Next << /S /Launch /F (sh) >> >>"
    text = lines_down("Staff hand in their phones in the morning.")
    return pdf_of(text).replace(b"/Type /Catalog", b"/Type /Catalog " + action)


def with_odd_box() -> bytes:
    """Return a PDF that the library trips over: its page has no proper size."""
    text = lines_down("Staff hand in their phones in the morning.")
    return pdf_of(text).replace(b"[0 0 595 842]", b"[1]")


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "two-million-paragraphs.docx": lambda: with_huge_part(
        whole_document("@").partition(b"@")[0],
        b"<w:p><w:r><w:t>a</w:t></w:r></w:p>",
        2_000_000,
        b"</w:body></w:document>",
    ),
    "text-of-200-megabytes.docx": lambda: with_huge_part(
        whole_document("<w:p><w:r><w:t>@").partition(b"@")[0],
        b"a" * 1000,
        200_000,
        b"</w:t></w:r></w:p></w:body></w:document>",
    ),
    "padded-paragraphs.docx": lambda: word_with(
        {"word/document.xml": whole_document("<w:p/>" * (6 * MEGABYTE))}, padding=MEGABYTE
    ),
    "billion-laughs.docx": lambda: word_saying(
        "<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", BILLION_LAUGHS
    ),
    "outside-entity.docx": lambda: word_saying(
        "<w:p><w:r><w:t>Rule. &out;</w:t></w:r></w:p>", OUTSIDE
    ),
    "outside-parameter.docx": lambda: word_saying(
        "<w:p><w:r><w:t>Rule.</w:t></w:r></w:p>", OUTSIDE_PARAMETER
    ),
    "crowded.docx": lambda: crowded_directory(30_000),
    "many-names.docx": lambda: archive_of(tuple(f"word/{number}" for number in range(1_001))),
    "climbing.docx": lambda: word_with({"../../x": b"x"}),
    "climbing-windows.docx": lambda: word_with({"..\\..\\x": b"x"}),
    "absolute.docx": lambda: word_with({"/etc/x": b"x"}),
    "linked.docx": with_link,
    "nested.docx": lambda: nested_archive(20),
    "lying.docx": lying_about_size,
    "deep.docx": lambda: word_saying("<w:sdt><w:sdtContent>" * 5_000),
    "cut-off.docx": lambda: word_saying("<w:p/>")[:-40],
    "web-page.docx": lambda: b"<!DOCTYPE html><html><p>Rule.</p></html>",
    "old.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "empty.docx": lambda: b"",
    "noise.docx": lambda: noise(2, 50_000),
    "no-end.pdf": lambda: pdf_of(lines_down("Rule."))[:300],
    "huge-stream.pdf": huge_stream,
    "many-streams.pdf": lambda: pdf_with([b"BT /F1 9 Tf (x) Tj ET " * 60_000] * 60),
    "locked.pdf": lambda: locked(pdf_of(lines_down("Rule.")), "secret"),
    "scan.pdf": scanned_pdf,
    "looping.pdf": looping_pages,
    "scripted.pdf": with_script,
    "odd-box.pdf": with_odd_box,
    "empty.pdf": lambda: b"",
    "noise.pdf": lambda: b"%PDF-1.7\n" + noise(3, 50_000),
    "billion-laughs.html": f"{BILLION_LAUGHS}<html><p>&l9;</p></html>".encode,
    "outside-entity.html": f"{OUTSIDE}<html><p>Rule. &out;</p></html>".encode,
    "deep.html": lambda: b"<div>" * 200_000,
    "wide.html": lambda: b"<p>a" * 4_000_000,
    "picture.html": lambda: b"\x89PNG\r\n\x1a\n" + noise(4, 50_000),
    "noise.html": lambda: noise(5, 50_000),
    "brackets.md": lambda: b"[" * MEGABYTE,
    "quotes.md": lambda: b">" * MEGABYTE + b"a",
    "stars.md": lambda: b"*a_" * 30_000,
    "archive.md": lambda: archive_of(("a",)),
    "noise.md": lambda: noise(6, 50_000),
    "long-line.txt": lambda: b"a" * MEGABYTE,
    "tabs.txt": lambda: b"\ta\n" * 25_000,
    "repeated.txt": lambda: b"a " * MEGABYTE + b"!",
    "too-large.txt": lambda: b"a b\n" * (6 * MEGABYTE),
    "invisible.txt": "Pho\u200bnes\x00 are\u202e off\ufeff.".encode,
    "zero-width.txt": "Pho\u200bnes are\u202e off\ufeff.".encode,
    "lone-halves.txt": lambda: b"Phones \xed\xa0\x80 are off.",
    "noise.txt": lambda: noise(7, 50_000),
    "zlib.txt": lambda: zlib.compress(b"Rule." * 1_000),
}


def write_all(folder: Path) -> tuple[Path, ...]:
    """Write the whole corpus and return its paths."""
    for name, make in HOSTILE.items():
        (folder / name).write_bytes(make())
    return tuple(folder / name for name in HOSTILE)
