"""Document control: the words under which a policy gives its version, owner and review dates."""

import re
from enum import StrEnum


class ControlKey(StrEnum):
    """What a key of a document-control table tells."""

    VERSION = "version"
    OWNER = "owner"
    NEXT_REVIEW = "next review"
    LAST_REVIEW = "last review"
    CYCLE = "cycle"
    OTHER = "other"


_FORMS = (
    (
        ControlKey.VERSION,
        re.compile(r"(?:policy |document )?(?:version|issue|revision)(?: no\.?| number)?"),
    ),
    (
        ControlKey.OWNER,
        re.compile(
            r"(?:name of )?(?:policy |document )?(?:author|owner|holder)s?"
            r"|(?:written|prepared|produced|maintained) by|(?:policy |document )lead"
            r"|(?:person |staff |member of staff )responsible(?: for .*)?"
        ),
    ),
    (ControlKey.OWNER, re.compile(r"(?:lead|co-?ordinator)(?: (?:name|person))?")),
    (
        ControlKey.CYCLE,
        re.compile(
            r"(?:policy )?review (?:frequency|cycle|period|schedule)|frequency of review"
            r"|reviewed every"
        ),
    ),
    (
        ControlKey.NEXT_REVIEW,
        re.compile(
            r"(?:date (?:of|for) )?next (?:policy )?review(?: date| due| by| on)*"
            r"|review(?: is)? due(?: date| by| on)?|(?:date )?due for review"
            r"|(?:to be|will be) reviewed(?: by| on| in)?"
            r"|(?:policy )?review(?: date| by)|renewal date"
        ),
    ),
    (
        ControlKey.LAST_REVIEW,
        re.compile(
            r"(?:date )?(?:last |first |policy )?"
            r"(?:reviewed|updated|approved|adopted|ratified|agreed|issued)(?: (?:on|in|date|by.*))*"
            r"|(?:policy )?date|last (?:review|update)(?: date)?"
            r"|date (?:of|for) (?:last )?(?:policy|review|approval|issue|adoption|publication)"
            r"|date (?:reviewed|approved|adopted|ratified|agreed|issued)"
            r"|approval date|effective (?:date|from)"
        ),
    ),
    (
        ControlKey.OTHER,
        re.compile(r"(?:policy |document )?(?:title|status|reference|ref|category|audience)"),
    ),
)
_LOOSE = re.compile(r"(?:lead|co-?ordinator|date|title|status|category|audience)\b.*")
_LINE = re.compile(r"([A-Za-z][A-Za-z .\-/]{2,40}?)\s*(?:[:|]|\s[-\u2013])\s*(\S.*)")
_LONGEST_LINE = 14


def key_of(text: str) -> ControlKey | None:
    """Return what a cell or the start of a line is the key for, None for anything else."""
    plain = text.strip(" :").casefold()
    return next((key for key, form in _FORMS if form.fullmatch(plain)), None)


def key_and_value(line: str) -> tuple[str, str] | None:
    """Return both halves of a short line such as "Owner: the headteacher"."""
    found = _LINE.fullmatch(line) if len(line.split()) <= _LONGEST_LINE else None
    return (found.group(1), found.group(2)) if found else None


def is_control_line(line: str) -> bool:
    """Whether a line is document control by itself; "Lead: Mrs Poole" may be a contact."""
    pair = key_and_value(line)
    return (
        pair is not None and key_of(pair[0]) is not None and not _LOOSE.fullmatch(pair[0].lower())
    )
