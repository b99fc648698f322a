"""What a school must have in place before the assistant goes live (DOMAIN 11.5)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.domain.people import SchoolId
from bot.settings.checks import (
    accounts,
    delegations,
    duties,
    names,
    outside,
    papers,
    routes,
    topics,
    year,
)
from bot.settings.checks.visit import Finding, Visit
from bot.settings.deployment import Deployment

_OF_A_SCHOOL = (
    duties.findings,
    delegations.findings,
    routes.findings,
    year.findings,
    outside.findings,
    papers.findings,
    topics.findings,
)


def findings(settings: Deployment, folder: Path, today: date) -> Iterator[Finding]:
    """Return everything that is wrong, file by trust first and then school by school."""
    yield from names.findings(settings)
    yield from accounts.findings(settings)
    directory = settings.directory()
    for at, school in enumerate(settings.schools):
        visit = Visit(
            trust=settings.trust,
            settings=school,
            place=("schools", at),
            school=directory.school(SchoolId(school.id)),
            directory=directory,
            folder=folder,
            today=today,
        )
        for check in _OF_A_SCHOOL:
            yield from check(visit)
