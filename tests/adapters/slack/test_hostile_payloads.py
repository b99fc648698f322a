"""Payloads of another shape, and answers that were altered: no crash and no power."""

import asyncio
import json
import logging
from contextlib import suppress
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.sandbox.slack.courier import Parcel
from adapters.sandbox.slack.identity import TEAM_ID
from adapters.slack import connection
from adapters.slack.app import OUT_OF_DATE, SlackApp
from adapters.slack.connection import bolt_app
from adapters.slack.limits import faults
from adapters.slack.payloads import answer, values
from adapters.slack.spots import spot
from adapters.slack.workspaces import Workspaces
from adapters.wire.payloads import Unreadable
from bot.conversation.exchange import Incoming, Reply
from tests.adapters.slack import recorded
from tests.adapters.slack.junk import JUNK, broken, places
from tests.adapters.slack.office import Clerk, an_office, an_unconnected_office
from tests.adapters.slack.recorded import RECORDED, Body
from tests.adapters.slack.test_inbound import FIELDS, INBOUND, READERS


@pytest.mark.parametrize(
    "metadata", ["not JSON", "[1]", "null", "[" * 2_000, "9" * 5_000, 7, None, {"case": "c-1"}]
)
def test_a_view_that_lost_what_it_carried_still_has_its_answers(metadata: object) -> None:
    view = recorded.submitted(private_metadata=metadata)["view"]

    assert values(view) == {name: it for name, it in FIELDS.items() if name != "case"}


def test_a_block_cannot_take_the_place_of_what_the_view_carried() -> None:
    block = {"answer": {"type": "plain_text_input", "value": "c-999"}}
    view = deepcopy(recorded.submitted()["view"])
    view["state"]["values"]["case"] = block

    assert values(view)["case"] == "c-1"


@pytest.mark.parametrize(
    "block",
    [
        None,
        {},
        {"answer": None},
        {"answer": "yes"},
        {"answer": {"type": "plain_text_input", "value": 7}},
        {"answer": {"type": "plain_text_input"}},
        {"answer": {"type": "datepicker", "selected_date": ["2026"]}},
        {"answer": {"type": "checkboxes", "selected_options": "yes"}},
        {"answer": {"type": "radio_buttons", "selected_option": "yes"}},
        {"answer": {"selected_option": {"value": {}}}},
        {"answer": {"type": "something new", "selected_user": "U1"}},
    ],
)
def test_an_answer_of_another_shape_is_no_answer(block: object) -> None:
    assert not answer(block)


def test_what_is_typed_into_a_field_can_be_stored() -> None:
    block = {"answer": {"type": "plain_text_input", "value": "nul \x00 half \udfff"}}

    assert answer(block) == "nul \ufffd half \ufffd"


@settings(max_examples=600)
@given(st.data())
def test_a_payload_of_another_shape_is_read_or_refused_and_never_a_crash(data: Any) -> None:
    kind = data.draw(st.sampled_from(sorted(READERS)))
    body = RECORDED[kind][1]
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(places(body)))
        body = broken(body, path, data.draw(JUNK), is_gone=data.draw(st.booleans()))
    with suppress(Unreadable):
        incoming = READERS[kind](body)
        at = spot(incoming, body)

        assert incoming.key
        assert at.user


def test_what_is_missing_is_named_by_its_place() -> None:
    body = recorded.said("a secret")
    del body["event"]["user"]

    with pytest.raises(Unreadable, match="user"):
        INBOUND.message(body)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_payload_that_slack_signed_makes_the_app_fail(data: Any) -> None:
    kind, body = RECORDED[data.draw(st.sampled_from(sorted(RECORDED)))]
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(places(body)))
        body = broken(body, path, data.draw(JUNK), is_gone=data.draw(st.booleans()))

    status, answered = asyncio.run(through_the_door(kind, body))

    assert status in (200, 400)
    assert status == 200 or not answered


@pytest.mark.parametrize("junk", [None, "x", {"id": []}, [None], ["x"]])
def test_a_form_with_mangled_response_urls_is_refused(junk: object) -> None:
    kind, body = RECORDED["submission"]

    status, answered = asyncio.run(through_the_door(kind, {**body, "response_urls": junk}))

    assert (status, answered) == (400, [])


async def through_the_door(kind: str, body: Body) -> tuple[int, list[Incoming]]:
    """Hand a payload to an app whose Slack cannot be reached."""
    workspaces = Workspaces({TEAM_ID: "xoxb-made-up"}, "http://127.0.0.1:9/")
    clerk = Clerk(lambda _: Reply())
    slack = SlackApp(bolt_app(workspaces), workspaces, clerk, INBOUND, lambda: None)
    answer = await connection.answered(slack.bolt, kind, body)
    await slack.settle()
    return int(answer.status), clerk.seen


@pytest.mark.parametrize("payload", [None, [], "x", {}, {"type": "event_callback"}, {"type": 7}])
@pytest.mark.parametrize("kind", ["events_api", "interactive", "slash_commands", "hello", ""])
async def test_what_is_no_payload_at_all_is_refused(kind: str, payload: object) -> None:
    async with an_unconnected_office() as office:
        assert await office.brings(kind, payload) == 400
        assert office.clerk.seen == []


async def test_in_socket_mode_what_nobody_can_read_is_not_brought_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    secret = recorded.said("a secret", channel=None)
    async with an_office() as office:
        assert await office.sandbox.courier.ask(Parcel("events_api", secret)) == {}

    lines = [it.getMessage() for it in caplog.records if it.levelno >= logging.WARNING]
    assert lines == ["unreadable payload"]
    assert office.clerk.seen == []


@pytest.mark.parametrize(
    ("errors", "shown"),
    [
        ({"address": "Which site?"}, {"address": "Which site?"}),
        ({"case": "Please answer this question."}, {"not_chosen": OUT_OF_DATE}),
        ({"hidden": "Please answer."}, {"not_chosen": OUT_OF_DATE}),
        ({"address": "No.", "case": "No."}, {"address": "No.", "not_chosen": OUT_OF_DATE}),
    ],
)
async def test_complaints_stand_beside_fields_that_are_there(
    errors: dict[str, str], shown: dict[str, str]
) -> None:
    async with an_unconnected_office(Clerk(lambda _: Reply(errors=errors))) as office:
        answer = await connection.answered(office.slack.bolt, *RECORDED["submission"])

        assert json.loads(answer.body) == {"response_action": "errors", "errors": shown}


async def test_a_complaint_about_a_form_without_fields_is_a_page() -> None:
    body = recorded.submitted(state={"values": {}})
    async with an_unconnected_office(Clerk(lambda _: Reply(errors={"case": "Why?"}))) as office:
        answer = await connection.answered(office.slack.bolt, "interactive", body)

        view = json.loads(answer.body)["view"]
        assert "Why?" in json.dumps(view)
        assert faults("modal", view) == ()
