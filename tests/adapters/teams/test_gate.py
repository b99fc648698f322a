"""The gate for Teams against RELIABILITY 5, inputs 18-28: it accepts or refuses, nothing else."""

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.gate import LEEWAY_SECONDS, MOST_BYTES, Accepted, Gate, Refused
from adapters.wire.bodies import MOST_DEPTH
from tests.adapters.teams.bot_framework import (
    ACTIVITIES,
    APP_ID,
    AT,
    CLAIMS,
    ISSUER,
    MESSAGE,
    NOW,
    OTHER_TENANT,
    PRESS,
    TENANT,
    KnownKeys,
    by_hand,
    invoke,
    part,
    private_key,
    signing_key,
    token,
)

JSON = "application/json; charset=utf-8"
ENTRA = f"https://login.microsoftonline.com/{TENANT}/v2.0"


class Wire:
    """A body that comes in chunks; it knows how much was read."""

    def __init__(self, body: bytes, chunk: int = 65_536) -> None:
        self._chunks = [body[start : start + chunk] for start in range(0, len(body), chunk)]
        self.read = 0

    async def chunks(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            self.read += len(chunk)
            yield chunk


def keys() -> KnownKeys:
    return KnownKeys({"key-1": signing_key("key-1"), "web-key": signing_key("web-key", "webchat")})


def gate(known: KnownKeys | None = None, *, trusts_loopback: bool = False) -> Gate:
    return Gate(APP_ID, [TENANT], known or keys(), lambda: NOW, trusts_loopback=trusts_loopback)


GATE = gate()


def bearing(value: str, content_type: str = JSON) -> dict[str, str]:
    return {"Authorization": f"Bearer {value}", "Content-Type": content_type}


RIGHT = bearing(token())


def received(headers: Mapping[str, str], body: bytes, at: Gate = GATE) -> Accepted | Refused:
    return asyncio.run(at.receive(headers, Wire(body).chunks()))


def status(outcome: Accepted | Refused) -> int:
    return 200 if isinstance(outcome, Accepted) else outcome.status


def sent(activity: Any, headers: Mapping[str, str] = RIGHT, at: Gate = GATE) -> int:
    return status(received(headers, json.dumps(activity).encode(), at))


def without(activity: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in activity.items() if name not in names}


@pytest.mark.parametrize("activity", ACTIVITIES.values(), ids=ACTIVITIES.keys())
def test_what_bot_framework_signed_for_us_gets_through_as_it_is(activity: dict[str, Any]) -> None:
    outcome = received(RIGHT, json.dumps(activity).encode())

    assert outcome == Accepted(activity, CLAIMS)


def with_public_key_as_secret(told: bytes) -> bytes:
    public = private_key("key-1").public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return hmac.new(pem, told, hashlib.sha256).digest()


HS256 = by_hand({"alg": "HS256", "kid": "key-1"}, CLAIMS, with_public_key_as_secret)
UNSIGNED = by_hand({"alg": "none", "kid": "key-1"}, CLAIMS, lambda _: b"")
NONE_BUT_SIGNED = by_hand({"alg": "none", "kid": "key-1"}, CLAIMS, lambda _: b"x")
RS512 = by_hand({"alg": "RS512", "kid": "key-1"}, CLAIMS, lambda _: b"x" * 256)
HEAD, BODY, SIGNATURE = token().split(".")
FORGER = {**MESSAGE, "from": {**MESSAGE["from"], "aadObjectId": "the-headteacher"}}
OTHER_CLAIMS = part(json.dumps({**CLAIMS, "serviceurl": "https://evil.example"}).encode()).decode()

FORGED: dict[str, dict[str, str]] = {
    "18: no token": {"Content-Type": JSON},
    "18: an empty token": bearing(""),
    "18: Bearer abc": bearing("abc"),
    "18: Bearer a.b.c": bearing("a.b.c"),
    "18: Basic": {"Authorization": "Basic YTpi", "Content-Type": JSON},
    "18: two tokens": {**RIGHT, "authorization": RIGHT["Authorization"]},
    "18: a token and more": bearing(f"{token()} x"),
    "18: a token of 9,000 characters": bearing(f"{HEAD}.{'A' * 9_000}.{SIGNATURE}"),
    "18: a token nested 1,500 deep": bearing(f"{part(b'[' * 1_500).decode()}.e30.eA"),
    "19: alg none": bearing(UNSIGNED),
    "19: alg none with a signature": bearing(NONE_BUT_SIGNED),
    "19: HS256 with the public key as its secret": bearing(HS256),
    "19: RS512": bearing(RS512),
    "20: unknown kid": bearing(token(kid="key-9")),
    "20: no kid": bearing(token(kid=None)),
    "20: kid is a list": bearing(token(kid=["key-1"])),
    "21: right kid, other key": bearing(token(signed_by="evil")),
    "21: other claims than those signed": bearing(f"{HEAD}.{OTHER_CLAIMS}.{SIGNATURE}"),
    "21: a key that may not sign for Teams": bearing(token(signed_by="web-key", kid="web-key")),
    "22: no exp": bearing(token(without=("exp",))),
    "22: no nbf": bearing(token(without=("nbf",))),
    "22: no iss": bearing(token(without=("iss",))),
    "22: no aud": bearing(token(without=("aud",))),
    "22: aud of another app": bearing(token(aud="another-app")),
    "22: aud of several apps": bearing(token(aud=[APP_ID, "another-app"])),
    "22: iss of somebody else": bearing(token(iss="https://evil.example")),
    "22: iss is a list": bearing(token(iss=[ISSUER])),
    "22: over for longer than clocks differ": bearing(token(exp=AT - LEEWAY_SECONDS)),
    "22: not yet begun": bearing(token(nbf=AT + LEEWAY_SECONDS + 1)),
    "22: ends in words": bearing(token(exp="tomorrow")),
    "22: ends never": bearing(token(exp=float("inf"))),
    "23: a teacher's own Entra token": bearing(token("entra", "entra", iss=ENTRA, tid=TENANT)),
    "23: an Entra token that names our key": bearing(token("entra", iss=ENTRA, tid=TENANT)),
    "23: an Entra token that says it is the Bot Framework's": bearing(token("entra", tid=TENANT)),
    "24: an Entra token of another tenant": bearing(
        token("entra", "entra", iss=f"https://sts.windows.net/{OTHER_TENANT}/", tid=OTHER_TENANT)
    ),
}


@pytest.mark.parametrize("headers", FORGED.values(), ids=FORGED.keys())
def test_what_bot_framework_did_not_sign_for_us_is_refused_unread(headers: dict[str, str]) -> None:
    wire = Wire(json.dumps(FORGER).encode())

    outcome = asyncio.run(GATE.receive(headers, wire.chunks()))

    assert (status(outcome), wire.read) == (401, 0)


METADATA_URL = "http://169.254.169.254/"
SOMEWHERE_ELSE: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "24: signed, but from another tenant": (
        {**MESSAGE, "channelData": {"tenant": {"id": OTHER_TENANT}}},
        RIGHT,
    ),
    "24: signed, but of another tenant's conversation": (
        {**MESSAGE, "conversation": {"id": "a:1", "tenantId": OTHER_TENANT}},
        RIGHT,
    ),
    "24: signed, but of a tenant that is a list": (
        {**MESSAGE, "conversation": {"id": "a:1", "tenantId": [TENANT]}},
        RIGHT,
    ),
    "24: signed, but from no tenant": ({**MESSAGE, "channelData": {}}, RIGHT),
    "24: signed, but without channelData": (without(MESSAGE, "channelData"), RIGHT),
    "25: no serviceUrl": (without(MESSAGE, "serviceUrl"), RIGHT),
    "25: no serviceUrl, and none claimed": (
        without(MESSAGE, "serviceUrl"),
        bearing(token(without=("serviceurl",))),
    ),
    "25: an empty serviceUrl": ({**MESSAGE, "serviceUrl": ""}, bearing(token(serviceurl=""))),
    "25: a serviceUrl inside our network": ({**MESSAGE, "serviceUrl": METADATA_URL}, RIGHT),
    "25: a serviceUrl inside our network, as claimed": (
        {**MESSAGE, "serviceUrl": METADATA_URL},
        bearing(token(serviceurl=METADATA_URL)),
    ),
    "25: our own machine, as claimed": (
        {**MESSAGE, "serviceUrl": "http://127.0.0.1/"},
        bearing(token(serviceurl="http://127.0.0.1/")),
    ),
    "25: no address at all, as claimed": (
        {**MESSAGE, "serviceUrl": "https://[::"},
        bearing(token(serviceurl="https://[::")),
    ),
    "25: a serviceUrl unlike the claim": ({**MESSAGE, "serviceUrl": "https://evil/"}, RIGHT),
    "25: a claim unlike the serviceUrl": (MESSAGE, bearing(token(serviceurl="https://evil/"))),
    "26: no channelId": (without(MESSAGE, "channelId"), RIGHT),
    "26: directline": ({**MESSAGE, "channelId": "directline"}, RIGHT),
    "26: emulator": ({**MESSAGE, "channelId": "emulator"}, RIGHT),
    "26: a list of channels": ({**MESSAGE, "channelId": ["msteams"]}, RIGHT),
}


