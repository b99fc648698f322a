"""The answers are as good as they were: floor.yaml against a run over each set of questions."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from bot.assembly import library_of
from bot.commands.deployment import SHIPPED
from bot.settings import load
from knowledge.evaluation.clause_files import sources_of
from knowledge.evaluation.figures import name_all
from knowledge.evaluation.gates import faults, load_floor
from knowledge.evaluation.measure import ask_all
from knowledge.evaluation.questions import SAMPLE, load_questions
from knowledge.library import Library, PolicySource
from tests.knowledge.real_clauses import QUESTIONS, needs_real_clauses, read_real_policies
from tests.knowledge.ways import WAYS

Sources = Mapping[str, PolicySource]


def sample_sources() -> Sources:
    settings = load(SHIPPED)
    library = library_of(settings)
    return {each.id: partial(library.policies, each.id) for each in settings.schools}


def real_sources() -> Sources:
    return sources_of(read_real_policies())


SETS: Mapping[str, tuple[Callable[[], Sources], Path]] = {
    "sample": (sample_sources, SAMPLE),
    "dev": (real_sources, QUESTIONS),
}


@pytest.fixture(scope="module")
def sample() -> Library:
    return WAYS["without_model"](sample_sources())


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["sample", pytest.param("dev", marks=needs_real_clauses)])
def test_the_answers_are_as_good_as_they_were(name: str, way: str) -> None:
    sources, questions = SETS[name]
    outcomes = ask_all(WAYS[way](sources()), load_questions(questions))

    missed = faults(load_floor().gates(name, way), name_all(outcomes))

    assert missed == []


def test_every_set_of_questions_has_a_floor_for_every_way_of_searching() -> None:
    floors = load_floor().questions

    assert {name: set(ways) for name, ways in floors.items()} == {name: set(WAYS) for name in SETS}


def test_the_clauses_that_answer_the_sample_questions_are_those_of_the_sample_trust(
    sample: Library,
) -> None:
    questions = load_questions(SAMPLE)

    lost = [
        (asked.id, clause)
        for asked in questions
        for clause in sorted(asked.gold)
        if sample.clause(asked.school, clause) is None
    ]

    assert len(questions) >= 150
    assert lost == []


def test_a_clause_of_another_school_never_answers_a_sample_question(sample: Library) -> None:
    outcomes = ask_all(sample, load_questions(SAMPLE))

    strays = [
        (outcome.asked.id, clause)
        for outcome in outcomes
        for clause in outcome.found
        if sample.clause(outcome.asked.school, clause) is None
    ]

    assert strays == []
