"""Every chat account belongs to one person, every school to one workspace."""

from collections.abc import Iterator, Sequence

from bot.domain.people import Identity, Kind, Platform, SchoolId
from bot.settings.checks.names import repeated
from bot.settings.checks.visit import Finding
from bot.settings.deployment import Deployment
from bot.settings.lines import Loc
from bot.settings.listing import accounts, path_of
from bot.settings.platforms import SlackWorkspace, TeamsTenant
from bot.settings.wording import unknown


def findings(settings: Deployment) -> Iterator[Finding]:
    """Return accounts, workspaces and tenants that do not fit together."""
    yield from _shared_accounts(settings)
    yield from _nobodys_platform(settings)
    slack, teams = settings.platforms.slack, settings.platforms.teams
    if slack:
        place = ("platforms", "slack", "workspaces")
        yield from _areas(settings, place, slack.workspaces)
    if teams:
        yield from _areas(settings, ("platforms", "teams", "tenants"), teams.tenants)


def _shared_accounts(settings: Deployment) -> Iterator[Finding]:
    owner: dict[Identity, str] = {}
    for at, school in enumerate(settings.schools):
        for number, person in enumerate(school.people):
            who = path_of(person, school.id)
            for account in accounts(school.id, person, settings.platforms):
                if owner.setdefault(account, who) != who:
                    yield Finding(
                        ("schools", at, "people", number, account.platform),
                        f"'{account.user}' is already the account of {owner[account]}.",
                        "Give each account to one person; use 'same_as' for the same person.",
                    )


def _nobodys_platform(settings: Deployment) -> Iterator[Finding]:
    """Yield a platform that nobody is on, and a school where nobody can be written to."""
    staff = [each for each in settings.directory().people() if each.kind is Kind.STAFF]
    used = [each for each in Platform if getattr(settings.platforms, each)]
    for platform in used:
        if platform not in {account.platform for each in staff for account in each.identities}:
            what = f"No member of staff has an account on {platform.title()}."
            remedy = f"Add '{platform}:' to each of them, or take this part out."
            yield Finding(("platforms", platform), what, remedy)
    for at, school in enumerate(settings.schools):
        here = (each for each in staff if each.works_at(SchoolId(school.id)))
        if used and not any(each.identities for each in here):
            what = f"Nobody at {school.name} has a chat account, so nobody there is served."
            yield Finding(("schools", at, "people"), what, "Add 'slack:' or 'teams:' to people.")


def _areas(
    settings: Deployment, place: Loc, areas: Sequence[SlackWorkspace | TeamsTenant]
) -> Iterator[Finding]:
    teams = [((*place, at), _team(area)) for at, area in enumerate(areas)]
    yield from repeated(teams, "'{}' is listed twice.", "List it once, with all its schools.")
    every = [school.id for school in settings.schools]
    served = [
        ((*place, at, "schools"), school)
        for at, area in enumerate(areas)
        for school in (area.schools or every)
    ]
    yield from repeated(
        served, "The school '{}' is here already.", "A school can have only one on each platform."
    )
    for where, school in served:
        if school not in every:
            yield Finding(where, *_no_such_school(school, every))


def _no_such_school(school: str, every: Sequence[str]) -> tuple[str, str]:
    return "This names a school that is not in the file.", unknown(school, every)


def _team(area: SlackWorkspace | TeamsTenant) -> str:
    return area.team_id if isinstance(area, SlackWorkspace) else area.tenant_id
