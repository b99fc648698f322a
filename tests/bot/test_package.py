import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import Result

from tests.bot.command_line import run

APP_ID = "1b2c3d4e-0000-4000-8000-0123456789ab"
TENANT = "9a8b7c6d-0000-4000-8000-0123456789ab"
TEAMS = f"teams: {{app_id: {APP_ID}, tenants: [{{tenant_id: {TENANT}}}]}}"
SLACK = "slack: {workspaces: [{team_id: T0BROOK}]}"
WEBSITE = "https://www.brook.example/privacy"


def settings(tmp_path: Path, platform: str = TEAMS, trust: str = "Brook Trust") -> str:
    school = "{id: brook, name: Brook School, phase: primary, people: [{id: ann, name: Ann}]}"
    lines = ["trust:", f"  name: {trust}", "schools:", f"  - {school}", "platforms:"]
    path = tmp_path / "school.yaml"
    path.write_text("\n".join([*lines, f"  {platform}", ""]), encoding="utf-8")
    return str(path)


def package(tmp_path: Path, *words: str) -> Result:
    return run("package", "teams", "--out", str(tmp_path / "app.zip"), *words)


def manifest(tmp_path: Path) -> Any:
    with ZipFile(tmp_path / "app.zip") as archive:
        return json.loads(archive.read("manifest.json"))


def test_the_package_is_filled_in_from_the_settings(tmp_path: Path) -> None:
    result = package(tmp_path, "--config", settings(tmp_path), "--website", WEBSITE)

    assert result.exit_code == 0, result.output
    written = manifest(tmp_path)
    assert (written["id"], written["bots"][0]["botId"]) == (APP_ID, APP_ID)
    assert written["developer"]["name"] == "Brook Trust"
    assert written["developer"]["websiteUrl"] == WEBSITE
    assert written["version"] == "1.0.0"


def test_it_says_what_to_do_with_the_package(tmp_path: Path) -> None:
    result = package(tmp_path, "--config", settings(tmp_path), "--website", WEBSITE)

    ready, following = result.stdout.splitlines()
    assert ready == f"{tmp_path / 'app.zip'} is ready, for the app {APP_ID}, version 1.0.0."
    assert "Upload new app" in following
    assert ".github/TEAMS.md" in following


def test_a_package_without_a_website_says_that_one_is_missing(tmp_path: Path) -> None:
    result = package(tmp_path, "--config", settings(tmp_path))

    assert "name your own page with --website." in result.stdout
    assert manifest(tmp_path)["developer"]["websiteUrl"] == "https://example.org"


def test_another_app_and_a_newer_version_can_be_named(tmp_path: Path) -> None:
    words = ("--app-id", TENANT.upper(), "--version", "1.0.1")
    result = package(tmp_path, "--config", settings(tmp_path, SLACK), *words)

    assert result.exit_code == 0, result.output
    assert manifest(tmp_path)["id"] == TENANT
    assert manifest(tmp_path)["version"] == "1.0.1"


def test_a_long_name_is_cut_where_teams_has_no_room(tmp_path: Path) -> None:
    trust = "The Brook and Beck Valley Learning Partnership"
    result = package(tmp_path, "--config", settings(tmp_path, trust=trust))

    assert result.exit_code == 0, result.output
    assert manifest(tmp_path)["developer"]["name"] == "The Brook and Beck Valley…"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--app-id", "Dutydesk"], "Copy 'Application (client) ID'"),
        (["--website", "www.brook.example"], "Write the whole of it, like https://"),
        (["--website", f"https://{'x' * 3000}"], "is not an address that Teams takes"),
        (["--version", "1.0"], "Write it like 1.0.1."),
        (["--version", "1" * 300], "Write it like 1.0.1."),
        (["--out", "/nowhere/app.zip"], "Choose another place with --out."),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(tmp_path: Path, words: list[str], said: str) -> None:
    result = package(tmp_path, "--config", settings(tmp_path), *words)

    assert result.exit_code == 1
    assert said in result.stderr
    assert not (tmp_path / "app.zip").exists()


def test_settings_without_teams_say_where_the_id_is_found(tmp_path: Path) -> None:
    result = package(tmp_path, "--config", settings(tmp_path, SLACK))

    assert result.exit_code == 1
    assert "school.yaml names no Teams app." in result.stderr
    assert ".github/TEAMS.md says where to find it." in result.stderr


def test_only_platforms_with_a_package_can_be_named() -> None:
    result = run("package", "slack")

    assert result.exit_code == 2
    assert "'slack' is not 'teams'" in result.stderr
