"""What comes back from our cards: read as it was sent, and never trusted."""

import json
from contextlib import suppress
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.actions import Stamp, data_of, pressing
from adapters.teams.answers import Choose, Open, Press, Said, See, Send, inputs, said
from adapters.wire.payloads import Unreadable
from tests.adapters.teams.stationery import NONCE, SHEET, Go

KEY = "dutydesk"
STAMP = Stamp(NONCE)
FORM = {"sheet": SHEET, "form": "report", "known": {"case": "c-1", "danger": "no"}}
MEANS = Go(where="W-1").payload()
RECORDED: dict[str, tuple[dict[str, Any], Said]] = {
    "press": (data_of("press", STAMP, means=MEANS), Press(NONCE, MEANS)),
    "open": (
        {**data_of("open", STAMP, means=MEANS), "msteams": {"type": "task/fetch"}},
        Open(NONCE, MEANS),
    ),
    "see": (data_of("see", STAMP, means=MEANS), See(NONCE, MEANS)),
    "see nothing in particular": (data_of("see", STAMP, means=""), See(NONCE, "")),
    "choose": (
        {**data_of("choose", STAMP, **FORM, question="danger", answer="yes"), "one.why": "He hit."},
        Choose(NONCE, SHEET, "report", {"case": "c-1", "danger": "yes", "why": "He hit."}),
    ),
    "send": (
        {**data_of("send", STAMP, **FORM), "one.why": "He hit.", "many.signs": "sad,late"},
        Send(
            NONCE,
            SHEET,
            "report",
            {"case": "c-1", "danger": "no", "why": "He hit.", "signs": ["sad", "late"]},
        ),
    ),
}
JUNK: st.SearchStrategy[object] = st.sampled_from(
    [
        *(None, True, 0, -1.5, 10**400, float("nan"), float("inf"), "", "x", "x" * 100_000),
        *([], [None], [[1]], {}, {"": ""}, {"do": "press"}, {1: 2}, "\x00", "\ud800"),
    ]
)


@pytest.mark.parametrize("kind", RECORDED)
def test_what_was_done_is_read_as_it_was_sent(kind: str) -> None:
    data, expected = RECORDED[kind]

    assert said(data) == expected
    assert said(json.loads(json.dumps(data))) == expected


def test_a_button_on_a_form_says_that_it_stands_there() -> None:
    form = {"sheet": SHEET, "form": "report", "known": {"target": "pupil"}}
    on_form = {**pressing("Cancel", Go(), STAMP, on=form)["data"], "one.what": "typed"}

    assert said(on_form) == Press(
        NONCE, Go().payload(), "report", {"target": "pupil", "what": "typed"}
    )


@pytest.mark.parametrize("value", [None, [], "x", 7, {}, {"dutydesk ": {}}, {"action": "like"}])
def test_what_is_not_ours_is_nothing(value: object) -> None:
    assert said(value) is None


@pytest.mark.parametrize("ours", [None, [], "x", 7, {}, {"do": "press"}, {"card": NONCE}])
def test_what_says_that_it_is_ours_and_is_not_is_refused(ours: object) -> None:
    with pytest.raises(Unreadable, match="dutydesk"):
        said({KEY: ours})


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("press", "do", "delete"),
        ("press", "do", None),
        ("press", "card", NONCE.upper()),
        ("press", "card", f"{NONCE}\n"),
        ("press", "card", f"{NONCE}0"),
        ("press", "means", "x" * 5_000),
        ("press", "means", ""),
        ("open", "means", {"a": 1}),
        ("send", "sheet", SHEET[:-1]),
        ("send", "sheet", None),
        ("send", "form", "../report"),
        ("send", "form", "x" * 101),
        ("choose", "form", 7),
    ],
)
def test_a_part_of_another_shape_is_refused_and_named_by_its_place(
    kind: str, field: str, value: object
) -> None:
    data = deepcopy(RECORDED[kind][0])
    data[KEY][field] = value

    with pytest.raises(Unreadable, match=f"^dutydesk.{field}$"):
        said(data)


