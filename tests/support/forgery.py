"""What nobody can do with a mouse: payloads that were never on a screen."""

from typing import Any

from adapters.sandbox.slack.courier import Parcel
from bot.conversation.intent import Intent
from tests.support.school import School
from tests.support.slack_person import SlackPerson


async def press_forged(school: School, person: SlackPerson, means: Intent | str) -> None:
    """Have somebody "press" a button that carries whatever we like."""
    slack = school.sandbox.slack
    place = slack.workspace.line_to(person.id)
    assert place
    if not any(message.is_from_app for message in place.messages):
        await person.says("help")
    shown = next(message for message in reversed(place.messages) if message.is_from_app)
    body = slack.payloads.press_in_message(person.id, place, shown)
    value = means if isinstance(means, str) else means.payload()
    body["actions"] = [
        {"type": "button", "action_id": "forged", "block_id": "forged", "value": value}
    ]
    body["trigger_id"] = slack.triggers.issue(person.id)
    await slack.courier.ask(Parcel("interactive", body))
    await school.playground.slack.settle()


async def submit_forged(school: School, person: SlackPerson, **values: str) -> dict[str, Any]:
    """Have somebody send the open form with texts that the client would not let through."""
    slack = school.sandbox.slack
    body = slack.payloads.submission(slack.workspace.views.stack(person.id)[-1])
    for name, text in values.items():
        for field in body["view"]["state"]["values"][name].values():
            field["value"] = text
    body["trigger_id"] = slack.triggers.issue(person.id)
    return await slack.courier.ask(Parcel("interactive", body))
