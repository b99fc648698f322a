"""What Teams sends, as events: whose it is, what was said or done, and the key of a repeat."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.teams.answers import said as read
from adapters.teams.inbound import REPEATED_WITHIN, Inbound
from adapters.wire.payloads import Unreadable
from bot.conversation.exchange import (
    Changed,
    Commanded,
    Flagged,
    HomeOpened,
    Incoming,
    Pressed,
    Said,
    Submitted,
)
from bot.domain.people import Person, PersonId, SchoolId
from tests.adapters.teams import payloads
from tests.adapters.teams.payloads import AMY, NONCE, SHEET, TENANT

NOW = datetime(2026, 11, 17, 9, 30, tzinfo=UTC)
PERSON = Person(id=PersonId("hill/amy"), name="Amy Carter", title="", school=SchoolId("hill"))


class OneAccount:
    """A directory with one person in it."""

    def by_identity(self, platform: str, team: str, user: str) -> Person | None:
        return PERSON if (platform, team, user) == ("teams", TENANT, AMY) else None


INBOUND = Inbound(OneAccount(), lambda: NOW)


def acted(body: dict[str, Any], at: datetime = NOW) -> Incoming:
    act = read(body["value"]["action"]["data"])
    assert act is not None
    return Inbound(OneAccount(), lambda: at).acted(body, act)


def test_a_person_is_their_tenant_and_object_id_and_never_a_name() -> None:
    assert INBOUND.message(payloads.said("hello")).person is PERSON


@pytest.mark.parametrize(
    "changed",
    [
        {"from": {"id": "29:amy", "name": "Amy Carter"}},
        {"from": {"id": AMY, "name": "Amy Carter", "aadObjectId": "0" * 36}},
        {"channelData": {"tenant": {"id": "9" * 36}}},
    ],
)
def test_a_name_or_another_tenant_makes_nobody_a_person(changed: dict[str, Any]) -> None:
    assert INBOUND.message(payloads.said("hello", **changed)).person is None


def test_what_is_said_alone_with_the_app_may_be_answered_with_a_form() -> None:
    incoming = INBOUND.message(payloads.said("hello"))

    assert incoming.event == Said("hello")
    assert (incoming.place.is_private, incoming.place.opens_dialogs) == (True, True)


def test_a_mention_in_a_channel_is_read_by_others_and_loses_the_app_s_name() -> None:
    incoming = INBOUND.message(payloads.in_channel("who may phone parents?"))

    assert incoming.event == Said("who may phone parents?")
    assert (incoming.place.is_private, incoming.place.opens_dialogs) == (False, False)


def test_somebody_else_who_is_mentioned_keeps_their_name() -> None:
    text = "<at>Dutydesk</at> ask <at>Tom Ellery</at> &nbsp;please"
    body = payloads.in_channel("") | {"text": text}

    assert INBOUND.message(body).event == Said("ask @Tom Ellery  please")


@pytest.mark.parametrize("line", ["/report a website", "/Report a website", "/report  a website "])
def test_a_slash_command_is_a_command(line: str) -> None:
    assert INBOUND.message(payloads.said(line)).event == Commanded("report", "a website")


def test_a_slash_command_that_others_can_read_is_only_words() -> None:
    body = payloads.in_channel("/report a website")

    assert INBOUND.message(body).event == Said("/report a website")


def test_a_slash_command_that_only_the_app_reads_is_a_command_in_a_channel() -> None:
    body = payloads.in_channel("/report")
    aside = body | {"recipient": {**body["recipient"], "isTargeted": True}}

    incoming = INBOUND.message(aside)

    assert incoming.event == Commanded("report", "")
    assert (incoming.place.is_private, incoming.place.opens_dialogs) == (True, False)


@pytest.mark.parametrize(("words", "text"), [("policy phones", "phones"), ("report", "")])
def test_a_command_that_teams_lists_comes_without_its_stroke(words: str, text: str) -> None:
    body = payloads.in_channel(words)
    aside = body | {"recipient": {**body["recipient"], "isTargeted": True}}

    assert INBOUND.message(aside).event == Commanded(words.split(maxsplit=1)[0], text)


def test_a_sentence_that_begins_like_a_command_is_a_sentence() -> None:
    words = "report that somebody is horrible"

    assert INBOUND.message(payloads.said(words)).event == Said(words)
    assert INBOUND.message(payloads.said("report")).event == Commanded("report", "")


def test_home_is_asked_for_by_its_name() -> None:
    assert INBOUND.message(payloads.said("Home")).event == HomeOpened()


HTML = {"contentType": "text/html", "content": "<p>hello</p>"}
FILE = {"contentType": "application/vnd.microsoft.teams.file.download.info", "name": "a.png"}
PASTED = '<img itemtype="http://schema.skype.com/AMSImage" src="https://x">'


@pytest.mark.parametrize(
    ("attached", "has_file"),
    [
        ([HTML], False),
        ([HTML, FILE], True),
        ([{"contentType": "image/png"}], True),
        ([{**HTML, "content": PASTED}], True),
        ([{"contentType": "application/vnd.microsoft.card.adaptive"}], False),
        (None, False),
        ("x", False),
    ],
)
def test_a_file_is_told_from_the_words_that_teams_adds(attached: Any, *, has_file: bool) -> None:
    body = payloads.said("hello") | {"attachments": attached}

    assert INBOUND.message(body).event == Said("hello", has_file)


def test_a_message_that_is_brought_again_has_the_same_key() -> None:
    once, again = (INBOUND.message(payloads.said("hello")) for _ in range(2))
    other = INBOUND.message(payloads.said("hello", id="1700000000002"))

    assert once.key == again.key != other.key
    assert once.key == f"msg:{TENANT}:a:1amy:1700000000001"


def test_a_button_is_its_intent() -> None:
    incoming = acted(payloads.pressed(means='["my_cases", {}]'))

    assert incoming.event == Pressed('["my_cases", {}]')
    assert incoming.place.opens_dialogs


def test_a_press_that_is_brought_again_under_a_new_id_has_the_same_key() -> None:
    body = payloads.pressed(means="x")
    again = {**body, "id": "another", "timestamp": "later"}

    assert acted(body).key == acted(again).key


@pytest.mark.parametrize(
    "change",
    [
        lambda _: (payloads.pressed(means="y"), NOW),
        lambda body: ({**body, "from": {**body["from"], "aadObjectId": TENANT}}, NOW),
        lambda body: (body, NOW + timedelta(seconds=REPEATED_WITHIN)),
    ],
)
def test_another_press_has_another_key(
    change: Callable[[dict[str, Any]], tuple[dict[str, Any], datetime]],
) -> None:
    body = payloads.pressed(means="x")

    assert acted(*change(body)).key != acted(body).key


def test_an_answer_that_others_depend_on_changes_the_form() -> None:
    known = {"danger_now": "no"}
    body = payloads.pressed(
        "choose",
        {"one.what": "typed"},
        sheet=SHEET,
        form="report_cyberbullying",
        known=known,
        question="target",
        answer="pupil",
    )

    assert acted(body).event == Changed(
        "report_cyberbullying", {"danger_now": "no", "target": "pupil", "what": "typed"}
    )


def test_a_form_that_is_sent_twice_keeps_its_key() -> None:
    body = payloads.pressed("send", {"one.what": "a"}, sheet=SHEET, form="f", known={})
    again = payloads.pressed("send", {"one.what": "b"}, sheet=SHEET, form="f", known={})

    assert acted(body).event == Submitted("f", {"what": "a"})
    assert acted(body).key == acted(again).key == f"view:{SHEET}:f"


def test_a_message_that_is_picked_out_is_read_as_words() -> None:
    content = "<div><p>We hate Zed&nbsp;!</p><p>all of us</p></div>"
    picked = {"body": {"content": content, "contentType": "html"}}

    event = INBOUND.command(payloads.command("report_message", messagePayload=picked)).event

    assert isinstance(event, Flagged)
    assert event.text.split() == ["We", "hate", "Zed", "!", "all", "of", "us"]


@pytest.mark.parametrize("content", ["", "   ", "<", "<!-- x -->", "\x00", "<p>\ud800</p>"])
def test_an_empty_or_odd_message_is_no_fault(content: str) -> None:
    picked = {"body": {"content": content}}

    event = INBOUND.command(payloads.command("report_message", messagePayload=picked)).event

    assert isinstance(event, Flagged)
    assert "\x00" not in event.text


def test_a_command_opens_a_form() -> None:
    incoming = INBOUND.command(payloads.command("unblock"))

    assert incoming.event == Commanded("unblock")
    assert incoming.place.opens_dialogs


@pytest.mark.parametrize("name", ["", "nonsense", "__init__"])
def test_an_unknown_command_is_unreadable(name: str) -> None:
    with pytest.raises(Unreadable):
        INBOUND.command(payloads.command(name))


@pytest.mark.parametrize("missing", ["conversation", "channelData", "id"])
def test_what_is_missing_is_named(missing: str) -> None:
    body = payloads.said("a secret")
    del body[missing]

    with pytest.raises(Unreadable) as unreadable:
        INBOUND.message(body)

    assert "secret" not in str(unreadable.value)


def test_the_nonce_of_a_card_is_part_of_the_key() -> None:
    body = payloads.pressed(means="x")
    other = payloads.pressed(means="x")
    other["value"]["action"]["data"]["dutydesk"]["card"] = NONCE[::-1]

    assert acted(body).key != acted(other).key
