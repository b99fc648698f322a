"""Measure the answers on a file of questions with known clauses."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from bot.assembly import library_of, sentence_model
from bot.commands.deployment import read, with_config
from bot.commands.evaluate_report import report, told
from knowledge.evaluation.clause_files import NoClauses, load_policies, sources_of
from knowledge.evaluation.figures import name_all
from knowledge.evaluation.gates import Gate, NoGate, faults, read_gate
from knowledge.evaluation.measure import Outcome, ask_all
from knowledge.evaluation.questions import SAMPLE, Asked, load_questions
from knowledge.library import DuplicateClause, Library, UnknownSchool

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Run:
    """What was typed: which questions, of which clauses, and what must come out."""

    questions: Path
    clauses: Path | None
    schools: tuple[str, ...]
    config: Path
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]

    @classmethod
    def of(cls, context: click.Context) -> "Run":
        """Return what was typed."""
        return cls(**{each.name: context.params[each.name] for each in fields(cls)})

    def library(self) -> Library:
        """Return the library of the file of clauses, or else of the settings' schools."""
        if self.clauses is None:
            return library_of(read(self.config))
        try:
            return Library(sources_of(load_policies(self.clauses)), model=sentence_model())
        except NoClauses as fault:
            raise click.ClickException(str(fault)) from fault

    def asked(self) -> tuple[Asked, ...]:
        """Return the questions, each with the id of its school in the library."""
        names = dict(name.split("=", 1) for name in self.schools if "=" in name)
        try:
            return load_questions(self.questions, names)
        except ValueError as fault:
            raise click.ClickException(
                f"{self.questions.name} is not a file of questions: "
                "each line is JSON with id, school and q."
            ) from fault

    def gates(self) -> tuple[Gate, ...]:
        """Return what the figures must reach."""
        try:
            least = [read_gate(text) for text in self.at_least]
            most = [read_gate(text, is_most=True) for text in self.at_most]
        except NoGate as fault:
            raise click.ClickException(str(fault)) from fault
        return (*least, *most)


@click.command()
@click.option(
    "--questions", type=FILE, default=SAMPLE, help="A JSON-lines file; else the sample trust's."
)
@click.option(
    "--clauses", type=FILE, help="A JSON-lines file of clauses to ask; else the schools'."
)
@click.option(
    "--school",
    "schools",
    multiple=True,
    metavar="IN_FILE=ID",
    help="A school's name in the file and its id in the settings, such as 0=st-ignatius.",
)
@click.option("--at-least", multiple=True, metavar="FIGURE=SHARE", help="A gate: hit1=0.62.")
@click.option("--at-most", multiple=True, metavar="FIGURE=SHARE", help="A gate: false95=0.25.")
@click.option("--json", "out", type=click.Path(dir_okay=False, path_type=Path), help="A file.")
@with_config
@click.pass_context
def evaluate(context: click.Context, /, out: Path | None, **_: object) -> None:
    """Ask every question in a file and print how often the right clause came first.

    Ends with 1 where a gate is missed. A style or a school goes before a dot: follow.hit1=0.75.
    """
    run = Run.of(context)
    gates, asked, library = run.gates(), run.asked(), run.library()
    outcomes = _ask(library, asked)
    told(outcomes, library)
    if out:
        out.write_text(json.dumps(report(outcomes), indent=2) + "\n", encoding="utf-8")
    _pass(gates, outcomes)


def _ask(library: Library, questions: Sequence[Asked]) -> list[Outcome]:
    if not questions:
        raise click.ClickException("There is no question in that file. Name another.")
    shown: Iterable[Asked] = track(questions, "Asking", console=Console(stderr=True))
    try:
        return [outcome for asked in shown for outcome in ask_all(library, [asked])]
    except UnknownSchool as unknown:
        raise click.ClickException(
            f"{unknown} Say which school it is with --school {unknown.school}=ID."
        ) from unknown
    except DuplicateClause as twice:
        raise click.ClickException(str(twice)) from twice


def _pass(gates: Iterable[Gate], outcomes: Sequence[Outcome]) -> None:
    """Stop with 1 and a sentence for each gate that is missed."""
    try:
        missed = faults(gates, name_all(outcomes))
    except NoGate as fault:
        raise click.ClickException(str(fault)) from fault
    if missed:
        raise click.ClickException("\n".join(missed))
