"""Make the package with which an administrator brings the assistant into a platform."""

import re
from pathlib import Path

import click

from adapters.teams.package.build import FIRST_VERSION, Particulars, build
from adapters.wire.words import clip
from bot.commands.deployment import read, with_config
from bot.settings import Settings

# Teams wants an address on the app's page; this one belongs to nobody.
NO_WEBSITE = "https://example.org"
DEVELOPER_LIMIT = 32
APP_ID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
VERSION = re.compile(r"(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}", re.ASCII)
WEBSITE = re.compile(r"https://[^\s/]{1,250}(/\S{0,1000})?")


@click.command()
@click.argument("platform", type=click.Choice(["teams"]), expose_value=False)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("dutydesk-teams.zip"),
    show_default=True,
    help="Where to write the package.",
)
@click.option("--app-id", default="", help="The app's ID in Entra; else that of the settings.")
@click.option(
    "--website",
    default=NO_WEBSITE,
    help="Your school's web page with its privacy notice; the app's page in Teams links to it.",
)
@click.option(
    "--version",
    default=FIRST_VERSION,
    show_default=True,
    help="Must be higher than the last one, when you upload the app again.",
)
@with_config
def package(out: Path, app_id: str, website: str, version: str, config: Path) -> None:
    """Make the app package that you upload to Microsoft Teams, with your own IDs filled in."""
    settings = read(config)
    particulars = Particulars(
        app_id=_app_id(app_id or _of_settings(settings, config)),
        developer=clip(settings.trust.name, DEVELOPER_LIMIT),
        website=_website(website),
        version=_version(version),
    )
    _write(out, build(particulars))
    click.echo(f"{out} is ready, for the app {particulars.app_id}, version {version}.")
    if website == NO_WEBSITE:
        click.echo(f"Its page in Teams links to {NO_WEBSITE}: name your own page with --website.")
    click.echo(
        "Next: in the Teams admin centre, https://admin.teams.microsoft.com, choose Teams apps, "
        "Manage apps, Upload new app. .github/TEAMS.md tells every step."
    )


def _of_settings(settings: Settings, config: Path) -> str:
    if settings.platforms.teams is None:
        raise click.ClickException(
            f"{config.name} names no Teams app. Fill in platforms: teams: app_id:, or add "
            "--app-id. .github/TEAMS.md says where to find it."
        )
    return settings.platforms.teams.app_id


def _app_id(app_id: str) -> str:
    if not APP_ID.fullmatch(app_id):
        raise click.ClickException(
            f"{app_id!r} is not an app ID. Copy 'Application (client) ID' from your app's page in "
            "Microsoft Entra. It looks like 1b2c3d4e-0000-4000-8000-0123456789ab."
        )
    return app_id.lower()


def _website(website: str) -> str:
    if not WEBSITE.fullmatch(website):
        raise click.ClickException(
            f"{website!r} is not an address that Teams takes. Write the whole of it, like "
            "https://www.your-school.example/privacy."
        )
    return website


def _version(version: str) -> str:
    if not VERSION.fullmatch(version):
        raise click.ClickException(f"{version!r} is not a version. Write it like 1.0.1.")
    return version


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise click.ClickException(
            f"I can't write {out} ({error.strerror}). Choose another place with --out."
        ) from error
