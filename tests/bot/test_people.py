"""Who somebody is, and what they may do on a day."""

from datetime import date

import pytest

from bot.domain.days import DaySpan
from bot.domain.people import Grant, Kind, Person, PersonId, Role, SchoolId

OAKFIELD, RAVENSMERE = SchoolId("oakfield"), SchoolId("ravensmere")
LEN = Person(
    id=PersonId("oakfield/len"),
    name="Len Hodge",
    title="Network manager",
    school=OAKFIELD,
    grants=(
        Grant(Role.IT_MANAGER, OAKFIELD),
        Grant(Role.IT_MANAGER, RAVENSMERE, date(2026, 9, 1), date(2026, 12, 31)),
    ),
    away=(DaySpan(date(2026, 11, 2), date(2026, 11, 3)),),
)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 8, 31), False),
        (date(2026, 9, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_role_is_held_on_its_first_and_last_day_and_not_outside(day: date, holds: bool) -> None:  # noqa: FBT001
    assert (Role.IT_MANAGER in LEN.roles(RAVENSMERE, day)) is holds


def test_a_role_at_one_school_is_no_role_at_another() -> None:
    later = date(2027, 6, 1)

    assert LEN.roles(OAKFIELD, later) == {Role.IT_MANAGER}
    assert LEN.roles(RAVENSMERE, later) == frozenset()


def test_somebody_works_at_every_school_of_their_roles_their_own_first() -> None:
    assert LEN.schools(date(2026, 11, 20)) == (OAKFIELD, RAVENSMERE)
    assert LEN.schools(date(2027, 6, 1)) == (OAKFIELD,)
    assert LEN.works_at(RAVENSMERE)


@pytest.mark.parametrize("kind", [Kind.PUPIL, Kind.GUEST])
def test_pupils_and_guests_hold_no_role_whatever_is_written(kind: Kind) -> None:
    person = Person(
        id=PersonId("oakfield/x"),
        name="X",
        title="",
        school=OAKFIELD,
        grants=(Grant(Role.HEADTEACHER, OAKFIELD),),
        kind=kind,
    )

    assert person.roles(OAKFIELD, date(2026, 11, 20)) == frozenset()
    assert not person.works_at(OAKFIELD)


def test_somebody_is_away_on_the_days_written_down() -> None:
    assert LEN.is_away(date(2026, 11, 3))
    assert not LEN.is_away(date(2026, 11, 4))


def test_every_role_has_a_name_that_fits_in_a_sentence() -> None:
    labels = {role.label for role in Role}

    assert len(labels) == len(Role)
    assert not any("_" in label for label in labels)


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        (DaySpan(), DaySpan(), True),
        (DaySpan(last=date(2026, 9, 1)), DaySpan(first=date(2026, 9, 1)), True),
        (DaySpan(last=date(2026, 9, 1)), DaySpan(first=date(2026, 9, 2)), False),
        (DaySpan(date(2026, 1, 1), date(2026, 2, 1)), DaySpan(date(2026, 3, 1)), False),
    ],
)
def test_spans_of_days_overlap_when_a_day_is_in_both(
    first: DaySpan,
    second: DaySpan,
    overlap: bool,  # noqa: FBT001
) -> None:
    assert first.overlaps(second) is overlap
    assert second.overlaps(first) is overlap
