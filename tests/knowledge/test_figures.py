import pytest

from knowledge.evaluation.failures import Fault, fault_of, list_failures
from knowledge.evaluation.figures import estimate, name_all, name_whole
from tests.knowledge.made_up_outcomes import outcome

MIXED = [
    outcome("a", found="a", confidence=0.9),
    outcome("a", found="ba", confidence=0.8, style="follow"),
    outcome("ab", "c", found="axy", confidence=0.7, school="t"),
    outcome(found="a", confidence=0.75, was_answered=False),
    outcome(found="a", confidence=0.1),
]


def test_every_figure_has_one_short_name() -> None:
    figures = name_all(MIXED)

    assert figures["hit1"] == pytest.approx(2 / 3)
    assert figures["in3"] == 1.0
    assert figures["recall3"] == pytest.approx((1 + 1 + 0.5) / 3)
    assert figures["mrr"] == pytest.approx((1 + 0.5 + 1) / 3)
    assert figures["false95"] == 0.5
    assert (figures["answered"], figures["wrongly"]) == (1.0, 0.5)


def test_a_style_and_a_school_go_before_a_dot() -> None:
    figures = name_all(MIXED)

    assert (figures["follow.hit1"], figures["plain.hit1"]) == (0.0, 1.0)
    assert (figures["t.recall3"], figures["s.hit1"]) == (0.5, 0.5)


def test_the_interval_holds_the_figure_and_narrows_with_more_questions() -> None:
    few = [outcome("a", found="a"), outcome("a", found="b")] * 10
    many = few * 16

    (low, high), (nearer, near) = estimate(few)["hit1"], estimate(many)["hit1"]

    assert low < nearer < 0.5 < near < high
    # The normal approximation: 1.96 * sqrt(0.25 / 20) on either side.
    assert (high - low) / 2 == pytest.approx(0.219, abs=0.035)


def test_the_interval_of_the_same_answers_is_the_same() -> None:
    assert estimate(MIXED, resamples=50) == estimate(MIXED, resamples=50)


def test_a_draw_never_changes_how_many_questions_have_an_answer() -> None:
    sizes = set()

    def count(drawn: object) -> dict[str, float]:
        assert isinstance(drawn, list)
        sizes.add((len(drawn), sum(each.asked.is_answerable for each in drawn)))
        return {"hit1": 0.0}

    estimate(MIXED, count, resamples=20)

    assert sizes == {(5, 3)}


def test_questions_of_one_kind_alone_have_figures_too() -> None:
    assert name_whole([outcome(found="a")])["hit1"] == 0.0
    assert estimate([outcome("a", found="a")], resamples=5)["false95"] == (0.0, 0.0)


def test_a_failure_is_a_wrong_order_a_right_clause_withheld_or_an_answer_made_up() -> None:
    right = outcome("a", found="ab")
    silent = outcome(found="ab", was_answered=False)

    assert fault_of(right) is None
    assert fault_of(silent) is None
    assert fault_of(outcome("a", found="ba", was_answered=False)) is Fault.WRONG
    assert fault_of(outcome("a", found="ab", was_answered=False)) is Fault.WITHHELD
    assert fault_of(outcome(found="ab")) is Fault.INVENTED


def test_failures_are_listed_by_what_went_wrong() -> None:
    invented, wrong = outcome(found="a"), outcome("ba", found="")

    failures = list_failures([invented, outcome("a", found="a"), wrong])

    assert [failure.outcome for failure in failures] == [wrong, invented]
    assert [failure.first for failure in failures] == [None, "a"]
    assert [failure.right for failure in failures] == [("a", "b"), ()]
