"""What nobody can do with a mouse: payloads that were never on a screen."""

from bot.conversation.intent import Intent
from tests.support.person import Person
from tests.support.school import School


async def forge_press(school: School, person: Person, means: Intent | str) -> None:
    """Have somebody "press" a button that carries whatever we like."""
    if not person.answers():
        await person.says("help")
    carried = means if isinstance(means, str) else means.payload()
    await school.backstage.forges_press(person, carried)
    await school.playground.answered()


async def forge_submit(school: School, person: Person, **values: str) -> dict[str, str]:
    """Have somebody send the open form with texts that the client would not let through."""
    complaints = await school.backstage.forges_submission(person, **values)
    await school.playground.answered()
    return complaints
