"""The product as it runs for real: only when it is fit, in both modes, to a good end."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest

from adapters.sandbox.faults import Fault
from adapters.sandbox.slack.identity import TEAM_ID
from bot.fitness import NotFit
from bot.production import GRACE_SECONDS, HANGING_UP_SECONDS, service
from tests.support.real_service import (
    ROOT,
    SECRETS,
    a_slack,
    free_port,
    knowhow,
    running,
    secrets_of,
    settings_in,
    slack_front,
    tuesday,
)

AMY, HEAD, NETWORK = "U0AMYCARTER", "U0GRACEADEY", "U0LENHODGE"
ANSWERS = {
    "url": "https://maps.example/rivers",
    "site_content": "Maps of rivers, with quizzes",
    "reasons": "Geography: the pupils label a map of the rivers",
    "risks": ["Adverts"],
    "controls": ["Pupils use it with me watching"],
    "audience": "Staff",
    "starts": "2026-11-24",
    "until": "2026-11-27",
    "needed_by": "2026-11-20",
    "previewed": "Yes",
}


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    url = "postgresql://me:canary@127.0.0.1:9/duty"
    with pytest.raises(NotFit, match="Check DATABASE_URL") as refused:
        service(settings_in(tmp_path), {**SECRETS, "DATABASE_URL": url}, clock=tuesday)

    assert "canary" not in str(refused.value)


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
        own = secrets_of(sandbox)
        fronts = [slack_front(settings, own, sandbox)]
        built = service(settings, own, fronts, tuesday, knowhow())
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

        await it.ends()


async def test_it_stops_in_time_while_slack_hangs_and_nothing_is_lost(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    async with a_slack(settings) as sandbox:
        async with running(settings, sandbox, grace=1) as it:
            amy = it.person(AMY)
            await amy.runs("/unblock")
            await amy.fills(**ANSWERS)
            hang = Fault("hang_after_accept", seconds=60)
            sandbox.faults.plan("chat.postMessage", hang, times=50)
            await amy.submits()
            await it.person(HEAD).waits_for("waiting for a decision")
            await it.ends()
        sandbox.faults.clear()
        _end_leases(tmp_path / "data" / "dutydesk.db")
        async with running(settings, sandbox) as it:
            for user in (AMY, HEAD):
                await it.person(user).waits_for("waiting for a decision")
            await it.service.product.rounds.go_once()

            for user in (AMY, HEAD):
                texts = it.person(user).texts()
                assert len([it for it in texts if it.startswith("Blocked site request")]) == 1


def test_everything_that_ending_waits_for_is_over_in_ten_seconds() -> None:
    assert GRACE_SECONDS + HANGING_UP_SECONDS < 10


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
    process.send_signal(signal.SIGTERM)
    out, said = process.communicate(timeout=10)

    assert process.returncode == 0
    assert "Traceback" not in out + said
