"""What must be there before the product runs for real: secrets and duties (A3, input 58)."""

import re
from pathlib import Path

import pytest

from adapters.sandbox.slack.identity import TEAM_ID
from bot.fitness import NotFit, clause_faults, refuse_unless_fit, signing_secrets
from tests.support.real_service import ROOT, SECRETS, SLACK_ONLY, knowhow, settings_in
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


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("M01: Ring me.", "'M01' can't be changed: it comes first when somebody is in danger."),
        ("m21: Do nothing.", "There is no line of advice 'm21'. Did you mean 'M21'?"),
        ('M25: "{somebody} decides."', "Your words for 'M25' can't use {somebody}."),
        ("M25: Grace Adeyemi decides.", "Your words for 'M25' leave out {headteacher_name}"),
        ("M21: Ask Grace Adeyemi.", "Your words for 'M21' name Grace Adeyemi."),
    ],
)
def test_it_does_not_start_on_own_words_that_will_not_do(
    tmp_path: Path, line: str, why: str
) -> None:
    own = ("    advice:\n", f"    advice:\n      {line}\n")
    rest = ("      M21: \"Don't answer", "      M37: \"Don't answer {coordinator_name}")
    told_why = told(tmp_path, SECRETS, "socket", own, rest)

    assert told_why.count("\n") == 0
    assert re.match(r"app\.yaml line \d+: ", told_why)
    assert why in told_why


def test_own_words_of_the_trust_are_looked_at_as_well(tmp_path: Path) -> None:
    own = ("  name: Larkmoor Trust\n\n", "  name: Larkmoor Trust\n  advice: {G01: Go away.}\n\n")

    why = told(tmp_path, SECRETS, "socket", own)

    assert why.startswith("app.yaml line 16: 'G01' can't be changed")


def test_a_clause_that_no_policy_has_is_named_with_its_line(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, "socket", ("clause: 6.4}", "clause: 66.4}"))

    (fault,) = clause_faults(settings, knowhow().library)

    assert fault.owner == "Oakfield Primary School"
    assert fault.what == (
        "There is no clause '66.4' in 'Social Media, Phones and Photographs Policy'."
    )
    assert "M20" in (tmp_path / "app.yaml").read_text(encoding="utf-8").splitlines()[fault.line - 1]


def test_every_clause_that_the_sample_schools_cite_is_there(tmp_path: Path) -> None:
    assert clause_faults(settings_in(tmp_path), knowhow().library) == ()
