"""Time and quality of the search beside rapidfuzz's WRatio: `python -m tests.bench.search`.

Both run over the same clauses and questions, one after the other for every question, so that the
ratio of their times means something on any computer.
"""

from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import click
from rapidfuzz import fuzz, process, utils

from knowledge.clauses import Clause
from knowledge.evaluation.measure import Outcome, ask_all, measure_ranking
from knowledge.evaluation.questions import Asked, load_questions
from knowledge.library import MOST_CLAUSES, Library
from tests.knowledge.real_clauses import QUESTIONS, real_library

Times = list[float]


@click.command()
@click.option("--repeats", default=5, show_default=True, help="How often each question is asked.")
@click.option("--questions", "file", default=QUESTIONS, type=click.Path(path_type=Path))
def main(repeats: int, file: Path) -> None:
    """Print times per question, their ratio, and the quality of both."""
    if not file.exists():
        raise click.ClickException(f"{file} is absent, so there is nothing to measure.")
    questions = load_questions(file)
    library = real_library()
    clauses = {asked.school: quotable_clauses(library, asked.school) for asked in questions}
    ours, theirs = measure_times(library, clauses, list(questions) * repeats)
    show("dutydesk", ours, ask_all(library, questions))
    show("WRatio", theirs, [ask_rapidfuzz(clauses[asked.school], asked) for asked in questions])
    click.echo(f"time, ours / WRatio: p50 {p50(ours) / p50(theirs):.2f}")
    click.echo(f"                     p99 {p99(ours) / p99(theirs):.2f}")


def quotable_clauses(library: Library, school: str) -> list[Clause]:
    """Return the clauses that both searches may answer with."""
    policies = library.policies(school)
    return [clause for p in policies for clause in p.clauses if clause.kind.is_quotable]


def measure_times(
    library: Library, clauses: dict[str, list[Clause]], questions: Sequence[Asked]
) -> tuple[Times, Times]:
    """Return the seconds per question of ours and of WRatio, taken turn by turn."""
    ours, theirs = [], []
    for asked in questions:
        began = perf_counter()
        library.answer(asked.text, asked.school, asked.previous)
        between = perf_counter()
        ask_rapidfuzz(clauses[asked.school], asked)
        theirs.append(perf_counter() - between)
        ours.append(between - began)
    return ours, theirs


def ask_rapidfuzz(clauses: Sequence[Clause], asked: Asked) -> Outcome:
    """Return what plain WRatio over heading and clause finds."""
    texts = [f"{clause.heading} {clause.text}" for clause in clauses]
    near = process.extract(
        asked.text, texts, scorer=fuzz.WRatio, processor=utils.default_process, limit=MOST_CLAUSES
    )
    found = tuple(clauses[position].id for _, _, position in near)
    return Outcome(asked, found, near[0][1] / 100 if near else 0.0, bool(near))


def show(name: str, times: Times, outcomes: Sequence[Outcome]) -> None:
    """Print one line of figures."""
    figures = measure_ranking(outcomes)
    click.echo(
        f"{name:10} p50 {p50(times) * 1000:6.2f} ms  p99 {p99(times) * 1000:6.2f} ms  "
        f"first {figures.recall_at_1:.2f}  in three {figures.in_three:.2f}  "
        f"MRR {figures.mean_reciprocal_rank:.2f}"
    )


def p50(times: Times) -> float:
    """Return the time that half of the questions stay under."""
    return quantiles(times, n=100)[49]


def p99(times: Times) -> float:
    """Return the time that 99 of 100 questions stay under."""
    return quantiles(times, n=100)[98]


if __name__ == "__main__":
    main()
