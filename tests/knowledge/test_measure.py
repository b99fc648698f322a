from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.evaluation.measure import (
    Figures,
    ask_all,
    measure_by_school,
    measure_by_style,
    measure_floor,
    measure_kinds,
    measure_ranking,
    measure_silence,
)
from knowledge.evaluation.questions import load_questions
from tests.knowledge.made_up_outcomes import outcome
from tests.knowledge.made_up_schools import two_schools


def test_the_place_of_the_first_right_clause_is_what_counts() -> None:
    outcomes = [
        outcome("a", found="abc"),
        outcome("a", found="bca"),
        outcome("a", found="bcdea"),
        outcome("a", found="bcd"),
    ]

    figures = measure_ranking(outcomes)

    mean_reciprocal_rank = (1 + 1 / 3 + 1 / 5) / 4
    assert figures == Figures(4, 0.25, 0.5, 0.5, mean_reciprocal_rank)


def test_half_of_a_two_part_answer_is_half_of_the_recall() -> None:
    figures = measure_ranking([outcome("ab", "c", found="bxyc")])

    assert (figures.recall_at_1, figures.in_three, figures.recall_at_3) == (1.0, 1.0, 0.5)


def test_questions_that_have_no_answer_do_not_count_in_the_order() -> None:
    assert measure_ranking([outcome(found="ab")]) == Figures(0, 0.0, 0.0, 0.0, 0.0)


def test_each_style_has_its_own_figures() -> None:
    styles = measure_by_style(
        [
            outcome("a", found="a", style="typo"),
            outcome("a", found="b", style="follow"),
            outcome(found="b", style="plain"),
        ]
    )

    assert {style: figures.recall_at_1 for style, figures in styles.items()} == {
        "typo": 1.0,
        "follow": 0.0,
    }


def test_each_school_has_its_own_figures() -> None:
    schools = measure_by_school(
        [
            outcome("a", found="a", school="oak"),
            outcome("a", found="b", school="elm"),
            outcome(found="b", school="ash"),
        ]
    )

    assert {school: figures.recall_at_1 for school, figures in schools.items()} == {
        "elm": 0.0,
        "oak": 1.0,
    }


def test_each_kind_of_question_without_an_answer_is_counted_apart() -> None:
    kinds = measure_kinds(
        [
            outcome("a", confidence=0.9),
            outcome(confidence=0.6, kind="near"),
            outcome(confidence=0.4, kind="near"),
            outcome(confidence=0.5, kind="far"),
        ],
        floor=0.5,
    )

    assert kinds == {"far": (1, 1.0), "near": (2, 0.5)}


def test_the_curve_sets_the_floor_by_the_answerable_and_counts_the_rest_above_it() -> None:
    right = [outcome("a", confidence=c / 10) for c in range(10)]
    wrong = [outcome(confidence=c) for c in (0.05, 0.15, 0.25, 0.95)]

    at_80 = measure_silence([*right, *wrong], 0.8)
    at_100 = measure_silence([*right, *wrong], 1.0)

    assert (at_80.floor, at_80.false_answers) == (0.2, 0.5)
    assert (at_100.floor, at_100.false_answers) == (0.0, 1.0)


def test_the_curve_of_no_answerable_question_is_empty() -> None:
    assert measure_silence([outcome(confidence=0.9)], 0.95).false_answers == 0.0


def test_the_real_floor_is_reported_as_it_worked() -> None:
    outcomes = [
        outcome("a"),
        outcome("a", was_answered=False),
        outcome(was_answered=False),
    ]

    assert measure_floor(outcomes) == (0.5, 0.0)


def test_a_file_of_questions_is_asked_within_each_school(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(
        '{"id": "1", "school": 7, "q": "a pupil sent a friend request", "gold": ["mb/3.1"]}\n'
        "\n"
        '{"id": "2", "school": "pennfield", "q": "borrow telescopes", "gold": ["pf/2"],'
        ' "groups": [["pf/2"]], "style": "short", "answerable": true}\n'
        '{"id": "3", "school": 7, "q": "trombones", "kind": "far"}\n',
        encoding="utf-8",
    )

    questions = load_questions(file, {"7": "marrowby"})
    outcomes = ask_all(two_schools(), questions)

    assert [asked.is_answerable for asked in questions] == [True, True, False]
    assert measure_ranking(outcomes).recall_at_1 == 1.0
    assert measure_floor(outcomes)[1] == 0.0


def test_a_line_without_a_question_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": "1", "school": 0}\n', encoding="utf-8")

    with pytest.raises(ValidationError):
        load_questions(file)
