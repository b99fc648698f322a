"""From a hundred clauses to a million, spread over schools, few of which are asked at a time."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from knowledge.clauses import Clause, Policy
from knowledge.evaluation.questions import SAMPLE, load_questions
from knowledge.library import PolicySource
from tests.bench.chart import Line, draw_lines
from tests.bench.memory import apart, resident
from tests.bench.times import p50, p99, timed
from tests.bench.ways import quotable, read_schools
from tests.knowledge.ways import WAYS, MakeLibrary

LEAST = 100
OF_A_SCHOOL = 300
ASKED_SCHOOLS = 5
QUESTIONS = 40
CHANGED = 0.3  # of the words, so that no two schools have the same clause


@dataclass(frozen=True, slots=True)
class Step:
    """What one size costs: milliseconds a question and to open a school, megabytes in all."""

    clauses: int
    p50: float
    p99: float
    opened: float
    resident: float


def measure(most: int) -> dict[str, list[Step]]:
    """Return the steps of each of our ways, ten times as many clauses each time."""
    return {name: apart(_grow, name, most) for name in WAYS}


def show(found: dict[str, list[Step]]) -> None:
    """Print the steps, and how the last compares with the first that fills a school."""
    for name, steps in found.items():
        click.echo(f"\nGrowth of dutydesk {name}, {OF_A_SCHOOL} clauses to a school")
        for step in steps:
            click.echo(
                f"  {step.clauses:9,} clauses  p50 {step.p50:6.2f} ms  p99 {step.p99:6.2f} ms  "
                f"a school opens in {step.opened:7.1f} ms  {step.resident:6.0f} MB"
            )
        full = next((step for step in steps if step.clauses > OF_A_SCHOOL), steps[-1])
        click.echo(f"  p50, last / first full school: {steps[-1].p50 / full.p50:.2f}")


def draw(found: dict[str, list[Step]], file: Path) -> None:
    """Draw the time per question over the number of clauses."""
    lines = [
        Line(f"{name.replace('_', ' ')}, {share}", [(s.clauses, getattr(s, share)) for s in steps])
        for name, steps in found.items()
        for share in ("p50", "p99")
    ]
    title = f"A question, in ms: clauses of all schools, {OF_A_SCHOOL} to a school"
    file.write_text(draw_lines(title, lines), encoding="utf-8")


def _grow(name: str, most: int) -> list[Step]:
    return [_step(WAYS[name], size) for size in _sizes(most)]


def _step(make: MakeLibrary, size: int) -> Step:
    """Ask a few schools spread over all of them, each opened by its first question."""
    sources = dict(schools_of(size))
    questions = load_questions(SAMPLE)[:QUESTIONS]
    library = make(sources)
    schools = list(sources)[:: max(1, len(sources) // ASKED_SCHOOLS)][:ASKED_SCHOOLS]
    opened = [timed(partial(library.answer, "warm up", school))[0] for school in schools]
    times = [
        timed(partial(library.answer, asked.text, school, asked.previous))[0]
        for asked in questions
        for school in schools
    ]
    ms = 1000
    return Step(size, p50(times) * ms, p99(times) * ms, max(opened) * ms, resident())


def _sizes(most: int) -> Iterator[int]:
    size = LEAST
    while size <= most:
        yield size
        size *= 10


def schools_of(size: int) -> Iterator[tuple[str, PolicySource]]:
    """Yield made-up schools, whose clauses are made when they are asked for."""
    samples = [c for policies in read_schools(None).values() for c in quotable(policies)]
    words = [word for clause in samples for word in clause.text.split()]
    for number, start in enumerate(range(0, size, OF_A_SCHOOL)):
        count = min(OF_A_SCHOOL, size - start)
        yield f"school-{number}", partial(_make, number, count, samples, words)


def _make(
    number: int, count: int, samples: Sequence[Clause], words: Sequence[str]
) -> tuple[Policy]:
    chance = random.Random(number)  # noqa: S311 - nothing secret hangs on it
    clauses = []
    for place in range(count):
        sample = samples[chance.randrange(len(samples))]
        text = " ".join(
            chance.choice(words) if chance.random() < CHANGED else word
            for word in sample.text.split()
        )
        new = replace(sample, id=f"{number}/{place}", number=str(place), text=text, parent=None)
        clauses.append(new)
    return (Policy(str(number), f"Policy of school {number}", tuple(clauses)),)
