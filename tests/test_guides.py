"""The guides to Teams keep their word: what they have one copy fits the product."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.commands.main import COMMANDS
from bot.settings import load
from bot.settings.platforms import Platforms

ROOT = Path(__file__).resolve().parents[1]
GUIDES = {
    name: (ROOT / ".github" / name).read_text("utf-8") for name in ("TEAMS.md", "PLAYGROUND.md")
}
YAML = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)\)")


def to_copy(guide: str) -> Any:
    [block] = YAML.findall(GUIDES[guide])
    return yaml.safe_load(block)


def test_the_settings_that_the_guide_shows_are_accepted() -> None:
    platforms = Platforms.model_validate(to_copy("TEAMS.md")["platforms"])

    assert platforms.teams is not None
    assert platforms.teams.secret_names() == ("TEAMS_APP_PASSWORD",)
    assert "`TEAMS_APP_PASSWORD`" in GUIDES["TEAMS.md"]


def test_the_commands_that_the_guide_names_exist() -> None:
    named = set(re.findall(r"python3 -m bot ([a-z]+)", GUIDES["TEAMS.md"]))

    assert {"check", "serve", "package"} <= named <= set(COMMANDS)


def test_the_people_of_the_playground_are_those_of_the_sample_trust() -> None:
    shown = to_copy("PLAYGROUND.md")
    settings = load(ROOT / "app.yaml")
    directory = settings.directory()
    people = [shown["currentUser"], *shown["users"]]
    known = [
        directory.by_identity("teams", shown["tenantId"], person["aadObjectId"])
        for person in people
    ]

    assert [person and person.name for person in known] == [person["name"] for person in people]
    assert settings.platforms.teams is not None
    assert shown["bot"]["id"] == settings.platforms.teams.app_id
    assert len(shown["users"]) >= 5


@pytest.mark.parametrize("guide", GUIDES)
def test_each_link_leads_somewhere(guide: str) -> None:
    links = LINK.findall(GUIDES[guide])

    assert all(link.startswith("https://") or (ROOT / ".github" / link).exists() for link in links)
