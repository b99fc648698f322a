"""The lines that are printed on a page of a PDF, with where they stand and how they look."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pypdf import PageObject

from knowledge.reading.characters import tidy

_BOLD = ("bold", "black", "heavy")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line; `height` is 0.0 at the foot of the page and 1.0 at its head, sizes in points."""

    text: str
    page: int
    left: float = 0.0
    bottom: float = 0.0
    size: float = 0.0
    height: float = 0.5
    is_bold: bool = False

    @property
    def width(self) -> float:
        """Roughly how far it reaches across the page."""
        return len(self.text) * self.size


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    left: float
    bottom: float
    size: float
    is_bold: bool


@dataclass(slots=True)
class _Page:
    """Gathers what the extraction hands over piece by piece."""

    lines: list[list[_Piece]] = field(default_factory=lambda: [[]])

    def take(
        self,
        text: str,
        origin: list[float],
        place: list[float],
        font: Mapping[str, object] | None,
        size: float,
    ) -> None:
        """Take the next piece of text; pypdf prescribes these five parameters."""
        left = place[4] * origin[0] + place[5] * origin[2] + origin[4]
        bottom = place[4] * origin[1] + place[5] * origin[3] + origin[5]
        name = str((font or {}).get("/BaseFont", "")).casefold()
        is_bold = any(word in name for word in _BOLD)
        points = abs(size * place[3] * origin[3])
        first, *others = text.split("\n")
        self.lines[-1].append(_Piece(first, left, bottom, points, is_bold))
        self.lines += [[_Piece(other, left, bottom, points, is_bold)] for other in others]


def lines_of(page: PageObject, number: int) -> Iterator[PrintedLine]:
    """Yield the lines of a page in the order in which the file prints them."""
    gathered = _Page()
    page.extract_text(visitor_text=gathered.take)
    box = page.mediabox
    foot, tall = float(box.bottom), float(box.height) or 1.0
    for pieces in gathered.lines:
        printed = [piece for piece in pieces if piece.text.strip()]
        if printed:
            first = printed[0]
            yield PrintedLine(
                text=tidy("".join(piece.text for piece in pieces)),
                page=number,
                left=first.left,
                bottom=first.bottom,
                size=max(printed, key=lambda piece: len(piece.text)).size,
                height=(first.bottom - foot) / tall,
                is_bold=all(piece.is_bold for piece in printed),
            )
