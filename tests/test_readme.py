"""README.md keeps its word: its commands, its folders, its files."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands.main import COMMANDS, dutydesk

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"`python3 -m bot ([a-z]+)")
ROW = re.compile(r"^\| (`[^|]+`) \|", re.MULTILINE)
QUOTED = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)#]+)\)")


def section(title: str) -> str:
    """Return what stands below a heading."""
    return README.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def first_column(title: str) -> list[str]:
    """Return what is named in the first column of a section's table."""
    return [name for row in ROW.findall(section(title)) for name in QUOTED.findall(row)]


NAMED = sorted({*COMMAND.findall(README), *first_column("Your own school")})


@pytest.mark.parametrize("name", NAMED)
def test_each_command_that_is_named_exists_and_explains_itself(name: str) -> None:
    result = CliRunner().invoke(dutydesk, [name, "--help"])

    assert result.exit_code == 0, result.output
    assert f" {name} [OPTIONS]" in result.output
    assert len(result.output.split("Options:")[0].split()) > 8


def test_each_command_that_exists_is_named() -> None:
    assert sorted(COMMANDS) == NAMED


def test_the_options_that_are_named_exist() -> None:
    check = CliRunner().invoke(dutydesk, ["check", "--help"]).output

    assert "check --config" in README
    assert "--config" in check


@pytest.mark.parametrize("folder", first_column("The map"))
def test_each_folder_of_the_map_is_there_and_has_something_in_it(folder: str) -> None:
    assert any((ROOT / folder).iterdir())


def test_the_map_leaves_no_folder_of_the_product_out() -> None:
    packages = {f"{path.parent.name}/" for path in ROOT.glob("*/__init__.py")}

    assert packages - {"tests/"} <= set(first_column("The map"))


@pytest.mark.parametrize(
    "name", ["form.py", "workflow.py", "cards.py", "news.py", "feature.py", "phrases.yaml"]
)
def test_the_workflow_to_copy_has_the_files_that_are_explained(name: str) -> None:
    assert f"`{name}`" in section("How to add a workflow")
    assert (ROOT / "intents" / "request_unblock" / name).is_file()


@pytest.mark.parametrize("target", sorted(set(LINK.findall(README))))
def test_each_link_and_picture_leads_somewhere(target: str) -> None:
    assert target.startswith("https://") or (ROOT / target).exists()
