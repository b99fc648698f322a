"""The product as it runs for real: not before it is fit, in both modes, and it ends in good order."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest

from adapters.database import letters
from adapters.sandbox.slack.faults import Fault
from adapters.sandbox.slack.identity import TEAM_ID
from bot.fitness import NotFit, refuse_unless_fit, signing_secrets
from bot.production import service
from tests.support.real_service import (
    ROOT,
    a_slack,
    free_port,
    running,
    secrets_of,
    settings_in,
)

AMY, HEAD, NETWORK = "U0AMYCARTER", "U0GRACEADEY", "U0LENHODGE"
SECRETS = {
    "SLACK_APP_TOKEN": "xapp-made-up",
    "SLACK_BOT_TOKEN": "xoxb-made-up",
    "SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef",
}
ANSWERS = {
    "url": "https://maps.example/rivers",
    "site_content": "Maps of rivers, with quizzes",
    "reasons": "Geography: the pupils label a map of the rivers",
    "risks": ["Adverts"],
    "controls": ["Pupils use it with me watching"],
    "audience": "Staff",
    "starts": "2030-11-26",
    "until": "2030-11-29",
    "needed_by": "2030-11-25",
    "previewed": "Yes",
}


def told(folder: Path, environ: dict[str, str], mode: str = "socket", *changes: object) -> str:
    """Return why the product does not start."""
    with pytest.raises(NotFit) as refused:
        refuse_unless_fit(settings_in(folder, mode, *changes), environ)  # type: ignore[arg-type]
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
    lines = {line for line in text.splitlines() if "roles:" in line and not "#" in line}
    held = [it for it in lines if role in it.replace("[", " ").replace("]", " ").replace(",", " ").split()]
    why = told(tmp_path, SECRETS, "socket", *((line, "        roles: []") for line in held))

    assert why.splitlines()
    assert all(line.startswith("app.yaml line ") for line in why.splitlines())


def test_it_does_not_start_without_a_workspace(tmp_path: Path) -> None:
    text = (ROOT / "app.yaml").read_text(encoding="utf-8")
    block = text[text.index("\nplatforms:") : text.index("\nstorage:")]

    assert "names no Slack workspace" in told(tmp_path, SECRETS, "socket", (
        block.replace("T0LARKMOOR", TEAM_ID), "\n"
    ))


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "sqlite:///:memory:", "sqlite:///"])
def test_it_does_not_start_on_what_is_no_database(tmp_path: Path, url: str) -> None:
    assert "DATABASE_URL is no database" in told(tmp_path, {**SECRETS, "DATABASE_URL": url})


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    url = "postgresql://me:canary@127.0.0.1:9/duty"
    with pytest.raises(NotFit, match="Check DATABASE_URL") as refused:
        service(settings_in(tmp_path), {**SECRETS, "DATABASE_URL": url})

    assert "canary" not in str(refused.value)


def test_while_the_signing_secret_is_changed_both_are_good(tmp_path: Path) -> None:
    slack = settings_in(tmp_path, "http").platforms.slack
    assert slack
    old = {"SLACK_SIGNING_SECRET_OLD": "f" * 32}

    assert signing_secrets(slack, SECRETS) == [SECRETS["SLACK_SIGNING_SECRET"]]
    assert signing_secrets(slack, SECRETS | old) == [SECRETS["SLACK_SIGNING_SECRET"], "f" * 32]


async def refusal(tmp_path: Path, change: Callable[[dict[str, str]], dict[str, str]]) -> str:
    """Return why the product stops at once on that Slack."""
    settings = settings_in(tmp_path)
    async with a_slack(settings) as sandbox:
        with pytest.raises(NotFit) as refused:
            async with running(settings, sandbox, change(secrets_of(sandbox))):
                pass
    return str(refused.value)


async def test_a_token_that_slack_does_not_know_stops_it(tmp_path: Path) -> None:
    why = await refusal(tmp_path, lambda own: {**own, "SLACK_BOT_TOKEN": "xoxb-canary"})

    assert why == (
        f"The bot token of {TEAM_ID} is wrong: Slack does not accept it (auth.test: invalid_auth)."
    )


async def test_an_app_token_that_slack_does_not_know_stops_it(tmp_path: Path) -> None:
    why = await refusal(tmp_path, lambda own: {**own, "SLACK_APP_TOKEN": "xapp-canary"})

    assert why.startswith("Slack does not accept the app token (apps.connections.open: ")


async def test_a_token_of_another_workspace_stops_it(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, "socket", (f"team_id: {TEAM_ID}", "team_id: T0OTHER"))
    async with a_slack(settings) as sandbox:
        with pytest.raises(NotFit, match=f"belongs to the workspace {TEAM_ID}"):
            async with running(settings, sandbox):
                pass


async def test_a_port_that_is_taken_stops_it(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    async with a_slack(settings) as sandbox:
        built = service(settings, secrets_of(sandbox), sandbox.api_url)
        with pytest.raises(NotFit, match=f"I can't listen on 127.0.0.1, port {sandbox.port}"):
            await built.run(asyncio.Event(), "127.0.0.1", sandbox.port)


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_question_is_answered_and_a_request_is_decided(tmp_path: Path, mode: str) -> None:
    settings = settings_in(tmp_path, mode)
    async with a_slack(settings) as sandbox, running(settings, sandbox) as it:
        amy, head = it.person(AMY), it.person(HEAD)
        await amy.says("can pupils use their phones at lunch?")
        assert amy.sees("phone")
        await amy.runs("/unblock")
        await amy.fills(**ANSWERS)
        await amy.submits()
        assert not amy.errors
        await head.waits_for("waiting for a decision")
        await head.presses("Approve")
        await it.person(NETWORK).waits_for("UNB-")
        async with aiohttp.ClientSession() as session:
            for path, status in (("/live", 200), ("/ready", 200), ("/nowhere", 404)):
                async with session.get(f"{it.address}{path}") as answer:
                    assert answer.status == status

        assert await it.ends() < 3


async def test_it_stops_in_time_while_slack_hangs_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_in(tmp_path)
    async with a_slack(settings) as sandbox:
        async with running(settings, sandbox) as it:
            amy = it.person(AMY)
            await amy.runs("/unblock")
            await amy.fills(**ANSWERS)
            hang = Fault("hang_after_accept", seconds=9)
            sandbox.faults.plan("chat.postMessage", hang, times=50)
            await amy.submits()
            await asyncio.sleep(0.5)
            assert await it.ends() < 10
        sandbox.faults.clear()
        monkeypatch.setattr(letters, "LEASE", letters.LEASE * 0)
        _end_leases(tmp_path / "data" / "dutydesk.db")
        async with running(settings, sandbox) as it:
            head = it.person(HEAD)
            await head.waits_for("waiting for a decision", seconds=10)
            await asyncio.sleep(1)

            assert len([text for text in head.texts() if "waiting for a decision" in text]) == 1


def _end_leases(database: Path) -> None:
    """Let the time pass for which a parcel belongs to whoever took it."""
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE outbox SET due_at = '2020-01-01 00:00:00.000000'")
    connection.close()


def command(folder: Path, **environ: str) -> subprocess.Popen[str]:
    """Run `serve`; there is no way out of this machine for it."""
    nowhere = dict.fromkeys(("HTTPS_PROXY", "https_proxy"), "http://127.0.0.1:9")
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", "serve", "--config", str(folder / "app.yaml")],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **nowhere, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_command_says_in_plain_words_why_it_does_not_start(tmp_path: Path) -> None:
    settings_in(tmp_path)
    process = command(tmp_path, SLACK_APP_TOKEN=SECRETS["SLACK_APP_TOKEN"])
    out, said = process.communicate(timeout=30)

    assert process.returncode == 1
    assert "SLACK_BOT_TOKEN is not set." in said
    assert "Traceback" not in out + said


def test_the_command_waits_for_slack_and_ends_at_once_when_it_is_told(tmp_path: Path) -> None:
    settings_in(tmp_path, "socket", ("port: 8080", f"port: {free_port()}"))
    process = command(tmp_path, **SECRETS)
    assert process.stderr
    for line in process.stderr:
        if "slack not reached" in line:
            break
    asked_at = time.monotonic()
    process.send_signal(signal.SIGTERM)
    out, said = process.communicate(timeout=30)

    assert (process.returncode, time.monotonic() - asked_at < 10) == (0, True)
    assert "Traceback" not in out + said
