"""A restricted case that is not yours is opened with a reason, and everybody concerned knows."""

from typing import Any

import pytest

from bot.domain.access import Act, Look
from tests.journeys.reports import REF, STORY, UNKNOWN, by_staff, report
from tests.support.person import Person
from tests.support.school import School

WHY = "Tom has been seen with the child again and the head is away."
ABOUT_TOM: dict[str, Any] = by_staff("Tom Ellery, Teaching assistant, Year 2")
ABOUT_PRIYA: dict[str, Any] = by_staff("Priya Nair, Designated safeguarding lead and SENCO")


async def breaks(person: Person, ref: str = REF, why: str = WHY) -> str:
    """Ask for a restricted case, say why, and return what is answered."""
    await person.opens_form("break glass")
    return await says_why(person, ref, why)


async def says_why(person: Person, ref: str = REF, why: str = WHY) -> str:
    """Fill in the open form, and return what is answered."""
    await person.fills(ref=ref, reason=why)
    await person.submits()
    answer = person.form or person.answers()[-1]
    if not person.errors:
        await person.closes()
    return answer.strip()


def looks(school: School) -> list[Look]:
    """Return who looked at the case, oldest first."""
    case = school.case(REF)
    with school.playground.product.open_uow() as uow:
        return list(uow.access.of_case(case.school, case.public_id))


async def test_the_lead_opens_an_allegation_and_the_head_and_the_officer_hear_why(
    school: School,
) -> None:
    await report(school, **ABOUT_TOM)
    priya = school.person("priya-nair")
    assert not priya.sees(REF)

    assert STORY in " ".join((await breaks(priya)).split())
    await school.settle()

    for name in ("grace-adeyemi", "ines-falk"):
        person = school.person(name)
        assert person.sees("A restricted case was opened")
        assert person.sees("By: Priya Nair")
        assert person.sees(WHY)
    assert not school.person("ines-falk").sees(STORY)
    assert not school.person("tom-ellery").sees(REF)
    assert [(each.act, each.reason) for each in looks(school)] == [(Act.BROKE_GLASS, WHY)]


async def test_a_case_about_yourself_and_none_at_all_look_the_same(school: School) -> None:
    await report(school, **ABOUT_PRIYA)
    priya = school.person("priya-nair")

    about = await breaks(priya)
    unknown = await breaks(priya, "CB-2026-9999")
    await school.settle()

    assert about == unknown
    assert UNKNOWN in about
    assert REF not in about
    assert not school.person("ines-falk").sees("A restricted case was opened")
    assert [each.act for each in looks(school)] == [Act.REFUSED]


@pytest.mark.parametrize("why", ["child protection", "safeguarding emergency"])
async def test_two_words_are_no_reason(school: School, why: str) -> None:
    await report(school, **ABOUT_TOM)
    priya = school.person("priya-nair")

    await breaks(priya, why=why)
    await school.settle()

    assert priya.errors
    assert priya.sees("Please say why in a sentence")
    assert not priya.sees(STORY)
    assert looks(school) == []


async def test_a_teacher_who_asks_is_told_who_can(school: School) -> None:
    await report(school, **ABOUT_TOM)
    ravi = school.person("ravi-menon")
    await ravi.opens_form("break glass")
    assert ravi.sees("Only the headteacher, the safeguarding lead and the chair of governors can")

    answer = await says_why(ravi)
    await school.settle()

    assert UNKNOWN in answer
    assert not ravi.sees(STORY)


async def test_the_lead_is_shown_the_way_where_a_reference_is_hidden(school: School) -> None:
    await report(school, **ABOUT_TOM)
    priya = school.person("priya-nair")

    await priya.says(f"status {REF}")
    hidden = priya.answers()[-1]
    await priya.says("status CB-2026-9999")

    assert priya.answers()[-1] == hidden
    await priya.presses("Open a restricted case")
    await priya.fills(ref=REF, reason=WHY)
    await priya.submits()
    assert priya.sees(STORY)
    assert [each.act for each in looks(school)] == [Act.REFUSED, Act.BROKE_GLASS]


async def test_every_look_of_the_head_at_an_allegation_is_written_down(school: School) -> None:
    await report(school, **ABOUT_TOM)
    grace = school.person("grace-adeyemi")

    await grace.says(f"status {REF}")
    await grace.presses("More")
    await grace.presses("Show what was done")
    await grace.presses("More")
    await grace.presses("Copy for the records")
    await school.person("tom-ellery").says(f"status {REF}")

    assert [(each.person.partition("/")[2], each.act) for each in looks(school)] == [
        ("grace-adeyemi", Act.READ),
        ("grace-adeyemi", Act.READ),
        ("grace-adeyemi", Act.EXPORTED),
        ("tom-ellery", Act.REFUSED),
    ]
