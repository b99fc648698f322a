"""Answers beside those of other searches, in one run: `python -m tests.bench.answers`.

Every way gets the same clauses and the same questions, one after the other for every question, so
that a ratio of two times means something on any computer. A peer is asked a follow-up together with
the question before; ours gets both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from knowledge.evaluation.figures import name_whole
from knowledge.evaluation.measure import Outcome
from knowledge.evaluation.questions import SAMPLE, Asked, load_questions
from tests.bench import growth
from tests.bench.memory import Weight, weigh
from tests.bench.times import Times, p50, p99, timed
from tests.bench.ways import Answer, Open, Schools, ours, read_schools, theirs

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
HEADINGS = ("first", "in three", "false at 95 %", "p50 ms", "p99 ms", "built s", "MB shared")
OF_A_SCHOOL = ("MB a school", "traced")


@dataclass(frozen=True, slots=True)
class Way:
    """A search that has read every school's clauses, and what came of it so far."""

    answer: Answer
    built: float
    times: Times = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def figures(self) -> dict[str, float]:
        """The figures of the questions asked so far."""
        return name_whole(self.outcomes)


@click.command()
@click.option("--questions", "file", type=FILE, default=SAMPLE, help="Else the sample trust's.")
@click.option("--clauses", type=FILE, help="The clauses they are about; else the sample trust's.")
@click.option("--repeats", default=3, show_default=True, help="How often each question is asked.")
@click.option("--most", default=1_000_000, show_default=True, help="Clauses in all; 0: no growth.")
@click.option("--chart", type=click.Path(path_type=Path), help="An SVG file to draw growth into.")
def main(file: Path, clauses: Path | None, repeats: int, most: int, chart: Path | None) -> None:
    """Print quality, time, memory and growth of ours, and of every peer that is installed."""
    schools, questions = read_schools(clauses), load_questions(file)
    ways = {name: build(opened, schools) for name, opened in {**ours(), **theirs()}.items()}
    for _ in range(repeats):
        ask(ways.values(), questions)
    weights = {name: weigh(name, schools) for name in ways}
    Console(width=130).print(table(ways, weights))
    for name in ours():
        show_ratios(name, ways)
    if most:
        found = growth.measure(most)
        growth.show(found)
        if chart:
            growth.draw(found, chart)


def build(opened: Open, schools: Schools) -> Way:
    """Return a search over the schools, and the seconds that this took without its imports."""
    opened({"small": next(iter(schools.values()))[:1]})
    seconds, answer = timed(partial(opened, schools))
    return Way(answer, seconds)


def ask(ways: Iterable[Way], questions: Sequence[Asked]) -> None:
    """Ask every question of each way in turn."""
    for asked in questions:
        for way in ways:
            seconds, outcome = timed(partial(way.answer, asked))
            way.times.append(seconds)
            way.outcomes.append(outcome)


def table(ways: Mapping[str, Way], weights: Mapping[str, Weight]) -> Table:
    """Return all figures, a line for each way."""
    drawn = Table("search", *HEADINGS, *OF_A_SCHOOL)
    for name, way in ways.items():
        shares = [f"{way.figures[share]:.3f}" for share in ("hit1", "in3", "false95")]
        times = [f"{p50(way.times) * 1000:.2f}", f"{p99(way.times) * 1000:.2f}", f"{way.built:.2f}"]
        weight = weights[name]
        sizes = [f"{weight.shared:.0f}", f"{weight.resident:.1f}", f"{weight.traced:.1f}"]
        drawn.add_row(name, *shares, *times, *sizes)
    return drawn


def show_ratios(name: str, ways: Mapping[str, Way]) -> None:
    """Print how one of ours compares with the best peer, and with the quickest."""
    peers = {peer: ways[peer] for peer in theirs()}
    mine = ways[name]
    click.echo(f"\n{name} / the best peer of each figure")
    for share in ("hit1", "in3"):
        best = max(peers, key=lambda peer: peers[peer].figures[share])
        ratio = mine.figures[share] / peers[best].figures[share]
        click.echo(f"  {share:8} {ratio:6.2f}  ({best})")
    for heading, cost in {"false95": false_answers, "p50": half, "p99": most_times}.items():
        best = min(peers, key=lambda peer: cost(peers[peer]))
        ratio = cost(mine) / cost(peers[best]) if cost(peers[best]) else float("inf")
        click.echo(f"  {heading:8} {ratio:6.2f}  ({best})")


def false_answers(way: Way) -> float:
    """Return the false answers at 95 % coverage."""
    return way.figures["false95"]


def half(way: Way) -> float:
    """Return the seconds that half of the questions stay under."""
    return p50(way.times)


def most_times(way: Way) -> float:
    """Return the seconds that 99 of 100 questions stay under."""
    return p99(way.times)


if __name__ == "__main__":
    main()
