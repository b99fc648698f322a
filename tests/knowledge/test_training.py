"""What the search is shipped with can be learned again, from data that is sound."""

from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from bot.commands.main import dutydesk
from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.concept_files import load_topics
from knowledge.evaluation.questions import Asked
from knowledge.learned import Learned
from knowledge.training.examples import Example, examples_of
from knowledge.training.fitting import fit_order
from knowledge.training.learning import (
    BY_MODEL,
    TELLING,
    difference,
    learn,
    learn_both,
    read,
    write,
)
from knowledge.training.lessons import (
    CLAUSES,
    QUESTIONS,
    Ground,
    count,
    make_round,
    topic_lesson,
)
from knowledge.training.schools import SCHOOLS, School, load_schools
from tests.knowledge.made_up_model import WordCounter

RULES = {
    "1": "Staff must never lend telescopes to anybody outside the school.",
    "2": "The head may allow a kayak trip for up to 20 pupils.",
    "3": "Report a broken trombone to the music office on the same day.",
    "4": "Visitors wear a green badge.",
}
QUESTIONS_ABOUT = {
    "can i lend a telescope to a friend": "1",
    "who allows a kayak trip": "2",
    "how many pupils on the kayak trip": "2",
    "my trombone is broken": "3",
    "what badge do visitors wear": "4",
    "is there a swimming pool": "",
}


def tiny_school(name: str) -> School:
    clauses = tuple(
        Clause(f"{name}/{number}", number, ClauseKind.PARAGRAPH, ("Rules",), text)
        for number, text in RULES.items()
    )
    questions = tuple(
        asked(name, question, {f"{name}/{number}"} if number else set())
        for question, number in QUESTIONS_ABOUT.items()
    )
    return School(name, (Policy(name, "Rules of the house", clauses),), questions)


def asked(school: str, text: str, gold: set[str]) -> Asked:
    right = frozenset(gold)
    return Asked(text, school, text, "", "plain", "plain", (right,) if right else (), right)


@pytest.fixture(scope="module")
def schools() -> tuple[School, ...]:
    return load_schools()


@pytest.fixture(scope="module")
def tiny() -> list[list[Example]]:
    return [examples_of(tiny_school(name), WordCounter()) for name in ("marrowby", "pennfield")]


@pytest.fixture
def chance() -> Random:
    return Random(1)  # noqa: S311 - it has to be the same each time


def first_and_right(learned: Learned, examples: list[Example]) -> float:
    answered = [example for example in examples if example.right.any()]
    first = [example.right[learned.scores(example.evidence).argmax()] for example in answered]
    return float(sum(first)) / len(answered)


def test_there_are_twelve_made_up_schools_with_130_questions_each(
    schools: tuple[School, ...],
) -> None:
    assert len(SCHOOLS) == 12
    assert {len(school.questions) for school in schools} == {130}


def test_every_right_clause_is_one_that_the_importer_finds_and_that_may_be_quoted(
    schools: tuple[School, ...],
) -> None:
    lost = {
        (question.id, clause)
        for school in schools
        for question in school.questions
        for clause in question.gold - quotable(school)
    }

    assert lost == set()


def quotable(school: School) -> set[str]:
    return {c.id for policy in school.policies for c in policy.clauses if c.kind.is_quotable}


def test_every_school_has_questions_with_an_answer_and_three_kinds_without(
    schools: tuple[School, ...],
) -> None:
    for school in schools:
        kinds = Counter(question.kind for question in school.questions)

        assert set(kinds) == {"answerable", "detail", "near", "far"}
        assert kinds["answerable"] == 103
        assert all((q.kind == "answerable") == q.is_answerable for q in school.questions)


def test_no_question_is_asked_twice_in_a_school(schools: tuple[School, ...]) -> None:
    asked_twice = [
        key
        for school in schools
        for key, times in Counter((q.text, q.previous) for q in school.questions).items()
        if times > 1
    ]
    ids = [question.id for school in schools for question in school.questions]

    assert asked_twice == []
    assert len(set(ids)) == len(ids)


def test_the_same_examples_give_the_same_numbers(tiny: list[list[Example]]) -> None:
    again = [examples_of(tiny_school(name), WordCounter()) for name in ("marrowby", "pennfield")]

    assert difference(learn_both(tiny), learn_both(again))[0] == 0.0


