"""The daily self-check: what would let the school down today, told before somebody needs it (11.5).

It looks at who is in, at the dates and at the numbers. It knows of no case.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from bot.domain.authority import Holders, deciders
from bot.domain.notices import Notice
from bot.domain.people import Person, PersonId, Role
from bot.domain.schools import Routing, School
from bot.services import cases, daily
from bot.turn import Turn

TOLD = (Role.SYSTEM_ADMIN, Role.HEADTEACHER)
LEADS = (Role.DSL, Role.DEPUTY_DSL)
DUTIES = (Role.HEADTEACHER, Role.CHAIR_OF_GOVERNORS, Role.IT_MANAGER)
NUMBERS = {
    "lado": "the LADO (the council's officer for worries about adults)",
    "la_front_door": "the council's children's services",
    "la_out_of_hours": "the council's children's services out of hours",
}
NEWS = {
    "cyberbullying_pupil": "reports of cyberbullying of a pupil",
    "cyberbullying_staff": "reports of abuse of staff",
    "website": "reports of a bad website",
    "website_serious": "reports of a serious website",
    "parent_post": "reports of a post by a parent",
    "policy_question": "questions that the policies do not answer",
}
ENDING_SOON = timedelta(days=30)
NOBODY = PersonId("")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that would let the school down: what, why it matters, what to do.

    What is about safeguarding `cover` is told in the holidays too (rule 11).
    """

    what: str
    why: str
    remedy: str
    is_cover: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A policy's title, who looks after it, and when it is due for review."""

    title: str
    owner: str
    next_review: date | None


class SelfChecked(Notice):
    """The self-check of a day; it becomes a card only where there is something to put right."""

    name = "self_check"


def tell_daily(turn: Turn) -> None:
    """Tell those who look after the assistant, once a day, from the first reminder time on."""
    if daily.is_due(turn, "self-check"):
        cases.tell(turn, [person.id for person in turn.holders(*TOLD)], SelfChecked())


def findings_of(turn: Turn, papers: Sequence[Paper]) -> tuple[Finding, ...]:
    """Return what to tell today; out of school days only what is about safeguarding cover."""
    found = findings(turn.as_arranged(), turn.holders, turn.today, papers)
    is_open = turn.school.calendar.is_school_day(turn.today)
    return tuple(finding for finding in found if is_open or finding.is_cover)


def findings(
    school: School, holders: Holders, today: date, papers: Sequence[Paper] = ()
) -> tuple[Finding, ...]:
    """Return everything that would let the school down on that day, the gravest first."""
    return (
        *_cover(holders, today),
        *_numbers(school),
        *_nobody_decides(school, holders, today),
        *_duties(holders),
        *_routes(school, holders),
        *_calendar(school, today),
        *_overdue(papers, today),
        *_untried(school, today),
    )


def _cover(holders: Holders, today: date) -> Iterator[Finding]:
    """Yield that no safeguarding lead is in, or that one who is in cannot be rung (M01, M03)."""
    leads = _holding(holders, LEADS)
    present = [lead for lead in leads if not lead.is_away(today)]
    if not present:
        away = ", ".join(lead.name for lead in leads)
        yield Finding(
            f"No safeguarding lead or deputy is in today. Away: {away or 'nobody has the role'}.",
            "Staff are told to find one of them when a child is in danger.",
            "Decide who covers today and tell staff. In app.yaml give that person the role "
            "'deputy_dsl' with 'from' and 'until'.",
            is_cover=True,
        )
    for lead in present:
        if not lead.phone:
            yield Finding(
                f"{lead.name} covers safeguarding today and has no telephone number here.",
                "Staff are told to ring it when a child is in danger.",
                "Add 'phone:' to that person in app.yaml.",
                is_cover=True,
            )


def _numbers(school: School) -> Iterator[Finding]:
    given = dict(school.contacts.filled())
    for name, whose in NUMBERS.items():
        if name not in given or not given[name].phone:
            yield Finding(
                f"There is no telephone number for {whose}.",
                "Staff are shown it when nobody in school can help.",
                f"Add '{name}' with its 'phone' under 'contacts:' in app.yaml.",
                is_cover=True,
            )


def _nobody_decides(school: School, holders: Holders, today: date) -> Iterator[Finding]:
    """Yield heads who are away with nobody in their place (D3)."""
    known = deciders(school, NOBODY, today, holders)
    away = {each.person for each in known if each.acting_for is None and each.standby}
    acting = {each.acting_for for each in known if not each.standby}
    for head in holders(Role.HEADTEACHER):
        if head.id in away - acting:
            yield Finding(
                f"{head.name} is away today and nobody in school decides for them.",
                "Requests for blocked sites wait until somebody does.",
                "Name a delegate who is in today, under 'delegation:' in app.yaml.",
            )


def _duties(holders: Holders) -> Iterator[Finding]:
    for role in DUTIES:
        if not holders(role):
            yield Finding(
                f"Nobody is the {role.label} today.",
                "What is meant for them reaches nobody, or somebody else.",
                f"Give somebody the role '{role}' in app.yaml, or check the dates of who has it.",
            )


def unheld_routes(school: School, holders: Holders) -> Iterator[tuple[str, tuple[Role, ...]]]:
    """Yield each kind of news with those of its roles that nobody holds, where there are any."""
    for route in fields(Routing):
        roles: tuple[Role, ...] = getattr(school.routing, route.name)
        if unheld := tuple(role for role in roles if not holders(role)):
            yield route.name, unheld


def _routes(school: School, holders: Holders) -> Iterator[Finding]:
    for name, unheld in unheld_routes(school, holders):
        reaches_nobody = unheld == getattr(school.routing, name)
        roles = " or ".join(role.label for role in unheld)
        yield Finding(
            f"Nobody is the {roles}, who should get {NEWS[name]}.",
            "They reach nobody." if reaches_nobody else "They reach only the others on the list.",
            f"Give somebody the role in app.yaml, or change '{name}' under 'routing:'.",
        )


def _calendar(school: School, today: date) -> Iterator[Finding]:
    last = max((term.last for term in school.calendar.terms if term.last), default=None)
    if last is None or last < today + ENDING_SOON:
        when = "There are no term dates" if last is None else f"The last term ends on {_day(last)}"
        yield Finding(
            f"{when}.",
            "After that I can't tell the holidays, so reminders go out on any weekday.",
            "Add the next terms under 'calendar:' in app.yaml.",
        )


def _overdue(papers: Sequence[Paper], today: date) -> Iterator[Finding]:
    for paper in papers:
        if paper.next_review and paper.next_review < today:
            yield Finding(
                f"'{paper.title}' was due for review on {_day(paper.next_review)}.",
                "Every answer from it says that it may be out of date.",
                f"Ask {paper.owner or 'its owner'} for the new version, and put it in app.yaml.",
            )


def _untried(school: School, today: date) -> Iterator[Finding]:
    names = [contact.name for _, contact in school.contacts.filled() if contact.is_untried(today)]
    if names:
        yield Finding(
            f"Nobody has tried these contacts for a year: {', '.join(names)}.",
            "A number that has changed costs time when somebody needs help.",
            "Try each one, then put today's date in its 'checked_on' in app.yaml.",
        )


def _holding(holders: Holders, roles: Sequence[Role]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(person for role in roles for person in holders(role)))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
