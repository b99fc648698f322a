"""Forty canaries, typed wherever people type: none may be in the journal, come what may (A20)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any, NoReturn

import pytest

from adapters.sandbox.faults import Fault
from adapters.slack.connection import answered
from bot.conversation.exchange import Incoming, Reply
from bot.forms.form import Form, Kind, Question
from bot.journal import KEYS
from intents.capability import Capability
from tests.adapters.slack import recorded
from tests.support.quiet import a_journal
from tests.support.real_service import Running, a_slack, running, settings_in

AMY: dict[str, Any] = {"user": {"id": "U0AMYCARTER", "team_id": "T0SANDBOX"}}
TYPED = {Kind.TEXT, Kind.LONG_TEXT, Kind.MOMENT, Kind.PERSON}


@dataclass
class Canaries:
    """Words that nobody else would write."""

    released: list[str] = field(default_factory=list)

    def new(self) -> str:
        self.released.append(f"Canary{token_hex(6)}")
        return self.released[-1]

    def found_in(self, text: str) -> list[str]:
        return [canary for canary in self.released if canary.lower() in text.lower()]


def answer(question: Question, canaries: Canaries) -> Mapping[str, object]:
    """An answer to a question, as Slack sends it: a canary wherever one can type."""
    if question.kind in TYPED:
        return {"type": "plain_text_input", "value": f"{canaries.new()} wrote it. Kill myself."}
    if question.kind is Kind.DATE:
        return {"type": "datepicker", "selected_date": "2026-11-16"}
    option = {"value": question.choices[0][0]}
    if question.kind is Kind.CHOICES:
        return {"type": "checkboxes", "selected_options": [option]}
    return {"type": "radio_buttons", "selected_option": option}


def forms(capabilities: tuple[Capability, ...]) -> Iterator[type[Form]]:
    for capability in capabilities:
        for feature in capability.features:
            if issubclass(feature.intent, Form):
                yield feature.intent


def payloads(running: Running, canaries: Canaries) -> Iterator[tuple[str, dict[str, Any]]]:
    """Everything that people can do with words of their own."""
    who = {"user": "U0AMYCARTER", "channel": "D0AMYCARTER"}
    for text in (canaries.new(), f"{canaries.new()} is hurt", f"what about {canaries.new()}?"):
        yield "events_api", recorded.said(text, _event_id=text, **who)
    mention = recorded.mentioned(canaries.new(), user="U0AMYCARTER", _event_id="Ev-mention")
    yield "events_api", mention
    for name in ("/policy", "/report", "/unblock", f"/{canaries.new()}"):
        own = {"user_id": "U0AMYCARTER", "trigger_id": token_hex(4)}
        yield "slash_commands", recorded.command(name, canaries.new(), **own)
    yield "interactive", recorded.flagged(canaries.new(), **AMY)
    odd = {"type": "button", "action_id": canaries.new(), "block_id": "b", "value": canaries.new()}
    yield "interactive", recorded.pressed_in_message(actions=[odd], **AMY)
    yield "interactive", recorded.pressed_in_message(actions=[{**odd, "value": None}], **AMY)
    for form in forms(running.service.product.capabilities):
        fields = {q.name: {"answer": answer(q, canaries)} for q in form.questions()}
        carried = json.dumps({"case": canaries.new()})
        view = {"callback_id": form.name, "state": {"values": fields}, "private_metadata": carried}
        sent = recorded.submitted(external_id=token_hex(4), **view)
        yield "interactive", {**sent, **AMY}
        changed = recorded.changed(trigger_id=token_hex(4))
        changed["view"].update(view)
        yield "interactive", {**changed, **AMY}
    yield "interactive", {**recorded.interaction("surprise"), "note": canaries.new()}
    yield "events_api", recorded.event("surprise", note=canaries.new())
    yield "events_api", {"type": canaries.new()}


async def everything(running: Running, canaries: Canaries) -> None:
    """Do all of it, wait until it is shown, and let the notices go out."""
    for kind, body in payloads(running, canaries):
        await answered(running.front.bolt, kind, body)
    await running.front.settle()
    await running.service.product.rounds.go_once()


async def test_no_canary_is_in_the_journal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    canaries = Canaries()
    settings = settings_in(tmp_path)
    with a_journal() as journal:
        async with a_slack(settings) as sandbox, running(settings, sandbox) as it:
            await everything(it, canaries)
            for method in ("chat.postMessage", "chat.postEphemeral", "views.open", "views.update"):
                sandbox.faults.plan(method, Fault("refused", error=canaries.new()), times=40)
            await everything(it, canaries)
            sandbox.faults.clear()
            desk = it.service.product.assistant
            monkeypatch.setattr(desk, "_interpret", raises(ValueError(canaries.new())))
            await everything(it, canaries)
            monkeypatch.setattr(it.front.app.turns, "_assistant", Broken(canaries.new()))
            await everything(it, canaries)

    told = journal.getvalue() + "".join(capfd.readouterr())
    assert len(canaries.released) >= 40
    assert canaries.found_in(told) == []
    lines = [json.loads(line) for line in journal.getvalue().splitlines()]
    assert all(set(line) <= KEYS for line in lines)
    heard = {line["event"] for line in lines}
    assert {"turn failed", "listener failed", "reply not shown", "unreadable payload"} <= heard


@dataclass
class Broken:
    """A desk that fails with somebody's words."""

    words: str

    def handle(self, incoming: Incoming) -> Reply:
        raise RuntimeError(f"{self.words} {incoming}")


def raises(bug: Exception) -> Any:
    """A function that fails."""

    def fail(*_: object) -> NoReturn:
        raise bug

    return fail
