"""What must be there before the product runs for real: secrets and duties (A3, input 58)."""

import re
from pathlib import Path

import pytest

from adapters.sandbox.slack.identity import TEAM_ID
from bot.fitness import NotFit, refuse_unless_fit, signing_secrets
from tests.support.real_service import ROOT, SECRETS, SLACK_ONLY, settings_in
from tests.support.school import TUESDAY_MORNING


def told(
    folder: Path, environ: dict[str, str], mode: str = "socket", *changes: tuple[str, str]
) -> str:
    """Return why the product does not start."""
    with pytest.raises(NotFit) as refused:
        refuse_unless_fit(settings_in(folder, mode, *changes), environ, TUESDAY_MORNING.date())
    return str(refused.value)


@pytest.mark.parametrize(
    ("mode", "name"),
    [
        ("socket", "SLACK_APP_TOKEN"),
        ("socket", "SLACK_BOT_TOKEN"),
        ("http", "SLACK_SIGNING_SECRET"),
        ("http", "SLACK_BOT_TOKEN"),
    ],
)
@pytest.mark.parametrize("state", ["missing", "empty", "blank", "empty file", "no such file"])
def test_it_does_not_start_without_each_secret(
    tmp_path: Path, mode: str, name: str, state: str
) -> None:
    file = tmp_path / "secret"
    file.write_text("" if state == "empty file" else "x", encoding="utf-8")
    without = {key: it for key, it in SECRETS.items() if key != name}
    states: dict[str, dict[str, str]] = {
        "missing": {},
        "empty": {name: ""},
        "blank": {name: "  "},
        "empty file": {f"{name}_FILE": str(file)},
        "no such file": {f"{name}_FILE": str(tmp_path / "nowhere")},
    }
    why = told(tmp_path, without | states[state], mode)

    assert len(why.splitlines()) == 1
    assert name in why


def test_all_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    why = told(tmp_path, {}, "socket", ("roles: [headteacher]", "roles: []"))

    assert "SLACK_APP_TOKEN is not set" in why
    assert "SLACK_BOT_TOKEN is not set" in why
    assert why.count("has no headteacher today") == 2


def test_two_values_that_are_swapped_are_noticed_and_not_repeated(tmp_path: Path) -> None:
    swapped = {
        **SECRETS,
        "SLACK_APP_TOKEN": "xoxb-canary",
        "SLACK_BOT_TOKEN": "xapp-canary",
    }
    why = told(tmp_path, swapped)

    assert len(why.splitlines()) == 2
    assert "swapped" in why
    assert "canary" not in why


@pytest.mark.parametrize(
    "role", ["headteacher", "dsl", "deputy_dsl", "chair_of_governors", "it_manager"]
)
def test_it_does_not_start_while_a_duty_is_nobodys(tmp_path: Path, role: str) -> None:
    text = (ROOT / "app.yaml").read_text(encoding="utf-8")
    lines = {it for it in text.splitlines() if it.strip().startswith("roles: [")}
    held = [line for line in lines if role in re.findall(r"\w+", line)]
    why = told(tmp_path, SECRETS, "socket", *((line, "        roles: []") for line in held))

    assert why.splitlines()
    assert all(line.startswith("app.yaml line ") for line in why.splitlines())


def test_it_does_not_start_without_a_workspace(tmp_path: Path) -> None:
    text = SLACK_ONLY.sub("", (ROOT / "app.yaml").read_text(encoding="utf-8"))
    block = text[text.index("\nplatforms:") : text.index("\nstorage:")]

    gone = (block.replace("T0LARKMOOR", TEAM_ID), "\n")

    assert "names no chat platform" in told(tmp_path, SECRETS, "socket", gone)


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "sqlite:///:memory:", "sqlite:///"])
def test_it_does_not_start_on_what_is_no_database(tmp_path: Path, url: str) -> None:
    assert "DATABASE_URL is no database" in told(tmp_path, {**SECRETS, "DATABASE_URL": url})


def test_while_the_signing_secret_is_changed_both_are_good(tmp_path: Path) -> None:
    slack = settings_in(tmp_path, "http").platforms.slack
    assert slack
    old = {"SLACK_SIGNING_SECRET_OLD": "f" * 32}

    assert signing_secrets(slack, SECRETS) == [SECRETS["SLACK_SIGNING_SECRET"]]
    assert signing_secrets(slack, SECRETS | old) == [SECRETS["SLACK_SIGNING_SECRET"], "f" * 32]
