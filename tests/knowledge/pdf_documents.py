"""PDF files made for tests: each line stands where the test puts it."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader, PdfWriter

PAGE_HEIGHT = 842  # A4, in points
TOP = 750
LEADING = 14


@dataclass(frozen=True, slots=True)
class Printed:
    """One line on a page, its size and its distance from the left and the foot in points."""

    text: str
    y: float
    x: float = 72
    size: float = 11
    bold: bool = False

    @property
    def operators(self) -> str:
        """The line as a PDF prints it."""
        escaped = self.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        font = "F2" if self.bold else "F1"
        return f"BT /{font} {self.size} Tf 1 0 0 1 {self.x} {self.y} Tm ({escaped}) Tj ET"


def lines_down(*texts: str, start: float = TOP) -> list[Printed]:
    """Return lines one under the other; "" leaves a line free."""
    return [Printed(text, start - LEADING * place) for place, text in enumerate(texts) if text]


def pdf_of(*pages: Iterable[Printed]) -> bytes:
    """Return a PDF with these pages of text."""
    return pdf_with([" ".join(line.operators for line in page).encode("cp1252") for page in pages])


def pdf_with(contents: Sequence[bytes]) -> bytes:
    """Return a PDF whose pages have these content streams."""
    kids = " ".join(f"{5 + place * 2} 0 R" for place in range(len(contents)))
    fonts = ("Helvetica", "Helvetica-Bold")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        *(
            (
                f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>"
            ).encode()
            for font in fonts
        ),
    ]
    for place, content in enumerate(contents):
        packed = zlib.compress(content)
        objects.append(
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {PAGE_HEIGHT}]"
                f" /Contents {6 + place * 2} 0 R"
                " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
            ).encode()
        )
        head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + packed + b"\nendstream")
    return _file_of(objects)


def scanned_pdf() -> bytes:
    """Return a PDF whose only page is a picture."""
    picture = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q"
    return pdf_with([picture])


def locked(data: bytes, password: str) -> bytes:
    """Return the PDF encrypted; "" locks it only against changes."""
    writer = PdfWriter(PdfReader(BytesIO(data)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")  # noqa: S106
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _file_of(objects: Sequence[bytes]) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        data
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
            f"startxref\n{len(data)}\n%%EOF\n"
        ).encode()
    )
