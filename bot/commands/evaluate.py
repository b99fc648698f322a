"""Measure the answers on a file of questions with known clauses."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.assembly import library_of
from bot.commands.deployment import read, with_config
from knowledge.evaluation.measure import (
    Outcome,
    ask_all,
    measure_by_style,
    measure_floor,
    measure_ranking,
    measure_silence,
)
from knowledge.evaluation.questions import Asked, load_questions
from knowledge.library import UnknownSchool

COVERAGES = (0.8, 0.95)


@click.command()
@click.argument("questions", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--school",
    "schools",
    multiple=True,
    metavar="IN_FILE=ID",
    help="A school's name in the file and its id in the settings, such as 0=st-ignatius.",
)
@with_config
def evaluate(questions: Path, schools: tuple[str, ...], config: Path) -> None:
    """Ask every question in a JSON-lines file and print how often the right clause came first."""
    library = library_of(read(config))
    names = dict(name.split("=", 1) for name in schools if "=" in name)
    asked = _read_questions(questions, names)
    console = Console()
    outcomes: list[Outcome] = []
    try:
        for each in track(asked, "Asking", console=Console(stderr=True)):
            outcomes += ask_all(library, [each])
    except UnknownSchool as unknown:
        raise click.ClickException(
            f"{unknown} Say which school it is with --school {unknown.school}=ID."
        ) from unknown
    console.print(_table(outcomes))
    for coverage in COVERAGES:
        silence = measure_silence(outcomes, coverage)
        click.echo(f"false answers at {coverage:.0%} coverage: {silence.false_answers:.2f}")
    answered, wrongly = measure_floor(outcomes)
    click.echo(f"answered as it is set: {answered:.2f} of those covered, {wrongly:.2f} of the rest")


def _read_questions(path: Path, schools: Mapping[str, str]) -> Sequence[Asked]:
    try:
        return load_questions(path, schools)
    except ValueError as fault:
        raise click.ClickException(
            f"{path.name} is not a file of questions: each line is JSON with id, school and q."
        ) from fault


def _table(outcomes: Sequence[Outcome]) -> Table:
    table = Table("questions", "number", "first", "in three", "MRR")
    figures = {"all": measure_ranking(outcomes), **measure_by_style(outcomes)}
    for style, found in figures.items():
        shares = (found.recall_at_1, found.in_three, found.mean_reciprocal_rank)
        table.add_row(style, str(found.questions), *(f"{share:.2f}" for share in shares))
    return table
