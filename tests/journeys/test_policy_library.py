"""A new version of a policy: imported on the command line, looked at and published in the chat."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.assembly import Knowhow, stock_of
from bot.playground import Game, open_playground
from intents.catalogue import capabilities
from intents.policy_library.intents import PublishPolicy
from knowledge.library import Library
from tests.bot.command_line import run
from tests.support.forgery import forge_press
from tests.support.paper_trust import AFTER, BEFORE, POLICY, TITLE, PaperTrust
from tests.support.school import School, Surface

QUESTION = "how soon must a website that should be blocked be reported"
WAITS = f"{TITLE}: version 3 is waiting"


@pytest.fixture
def paper(tmp_path: Path) -> PaperTrust:
    return PaperTrust.set_up(tmp_path)


def known_of(paper: PaperTrust, knowhow: Knowhow) -> Knowhow:
    """Return know-how whose library is its own, for it is going to change."""
    stock, shared = stock_of(paper.settings), knowhow.library
    library = Library({each: partial(shared.policies, each) for each in stock.documents})
    known = capabilities(library, stock.archive)
    return replace(knowhow, library=library, capabilities=known, stock=stock)


@pytest.fixture
def school(
    runner: asyncio.Runner, surface: Surface, paper: PaperTrust, knowhow: Knowhow
) -> Iterator[School]:
    own = known_of(paper, knowhow)
    opened = runner.run(School.open(paper.settings, surface, own))
    yield opened
    runner.run(opened.close())


async def bring(school: School, paper: PaperTrust, monkeypatch: pytest.MonkeyPatch) -> None:
    """Import a version on the command line, beside the running product."""
    monkeypatch.setenv("DATABASE_URL", school.database)
    about = ("--school", "oakfield", "--policy", POLICY, "--config", str(paper.config))
    words = ("policies", "import", str(paper.version()), *about, "--as", "ravi-menon")
    result = await asyncio.to_thread(run, *words)
    assert result.exit_code == 0, result.output
    await school.passes(days=30)  # the command has the real time, which may be ahead


async def test_a_version_goes_from_the_command_line_to_the_answers_and_back(
    school: School, paper: PaperTrust, monkeypatch: pytest.MonkeyPatch
) -> None:
    amy, grace = school.person("amy-carter"), school.person("grace-adeyemi")
    await bring(school, paper, monkeypatch)
    assert grace.sees(WAITS)
    await amy.runs(f"/policy {QUESTION}")
    assert amy.quotes()[-1].count(BEFORE) == 1

    await grace.presses("See what changes")
    assert grace.sees("4.2: reworded")
    assert grace.sees("Advice W10")
    await grace.presses("Publish")
    await school.settle()
    await amy.runs(f"/policy {QUESTION}")

    assert school.person("ravi-menon").sees(f"{TITLE}: version 3 is in use now")
    assert amy.quotes()[-1].count(AFTER) == 1

    await grace.presses("Versions")
    await grace.presses("Go back to version 2")
    await school.settle()
    await amy.runs(f"/policy {QUESTION}")

    assert amy.quotes()[-1].count(BEFORE) == 1


async def test_everybody_sees_the_list_and_teachers_see_no_draft(
    school: School, paper: PaperTrust, monkeypatch: pytest.MonkeyPatch
) -> None:
    amy, grace = school.person("amy-carter"), school.person("grace-adeyemi")
    await bring(school, paper, monkeypatch)

    await amy.says("which policies do we have?")
    await grace.says("policies")

    assert amy.sees("Oakfield Primary School: 3 policies")
    assert amy.sees(TITLE)
    assert not amy.sees("version 3 is waiting")
    assert grace.sees(f"{TITLE}: version 3 is waiting.")


async def test_a_publish_that_a_teacher_forges_changes_nothing(
    school: School, paper: PaperTrust, monkeypatch: pytest.MonkeyPatch
) -> None:
    amy = school.person("amy-carter")
    await bring(school, paper, monkeypatch)
    with school.playground.product.open_uow() as uow:
        (draft,) = [each for each in uow.policies.current() if each.is_waiting]

    await forge_press(school, amy, PublishPolicy(edition=draft.public_id))
    await school.settle()
    await amy.runs(f"/policy {QUESTION}")

    assert amy.sees("Only the headteacher can decide this.")
    assert amy.quotes()[-1].count(BEFORE) == 1


async def test_another_process_has_it_within_its_next_look(
    school: School,
    paper: PaperTrust,
    surface: Surface,
    knowhow: Knowhow,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    game = Game(
        paper.settings, school.clock, known_of(paper, knowhow), surfaces=(surface.platform,)
    )
    other = await open_playground(game, surface.database)
    library = other.product.library
    await bring(school, paper, monkeypatch)
    await school.person("grace-adeyemi").presses("See what changes")
    await school.person("grace-adeyemi").presses("Publish")
    await school.settle()
    before = library.find("oakfield", POLICY, "4.2")

    await other.settle()

    after = library.find("oakfield", POLICY, "4.2")
    await other.close()
    assert before
    assert after
    assert BEFORE in before.clause.text
    assert AFTER in after.clause.text
