from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.evaluation.gates import Gate, NoGate, faults, load_floor, read_gate

FIGURES = {"hit1": 0.6, "follow.hit1": 0.5, "false95": 0.3}


def test_a_figure_below_its_gate_is_told_in_one_sentence() -> None:
    assert faults([read_gate("hit1=0.62")], FIGURES) == [
        "hit1 is 0.600 and must be at least 0.620."
    ]


def test_a_figure_above_what_it_may_be_is_told_in_one_sentence() -> None:
    gate = read_gate("false95=0.25", is_most=True)

    assert faults([gate], FIGURES) == ["false95 is 0.300 and must be at most 0.250."]


def test_a_figure_that_just_reaches_its_gate_passes() -> None:
    gates = [Gate("hit1", 0.6), Gate("follow.hit1", 0.5), Gate("false95", 0.3, is_most=True)]

    assert faults(gates, FIGURES) == []


@pytest.mark.parametrize("text", ["", "hit1", "hit1=", "hit1=high", "hit1=0.6=0.7"])
def test_what_is_no_gate_is_an_error_that_shows_how_to_write_one(text: str) -> None:
    with pytest.raises(NoGate, match=r"hit1=0\.62"):
        read_gate(text)


def test_a_figure_that_there_is_not_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(NoGate, match=r"hit1, follow\.hit1, false95"):
        faults([read_gate("hits=0.5")], FIGURES)


def test_the_tolerance_lowers_what_is_least_and_raises_what_is_most(tmp_path: Path) -> None:
    file = tmp_path / "floor.yaml"
    file.write_text(
        "tolerance: 0.02\n"
        "questions: {sample: {with_model: {at_least: {hit1: 0.8}, at_most: {false95: 0.25}}}}\n",
        encoding="utf-8",
    )

    gates = load_floor(file).gates("sample", "with_model")

    assert gates == (Gate("hit1", 0.78), Gate("false95", 0.27, is_most=True))


def test_a_misspelt_key_or_a_figure_in_per_cent_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "floor.yaml"

    for bound in ("atleast: {hit1: 0.8}", "at_least: {hit1: 80}"):
        file.write_text(f"tolerance: 0\nquestions: {{dev: {{a: {{{bound}}}}}}}", encoding="utf-8")
        with pytest.raises(ValidationError):
            load_floor(file)
