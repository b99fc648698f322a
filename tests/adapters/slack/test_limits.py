"""Every figure of the table: a payload at the limit passes, one beyond it is named."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.limits import LIMITS, MOST_TEXT, Surface, faults
from adapters.wire.words import clip

Json = dict[str, Any]


def plain(text: str = "word") -> Json:
    return {"type": "plain_text", "text": text}


def button(**fields: Any) -> Json:
    return {"type": "button", "text": plain(), **fields}


def option(value: str = "one") -> Json:
    return {"text": plain(), "value": value}


def select(**fields: Any) -> Json:
    return {"type": "static_select", "options": [option()], **fields}


def raw(text: str = "cell") -> Json:
    return {"type": "raw_text", "text": text}


def chart(**fields: Any) -> Json:
    return {"type": "data_visualization", "title": "Cases", "chart": {"type": "bar", **fields}}


def asked(element: Json, **fields: Any) -> Json:
    return {"type": "input", "label": plain(), "element": element, **fields}


def modal(*blocks: Json, **fields: Any) -> Json:
    shown = blocks or ({"type": "divider"},)
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": [*shown], **fields}


# Something of each kind that Slack takes: (surface, the object, how it hangs in a payload).
TEXTS = ("plain_text", "mrkdwn", "text", "raw_text")
PARTS: dict[str, Json] = {
    "header": {"type": "header", "text": plain()},
    "section": {"type": "section", "text": plain()},
    "context": {"type": "context", "elements": [plain()]},
    "context_actions": {"type": "context_actions", "elements": [{"type": "icon_button"}]},
    "actions": {"type": "actions", "elements": [button()]},
    "markdown": {"type": "markdown", "text": "words"},
    "image": {"type": "image", "image_url": "https://x.example/a.png", "alt_text": "A gate"},
    "input": asked(select()),
    "button": button(),
    "icon_button": {"type": "icon_button", "text": plain()},
    "feedback_button": {"text": plain(), "value": "good"},
    "confirm": {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain()},
    "option": option(),
    "option_group": {"label": plain(), "options": [option()]},
    "overflow": {"type": "overflow", "options": [option()]},
    "radio_buttons": {"type": "radio_buttons", "options": [option()]},
    "checkboxes": {"type": "checkboxes", "options": [option()]},
    "plain_text_input": {"type": "plain_text_input"},
    "file_input": {"type": "file_input"},
    "table": {"type": "table", "rows": [[raw()]]},
    "data_table": {"type": "data_table", "caption": "Cases", "rows": [[raw()], [raw()]]},
    "data_visualization": chart(),
    "axis_config": {"categories": ["Mon"]},
    "segment": {"label": "Mon", "value": 1},
    "point": {"label": "Mon", "value": 1},
    "alert": {"type": "alert", "text": plain()},
    "card": {"type": "card", "title": plain()},
    "container": {"type": "container", "title": plain(), "child_blocks": [{"type": "divider"}]},
    "carousel": {"type": "carousel", "elements": [{"type": "card", "title": plain()}]},
    "*": select(),
    **{kind: {"type": kind, "text": "word"} for kind in TEXTS},
}
IN_MODAL = ("alert", "file_input")


def acting(element: Json) -> Json:
    return {"type": "actions", "elements": [element]}


def grouped(group: Json) -> Json:
    return acting({"type": "static_select", "option_groups": [group]})


def rich(element: Json) -> Json:
    section = {"type": "rich_text_section", "elements": [element]}
    return {"type": "rich_text", "elements": [section]}


def rated(choice: Json) -> Json:
    feedback = {"type": "feedback_buttons", "positive_button": choice}
    return {"type": "context_actions", "elements": [feedback]}


# Where a part hangs that is no block itself.
HANGS: dict[str, Callable[[Json], Json]] = {
    "plain_text": lambda part: {"type": "section", "text": part},
    "mrkdwn": lambda part: {"type": "section", "text": part},
    "text": rich,
    "raw_text": lambda part: {"type": "table", "rows": [[part]]},
    **dict.fromkeys(("button", "overflow", "*", "radio_buttons", "checkboxes"), acting),
    "icon_button": lambda part: {"type": "context_actions", "elements": [part]},
    "feedback_button": rated,
    "confirm": lambda part: acting(button(confirm=part)),
    "option": lambda part: acting(select(options=[part])),
    "option_group": grouped,
    "plain_text_input": asked,
    "file_input": asked,
    "axis_config": lambda part: chart(axis_config=part),
    "segment": lambda part: chart(segments=[part]),
    "point": lambda part: chart(series=[{"name": "All", "data": [part]}]),
}
SURFACES: tuple[Surface, ...] = ("message", "modal", "home")


def payload(kind: str, part: Json) -> tuple[Surface, Json]:
    """Hang a part where Slack has it."""
    if kind in WHOLE:
        return next(surface for surface in SURFACES if surface == kind), part
    block = HANGS[kind](part) if kind in HANGS else part
    if kind in IN_MODAL:
        return "modal", modal(block)
    return "message", {"text": "news", "blocks": [block]}


WHOLE: dict[str, Json] = {
    "message": {"text": "news"},
    "modal": modal(),
    "home": {"type": "home", "blocks": [{"type": "divider"}]},
}
LISTS: dict[str, Any] = {
    "fields": plain,
    "blocks": lambda: {"type": "divider"},
    "child_blocks": lambda: {"type": "divider"},
    "rows": lambda: [raw()],
    "options": option,
    "option_groups": lambda: {"label": plain(), "options": [option()]},
    "initial_options": option,
    "categories": lambda: "Mon",
    "segments": lambda: {"label": "Mon", "value": 1},
    "series": lambda: {"name": "All", "data": []},
    "attachments": dict,
    "column_settings": dict,
    "visible_to_user_ids": lambda: "U1",
}
NUMBERS = ("max_length", "min_length", "max_files", "page_size")
STRINGS = (
    *("private_metadata", "callback_id", "external_id", "block_id", "action_id", "value", "url"),
    *("image_url", "alt_text", "agent_prompt", "accessibility_label"),
)
STRINGS_OF = {"message", "markdown", "data_visualization", "segment", "point", *TEXTS}
ELEMENTS: dict[str, Any] = {
    "context": plain,
    "context_actions": lambda: {"type": "icon_button", "text": plain()},
    "actions": button,
    "carousel": lambda: {"type": "card", "title": plain()},
}


def sized(kind: str, field: str, size: int) -> Any:
    """Return a value of exactly that size for the field."""
    if field in NUMBERS:
        return size
    if field == "elements":
        return [ELEMENTS[kind]() for _ in range(size)]
    if field in LISTS:
        return [LISTS[field]() for _ in range(size)]
    if field == "rows[]":
        return [[raw() for _ in range(size)]] * (2 if kind == "data_table" else 1)
    if field == "fields[]":
        return [plain("x" * size)]
    if field == "categories[]":
        return ["x" * size]
    is_string = field in STRINGS or kind in STRINGS_OF
    return "x" * size if is_string else plain("x" * size)


def rows() -> Iterator[tuple[str, str, int, int]]:
    for kind, fields in LIMITS.items():
        for field, (least, most) in fields.items():
            yield kind, field, least, most


def faults_at(kind: str, field: str, size: int) -> tuple[str, ...]:
    name = field.removesuffix("[]")
    part = {**(WHOLE.get(kind) or PARTS[kind]), name: sized(kind, field, size)}
    return faults(*payload(kind, part))


@pytest.mark.parametrize(("kind", "field", "least", "most"), list(rows()))
def test_a_payload_at_the_limit_passes_and_one_beyond_it_is_named(
    kind: str, field: str, least: int, most: int
) -> None:
    assert faults_at(kind, field, max(least, 1)) == ()
    assert faults_at(kind, field, most) == ()

    beyond = faults_at(kind, field, most + 1)

    name = field.removesuffix("[]")
    assert any(name in fault and f"at most {most}" in fault for fault in beyond), beyond


@pytest.mark.parametrize(
    ("kind", "field", "least"), [(k, f, least) for k, f, least, _ in rows() if least > 0]
)
def test_a_payload_with_too_little_is_named(kind: str, field: str, least: int) -> None:
    found = faults_at(kind, field, least - 1)

    assert any(f"at least {least}" in fault for fault in found), found


def test_the_path_leads_to_the_fault() -> None:
    blocks = [{"type": "divider"}, {"type": "actions", "elements": [button(text=plain("x" * 76))]}]

    found = faults("message", {"text": "news", "blocks": blocks})

    assert found == ("blocks[1].elements[0].text: 76 characters, at most 75",)


def test_all_texts_of_a_message_together_stay_within_our_budget() -> None:
    sections = [{"type": "section", "text": plain("x" * 3_000)} for _ in range(4)]
    full = {"text": "news", "blocks": sections}
    over = {"text": "news", "blocks": [*sections, {"type": "header", "text": plain("x")}]}

    assert faults("message", full) == ()
    assert faults("message", over) == (
        f"message: {MOST_TEXT + 1} characters in all blocks, at most {MOST_TEXT}",
    )


def test_a_view_may_hold_a_long_list_of_staff_but_not_250_kilobytes() -> None:
    def staff(size: int) -> Json:
        options = [{"text": plain("x" * 75), "value": f"{n:0150}"} for n in range(100)]
        return modal(*(asked(select(options=options)) for _ in range(size)))

    assert faults("modal", staff(3)) == ()
    assert "bytes, at most 250000" in faults("modal", staff(10))[-1]


def test_ids_are_unique_in_their_block_and_block_ids_in_the_payload() -> None:
    twice = {"type": "actions", "elements": [button(action_id="go"), button(action_id="go")]}
    once = {"type": "actions", "elements": [button(action_id="go")]}
    named = {"type": "divider", "block_id": "line"}

    assert faults("message", {"blocks": [once, once]}) == ()
    assert faults("message", {"blocks": [twice]}) == ("blocks[0]: action_id go 2 times, at most 1",)
    assert faults("message", {"blocks": [named, named]}) == (
        "blocks: block_id line 2 times, at most 1",
    )


def test_buttons_in_a_container_belong_to_their_own_block() -> None:
    inner = {"type": "actions", "elements": [button(action_id="go")]}
    outer = {"type": "container", "title": plain(), "child_blocks": [inner, inner]}

    found = faults("message", {"blocks": [outer]})

    assert found == ()


@pytest.mark.parametrize(
    ("surface", "block"),
    [
        ("message", PARTS["alert"]),
        ("home", PARTS["alert"]),
        ("modal", PARTS["container"]),
        ("modal", PARTS["carousel"]),
        ("home", PARTS["table"]),
        ("modal", PARTS["data_table"]),
        ("message", asked({"type": "file_input"})),
    ],
)
def test_a_block_is_refused_where_slack_does_not_show_it(surface: Surface, block: Json) -> None:
    whole = modal(block) if surface == "modal" else {"type": surface, "blocks": [block]}

    found = faults(surface, whole)

    assert any("can't be in a" in fault for fault in found), found


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ({"type": "section"}, "blocks[0]: needs text or fields"),
        ({"type": "actions", "elements": [{"type": "static_select"}]}, "needs options or"),
        (asked({"type": "radio_buttons", "options": []}), "needs options"),
        (asked(select(initial_option=option("other"))), "initial_option: is not one of"),
        ({"type": "table", "rows": [[raw("")]]}, "rows[0][0].text: 0 characters"),
        ({**PARTS["data_table"], "rows": [[raw()], [raw(), raw()]]}, "same number of cells"),
        ({**PARTS["data_table"], "rows": [[{"type": "rich_text"}], [raw()]]}, "can't be rich_text"),
        ({"type": "header"}, "needs text"),
    ],
)
def test_what_is_missing_or_does_not_fit_is_named(block: Json, fault: str) -> None:
    found = faults("message", {"text": "news", "blocks": [block]})

    assert any(fault in each for each in found), found


def test_a_message_needs_something_and_a_modal_with_inputs_needs_a_submit_button() -> None:
    assert faults("message", {}) == ("message: needs text or blocks",)
    without = {key: value for key, value in modal(asked(select())).items() if key != "submit"}
    assert faults("modal", without) == ("modal.submit: needed when there is an input",)


def test_a_message_holds_one_table_and_two_charts() -> None:
    assert faults("message", {"blocks": [chart(), chart(), PARTS["table"]]}) == ()
    assert faults("message", {"blocks": [PARTS["table"], PARTS["table"]]}) == (
        "message: 2 of table, at most 1",
    )
    assert faults("message", {"blocks": [chart(), chart(), chart()]}) == (
        "message: 3 of data_visualization, at most 2",
    )


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "text", "blocks", "elements", "options", "rows", "fields", "block_id"]
            ),
            inner | st.sampled_from(["section", "data_table", "static_select", "table"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.sampled_from(SURFACES), st.dictionaries(st.text(max_size=3), JUNK))
def test_no_payload_breaks_the_walk(surface: Surface, junk: Json) -> None:
    found = faults(surface, {**junk, "blocks": [junk, *junk.values()]})

    assert all(isinstance(fault, str) for fault in found)


@given(st.text(), st.integers(min_value=1, max_value=200))
def test_a_clipped_label_fits_and_begins_as_it_did(text: str, limit: int) -> None:
    shown = clip(text, limit)

    assert len(shown) <= limit
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


def test_a_label_is_cut_at_a_word() -> None:
    assert clip("Report a bad website", 16) == "Report a bad…"
    assert clip("Report a bad website", 20) == "Report a bad website"
    assert clip("Headteachers", 6) == "Headt…"
