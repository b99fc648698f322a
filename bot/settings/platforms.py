"""Where the assistant runs: chat platforms, web address, storage, how long things are kept."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from bot.settings.words import Filled, Id, SecretName, Section, Text, complaint, matching

Count = Annotated[int, Field(ge=1)]
Years = Annotated[int, Field(ge=0)]
Port = Annotated[int, Field(ge=1, le=65535)]


def _without_password(url: str) -> str:
    if urlsplit(url).password is not None:
        raise complaint(
            "Never write a password in this file. Put the whole address in an environment "
            "variable and name it with 'url_secret'."
        )
    return url


SlackTeam = Annotated[
    str, matching(r"[TE][A-Z0-9]{2,}", "This is not a Slack workspace ID. It starts with T.")
]


class SlackMode(StrEnum):
    """How Slack reaches the assistant: a connection it opens itself, or calls to a web address."""

    SOCKET = "socket"
    HTTP = "http"


class SlackWorkspace(Section):
    """One Slack workspace; it serves every school unless some are named."""

    team_id: SlackTeam
    name: str = ""
    schools: tuple[Id, ...] = ()
    bot_token: SecretName = "SLACK_BOT_TOKEN"  # noqa: S105 the name of it


class SlackSettings(Section):
    """Slack; the tokens are the names of environment variables."""

    mode: SlackMode = SlackMode.SOCKET
    app_token: SecretName = "SLACK_APP_TOKEN"  # noqa: S105 the name of it
    signing_secret: SecretName = "SLACK_SIGNING_SECRET"  # noqa: S105 the name of it
    workspaces: Annotated[tuple[SlackWorkspace, ...], Filled]

    def secret_names(self) -> tuple[str, ...]:
        """Return the names of the secrets that this mode needs."""
        way_in = self.app_token if self.mode is SlackMode.SOCKET else self.signing_secret
        return (way_in, *dict.fromkeys(each.bot_token for each in self.workspaces))


EntraId = Annotated[
    str,
    matching(
        r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
        "This is not an ID from Microsoft Entra. It looks like "
        "1b2c3d4e-0000-4000-8000-0123456789ab.",
    ),
    AfterValidator(str.lower),
]


class SignIn(StrEnum):
    """How the assistant shows Teams who it is: a secret, or the identity of its Azure machine."""

    SECRET = "secret"  # noqa: S105 a way, not a secret
    MANAGED_IDENTITY = "managed_identity"


class TeamsTenant(Section):
    """One Microsoft 365 tenant; it serves every school unless some are named."""

    tenant_id: EntraId
    name: str = ""
    schools: tuple[Id, ...] = ()


class TeamsSettings(Section):
    """Microsoft Teams; `app_password` is the name of an environment variable.

    The app is registered in the first of the tenants. `service_url` is where the first word to
    somebody goes who has never written to us.
    """

    app_id: EntraId
    sign_in: SignIn = SignIn.SECRET
    app_password: SecretName = "TEAMS_APP_PASSWORD"  # noqa: S105 the name of it
    tenants: Annotated[tuple[TeamsTenant, ...], Filled]
    service_url: Text = "https://smba.trafficmanager.net/teams/"

    def secret_names(self) -> tuple[str, ...]:
        """Return the names of the secrets that Teams needs."""
        return (self.app_password,) if self.sign_in is SignIn.SECRET else ()


class Platforms(Section):
    """The chat platforms in use."""

    slack: SlackSettings | None = None
    teams: TeamsSettings | None = None


class WebSettings(Section):
    """Where the assistant listens, for Slack's HTTP mode and for Teams."""

    host: Text = "127.0.0.1"
    port: Port = 8080


class Storage(Section):
    """Where records are kept; without an address, in a SQLite file in `data_dir`.

    `data_dir` starts from the folder that holds the settings file.
    """

    data_dir: Path = Path("data")
    url: Annotated[str, AfterValidator(_without_password)] | None = None
    url_secret: SecretName = "DATABASE_URL"  # noqa: S105 the name of it


class Retention(Section):
    """How long each kind of record is kept (DOMAIN 6.5).

    Years run from the end of the school year in which the record was closed.
    """

    drafts_hours: Count = 24
    chat_days: Count = 30
    question_days: Count = 90
    safeguarding_text_days: Count = 30
    cyberbullying_pupil_years: Years = 3
    cyberbullying_staff_years: Years = 6
    website_years: Years = 3
    unblock_years: Years = 3
    audit_years: Annotated[int, Field(ge=6)] = 6
