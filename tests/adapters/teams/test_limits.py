"""Every figure of the tables: a payload at the limit passes, one beyond it is named."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.limits import MOST_BYTES, Surface, faults
from adapters.teams.schema import LIMITS, SHAPES, VALUES
from tests.adapters.teams.stationery import sent

Json = dict[str, Any]
DATA: Json = {"dutydesk": {"do": "press", "card": "0" * 16, "means": "[]"}}
SURFACES: tuple[Surface, ...] = ("chat", "dialog")


def run(text: str = "word", **fields: Any) -> Json:
    return {"type": "TextRun", "text": text, **fields}


def rich(*runs: Json, **fields: Any) -> Json:
    return {"type": "RichTextBlock", "inlines": [*(runs or (run(),))], **fields}


def submit(title: str = "Go", **fields: Any) -> Json:
    return {"type": "Action.Submit", "title": title, "data": DATA, **fields}


def execute(title: str = "Go", **fields: Any) -> Json:
    own = {"type": "Action.Execute", "title": title, "verb": "press", "data": DATA}
    return {**own, "fallback": submit(title), **fields}


def card(*body: Json, **fields: Any) -> Json:
    return {"type": "AdaptiveCard", "version": "1.5", "body": [*(body or (rich(),))], **fields}


def unfolds(title: str = "Go", **fields: Any) -> Json:
    return {"type": "Action.ShowCard", "title": title, "card": card(), **fields}


def row(*actions: Json, **fields: Any) -> Json:
    return {"type": "ActionSet", "actions": [*actions], **fields}


def table_row(width: int) -> Json:
    cell = {"type": "TableCell", "items": [rich()]}
    return {"type": "TableRow", "cells": [cell] * width}


def table(height: int = 1, width: int = 1, **fields: Any) -> Json:
    rows, columns = [table_row(width)] * height, [{"width": 1}] * width
    return {"type": "Table", "columns": columns, "rows": rows, **fields}


def choice(value: str = "one") -> Json:
    return {"title": "One", "value": value}


def choices(*offered: Json, **fields: Any) -> Json:
    shown = [*(offered or (choice(),))]
    return {"type": "Input.ChoiceSet", "id": "one.a", "label": "A?", "choices": shown, **fields}


def text_input(**fields: Any) -> Json:
    return {"type": "Input.Text", "id": "one.a", "label": "A?", **fields}


def refresh(users: int = 1, **fields: Any) -> Json:
    action = {key: value for key, value in execute().items() if key != "fallback"}
    return {"action": action, "userIds": [f"29:{n}" for n in range(users)], **fields}


def suggesting(*actions: Json) -> Json:
    return sent(None, "news", suggestedActions={"to": [], "actions": [*actions]})


def cited(text: str = "A [1]", **fields: Any) -> Json:
    appearance = {"@type": "DigitalDocument", "name": "n", "abstract": "a", **fields}
    claim = {"@type": "Claim", "position": 1, "appearance": appearance}
    return sent(None, text, entities=[{"type": "https://schema.org/Message", "citation": [claim]}])


# One of each kind, and how it hangs in a card.
PARTS: dict[str, Json] = {
    "AdaptiveCard": card(),
    "RichTextBlock": rich(),
    "TextRun": run(),
    "Container": {"type": "Container", "style": "emphasis", "items": [rich()]},
    "Table": table(),
    "column": {"width": 1},
    "TableRow": table_row(1),
    "TableCell": {"type": "TableCell", "items": [rich()]},
    "ActionSet": row(execute()),
    "Action.Execute": execute(),
    "Action.Submit": submit(),
    "Action.ShowCard": unfolds(),
    "Input.Text": text_input(),
    "Input.Date": {"type": "Input.Date", "id": "one.a", "label": "A?"},
    "Input.ChoiceSet": choices(),
    "choice": choice(),
    "msteams": {"width": "Full"},
    "refresh": refresh(),
}
HANGS: dict[str, Callable[[Json], Json]] = {
    "AdaptiveCard": lambda part: part,
    "TextRun": lambda part: card(rich(part)),
    "column": lambda part: card({**table(), "columns": [part]}),
    "TableRow": lambda part: card({**table(), "rows": [part]}),
    "TableCell": lambda part: card({**table(), "rows": [{"type": "TableRow", "cells": [part]}]}),
    **dict.fromkeys(("Action.Execute", "Action.ShowCard"), lambda part: card(row(part))),
    "Action.Submit": lambda part: card(row(execute(str(part.get("title", "")), fallback=part))),
    "choice": lambda part: card(choices(part)),
    "msteams": lambda part: card(msteams=part),
    "refresh": lambda part: card(refresh=part),
}


def payload(kind: str, part: Json) -> Json:
    """Hang a part where it belongs."""
    return HANGS.get(kind, card)(part)


# A payload in which a field has exactly that size.
SIZED: dict[tuple[str, str], Callable[[int], Json]] = {
    ("*", "title"): lambda n: card(choices({"title": "x" * n, "value": "v"})),
    ("*", "label"): lambda n: card(text_input(label="x" * n)),
    ("*", "id"): lambda n: card(text_input(id="x" * n)),
    ("*", "placeholder"): lambda n: card(choices(placeholder="x" * n)),
    ("message", "summary"): lambda n: sent(card(), summary="x" * n),
    ("message", "attachments"): lambda n: {
        **sent(None, "news"),
        "attachments": sent(card())["attachments"] * n,
    },
    ("value", "title"): lambda n: {"task": {"type": "continue", "value": {"title": "x" * n}}},
    ("AdaptiveCard", "body"): lambda n: {**card(), "body": [rich(run("x"))] * n},
    ("RichTextBlock", "inlines"): lambda n: card({**rich(), "inlines": [run("x")] * n}),
    ("Container", "items"): lambda n: card({"type": "Container", "items": [rich()] * n}),
    ("Table", "rows"): lambda n: card(table(height=n)),
    ("Table", "columns"): lambda n: card(table(width=n)),
    ("ActionSet", "actions"): lambda n: card(row(*[execute()] * n)),
    ("Action.Execute", "title"): lambda n: card(row(execute("x" * n))),
    ("Action.Submit", "title"): lambda n: card(row(execute("x" * n))),
    ("Action.ShowCard", "title"): lambda n: card(row(unfolds("x" * n))),
    ("imBack", "title"): lambda n: suggesting({"type": "imBack", "title": "x" * n}),
    ("Input.Text", "maxLength"): lambda n: card(text_input(maxLength=n)),
    ("Input.Text", "value"): lambda n: card(text_input(value="x" * n)),
    ("Input.ChoiceSet", "choices"): lambda n: card(
        {**choices(), "choices": [choice(str(each)) for each in range(n)]}
    ),
    ("choice", "title"): lambda n: card(choices({"title": "x" * n, "value": "v"})),
    ("choice", "value"): lambda n: card(choices({"title": "x", "value": "v" * n})),
    ("refresh", "userIds"): lambda n: card(refresh=refresh(n)),
    ("suggestedActions", "actions"): lambda n: suggesting(*[{"type": "imBack", "title": "x"}] * n),
    ("appearance", "name"): lambda n: cited(name="x" * n),
    ("appearance", "abstract"): lambda n: cited(abstract="x" * n),
}


def figures() -> Iterator[tuple[str, str, int, int]]:
    for kind, fields in LIMITS.items():
        for field, (least, most) in fields.items():
            yield kind, field, least, most


def without_size(found: tuple[str, ...]) -> list[str]:
    """The faults without that of the whole: a list of many things weighs a lot."""
    return [fault for fault in found if not fault.startswith("payload: ")]


@pytest.mark.parametrize(("kind", "field", "least", "most"), list(figures()))
def test_a_payload_at_the_limit_passes_and_one_beyond_it_is_named(
    kind: str, field: str, least: int, most: int
) -> None:
    sized = SIZED[kind, field]

    assert without_size(faults("chat", sized(max(least, 1)))) == []
    assert [it for it in without_size(faults("chat", sized(most))) if "needs text" not in it] == []
    beyond = faults("chat", sized(most + 1))
    assert any(field in fault and f"at most {most}" in fault for fault in beyond), beyond


@pytest.mark.parametrize(
    ("kind", "field", "least"), [(k, f, least) for k, f, least, _ in figures() if least > 0]
)
def test_a_payload_with_too_little_is_named(kind: str, field: str, least: int) -> None:
    found = faults("chat", SIZED[kind, field](least - 1))

    assert any(f"at least {least}" in fault for fault in found), found


@pytest.mark.parametrize("kind", SHAPES)
def test_one_of_each_kind_passes(kind: str) -> None:
    assert faults("chat", payload(kind, PARTS[kind])) == ()


@pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, field) for kind, (needs, _) in SHAPES.items() for field in needs.split()],
)
def test_what_a_kind_needs_is_missed(kind: str, field: str) -> None:
    part = {name: value for name, value in PARTS[kind].items() if name != field}

    found = faults("chat", payload(kind, part))

    assert any(f"needs {field}" in fault for fault in found), found


@pytest.mark.parametrize("kind", SHAPES)
def test_a_field_that_no_renderer_of_ours_knows_is_named(kind: str) -> None:
    found = faults("chat", payload(kind, {**PARTS[kind], "isRequired": True}))

    assert any(f"a {kind} has no isRequired" in fault for fault in found), found


@pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, field) for kind, fields in VALUES.items() for field in fields if kind in PARTS],
)
def test_a_value_that_no_renderer_of_ours_knows_is_named(kind: str, field: str) -> None:
    found = faults("chat", payload(kind, {**PARTS[kind], field: "other"}))

    assert any(f"{field}: not one of" in fault for fault in found), found


@pytest.mark.parametrize(
    "element",
    [
        {"type": "TextBlock", "text": "**bold**"},
        {"type": "FactSet", "facts": []},
        {"type": "Input.Toggle", "id": "a", "title": "b"},
        {"type": "Image", "url": "https://evil.example"},
        {"text": "no type"},
    ],
)
def test_an_element_that_we_do_not_send_is_named(element: Json) -> None:
    found = faults("chat", card(element))

    assert any("is nothing that we send" in fault for fault in found), found


def test_the_path_leads_to_the_fault() -> None:
    shown = sent(card(rich(), row(execute("x" * 81, fallback=submit("x" * 81)))))

    assert faults("chat", shown)[0] == (
        "attachments[0].content.body[1].actions[0].title: 81 characters, at most 80"
    )


def test_a_message_needs_something_and_only_cards_are_attached() -> None:
    picture = {"contentType": "image/png", "contentUrl": "https://evil.example"}

    assert faults("chat", sent(None)) == ("message: needs text or attachments",)
    assert faults("chat", {"type": "typing"}) == ()
    assert faults("chat", {**sent(None, "x"), "attachments": [picture]}) == (
        "attachments[0].contentType: not one of application/vnd.microsoft.card.adaptive",
    )


@pytest.mark.parametrize(
    "action",
    [
        {key: value for key, value in execute().items() if key != "fallback"},
        execute(fallback=submit("Other")),
        execute(fallback=submit(data={**DATA, "more": 1})),
        execute(fallback="drop"),
    ],
)
def test_an_execute_needs_a_submit_that_does_the_same_behind_it(action: Json) -> None:
    found = faults("chat", card(row(action)))

    assert "body[0].actions[0]: needs an Action.Submit of the same" in found[0]


def test_a_submit_in_a_chat_opens_a_dialog_or_is_a_fallback() -> None:
    opening = submit(data={**DATA, "msteams": {"type": "task/fetch"}})

    assert faults("chat", card(row(opening))) == ()
    assert faults("dialog", card(row(submit()))) == ()
    assert "opens a dialog, or is a fallback" in faults("chat", card(row(submit())))[0]


@pytest.mark.parametrize("data", [None, "x", [], {}, {"other": {}}, {"dutydesk": "x"}])
def test_an_action_without_our_own_data_is_named(data: object) -> None:
    found = faults("dialog", card(row(submit(data=data))))

    assert "body[0].actions[0].data: needs dutydesk" in found


def test_a_verb_is_what_the_data_says() -> None:
    assert "verb: is not what the data says" in faults("chat", card(row(execute(verb="send"))))[0]


def test_in_a_dialog_nothing_is_executed_or_refreshed() -> None:
    found = faults("dialog", card(row(execute()), refresh=refresh()))

    assert "body[0].actions[0]: a Action.Execute can't be in a dialog" in found
    assert "refresh: a refresh can't be in a dialog" in found


@pytest.mark.parametrize(
    ("element", "fault"),
    [
        (choices(choice("a"), choice("a")), "choices: two of them have the same value"),
        (choices(choice("a,b"), isMultiSelect=True), "choices: a comma parts the values"),
        (choices(choice("a"), value="b"), "value: is not one of the choices"),
        (choices(choice("a"), isMultiSelect=True, value="a,b"), "value: is not one of the choices"),
        ({**table(width=2), "rows": [table_row(1)]}, "rows: each needs a cell for each column"),
    ],
)
def test_what_does_not_fit_together_is_named(element: Json, fault: str) -> None:
    found = faults("chat", card(element))

    assert any(fault in each for each in found), found


def test_the_ids_of_inputs_are_unique_in_their_card() -> None:
    twice = card(text_input(), text_input())

    assert faults("chat", sent(twice)) == ("attachments[0].content: id one.a 2 times, at most 1",)
    assert faults("chat", card(text_input(), text_input(id="one.b"))) == ()


def test_the_number_of_a_citation_is_in_the_text() -> None:
    assert faults("chat", cited("A [1]")) == ()
    assert faults("chat", cited("A [2]")) == ("entities[0].citation[0]: [1] is not in the text",)


def test_all_of_it_together_stays_within_our_budget() -> None:
    frame = len('{"type": "typing", "x": ""}')
    full: Json = {"type": "typing", "x": "é" * ((MOST_BYTES - frame) // 2)}

    assert faults("chat", full) == ()
    assert "bytes, at most 25000" in faults("chat", {**full, "y": "z"})[0]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("type", "text", "body", "items", "choices", "rows", "columns", "actions"),
                    *("data", "fallback", "id", "value", "refresh", "attachments", "citation"),
                ]
            ),
            inner | st.sampled_from([*SHAPES, "message"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.sampled_from(SURFACES), st.dictionaries(st.text(max_size=3), JUNK), JUNK)
def test_no_payload_breaks_the_walk(surface: Surface, junk: Json, more: object) -> None:
    inside = card(**deepcopy(junk))

    found = faults(surface, {**junk, "attachments": [{"content": inside}, more], "body": more})

    assert all(isinstance(fault, str) for fault in found)
