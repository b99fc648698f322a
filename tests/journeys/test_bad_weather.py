"""A platform stumbles, or brings things twice: nothing is lost and nothing happens twice."""

import pytest

from adapters.sandbox.faults import Fault
from bot.assembly import Knowhow
from bot.domain.people import Platform
from bot.settings import Settings
from tests.journeys import reports
from tests.journeys.requests import REF, WAITING, ask_for_a_site, fill_in
from tests.journeys.surfaces import only_on
from tests.support.school import School, Surface

REFUSED = (
    Fault("rate_limited", seconds=30),
    Fault("server_error"),
    Fault("refused", error="fatal_error"),
)
ACCEPTED = (Fault("server_error_after_accept"), Fault("hang_after_accept", seconds=20))


def state(school: School) -> dict[str, str]:
    """Return everything that is kept, and everything that everybody sees."""
    seen = {person.id: "\n".join(person.texts()) for person in school.everybody()}
    return {**seen, **{t: school.kept(t) for t in ("cases", "decisions", "case_events", "outbox")}}


async def test_everything_that_is_brought_twice_happens_once(school: School) -> None:
    recorder = school.backstage.record()
    amy = await ask_for_a_site(school)
    await amy.says("can I be friends with a parent on facebook?")
    await school.person("grace-adeyemi").presses("Approve")
    await school.settle()
    await school.person("len-hodge").presses("Done: it works")
    await amy.opens_home()
    await school.settle()
    before = state(school)

    await recorder.brings_everything_again()
    await school.settle()

    assert recorder.count > 10
    assert state(school) == before


async def test_a_report_that_is_brought_twice_is_one_report(school: School) -> None:
    recorder = school.backstage.record()
    await reports.report(school, danger_now="Yes")
    await school.person("priya-nair").presses("I have it")
    await school.settle()
    before = state(school)

    await recorder.brings_everything_again()
    await school.settle()

    assert state(school) == before


@pytest.mark.parametrize("fault", REFUSED, ids=lambda fault: fault.kind)
async def test_a_notice_that_is_refused_comes_later_and_once(school: School, fault: Fault) -> None:
    school.forgive("not delivered")
    amy, grace = school.person("amy-carter"), school.person("grace-adeyemi")
    await fill_in(amy)
    before = len(amy.answers())
    await amy.submits()
    school.backstage.stumbles("message", fault, times=4)
    await school.settle()
    assert not grace.texts()

    for _ in range(6):
        await school.passes(minutes=1)

    assert [text for text in grace.texts() if WAITING in text] == grace.texts()
    assert len(grace.texts()) == 1
    assert len(amy.answers()) == before + 1


@only_on(Platform.SLACK, why="Teams can't be asked what it took (RELIABILITY 4.2)")
@pytest.mark.parametrize("fault", ACCEPTED, ids=lambda fault: fault.kind)
async def test_a_notice_that_slack_took_while_saying_no_is_not_sent_again(
    trust: Settings,
    surface: Surface,
    knowhow: Knowhow,
    monkeypatch: pytest.MonkeyPatch,
    fault: Fault,
) -> None:
    monkeypatch.setattr("adapters.slack.workspaces.TIMEOUT_SECONDS", 1)
    async with await School.open(trust, surface, knowhow) as school:
        school.forgive("not delivered")
        school.backstage.stumbles("message", fault, times=2)
        await ask_for_a_site(school)

        for _ in range(6):
            await school.passes(minutes=1)

        grace = school.person("grace-adeyemi")
        assert len(grace.texts()) == 1
        assert len(school.person("amy-carter").texts()) == 1
        await grace.presses("Approve")
        await school.settle()
        assert not school.person("amy-carter").sees("waiting for a decision")


async def test_a_card_that_could_not_be_redrawn_is_redrawn_later(school: School) -> None:
    school.forgive("not delivered")
    amy = await ask_for_a_site(school)
    await amy.presses("Withdraw")

    school.backstage.stumbles("redraw", Fault("server_error"), times=3)
    await school.settle()
    assert not school.person("grace-adeyemi").sees("withdrawn")
    for _ in range(6):
        await school.passes(minutes=1)

    assert school.person("grace-adeyemi").sees(f"Blocked site request {REF}: withdrawn")


async def test_one_person_out_of_reach_does_not_hold_the_others_up(school: School) -> None:
    school.forgive("not delivered")
    await school.backstage.deactivate(school.person("grace-adeyemi").id)

    amy = await ask_for_a_site(school)

    assert amy.sees(WAITING)


async def test_an_answer_that_is_refused_at_first_is_shown_all_the_same(school: School) -> None:
    amy = school.person("amy-carter")
    school.backstage.stumbles("message", Fault("rate_limited", seconds=0))

    await amy.says("a girl in my class says she wants to kill herself")

    assert amy.sees("If a pupil talks about suicide or hurting themselves, stay with them")


async def test_a_form_that_does_not_open_at_first_opens_all_the_same(school: School) -> None:
    amy = school.person("amy-carter")
    school.backstage.stumbles("form", Fault("server_error", status=503))

    await fill_in(amy)

    assert amy.questions()
