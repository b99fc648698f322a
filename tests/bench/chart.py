"""A line chart as an SVG, both axes in powers of ten."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 190, 48, 44
COLOURS = ("#0b6e4f", "#7cb89f", "#1f5fa8", "#92b4dc", "#b3541e", "#e0b08f")
STYLE = "font:13px system-ui,sans-serif;fill:#333"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line and its name."""

    name: str
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value lies on an axis: between two powers of ten, on so many pixels."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float) -> "Scale":
        """Return the scale that just holds the values."""
        low = math.floor(math.log10(min(values)))
        return cls(low, max(low + 1, math.ceil(math.log10(max(values)))), start, end)

    def at(self, value: float) -> float:
        """Return the pixel of a value."""
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def marks(self) -> list[float]:
        """Return the powers of ten on the axis."""
        return [10.0**power for power in range(self.low, self.high + 1)]


def draw_lines(title: str, lines: Sequence[Line]) -> str:
    """Return the chart as SVG."""
    points = [point for line in lines for point in line.points]
    x = Scale.over([at for at, _ in points], LEFT, WIDTH - RIGHT)
    y = Scale.over([value for _, value in points], HEIGHT - BOTTOM, TOP)
    parts = (*_frame(title, x, y), *_lines(lines, x, y))
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">\n{body}\n</svg>\n'


def _frame(title: str, x: Scale, y: Scale) -> Iterator[str]:
    yield f"<title>{escape(title)}</title>"
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    yield _text(title, LEFT, TOP - 22, "start")
    for mark in x.marks():
        yield _text(f"{mark:,.0f}", x.at(mark), HEIGHT - BOTTOM + 20, "middle")
    for mark in y.marks():
        yield f'<path d="M{x.start} {y.at(mark)}H{x.end}" stroke="#ddd"/>'
        yield _text(f"{mark:g}", LEFT - 8, y.at(mark) + 4, "end")


def _lines(lines: Sequence[Line], x: Scale, y: Scale) -> Iterator[str]:
    below = -math.inf
    ends = sorted(range(len(lines)), key=lambda n: y.at(lines[n].points[-1][1]))
    for number in ends:
        line, colour = lines[number], COLOURS[number % len(COLOURS)]
        places = [(x.at(at), y.at(value)) for at, value in line.points]
        path = "L".join(f"{across} {down}" for across, down in places)
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
        below = max(places[-1][1] + 4, below + 16)  # names that would lie on each other
        yield _text(line.name, places[-1][0] + 10, below, "start")


def _text(words: str, x: float, y: float, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" style="{STYLE}">{escape(words)}</text>'
