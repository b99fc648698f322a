"""Step 6b: the title page, which names the policy and is no part of its rules."""

import re
from dataclasses import dataclass, replace

from knowledge.splitting.forms import merged
from knowledge.splitting.passage import Passage, Passages, Role
from knowledge.splitting.tables import row_text
from knowledge.splitting.wording import is_finished, plain_words

_NAMES_DOCUMENT = re.compile(
    r"\b(?:policy|policies|protocol|procedures?|guidance|guidelines|agreement|code of conduct"
    r"|handbook|strategy|statement of practice)\b",
    re.IGNORECASE,
)
_NAMES_SCHOOL = re.compile(
    r"\b(?:school|academy|academies|college|trust|nursery|federation|schools)\b", re.IGNORECASE
)
_DATE_OR_VERSION = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn)\w*\.?"
    r"(?: term)?,? (?:19|20)\d\d|(?:19|20)\d\d(?:\s*[-/–]\s*\d{2,4})?"  # noqa: RUF001
    r"|v(?:ersion)?\.?\s*\d+(?:\.\d+)*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}",
    re.IGNORECASE,
)
_LONGEST_LINE = 16
_LONGEST_PAGE = 14
_NO_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Opening:
    """The title of a document ("" if it has none) and the passages after its title page."""

    title: str
    passages: Passages


def opened(passages: Passages) -> Opening:
    """Return the document with its title page taken off; control data stay among the passages."""
    lead = _lead(passages)
    if len(lead) == len(passages):
        return Opening(_title(list(lead)) if lead and lead[0].level else "", passages)
    lines = [passage for passage in lead if passage.is_text]
    rest = passages[len(lead) :]
    if lines and _heads_section(lines[-1], lead, rest):
        rest = (lines.pop(), *rest)
    control = tuple(
        replace(passage, text=row_text((passage.text,)))
        for passage in lead
        if passage.role is Role.CONTROL or is_date_or_version(passage.text)
    )
    return Opening(_title(lines), ((merged(control, Role.CONTROL),) if control else ()) + rest)


def is_date_or_version(text: str) -> bool:
    """Whether a line of a title page is only a date or a version."""
    return _DATE_OR_VERSION.fullmatch(text) is not None


def _lead(passages: Passages) -> Passages:
    end = 0
    while end < min(len(passages), _LONGEST_PAGE) and _may_be_on_title_page(passages[end]):
        end += 1
    return passages[:end]


def _may_be_on_title_page(passage: Passage) -> bool:
    if passage.role is Role.CONTROL:
        return True
    is_short = len(passage.text.split()) <= _LONGEST_LINE
    is_line = is_short and not passage.is_marked and not is_finished(passage.text)
    return passage.is_text and (is_line or is_date_or_version(passage.text))


def _heads_section(line: Passage, lead: Passages, rest: Passages) -> bool:
    """Whether the last line before the text is the heading of that text, not of the document."""
    if line is not lead[-1] or not rest or rest[0].role is Role.HEADING:
        return False
    is_only_title = line.level is not None and line is lead[0]
    names_all = _NAMES_DOCUMENT.search(line.text) or _is_school(line)
    return not (is_only_title or names_all or is_date_or_version(line.text))


def _is_school(line: Passage) -> bool:
    return _NAMES_SCHOOL.search(line.text) is not None


def _title(lines: list[Passage]) -> str:
    titles = [line for line in lines if not is_date_or_version(line.text)]
    naming = [at for at, line in enumerate(titles) if _NAMES_DOCUMENT.search(line.text)]
    if naming:
        return _with_line_above(titles, min(naming, key=lambda at: titles[at].level or _NO_LEVEL))
    others = [line.text for line in titles if not _is_school(line)]
    return others[0] if others else ""


def _with_line_above(titles: list[Passage], at: int) -> str:
    """Return the line that names the document; "Policy" alone needs the line above to say which."""
    line = titles[at].text
    is_alone = len(plain_words(line)) == 1 and at > 0 and not _is_school(titles[at - 1])
    return f"{titles[at - 1].text} {line}" if is_alone else line
