"""The HTTP gate against RELIABILITY 5, inputs 1-17: it accepts or refuses, nothing else."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from adapters.slack.gate import MOST_BYTES, Accepted, Gate, Refused
from adapters.wire.bodies import MOST_DEPTH

LOCK = "made up for these tests"
OLD_LOCK = "made up for these tests last year"
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
GATE = Gate([LOCK], lambda: NOW)
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
AT = str(int(NOW.timestamp()))

MENTION: dict[str, Any] = {
    "type": "event_callback",
    "team_id": "T1",
    "event_id": "Ev1",
    "authorizations": [{"team_id": "T1", "user_id": "U0", "is_bot": True}],
    "event": {"type": "app_mention", "user": "U1", "channel": "C1", "text": "Hi", "ts": "1.0"},
}
PRESS: dict[str, Any] = {
    "type": "block_actions",
    "user": {"id": "U1", "team_id": "T1"},
    "team": {"id": "T1"},
    "trigger_id": "1.2.3",
    "container": {"type": "message", "message_ts": "1.0"},
    "channel": {"id": "D1"},
    "message": {"ts": "1.0", "text": "A request"},
    "actions": [{"type": "button", "action_id": "go:0", "block_id": "b", "value": "{}"}],
}
SENT: dict[str, Any] = {
    "type": "view_submission",
    "user": {"id": "U1", "team_id": "T1"},
    "team": {"id": "T1"},
    "view": {
        "id": "V1",
        "type": "modal",
        "callback_id": "report_website",
        "private_metadata": "{}",
        "title": {"type": "plain_text", "text": "Report"},
        "state": {"values": {"address": {"answer": {"type": "plain_text_input", "value": "x"}}}},
    },
}
SHORTCUT: dict[str, Any] = {
    "type": "message_action",
    "callback_id": "report_message",
    "trigger_id": "1.2.3",
    "user": {"id": "U1", "team_id": "T1"},
    "team": {"id": "T1"},
    "channel": {"id": "C1"},
    "message": {"user": "U2", "ts": "1.0", "text": "Not nice"},
}
COMMAND = {
    "command": "/policy",
    "text": "",
    "team_id": "T1",
    "user_id": "U1",
    "channel_id": "C1",
    "trigger_id": "1.2.3",
}


def signed(
    body: bytes, content_type: str = JSON, at: datetime = NOW, secret: str = LOCK
) -> dict[str, str]:
    timestamp = str(int(at.timestamp()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return {
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature or "",
        "Content-Type": content_type,
    }


def posted(payload: object) -> Accepted | Refused:
    body = json.dumps(payload).encode()
    return GATE.check(signed(body), body)


def sent_form(fields: Mapping[str, str]) -> Accepted | Refused:
    body = urlencode(fields).encode()
    return GATE.check(signed(body, FORM), body)


def status(outcome: Accepted | Refused) -> int:
    return 200 if isinstance(outcome, Accepted) else outcome.status


@pytest.mark.parametrize("payload", [PRESS, SENT, SHORTCUT])
def test_interactions_that_slack_signed_get_through_as_they_are(payload: dict[str, Any]) -> None:
    assert sent_form({"payload": json.dumps(payload)}) == Accepted(payload)


def test_events_and_commands_that_slack_signed_get_through_as_they_are() -> None:
    assert posted(MENTION) == Accepted(MENTION)
    assert sent_form(COMMAND) == Accepted(COMMAND)


def test_slack_may_ask_whether_the_address_is_ours() -> None:
    question = {"type": "url_verification", "challenge": "abc", "token": "x"}

    assert posted(question) == Accepted(question)


BODY = json.dumps(MENTION).encode()
RIGHT = signed(BODY)
FORGED: dict[str, dict[str, str]] = {
    "1: no signature headers": {"Content-Type": JSON},
    "1: no timestamp": {"X-Slack-Signature": RIGHT["X-Slack-Signature"]},
    "2: short signature": RIGHT | {"X-Slack-Signature": "v0=00"},
    "2: a wrong signature": RIGHT | {"X-Slack-Signature": "v0=" + "0" * 64},
    "2: capital letters": RIGHT
    | {"X-Slack-Signature": "v0=" + RIGHT["X-Slack-Signature"][3:].upper()},
    "3: timestamp in letters": RIGHT | {"X-Slack-Request-Timestamp": "abc"},
    "4: timestamp of 5,000 digits": RIGHT | {"X-Slack-Request-Timestamp": "1" * 5_000},
    "5: timestamp with a point": RIGHT | {"X-Slack-Request-Timestamp": "1.5"},
    "5: timestamp in other digits": RIGHT | {"X-Slack-Request-Timestamp": "\u0661" * 10},
    "5: timestamp with a line end": RIGHT | {"X-Slack-Request-Timestamp": AT + "\n"},
    "6: signature not ASCII": RIGHT | {"X-Slack-Signature": "v0=" + "é" * 64},
    "7: 301 seconds old": signed(BODY, at=NOW - timedelta(seconds=301)),
    "7: 301 seconds ahead": signed(BODY, at=NOW + timedelta(seconds=301)),
    "7: another timestamp than the one signed": RIGHT
    | {"X-Slack-Request-Timestamp": str(int(AT) - 1)},
    "another app's secret": signed(BODY, secret=OLD_LOCK),
    "two signatures": RIGHT | {"x-slack-signature": RIGHT["X-Slack-Signature"]},
}


@pytest.mark.parametrize("headers", FORGED.values(), ids=FORGED.keys())
def test_what_slack_did_not_just_sign_is_refused(headers: dict[str, str]) -> None:
    outcome = GATE.check(headers, BODY)

    assert status(outcome) == 401


@pytest.mark.parametrize("seconds", [-300, -200, 0, 300])
def test_a_signature_is_good_for_five_minutes_even_if_it_comes_again(seconds: int) -> None:
    """Input 8: the second delivery passes here; the inbox key makes it one effect."""
    headers = signed(BODY, at=NOW + timedelta(seconds=seconds))

    outcomes = [GATE.check(headers, BODY), GATE.check(headers, BODY)]

    assert outcomes == [Accepted(MENTION), Accepted(MENTION)]


DEEP = b"[" * 100_000 + b"]" * 100_000
MALFORMED: dict[str, tuple[bytes, str]] = {
    "9: half an object": (b"{", JSON),
    "10: nested 100,000 deep": (DEEP, JSON),
    "10: an object nested 100,000 deep": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, JSON),
    "11: a list": (b"[1,2]", JSON),
    "11: null": (b"null", JSON),
    "11: a string": (b'"x"', JSON),
    "11: not a number": (b'{"type": NaN}', JSON),
    "11: a number of 5,000 digits": (b'{"type": ' + b"1" * 5_000 + b"}", JSON),
    "11: nothing": (b"", JSON),
    "12: payload is no JSON": (b"payload=abc", FORM),
    "12: payload is a list": (b"payload=[1]", FORM),
    "12: payload is null": (b"payload=null", FORM),
    "12: payload twice": (b"payload={}&payload={}", FORM),
    "12: payload and more": (b"payload={}&command=/policy", FORM),
    "12: no fields": (b"&&&", FORM),
    "12: bytes that are no text": (b"command=%ff%fe", FORM),
    "12: too many fields": (b"&".join(b"a%d=1" % n for n in range(500)), FORM),
    "13: another charset": (BODY, f"{JSON}; charset=nope"),
    "16: an unknown interaction": (urlencode({"payload": '{"type": "x"}'}).encode(), FORM),
    "16: a command without a person": (urlencode({"command": "/policy"}).encode(), FORM),
}


@pytest.mark.parametrize(("body", "content_type"), MALFORMED.values(), ids=MALFORMED.keys())
def test_what_is_not_well_formed_is_told_so_only_when_it_is_signed(
    body: bytes, content_type: str
) -> None:
    unsigned = {**RIGHT, "Content-Type": content_type}

    assert status(GATE.check(unsigned, body + b" ")) == 401
    assert status(GATE.check(signed(body, content_type), body)) == 400


def test_bytes_that_are_no_text_cannot_be_signed() -> None:
    """Input 13."""
    assert status(GATE.check(RIGHT, b"\xff\xfe")) == 401


@pytest.mark.parametrize("content_type", ["", "text/plain", "multipart/form-data; boundary=x"])
def test_other_content_types_are_refused(content_type: str) -> None:
    assert status(GATE.check(signed(BODY, content_type), BODY)) == 415


def test_compressed_bodies_are_refused() -> None:
    headers = {**signed(BODY), "Content-Encoding": "gzip"}

    assert status(GATE.check(headers, BODY)) == 415


@pytest.mark.parametrize(
    "content_type", ["Application/JSON; charset=UTF-8", f"{JSON};charset=utf8"]
)
def test_a_content_type_may_be_written_in_several_ways(content_type: str) -> None:
    assert status(GATE.check(signed(BODY, content_type), BODY)) == 200


@pytest.mark.parametrize("size", [900_000, 3_000_000])
def test_large_bodies_are_refused_whether_signed_or_not(size: int) -> None:
    """Input 14."""
    body = b" " * size

    assert status(GATE.check({}, body)) == 413
    assert status(GATE.check(signed(body), body)) == 413


def test_the_certificate_check_is_refused_unless_it_is_signed() -> None:
    """Input 15."""
    body = b"ssl_check=1"

    assert status(GATE.check({"Content-Type": FORM}, body)) == 401
    assert status(GATE.check(signed(body, FORM), body)) == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"team_id": ["T1"]},
        {"authorizations": "T1"},
        {"authorizations": ["T1"]},
        {"event": ["app_mention"]},
        {"event": {}},
        {"event": {"type": ["x"]}},
        {"event": {"type": "message", "text": ["x"]}},
        {"event": {"type": "message", "user": ["U1"]}},
        {"event_id": None},
        {"type": "news"},
        {"type": ["event_callback"]},
    ],
)
def test_signed_events_of_another_shape_are_refused(wrong: dict[str, Any]) -> None:
    """Input 16."""
    assert status(posted({**MENTION, **wrong})) == 400


@pytest.mark.parametrize(
    "event",
    [
        {"type": "tomorrow's invention", "user": "U1"},
        {"type": "message", "subtype": "bot_message", "bot_id": "B1", "text": "Hello"},
        {"type": "user_change", "user": {"id": "U1", "team_id": "T1", "deleted": True}},
        {"type": "tokens_revoked", "tokens": {"bot": ["U0"]}},
        {"type": "message", "channel": "D1", "user": "U1", "text": "\ud800"},
    ],
)
def test_signed_events_that_we_do_not_know_get_through_to_be_ignored(event: dict[str, Any]) -> None:
    """Input 17."""
    assert status(posted({**MENTION, "event": event})) == 200


def nested(levels: int) -> dict[str, Any]:
    payload: dict[str, Any] = {}
    for _ in range(levels - 3):
        payload = {"inner": payload}
    return {**MENTION, "event": {**MENTION["event"], "extra": payload}}


def test_a_payload_may_be_forty_levels_deep_and_no_deeper() -> None:
    assert status(posted(nested(MOST_DEPTH))) == 200
    assert status(posted(nested(MOST_DEPTH + 1))) == 400


def test_while_the_secret_is_changed_the_old_and_the_new_one_are_good() -> None:
    gate = Gate([LOCK, OLD_LOCK], lambda: NOW)

    outcomes = [gate.check(signed(BODY, secret=it), BODY) for it in (LOCK, OLD_LOCK, "third")]

    assert [status(it) for it in outcomes] == [200, 200, 401]


@pytest.mark.parametrize("secrets", [[], [""], ["  "], ["a", "b", "c"]])
def test_a_gate_without_a_lock_is_not_built(secrets: list[str]) -> None:
    """A3: it never fails open."""
    with pytest.raises(ValueError, match=r".+"):
        Gate(secrets, lambda: NOW)


class Wire:
    """A body that comes in chunks; it knows how much was read."""

    def __init__(self, body: bytes, chunk: int = 65_536) -> None:
        self._chunks = [body[start : start + chunk] for start in range(0, len(body), chunk)]
        self.read = 0

    async def chunks(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            self.read += len(chunk)
            yield chunk


def received(headers: Mapping[str, str], wire: Wire) -> int:
    return status(asyncio.run(GATE.receive(headers, wire.chunks())))


def test_a_good_request_is_read_whole() -> None:
    wire = Wire(BODY, chunk=10)

    assert received(RIGHT, wire) == 200
    assert wire.read == len(BODY)


def test_nothing_is_read_of_a_request_that_says_it_is_too_large_or_is_not_signed() -> None:
    wire = Wire(b" " * 3_000_000)

    assert received({**RIGHT, "Content-Length": "3000000"}, wire) == 413
    assert received({**RIGHT, "Content-Length": "9" * 5_000}, wire) == 413
    assert received({"Content-Type": JSON}, wire) == 401
    assert wire.read == 0


def test_reading_stops_when_a_request_turns_out_to_be_too_large() -> None:
    wire = Wire(b" " * 3_000_000)

    assert received(RIGHT, wire) == 413
    assert wire.read <= MOST_BYTES + 65_536


def test_nothing_is_logged_of_what_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    for headers in FORGED.values():
        GATE.check(headers, b" " * 900_000)
        GATE.check(headers, BODY)
    for body, content_type in MALFORMED.values():
        GATE.check(signed(body, content_type), body)

    assert caplog.records == []


def test_every_refusal_is_answered_in_the_same_words() -> None:
    outcomes = [GATE.check(headers, BODY) for headers in FORGED.values()]

    assert {it.words for it in outcomes if isinstance(it, Refused)} == {"refused"}


HEADERS = st.dictionaries(
    st.sampled_from(
        ["X-Slack-Signature", "X-Slack-Request-Timestamp", "Content-Type", "Content-Length"]
    ),
    st.text(max_size=80) | st.sampled_from([AT, JSON, FORM, "v0=" + "0" * 64]),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(HEADERS, st.binary(max_size=300))
def test_no_unsigned_request_gets_through_or_breaks_the_gate(
    headers: dict[str, str], body: bytes
) -> None:
    outcome = GATE.check(headers, body)

    assert isinstance(outcome, Refused)
    assert outcome.status in (401, 413)


@given(st.text(max_size=200), st.sampled_from([JSON, FORM]))
def test_no_signed_text_breaks_the_gate(text: str, content_type: str) -> None:
    body = text.encode(errors="ignore")

    outcome = GATE.check(signed(body, content_type), body)

    assert status(outcome) in (200, 400)


def changed(payload: dict[str, Any], way: list[str], value: object) -> dict[str, Any]:
    """Return the payload with another value at the end of a way through it."""
    copy = json.loads(json.dumps(payload))
    place = copy
    for step in way[:-1]:
        place = place[0] if isinstance(place, list) else place[step]
    (place[0] if isinstance(place, list) else place)[way[-1]] = value
    return dict(copy)


def ways(payload: Any, so_far: tuple[str, ...] = ()) -> list[list[str]]:
    if isinstance(payload, list):
        return [way for item in payload[:1] for way in ways(item, (*so_far, "0"))]
    if not isinstance(payload, dict):
        return []
    found = [[*so_far, key] for key in payload]
    return found + [w for key, value in payload.items() for w in ways(value, (*so_far, key))]


@given(st.data(), st.sampled_from([MENTION, PRESS, SENT, SHORTCUT]))
def test_bolt_can_take_apart_whatever_gets_through(
    data: st.DataObject, payload: dict[str, Any]
) -> None:
    way = data.draw(st.sampled_from(ways(payload)))
    strange = changed(payload, way, data.draw(ANYTHING))
    is_event = payload is MENTION

    outcome = posted(strange) if is_event else sent_form({"payload": json.dumps(strange)})

    assert status(outcome) in (200, 400)
    if isinstance(outcome, Accepted):
        request = AsyncBoltRequest(mode="socket_mode", body=dict(outcome.body))
        assert request.body == outcome.body
