"""Teams brings a press again, with the same id and with a new one: it counts once (input 29)."""

import pytest

from adapters.sandbox.teams.courier import Repeat
from bot.domain.people import Platform
from tests.journeys.requests import REF, ask_for_a_site
from tests.journeys.surfaces import only_on
from tests.support.school import School

ONLY_TEAMS = only_on(Platform.TEAMS, why="Slack does not bring a press again")
APPROVED = f"Blocked site request {REF}: approved, being switched on"


@ONLY_TEAMS
@pytest.mark.parametrize("kinds", [["same_id"], ["new_id"], ["same_id", "new_id", "new_id"]])
async def test_a_press_that_is_brought_again_decides_once(
    school: School, kinds: list[Repeat]
) -> None:
    amy = await ask_for_a_site(school)
    teams = school.playground.sandbox.teams
    assert teams is not None
    teams.courier.repeat_next(*kinds)

    await school.person("grace-adeyemi").presses("Approve")
    await school.settle()

    assert len(school.kept("decisions").splitlines()) == 1
    assert len([text for text in amy.texts() if "Approved by Grace Adeyemi" in text]) == 1
    presses = [it for it in teams.courier.delivered if it.activity["type"] == "invoke"]
    answers = [it.body for it in presses[-1 - len(kinds) :]]
    assert answers == [answers[0]] * (1 + len(kinds))


@ONLY_TEAMS
async def test_a_form_with_mistakes_that_is_brought_again_is_drawn_once(school: School) -> None:
    amy = school.person("amy-carter")
    await amy.runs("/unblock")
    teams = school.playground.sandbox.teams
    assert teams is not None
    teams.courier.repeat_next("new_id", "new_id")

    await amy.submits()

    assert amy.errors
    assert len(amy.answers()) == 1
