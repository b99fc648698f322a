"""What the tenant's owners do to people's accounts, and to whom they give the app."""

from dataclasses import replace

from adapters.sandbox.teams.emulator import TeamsEmulator


async def deactivate(teams: TeamsEmulator, user: str) -> None:
    """Close an account: the person cannot sign in any more, and the app is told."""
    workspace = teams.workspace
    workspace.people[user] = replace(workspace.people[user], is_deactivated=True)
    workspace.dialogs.pop(user, None)
    workspace.touch()
    for place in workspace.seen_by(user):
        if place.kind == "channel" and place.has_app:
            await teams.courier.tell(teams.payloads.departure(user, place))


async def install(teams: TeamsEmulator, user: str) -> bool:
    """Give somebody the app; return whether it took note."""
    place = teams.workspace.chat_with(user)
    if place is None:
        return False
    news = (teams.payloads.installation(user, place), teams.payloads.arrival(user, place))
    return all([await teams.courier.tell(each) for each in news])