@pytest.mark.parametrize(
    ("activity", "headers"), SOMEWHERE_ELSE.values(), ids=SOMEWHERE_ELSE.keys()
)
def test_what_comes_from_elsewhere_than_its_token_says_is_refused(
    activity: dict[str, Any], headers: dict[str, str]
) -> None:
    assert sent(activity, headers) == 401


DEEP = b"[" * 100_000 + b"]" * 100_000
MALFORMED: dict[str, bytes] = {
    "half an object": b"{",
    "nothing": b"",
    "no text": b"\xff\xfe",
    "a list": b"[1,2]",
    "null": b"null",
    "nested 100,000 deep": DEEP,
    "not a number": b'{"type": NaN}',
    "a number of 5,000 digits": b'{"type": ' + b"1" * 5_000 + b"}",
}
WRONG_SHAPES: dict[str, dict[str, Any]] = {
    "27: conversation is a word": {**MESSAGE, "conversation": "c"},
    "27: conversation without an id": {**MESSAGE, "conversation": {"tenantId": TENANT}},
    "27: entities are numbers": {**MESSAGE, "entities": [1, None]},
    "27: an entity without a type": {**MESSAGE, "entities": [{}]},
    "27: yesterday": {**MESSAGE, "timestamp": "yesterday"},
    "27: nobody": {**MESSAGE, "from": None},
    "27: somebody without an id": {**MESSAGE, "from": {"name": "Amy"}},
    "27: attachments in an object": {**MESSAGE, "attachments": {"contentType": "x"}},
    "27: words in a list": {**MESSAGE, "text": ["x"]},
    "27: no type": without(MESSAGE, "type"),
    "27: a type in a list": {**MESSAGE, "type": ["message"]},
    "28: a press without a value": without(PRESS, "value"),
    "28: a press with nothing": {**PRESS, "value": None},
    "28: a press of a word": invoke("adaptiveCard/action", {"action": "x"}),
    "28: a press that brings a word": invoke(
        "adaptiveCard/action", {"action": {"type": "Action.Execute", "data": "x"}}
    ),
    "28: a press with a trigger in a list": invoke(
        "adaptiveCard/action", {"action": {"type": "Action.Execute"}, "trigger": ["manual"]}
    ),
    "28: a dialog without anything": {**PRESS, "name": "task/submit", "value": None},
    "28: a command without a name": invoke("composeExtension/fetchTask", {}),
    "28: feedback of a word": invoke("message/submitAction", "like"),
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_is_not_well_formed_is_told_so_only_when_it_is_signed(body: bytes) -> None:
    assert status(received(bearing(token(signed_by="evil")), body)) == 401
    assert status(received(RIGHT, body)) == 400


@pytest.mark.parametrize("activity", WRONG_SHAPES.values(), ids=WRONG_SHAPES.keys())
def test_signed_activities_of_another_shape_are_refused(activity: dict[str, Any]) -> None:
    assert sent(activity) == 400


@pytest.mark.parametrize(
    "activity",
    [
        invoke("adaptiveCard/action", {"action": {"type": "Action.Execute", "verb": "what?"}}),
        invoke("adaptiveCard/action", {"action": {"type": "Action.Tomorrow"}}),
        {**MESSAGE, "text": "\ud800"},
        {**MESSAGE, "from": {**MESSAGE["from"], "name": "\ud800"}},
        {**MESSAGE, "tomorrow": [1]},
        without(MESSAGE, "timestamp", "recipient", "entities", "attachments", "id"),
        {**MESSAGE, "conversation": {"id": "19:x@thread.tacv2;messageid=1"}},
        {**MESSAGE, "conversation": {"id": "a:1", "tenantId": TENANT.upper()}},
    ],
)
def test_signed_activities_that_we_do_not_know_get_through_to_be_answered(
    activity: dict[str, Any],
) -> None:
    """Input 28: an unknown verb is for the handler, which answers it safely."""
    assert sent(activity) == 200


@pytest.mark.parametrize("seconds", [-LEEWAY_SECONDS, 0, 3_600, 3_600 + LEEWAY_SECONDS - 61])
def test_a_token_is_good_while_it_lasts_give_or_take_what_clocks_differ(seconds: int) -> None:
    begun = token(nbf=AT, exp=AT + 3_600)
    later = Gate(APP_ID, [TENANT], keys(), lambda: NOW + timedelta(seconds=seconds))

    assert sent(MESSAGE, bearing(begun), later) == 200


def test_a_gate_can_be_told_to_trust_this_machine_but_no_other() -> None:
    sandbox = gate(trusts_loopback=True)
    outcomes = [
        sent({**MESSAGE, "serviceUrl": url}, bearing(token(serviceurl=url)), sandbox)
        for url in (
            "http://127.0.0.1:4000/teams",
            "http://localhost:4000/",
            "http://127.0.0.1.evil.example/",
            METADATA_URL,
            "ftp://127.0.0.1/",
        )
    ]

    assert outcomes == [200, 200, 401, 401, 401]


@pytest.mark.parametrize("claims", [{"iss": ENTRA}, {"aud": "x"}, {"aud": [APP_ID]}])
def test_nobody_looks_for_the_key_of_a_token_that_is_not_for_us(claims: dict[str, Any]) -> None:
    known = keys()

    outcome = sent(MESSAGE, bearing(token(kid="key-9", **claims)), gate(known))

    assert (outcome, known.asked) == (401, [])


def test_while_the_keys_cannot_be_had_a_likely_token_may_come_again_and_garbage_may_not() -> None:
    known = KnownKeys(is_down=True)
    outcomes = [
        sent(MESSAGE, bearing(value), gate(known))
        for value in (token("key-2", "key-2"), token(), "a.b.c", token(kid="key-2", iss=ENTRA))
    ]

    assert outcomes == [503, 200, 401, 401]


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/json; charset=utf-16"])
def test_other_content_types_are_refused(content_type: str) -> None:
    assert sent(MESSAGE, bearing(token(), content_type)) == 415


def test_compressed_bodies_are_refused() -> None:
    assert sent(MESSAGE, {**RIGHT, "Content-Encoding": "gzip"}) == 415


def test_a_good_request_is_read_whole() -> None:
    wire = Wire(json.dumps(MESSAGE).encode(), chunk=10)

    assert status(asyncio.run(GATE.receive(RIGHT, wire.chunks()))) == 200
    assert wire.read == len(json.dumps(MESSAGE))


@pytest.mark.parametrize("length", [str(MOST_BYTES + 1), "9" * 5_000, "-5", "0x10"])
def test_nothing_is_read_of_a_request_that_says_it_is_too_large(length: str) -> None:
    wire = Wire(b" " * 3_000_000)

    outcome = asyncio.run(GATE.receive({**RIGHT, "Content-Length": length}, wire.chunks()))

    assert (status(outcome), wire.read) == (413, 0)


def test_reading_stops_when_a_request_turns_out_to_be_too_large() -> None:
    wire = Wire(b" " * 3_000_000)

    assert status(asyncio.run(GATE.receive(RIGHT, wire.chunks()))) == 413
    assert wire.read <= MOST_BYTES + 65_536


def test_an_activity_may_be_forty_levels_deep_and_no_deeper() -> None:
    outcomes = [sent({**MESSAGE, "value": nested(MOST_DEPTH + more)}) for more in (0, 1)]

    assert outcomes == [200, 400]


def nested(levels: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(levels - 2):
        value = {"inner": value}
    return value


def test_nothing_is_logged_of_what_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    for headers in FORGED.values():
        sent(FORGER, headers)
    for activity, headers in SOMEWHERE_ELSE.values():
        sent(activity, headers)
    for activity in WRONG_SHAPES.values():
        sent(activity)
    for body in MALFORMED.values():
        received(RIGHT, body)

    assert [it for it in caplog.records if it.name != "asyncio"] == []


def test_every_refusal_is_answered_in_the_same_words() -> None:
    outcomes = [received(headers, b"{}") for headers in FORGED.values()]

    assert {it.words for it in outcomes if isinstance(it, Refused)} == {"refused"}


@pytest.mark.parametrize(
    ("app_id", "tenants"), [("", [TENANT]), (" ", [TENANT]), (APP_ID, []), (APP_ID, ["", TENANT])]
)
def test_a_gate_without_a_lock_is_not_built(app_id: str, tenants: list[str]) -> None:
    """A3: it never fails open."""
    with pytest.raises(ValueError, match=r".+"):
        Gate(app_id, tenants, keys(), lambda: NOW)


HEADERS = st.dictionaries(
    st.sampled_from(["Authorization", "Content-Type", "Content-Length", "Content-Encoding"]),
    st.text(max_size=80) | st.sampled_from([JSON, f"Bearer {HEAD}.{BODY}.", f"Bearer {HS256}"]),
)
SEGMENT = st.binary(max_size=60).map(lambda raw: part(raw).decode())


@settings(deadline=None)
@given(HEADERS, st.binary(max_size=300))
def test_no_unsigned_request_gets_through_or_breaks_the_gate(
    headers: dict[str, str], body: bytes
) -> None:
    outcome = received(headers, body)

    assert isinstance(outcome, Refused)
    assert outcome.status in (401, 413)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
JOSE = st.dictionaries(
    st.sampled_from(["alg", "kid", "typ", "crit", "b64", "zip", "jwk", "jku"]),
    st.sampled_from(["RS256", "none", "HS256", "key-1", False, ["b64"]]) | ANYTHING,
)


@settings(deadline=None)
@given(JOSE, st.dictionaries(st.sampled_from([*CLAIMS, "iat", "sub", "jti"]), ANYTHING), SEGMENT)
def test_no_token_breaks_the_gate(
    header: dict[str, Any], claims: dict[str, Any], signature: str
) -> None:
    told = by_hand(header, {**CLAIMS, **claims}, lambda _: b"").rstrip(".")

    outcome = received(bearing(f"{told}.{signature}"), b"{}")

    assert status(outcome) in (401, 413)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_signed_text_breaks_the_gate(text: str) -> None:
    outcome = received(RIGHT, text.encode(errors="ignore"))

    assert status(outcome) in (400, 401)
