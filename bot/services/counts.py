"""Counts: the school's cases as numbers, for whoever asks (DOMAIN 1.3, 8).

A case that somebody is kept off is not in their numbers, and nothing shows that it is missing.
Restricted cases are counted and never described.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from bot.domain.calendars import SchoolCalendar
from bot.domain.cases import Case
from bot.domain.concerns import Alleged, Kind
from bot.domain.counting import SMALL, UNKNOWN, Part, joined, split
from bot.domain.people import PersonId, Role
from bot.domain.permissions import Right, View
from bot.domain.terms import Period
from bot.domain.workflows import Standing, Workflow
from bot.services import access, cases
from bot.turn import Turn

KNOWS_OF_ALLEGATIONS = frozenset({Role.HEADTEACHER, Role.CHAIR_OF_GOVERNORS})
ALLEGATIONS = frozenset({Kind.ALG, Kind.ALG_HT})
SAFEGUARDING_OR_STAFF = "SG_or_ALG"
Joins: TypeAlias = Mapping[str, tuple[frozenset[str], str]]
# What would tell a governor how many concerns about staff there are, and what hides it.
TELLS_OF_STAFF: Joins = {
    "kind": (frozenset({*ALLEGATIONS, Kind.SG}), SAFEGUARDING_OR_STAFF),
    "alleged": (
        frozenset({Alleged.STAFF, Alleged.LEADER, Alleged.PARENT, Alleged.ADULT}),
        "grown_up",
    ),
    "category": (frozenset({"staff_boundary", "other"}), "other"),
    "outcome": (frozenset({"staff_process", "referred"}), "taken_further"),
}
ALLEGATIONS_AS_ONE: Joins = {"kind": (ALLEGATIONS, Kind.ALG)}


class Audience(StrEnum):
    """Whom numbers are for: those in charge of the cases, or governors, who need no case."""

    IN_CHARGE = "head"
    GOVERNORS = "governors"


@dataclass(frozen=True, slots=True)
class Topic:
    """Cases to count: the kinds that they can be of, and the details that split them.

    Each detail comes with its known values. What has a severity has a time to be answered in.
    """

    workflow: Workflow
    kinds: tuple[Kind, ...]
    details: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The numbers of one topic. `oldest` is in school days; None where nothing is open."""

    kind: str
    total: int
    oldest: int | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of one school over some days."""

    period: Period
    audience: Audience
    chapters: tuple[Chapter, ...]


def counts(turn: Turn, topics: Iterable[Topic], period: Period, audience: Audience) -> Counts:
    """Return the numbers of what was reported and asked for on the days."""
    is_counted = _counted(turn, audience)
    chapters = []
    for topic in topics:
        every = turn.uow.cases.of_kind(turn.school.id, topic.workflow.kind)
        found = [c for c in every if _day(c.reported_at, turn) in period.days and is_counted(c)]
        chapters.append(_chapter(turn, topic, found))
    if audience is Audience.GOVERNORS:
        chapters = _without_staff(chapters, period)
    return Counts(period, audience, tuple(chapters))


def has_restricted(turn: Turn, audience: Audience) -> bool:
    """Tell whether the restricted cases of every kind are in the person's numbers."""
    return _sees_all(turn, audience) and Role.HEADTEACHER not in turn.roles


def _sees_all(turn: Turn, audience: Audience) -> bool:
    return audience is Audience.GOVERNORS or Role.CHAIR_OF_GOVERNORS in turn.roles


def _counted(turn: Turn, audience: Audience) -> Callable[[Case], bool]:
    """Return what tells whether a case is in the person's numbers; conflicts come first."""
    standings: dict[PersonId, Standing] = {}
    sees_all = _sees_all(turn, audience)

    def is_counted(case: Case) -> bool:
        kind = access.kind_of(case)
        if turn.person.id in access.kept_off(case):
            return False
        if kind is Kind.ALG_HT and Role.HEADTEACHER in turn.roles:
            return False
        if sees_all:
            return True
        if kind in ALLEGATIONS and not KNOWS_OF_ALLEGATIONS & turn.roles:
            return False
        if case.reporter not in standings:
            standings[case.reporter] = cases.standing_of(turn, case)
        standing = standings[case.reporter]
        has_count = Right.COUNT in access.rights_of(case, standing)
        return has_count or access.view_of(case, standing) is not View.NOTHING

    return is_counted


def _chapter(turn: Turn, topic: Topic, found: Sequence[Case]) -> Chapter:
    open_states = topic.workflow.open_states
    opened = [case for case in found if case.state in open_states]
    today = turn.today
    ages = (school_days(turn.school.calendar, _day(c.reported_at, turn), today) for c in opened)
    return Chapter(
        kind=topic.workflow.kind,
        total=len(found),
        oldest=max(ages, default=None),
        parts=tuple(_parts(turn, topic, found)),
    )


def _parts(turn: Turn, topic: Topic, found: Sequence[Case]) -> Iterator[Part]:
    opened = topic.workflow.open_states
    if len(topic.kinds) > 1:
        yield split("kind", (access.kind_of(case).value for case in found), topic.kinds)
    states = ("open" if case.state in opened else "closed" for case in found)
    yield split("state", states, ("open", "closed"))
    for name, values in topic.details.items():
        yield split(name, (_said(case, name) for case in found), (*values, UNKNOWN))
    if "severity" in topic.details:
        answered = (_answered(turn, topic.workflow, case) for case in found)
        yield split("answered", answered, ("in_time", "late", "waiting"))
    else:
        states = (case.state for case in found)
        yield split("outcome", states, topic.workflow.words)


def _said(case: Case, name: str) -> str:
    """Return a detail; how a report ended is kept with why."""
    ending = case.details.get("ending")
    ended = ending.get(name) if isinstance(ending, Mapping) else None
    return case.text(name) or str(ended or "")


def _answered(turn: Turn, workflow: Workflow, case: Case) -> str:
    """Return whether somebody took a report up by its due time; without one, on the same day."""
    history = turn.uow.cases.history(case.school, case.public_id)
    first = next(
        (e.at for e in history if e.from_state and "/" in e.actor and e.actor != case.reporter),
        None,
    )
    due = case.text("due")
    if due:
        is_late = (first or turn.now) > datetime.fromisoformat(due)
    else:
        is_late = _day(first or turn.now, turn) > _day(case.reported_at, turn)
    if first is None and not is_late:
        return "waiting" if case.state in workflow.open_states else "in_time"
    return "late" if is_late else "in_time"


def _without_staff(chapters: Iterable[Chapter], period: Period) -> list[Chapter]:
    """Return the chapters for governors: concerns about staff are a number only once a year."""
    known = list(chapters)
    about_staff = sum(
        part.count(kind)
        for chapter in known
        for part in chapter.parts
        if part.name == "kind"
        for kind in ALLEGATIONS
    )
    is_told = period.is_year and about_staff >= SMALL.stop
    hide = ALLEGATIONS_AS_ONE if is_told else TELLS_OF_STAFF
    return [replace(each, parts=tuple(_joined(p, hide) for p in each.parts)) for each in known]


def _joined(part: Part, joins: Joins) -> Part:
    found, name = joins.get(part.name, (frozenset(), ""))
    return joined(part, found, name)


def school_days(calendar: SchoolCalendar, since: date, today: date) -> int:
    """Return on how many school days something has been open, the first not counted."""
    days = (since + timedelta(days=n) for n in range(1, (today - since).days + 1))
    return sum(calendar.is_school_day(day) for day in days)


def _day(moment: datetime, turn: Turn) -> date:
    return turn.school.calendar.local_day(moment)
