"""Lines of plain text and what can be seen at their start."""

import re
from dataclasses import dataclass

_TAB_WIDTH = 4
_BULLETS = "·•▪■◦○●‣\u2043∙➢➤►❖\uf0a7\uf0b7\uf0d8"

_MARK = re.compile(
    rf"(?:[{_BULLETS}]\s*|[-–—*o]\s+)?"  # noqa: RUF001
    r"(?:\(?(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zA-Z][.)]|[ivxlIVXL]+[.)])\**\s+)?"
)
_JOINING_WORD = re.compile(r"(?:and|or|and/or)[,;]?", re.IGNORECASE)
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text file."""

    number: int
    text: str
    page: int | None = None

    @property
    def words(self) -> str:
        """The line without white space around it."""
        return self.text.strip()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.words

    @property
    def is_tabbed(self) -> bool:
        """Whether it starts with a tab, as cells and hanging items do in exported text."""
        return self.text.startswith("\t")

    @property
    def is_marked(self) -> bool:
        """Whether it starts with a bullet or a number."""
        return starts_with_mark(self.words)

    @property
    def is_joining_word(self) -> bool:
        """Whether it is only the "or" or "and" between two items."""
        return _JOINING_WORD.fullmatch(self.words) is not None

    @property
    def is_link(self) -> bool:
        """Whether it starts with a web address."""
        return _LINK.match(self.words) is not None

    @property
    def column(self) -> int:
        """Where its first character stands; one stray space before plain text does not count."""
        spaces = self.text[: len(self.text) - len(self.text.lstrip())].expandtabs(_TAB_WIDTH)
        is_stray = len(spaces) == 1 and not self.is_marked
        return 0 if is_stray else len(spaces)


def starts_with_mark(text: str) -> bool:
    """Whether a text starts with a bullet or a number."""
    return without_mark(text) != text


def without_mark(text: str) -> str:
    """Return the text without the bullet or number at its start."""
    return _MARK.sub("", text, count=1)
