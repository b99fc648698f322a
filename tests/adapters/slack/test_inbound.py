"""What Slack sends, read as events; whatever is not there or altered is no crash and no power."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sandbox.slack.identity import BOT_USER_ID, TEAM_ID
from adapters.slack.inbound import Inbound, is_said
from adapters.slack.markup import readable
from adapters.slack.spots import spot
from bot.conversation.exchange import (
    Changed,
    Commanded,
    Event,
    Flagged,
    HomeOpened,
    Incoming,
    Pressed,
    Said,
    Submitted,
)
from tests.adapters.slack import recorded
from tests.adapters.slack.office import AMY, Accounts, account_of
from tests.adapters.slack.recorded import RECORDED, Body

INBOUND = Inbound(Accounts())
READERS: Mapping[str, Callable[[Body], Incoming]] = {
    "message": INBOUND.message,
    "file": INBOUND.message,
    "mention": INBOUND.message,
    "home": INBOUND.home,
    "command": INBOUND.command,
    "shortcut": INBOUND.shortcut,
    "message shortcut": INBOUND.shortcut,
    "button": INBOUND.press,
    "hidden button": INBOUND.press,
    "button at home": INBOUND.press,
    "button in a modal": INBOUND.press,
    "changed answer": INBOUND.change,
    "submission": INBOUND.submission,
}
FIELDS = {
    "address": "bad.example",
    "seen_on": "2026-11-19",
    "seen_by": "yes",
    "kinds": ["yes"],
    "case": "c-1",
}
GO = '["go", {}]'
EXPECTED: Mapping[str, tuple[str, Event]] = {
    "message": ("ev:Ev01", Said("who may phone parents?")),
    "file": ("ev:Ev01", Said("", has_file=True)),
    "mention": ("ev:Ev01", Said("who may phone parents?")),
    "home": ("ev:Ev01", HomeOpened()),
    "command": (f"cmd:{recorded.TRIGGER}", Commanded("policy", "phones")),
    "shortcut": (f"cmd:{recorded.TRIGGER}", Commanded("report_website")),
    "message shortcut": (f"cmd:{recorded.TRIGGER}", Flagged("not nice")),
    "button": (f"act:{recorded.TRIGGER}", Pressed(GO)),
    "hidden button": (f"act:{recorded.TRIGGER}", Pressed(GO)),
    "button at home": (f"act:{recorded.TRIGGER}", Pressed(GO)),
    "button in a modal": (f"act:{recorded.TRIGGER}", Pressed(GO)),
    "changed answer": (f"act:{recorded.TRIGGER}", Changed("report_website", FIELDS, "seen_by")),
    "submission": ("view:sheet-1:report_website", Submitted("report_website", FIELDS)),
}


def said(text: str) -> Event:
    return INBOUND.message(recorded.said(text)).event


@pytest.mark.parametrize("kind", EXPECTED)
def test_each_kind_of_payload_is_read_with_a_key_that_a_repeat_has_too(kind: str) -> None:
    incoming = READERS[kind](RECORDED[kind][1])

    assert (incoming.key, incoming.event) == EXPECTED[kind]
    assert incoming.person == account_of(AMY)


def test_only_a_direct_message_is_private() -> None:
    assert INBOUND.message(recorded.said("hello")).place.is_private
    assert not INBOUND.message(recorded.mentioned("hello")).place.is_private


def test_a_dialog_can_be_opened_after_a_press_or_a_command_only() -> None:
    opens = {kind for kind, read in READERS.items() if read(RECORDED[kind][1]).place.opens_dialogs}

    assert opens == set(READERS) - {"message", "file", "mention", "home", "submission"}


def test_what_happens_in_a_modal_can_be_answered_there() -> None:
    inside = {kind for kind, read in READERS.items() if read(RECORDED[kind][1]).place.in_dialog}

    assert inside == {"button in a modal", "changed answer", "submission"}


def test_a_thread_is_kept_for_the_answer() -> None:
    threaded = recorded.pressed_in_message(message={"ts": "2.0", "thread_ts": "1.0"})
    parent = recorded.pressed_in_message(message={"ts": "1.0", "thread_ts": "1.0"})

    assert INBOUND.message(recorded.said("hi", thread_ts="1.0")).place.thread == "1.0"
    assert INBOUND.press(threaded).place.thread == "1.0"
    assert INBOUND.press(parent).place.thread == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message", "bot_id": "B1"},
        {"subtype": "channel_join"},
        {"bot_id": "B1"},
        {"bot_profile": {"id": "B1"}},
    ],
)
def test_edits_joins_and_bots_say_nothing(fields: dict[str, Any]) -> None:
    assert not is_said(recorded.said("hello", **fields))


@pytest.mark.parametrize("subtype", [None, "file_share", "thread_broadcast", "me_message"])
def test_people_also_speak_with_files_into_channels_and_of_themselves(subtype: str | None) -> None:
    assert is_said(recorded.said("hello", subtype=subtype))


@pytest.mark.parametrize(
    "body",
    [
        recorded.said("hello", team="T9"),
        recorded.said("hello", user_team="T9"),
        recorded.said("hello", _is_ext_shared_channel=True),
        recorded.mentioned("hello", _is_ext_shared_channel=True),
        recorded.said("hello", _team_id="T9", team="T9"),
        recorded.said("hello", user="U0NOBODY"),
    ],
)
def test_whoever_comes_from_another_organisation_is_nobody_here(body: Body) -> None:
    assert INBOUND.message(body).person is None


@pytest.mark.parametrize("kind", ["button", "submission", "shortcut", "changed answer"])
def test_a_stranger_may_press_and_is_nobody(kind: str) -> None:
    body = deepcopy(RECORDED[kind][1])
    body["user"]["team_id"] = "T9"

    assert READERS[kind](body).person is None


def test_a_guest_workspace_with_our_user_id_is_not_us() -> None:
    body = deepcopy(RECORDED["button"][1])
    body["user"]["team_id"] = body["team"]["id"] = "T9"
    command = recorded.command("/policy", team_id="T9")

    assert INBOUND.press(body).person is None
    assert INBOUND.command(command).person is None


def test_in_an_organisation_wide_installation_the_person_says_which_workspace() -> None:
    body = deepcopy(RECORDED["button"][1])
    body["team"] = None

    assert INBOUND.press(body).person == account_of(AMY)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<https://evil.example|https://school.sch.uk>", "https://evil.example"),
        ("see <http://maps.example|maps.example>", "see http://maps.example"),
        ("<mailto:amy@oakfield.example|amy@oakfield.example>", "amy@oakfield.example"),
        ("<tel:01632960101|01632 960101>", "01632960101"),
        (f"<@{BOT_USER_ID}> hello", "hello"),
        ("ask <@U0HEAD> please", "ask @Grace Hall please"),
        ("ask <@U0ELSE|Zoe> or <@U0MORE>", "ask @Zoe or @somebody"),
        ("in <#C1|staff-room> or <#C2>", "in #staff-room or #channel"),
        ("<!channel> <!here|here> <!subteam^S1|@heads>", "@channel here @heads"),
        ("<!date^1392734382^{date}|18 Feb>", "18 Feb"),
        ("&lt;@U0HEAD&gt; &lt;!channel&gt;", "<@U0HEAD> <!channel>"),
        ("nul \x00 half \ud800", "nul \ufffd half \ufffd"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("   ", ""),
        ("<<>> a <", "<<>> a <"),
    ],
)
def test_slacks_markup_is_read_as_what_the_person_typed(typed: str, read: str) -> None:
    assert said(typed) == Said(read)


@given(st.text())
def test_any_text_that_was_typed_is_read(typed: str) -> None:
    once = readable(typed)

    assert "\x00" not in once
    assert once == once.strip()


@pytest.mark.parametrize("kind", sorted(READERS))
def test_a_person_of_this_workspace_is_answered_there(kind: str) -> None:
    body = RECORDED[kind][1]
    at = spot(READERS[kind](body), body)

    assert (at.team, at.user) == (TEAM_ID, "U0AMY")
