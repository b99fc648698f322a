"""The database does not answer: nobody is told that something was saved when it was not."""

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.database.engines import open_engine
from tests.journeys.requests import WAITING, fill_in
from tests.support.school import School

NOT_SAVED = "Not saved: our database did not answer."


@contextmanager
def held(school: School) -> Iterator[None]:
    """Let somebody else keep the database to themselves."""
    engine = open_engine(school.database)
    is_server = engine.dialect.name == "postgresql"
    lock = "LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE" if is_server else "SELECT 1"
    with school.backstage.usual_patience(), engine.begin() as connection:
        connection.exec_driver_sql(lock)
        yield
    engine.dispose()


async def test_a_form_that_cannot_be_saved_says_so_and_keeps_the_answers(school: School) -> None:
    amy = school.person("amy-carter")
    await fill_in(amy)

    with held(school):
        await amy.submits()

    assert amy.sees(NOT_SAVED)
    assert amy.entries()["site_content"] == "Maps of rivers, with quizzes"
    assert school.kept("cases") == ""


async def test_the_form_can_be_sent_again_when_the_database_is_back(school: School) -> None:
    amy = school.person("amy-carter")
    await fill_in(amy)
    with held(school):
        await amy.submits()

    await amy.submits()
    await school.settle()

    assert not amy.errors
    assert school.person("grace-adeyemi").sees(WAITING)
    assert len(school.kept("cases").splitlines()) == 1


async def test_a_button_that_cannot_be_saved_changes_nothing_and_works_later(
    school: School,
) -> None:
    amy, grace = school.person("amy-carter"), school.person("grace-adeyemi")
    await fill_in(amy)
    await amy.submits()
    await school.settle()

    with held(school):
        await grace.presses("Approve")
    assert grace.sees(NOT_SAVED)
    assert grace.sees(WAITING)

    await grace.presses("Approve")
    await school.settle()
    assert amy.sees("Approved by Grace Adeyemi")
