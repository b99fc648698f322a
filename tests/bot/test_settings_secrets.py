"""Secrets: named in the settings, held in the environment or in a file, shown nowhere."""

from pathlib import Path

import pytest

from bot.settings import BadSettings, load
from bot.settings.credentials import UnreadableSecret, secret

SMALL = """\
trust: {name: Small Trust}
schools:
  - {id: brook, name: Brook School, phase: primary}
platforms:
  slack:
    mode: socket
    workspaces: [{team_id: T0BROOK}]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "app.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_secret_is_read_from_the_environment_and_not_shown() -> None:
    value = secret("SLACK_BOT_TOKEN", {"SLACK_BOT_TOKEN": "xoxb-canary"})

    assert value is not None
    assert value.get_secret_value() == "xoxb-canary"
    assert "canary" not in f"{value!r} {value}"


def test_a_secret_is_read_from_the_file_that_the_environment_names(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("xoxb-canary\n", encoding="utf-8")

    value = secret("SLACK_BOT_TOKEN", {"SLACK_BOT_TOKEN_FILE": str(path)})

    assert value is not None
    assert value.get_secret_value() == "xoxb-canary"


def test_a_secret_file_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    gone = tmp_path / "gone"

    with pytest.raises(UnreadableSecret, match=r"gone, which SLACK_BOT_TOKEN_FILE names .No such"):
        secret("SLACK_BOT_TOKEN", {"SLACK_BOT_TOKEN_FILE": str(gone)})


@pytest.mark.parametrize(
    ("mode", "missing"),
    [
        ("socket", ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN")),
        ("http", ("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN")),
    ],
)
def test_the_secrets_that_are_not_set_are_named(
    tmp_path: Path, mode: str, missing: tuple[str, ...]
) -> None:
    settings = load(written(tmp_path, SMALL.replace("socket", mode)))

    assert settings.missing_secrets({}) == missing
    assert settings.missing_secrets(dict.fromkeys(missing, "value")) == ()


@pytest.mark.parametrize(
    "line",
    [
        "    bot_token: xoxb-canary-1",
        "    signing_secret: canary8f742231b10e8888abcd99yyyzzz85a5",
        "    mode: xoxb-canary-1",
        "    workspaces: [{team_id: xoxb-canary-1}]",
    ],
)
def test_a_secret_that_was_pasted_into_the_file_is_refused_and_not_repeated(
    tmp_path: Path, line: str
) -> None:
    word = line.partition(":")[0]
    kept = [each for each in SMALL.splitlines() if not each.startswith(f"{word}:")]
    path = written(tmp_path, "\n".join([*kept, line]) + "\n")

    with pytest.raises(BadSettings) as refused:
        load(path)

    assert "canary" not in f"{refused.value} {refused.value!r}"


def test_a_database_password_in_the_file_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, f"{SMALL}storage: {{url: 'postgresql://me:canary@db/duty'}}\n")

    with pytest.raises(BadSettings, match="line 8: Never write a password") as refused:
        load(path)

    assert "canary" not in str(refused.value)


def test_the_database_is_the_environments_then_the_files_then_one_in_the_data_folder(
    tmp_path: Path,
) -> None:
    plain = load(written(tmp_path, SMALL))
    own = load(written(tmp_path, f"{SMALL}storage: {{url: 'sqlite:////var/duty.db'}}\n"))
    environ = {"DATABASE_URL": "postgresql://me:canary@db/duty"}

    assert plain.database_url({}).get_secret_value() == f"sqlite:///{tmp_path}/data/dutydesk.db"
    assert own.database_url({}).get_secret_value() == "sqlite:////var/duty.db"
    assert own.database_url(environ).get_secret_value() == environ["DATABASE_URL"]
    assert "canary" not in repr(own.database_url(environ))