def test_what_is_learned_puts_right_clauses_first(tiny: list[list[Example]]) -> None:
    learned = learn([[example.without(BY_MODEL) for example in school] for school in tiny])

    assert first_and_right(learned, tiny[0]) == 1.0
    assert 0 < learned.floor <= learned.sure < 1


def test_a_feature_that_leads_astray_is_worth_less_than_nothing(
    tiny: list[list[Example]],
) -> None:
    misled = [
        Example(example.evidence, example.evidence.columns["words"] == 0) for example in tiny[0]
    ]

    assert fit_order(misled, 100)["words"] < 0 < fit_order(tiny[0], 100)["words"]


def test_without_the_model_nothing_of_the_model_is_learned(tiny: list[list[Example]]) -> None:
    both = learn_both(tiny)

    assert set(BY_MODEL) == both["with model"].ranking.keys() - both["by words"].ranking.keys()
    assert both["by words"].confidence.keys() < both["with model"].confidence.keys()


def test_what_is_shipped_names_exactly_the_features_that_the_training_learns(
    tiny: list[list[Example]],
) -> None:
    shipped, mine = read(), learn_both(tiny)

    assert {way: [*each.ranking] for way, each in shipped.items()} == {
        way: [*each.ranking] for way, each in mine.items()
    }
    assert {way: [*each.confidence] for way, each in shipped.items()} == {
        way: [*each.confidence] for way, each in mine.items()
    }
    assert list(shipped["with model"].confidence) == list(TELLING)


def test_what_is_shipped_finds_clauses_of_the_schools_it_was_learned_from(
    schools: tuple[School, ...],
) -> None:
    examples = examples_of(schools[3], None)
    by_words_alone = Learned(ranking={"words": 1}, confidence={}, start=0, floor=0, sure=0)

    shipped = first_and_right(read()["by words"], examples)

    assert shipped > first_and_right(by_words_alone, examples) + 0.05


def test_what_is_written_is_read_again_and_a_change_is_found(
    tiny: list[list[Example]], tmp_path: Path
) -> None:
    found, path = learn_both(tiny), tmp_path / "learned.json"
    words = found["by words"]
    other = {**found, "by words": words.model_copy(update={"floor": words.floor + 0.25})}
    fewer = {"by words": words}

    write(found, path)
    size, name = difference(found, other)

    assert difference(found, read(path))[0] == 0.0
    assert (round(size, 9), name) == (0.25, "by words, floor")
    assert difference(found, fewer)[0] == float("inf")


def test_a_round_asks_every_question_that_has_an_answer(
    schools: tuple[School, ...], chance: Random
) -> None:
    grounds = [Ground.of(school) for school in schools[:2]]
    questions = {pair.question for ground in grounds for pair in ground.pairs}

    lessons = make_round([(ground, {}) for ground in grounds], load_topics(), chance)

    assert len(lessons) == count(grounds)
    assert questions <= {question for lesson in lessons for question in lesson.asked}
    assert {(len(each.asked), len(each.ruled)) for each in lessons} == {(QUESTIONS, CLAUSES)}


def test_a_lesson_holds_the_right_clauses_and_then_the_hard_ones(
    schools: tuple[School, ...], chance: Random
) -> None:
    ground = Ground.of(schools[0])
    last = len(ground.clauses) - 1

    lessons = list(ground.lessons({pair.question: [last] for pair in ground.pairs}, chance))

    right = {pair.question: pair.right for pair in ground.pairs}
    for lesson in lessons:
        assert ground.clauses[last] in lesson.ruled
        for question, row in zip(lesson.asked, lesson.right, strict=True):
            assert sum(row) == len(right[question])


def test_a_lesson_from_topics_has_one_right_wording_for_each_question(chance: Random) -> None:
    lesson = topic_lesson(load_topics(), chance)

    assert [sum(row) for row in lesson.right] == [1] * QUESTIONS


@pytest.mark.skipif(find_spec("jax") is not None, reason="JAX is installed here.")
def test_teaching_without_its_package_says_what_to_install() -> None:
    result = CliRunner().invoke(dutydesk, ["train", "--teach"])

    assert result.exit_code == 1
    assert "pip install -e '.[train]'" in result.output


def test_teaching_cannot_be_a_check() -> None:
    result = CliRunner().invoke(dutydesk, ["train", "--teach", "--check"])

    assert result.exit_code == 2
    assert "Choose --teach or --check" in result.output
