"""A school's own advice at work, and the card that tells what would let it down today."""

from datetime import UTC, datetime, timedelta

from bot.domain.people import SchoolId
from bot.domain.places import NOWHERE
from bot.services.self_check import tell_daily
from bot.turn import Turn
from tests.journeys.reports import IMAGE, heard, report
from tests.support.school import School

RAVENSMERE = SchoolId("ravensmere")
OVERDUE = "'Staff Social Media and Mobile Devices Policy' was due for review on 30 September 2025."
TITLE = "Ravensmere High School: 1 thing to put right"
PHONES = "Social Media, Phones and Photographs Policy"
SUNDAY = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


async def the_check_runs(school: School) -> None:
    """Do what the clockwork does at every school, now."""
    product = school.playground.product
    for each in school.directory.schools():
        (somebody, *_) = school.directory.people(each.id)
        with product.open_uow() as uow:
            tell_daily(Turn(somebody, each, NOWHERE, school.now, uow, product.directory))
            uow.commit()
    await school.settle()


async def test_the_head_and_the_administrator_hear_what_is_wrong_and_nobody_else(
    school: School,
) -> None:
    await the_check_runs(school)

    fiona = school.person("fiona-blackwood")
    assert heard(school, TITLE) == {"fiona-blackwood", "paul-denby"}
    assert fiona.sees(OVERDUE)
    assert fiona.sees("Ask Assistant Headteacher (Culture) for the new version")


async def test_it_is_told_once_a_day_and_not_at_the_weekend(school: School) -> None:
    paul = school.person("paul-denby")
    for _ in range(2):
        await the_check_runs(school)
        assert len(paul.arrivals(TITLE)) == 1

    school.clock.ahead += timedelta(days=1)
    await the_check_runs(school)
    assert len(paul.arrivals(TITLE)) == 2

    school.clock.ahead = SUNDAY - school.clock.start
    await the_check_runs(school)
    assert len(paul.arrivals(TITLE)) == 2


async def test_the_receipt_speaks_in_the_schools_own_words_and_cites_its_clauses(
    school: School,
) -> None:
    amy = await report(school)

    assert amy.sees("Only the headteacher answers for Oakfield Primary School.")
    assert not amy.sees("Don't reply, comment or hit back")
    assert amy.sees(f"{PHONES}, 6.4 Cyberbullying of a pupil")
    assert amy.sees(f"{PHONES}, 6.3 Cyberbullying of a pupil")


async def test_the_other_school_keeps_the_shipped_words_and_its_own_clauses(
    school: School,
) -> None:
    owen = await report(school, "owen-price")

    assert owen.sees("Don't reply, comment or hit back")
    assert owen.sees(
        "Online Safety and Cyberbullying Procedure, 3.5 What the adult who hears of it does"
    )
    assert not owen.sees(PHONES)


async def test_a_clause_of_an_overdue_policy_says_that_it_is_overdue(school: School) -> None:
    owen = await report(school, "owen-price", target="Me")

    assert owen.sees(
        "Staff Social Media and Mobile Devices Policy, 7.1 Abuse, criticism and complaints online. "
        "It was due for review in September 2025."
    )


async def test_the_safety_floor_is_the_shipped_one_and_evidence_is_not_spoken_of(
    school: School,
) -> None:
    amy = await report(school, **IMAGE)

    assert amy.sees("Stop, this changes what you do.")
    assert not amy.sees("6.4 Cyberbullying of a pupil")
