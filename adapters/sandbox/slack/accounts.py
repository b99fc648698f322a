"""What the workspace's owners do to people's accounts."""

from dataclasses import replace

from adapters.sandbox.slack.emulator import SlackEmulator
from adapters.sandbox.slack.user_methods import described


async def deactivate(slack: SlackEmulator, user: str) -> None:
    """Close an account: the person cannot sign in any more, and the app is told."""
    workspace = slack.workspace
    workspace.people[user] = replace(workspace.people[user], is_deactivated=True)
    workspace.views.close_all(user)
    workspace.touch()
    for event in slack.events.of_person(described(workspace, workspace.people[user])):
        await slack.courier.tell(event)
