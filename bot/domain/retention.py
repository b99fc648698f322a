"""Retention: how long each kind of record is kept, from when, and what then (DOMAIN 6.5).

Drafts, delivery keys and questions have limits of their own in hours and days; this is about cases.
The school year ends on 31 August here whatever the term dates say: those are rewritten every year,
and the day on which a record goes must not move with them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.cases import Case, CaseEvent, Details, Json, last_moved
from bot.domain.concerns import Kind
from bot.domain.people import SchoolId
from bot.domain.terms import school_year_end
from bot.domain.workflows import Workflow

_LONGEST_CODE = 40


class Since(StrEnum):
    """From when the years count."""

    CLOSED = "closed"
    SCHOOL_YEAR = "year"
    REPORTED = "reported"


class Then(StrEnum):
    """What is done when the time is over."""

    DELETE = "delete"
    REVIEW = "review"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Rule:
    """How long one kind of record is kept, and what then."""

    kind: Kind
    since: Since
    years: int
    then: Then

    @property
    def title(self) -> str:
        """What such a record is, in words that name nobody."""
        return _TITLES[self.kind]

    @property
    def reason(self) -> str:
        """The rule in a sentence, for a list and for the history of a case."""
        if self.then is Then.TRANSFER:
            return "kept until it is in the child protection records"
        years = "1 year" if self.years == 1 else f"{self.years} years"
        return f"kept for {years} from {_FROM[self.since]}"

    def last_day(self, reported: date, ended: date) -> date:
        """Return the last day on which such a record has to be kept."""
        match self.since:
            case Since.CLOSED:
                return years_later(ended, self.years)
            case Since.REPORTED:
                return years_later(reported, self.years)
            case Since.SCHOOL_YEAR:
                return years_later(school_year_end(ended), self.years)


# Safeguarding records wait to be moved, concerns about adults for a person to look at them: neither
# is ever deleted by the clock.
TABLE = """
       | from     | years | then
CB-P   | year     | 3     | delete
CB-S   | closed   | 6     | delete
SG     | closed   | 0     | transfer
ALG    | reported | 10    | review
ALG-HT | reported | 10    | review
WEB    | year     | 3     | delete
UNB    | year     | 3     | delete
"""
_TITLES: Mapping[Kind, str] = {
    Kind.CB_P: "cyberbullying",
    Kind.CB_S: "cyberbullying of staff",
    Kind.SG: "safeguarding",
    Kind.ALG: "concern about an adult",
    Kind.ALG_HT: "concern about a leader",
    Kind.WEB: "website report",
    Kind.UNB: "blocked site request",
}
_FROM: Mapping[Since, str] = {
    Since.CLOSED: "the day it was closed",
    Since.SCHOOL_YEAR: "the end of the school year it was closed in",
    Since.REPORTED: "the day it was reported",
}
# What is left of a case: what counts need, and only where it is one of the choices of a form.
STUB = frozenset(
    {
        "kind",
        "severity",
        "category",
        "ending",
        "outcome",
        "target",
        "alleged",
        "flags",
        "platform",
        "police",
        "scope",
        "audience",
        "due",
        "happened_at",
        "starts",
        "until",
        "needed_by",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionTerms:
    """What a school agreed with its data protection officer.

    Without `automatic` nothing is deleted before a person has looked at the list.
    """

    automatic: bool = False
    years: Mapping[Kind, int] = field(default_factory=dict)

    def rule(self, kind: Kind) -> Rule:
        """Return the rule for a kind of record, with the school's own years."""
        rule = RULES[kind]
        return replace(rule, years=self.years.get(kind, rule.years))


@dataclass(frozen=True, slots=True)
class Tombstone:
    """That a case was erased: enough to erase it again after a backup was put back."""

    school: SchoolId
    case: str
    at: datetime
    reason: str


def is_held(case: Case) -> bool:
    """Tell whether a legal hold keeps every word of a case from being deleted."""
    return case.legal_hold


def ended_on(case: Case, workflow: Workflow, history: Sequence[CaseEvent]) -> datetime | None:
    """Return when a case came to its end; None while it waits for somebody.

    It is when the case was last moved. So nothing has to be kept up to date when a case is opened
    again, and a note or a hold that comes later makes no record any older or younger.
    """
    return None if case.state in workflow.open_states else last_moved(case, history)


def last_day_of(case: Case, rule: Rule, reported: date, ended: date) -> date | None:
    """Return the last day on which an ended case has to be kept; None where that is for good."""
    if rule.then is Then.TRANSFER and _is_in_the_records(case):
        return None
    return rule.last_day(reported, max(ended, _expiry(case) or ended))


def stub_of(details: Details) -> dict[str, Json]:
    """Return what is left of a case's details: no word that anybody wrote, no name, no address."""
    left: dict[str, Json] = {}
    for name in STUB & details.keys():
        value = details[name]
        if isinstance(value, dict):
            left |= {name: inner} if (inner := stub_of(value)) else {}
        elif _is_code(value):
            left[name] = value
    return left


def years_later(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes 1 March, never a day too early."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _is_in_the_records(case: Case) -> bool:
    ending = case.details.get("ending")
    at_the_end = ending.get("cp_system_ref") if isinstance(ending, dict) else None
    moved = case.state in ("transferred", "recorded_in_error")
    return moved or bool(at_the_end or case.text("cp_system_ref"))


def _expiry(case: Case) -> date | None:
    """Return the last day of an exception, which may lie after the request was settled."""
    until = case.text("until")
    return date.fromisoformat(until) if until else None


def _is_code(value: Json) -> bool:
    if isinstance(value, list):
        return all(_is_code(each) for each in value)
    if isinstance(value, str):
        return len(value) <= _LONGEST_CODE and not any(letter.isspace() for letter in value)
    return not isinstance(value, dict)


def _read(table: str) -> Mapping[Kind, Rule]:
    _, *rows = table.strip("\n").splitlines()
    found = {}
    for row in rows:
        kind, since, years, then = (cell.strip() for cell in row.split("|"))
        found[Kind(kind)] = Rule(Kind(kind), Since(since), int(years), Then(then))
    return found


RULES = _read(TABLE)
