"""The sentence model of a command: there, missing, or not wanted."""

import sys

import click
import pytest
from click.testing import CliRunner, Result

from bot.assembly import sentence_model
from bot.commands.without_model import may_do_without_model
from bot.installation.environment import WITHOUT_MODEL
from knowledge.model.encoder import load_encoder
from knowledge.model.weights import PACKAGE
from tests.bot.command_line import ask, run
from tests.knowledge.made_up_model import needs_model

ABOUT_PARENTS = "can i be friends with a parent on facebook?"


@click.group()
@may_do_without_model
def tool() -> None:
    """Stand for the command line."""


@tool.command()
@may_do_without_model
def search() -> None:
    """Say what a command would search with."""
    click.echo(type(sentence_model()).__name__)


@pytest.fixture(autouse=True)
def nothing_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(WITHOUT_MODEL, raising=False)


@pytest.fixture
def no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, PACKAGE, None)
    load_encoder.cache_clear()


def searched(*words: str) -> Result:
    return CliRunner().invoke(tool, list(words))


@needs_model
def test_the_installed_model_is_used_without_a_word() -> None:
    outcome = searched("search")

    assert (outcome.stdout, outcome.stderr) == ("Encoder\n", "")


@pytest.mark.usefixtures("no_package")
def test_a_missing_model_is_one_line_and_no_error(caplog: pytest.LogCaptureFixture) -> None:
    outcome = searched("search")

    assert (outcome.stdout, outcome.exit_code) == ("NoneType\n", 0)
    assert caplog.messages == ["sentence model not used"]


@pytest.mark.parametrize("words", [("--no-model", "search"), ("search", "--no-model")])
def test_whoever_wants_no_model_is_told_nothing_of_it(words: tuple[str, ...]) -> None:
    outcome = searched(*words)

    assert (outcome.stdout, outcome.stderr) == ("NoneType\n", "")


@pytest.mark.usefixtures("no_package")
def test_what_the_launcher_has_said_is_not_said_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(WITHOUT_MODEL, "1")
    searched("search")

    assert caplog.messages == []


@pytest.mark.parametrize(
    "command", ["sandbox", "chat", "serve", "playground", "ask", "say", "check", "evaluate"]
)
def test_whatever_answers_questions_can_do_without_the_model(command: str) -> None:
    assert "--no-model" in run(command, "--help").stdout


def test_the_sandbox_that_starts_by_itself_can_too() -> None:
    assert "--no-model" in run("--help").stdout


def test_answers_come_without_the_model_too() -> None:
    outcome = run("ask", "--school", "oakfield", "--no-model", typed=ABOUT_PARENTS)

    assert outcome.exit_code == 0
    assert outcome.stdout.count("\n") > 1
    assert ask(ABOUT_PARENTS)[0]["covered"]