@pytest.mark.parametrize("known", [None, [], "x", 7, [["case", "c-1"]]])
def test_a_form_that_lost_what_it_carried_still_has_its_answers(known: object) -> None:
    data = deepcopy(RECORDED["send"][0])
    data[KEY]["known"] = known

    sent = said(data)

    assert isinstance(sent, Send)
    assert sent.values == {"why": "He hit.", "signs": ["sad", "late"]}


@pytest.mark.parametrize(
    "value", [None, {"a": 1}, 1.5, float("nan"), float("inf"), 10**400, -(2**53), [], [None, 7], ""]
)
def test_what_a_form_never_carries_is_dropped(value: object) -> None:
    data = data_of("send", STAMP, **{**FORM, "known": {"case": value, "kept": "yes"}})

    sent = said(data)

    assert isinstance(sent, Send)
    assert sent.values == {"kept": "yes"}


def test_what_a_form_may_carry_is_kept() -> None:
    known = {"flag": False, "count": 3, "text": "t", "list": ["a", "b"]}

    sent = said(data_of("send", STAMP, **{**FORM, "known": known}))

    assert isinstance(sent, Send)
    assert sent.values == known


@pytest.mark.parametrize("name", ["", "A", "__class__", "a.b", "a b", "x" * 101, "é"])
def test_what_is_no_name_of_a_question_is_dropped(name: str) -> None:
    known = {"sheet": SHEET, "form": "report", "known": {name: "x"}}
    data = {**data_of("choose", STAMP, **known, question=name, answer="x"), f"one.{name}": "x"}

    chosen = said(data)

    assert isinstance(chosen, Choose)
    assert chosen.values == {}


def test_an_answer_that_is_taken_back_is_no_answer() -> None:
    chosen = said(data_of("choose", STAMP, **FORM, question="danger", answer=""))

    assert isinstance(chosen, Choose)
    assert chosen.values == {"case": "c-1"}


@pytest.mark.parametrize(
    ("added", "read"),
    [
        ({"one.why": ""}, {}),
        ({"one.why": 7}, {}),
        ({"one.why": ["a"]}, {}),
        ({"one.why": None}, {}),
        ({"many.signs": ""}, {}),
        ({"many.signs": ",,"}, {}),
        ({"many.signs": "a,,b,"}, {"signs": ["a", "b"]}),
        ({"why": "a"}, {}),
        ({"one.why": "nul \x00 half \udfff"}, {"why": "nul \ufffd half \ufffd"}),
    ],
)
def test_an_input_is_read_by_its_kind(added: dict[str, Any], read: dict[str, Any]) -> None:
    sent = said({**data_of("send", STAMP, sheet=SHEET, form="report"), **added})

    assert isinstance(sent, Send)
    assert sent.values == read


@given(st.sampled_from(sorted(RECORDED)), st.data())
def test_whatever_a_client_makes_of_it_it_is_read_or_refused(kind: str, data: Any) -> None:
    value = deepcopy(RECORDED[kind][0])
    for _ in range(data.draw(st.integers(1, 3))):
        ours = value.get(KEY)
        inside = data.draw(st.sampled_from([it for it in (value, ours, _known(ours)) if it]))
        if isinstance(inside, dict):
            inside[data.draw(st.sampled_from(list(inside)))] = deepcopy(data.draw(JUNK))
    with suppress(Unreadable):
        done = said(value)

        assert done is None or done.card == NONCE
        if isinstance(done, (Choose, Send)):
            assert json.dumps(dict(done.values)).isascii()


@given(st.dictionaries(st.text(max_size=9) | st.sampled_from(["one.a", "many.a"]), JUNK))
def test_inputs_of_any_shape_are_words_or_lists_of_words(added: dict[str, object]) -> None:
    read = inputs(added)

    words = [
        it for value in read.values() for it in (value if isinstance(value, list) else [value])
    ]
    assert all(isinstance(it, str) for it in words)


def _known(ours: object) -> object:
    return ours.get("known") if isinstance(ours, dict) else None
