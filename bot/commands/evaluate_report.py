"""What `evaluate` shows of a run: tables, sentences and every failure, or JSON of the same."""

from collections.abc import Iterator, Mapping, Sequence

import click
from rich.console import Console
from rich.table import Table

from knowledge.evaluation.failures import Failure, Fault, list_failures
from knowledge.evaluation.figures import COVERAGES, estimate, name_all, name_order
from knowledge.evaluation.measure import (
    Figures,
    Outcome,
    measure_by_school,
    measure_by_style,
    measure_floor,
    measure_kinds,
    measure_ranking,
    measure_silence,
)
from knowledge.library import Library

ORDER = ("first", "in three", "parts in three", "MRR")
HEADINGS: Mapping[Fault, str] = {
    Fault.WRONG: "Another clause came first",
    Fault.WITHHELD: "The right clause was first, but it was said that the policies are silent",
    Fault.INVENTED: "The policies are silent, but a clause was given",
}
SHOWN = 90
DIGITS = 4


def told(outcomes: Sequence[Outcome], library: Library) -> None:
    """Print everything about a run for a person."""
    console = Console(width=None if Console().is_terminal else 100)
    console.print(_whole(outcomes))
    console.print(_groups("style", measure_by_style(outcomes)))
    console.print(_groups("school", measure_by_school(outcomes)))
    for line in (*_silence(outcomes), *_failures(outcomes, library)):
        click.echo(line)


def report(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """Return everything about a run for other tools."""
    intervals = estimate(outcomes)
    return {
        "questions": len(outcomes),
        "answerable": sum(outcome.asked.is_answerable for outcome in outcomes),
        "figures": {name: round(f, DIGITS) for name, f in name_all(outcomes).items()},
        "intervals": {name: [round(f, DIGITS) for f in both] for name, both in intervals.items()},
        "failures": [_row(failure) for failure in list_failures(outcomes)],
    }


def _whole(outcomes: Sequence[Outcome]) -> Table:
    table = Table("figure", "share", "95 % interval")
    figures, intervals = name_all(outcomes), estimate(outcomes)
    for name, (low, high) in intervals.items():
        table.add_row(name, f"{figures[name]:.3f}", f"{low:.3f} to {high:.3f}")
    return table


def _groups(heading: str, groups: Mapping[str, Figures]) -> Table:
    table = Table(heading, "questions", *ORDER)
    for name, found in groups.items():
        shares = (f"{share:.2f}" for share in name_order(found).values())
        table.add_row(name, str(found.questions), *shares)
    return table


def _silence(outcomes: Sequence[Outcome]) -> Iterator[str]:
    right = measure_ranking(outcomes).questions
    yield f"{right} questions are covered by the policies, {len(outcomes) - right} are not."
    for coverage in COVERAGES.values():
        silence = measure_silence(outcomes, coverage)
        kinds = measure_kinds(outcomes, silence.floor)
        parts = ", ".join(f"{kind} {share:.2f} of {of}" for kind, (of, share) in kinds.items())
        false = f"{silence.false_answers:.2f}, at a floor of {silence.floor:.3f}"
        yield f"false answers at {coverage:.0%} coverage: {false}" + (f" ({parts})" * bool(parts))
    answered, wrongly = measure_floor(outcomes)
    yield f"answered as it is set: {answered:.2f} of those covered, {wrongly:.2f} of the rest"


def _failures(outcomes: Sequence[Outcome], library: Library) -> Iterator[str]:
    failures = list_failures(outcomes)
    for fault, heading in HEADINGS.items():
        those = [failure for failure in failures if failure.fault is fault]
        if those:
            yield f"\n{heading}: {len(those)}"
            yield from (line for failure in those for line in _told(failure, library))


def _told(failure: Failure, library: Library) -> Iterator[str]:
    outcome = failure.outcome
    asked, rank = outcome.asked, outcome.rank
    before = f" (after: {asked.previous})" if asked.previous else ""
    yield f"  {asked.id} [{asked.style}, {outcome.confidence:.2f}] {asked.text}{before}"
    yield f"    first: {_quoted(library, asked.school, failure.first)}"
    for clause in failure.right:
        yield f"    right: {_quoted(library, asked.school, clause)}"
    if failure.fault is Fault.WRONG:
        yield f"    {'which came in place ' + str(rank) if rank else 'not among those shown'}"


def _quoted(library: Library, school: str, clause_id: str | None) -> str:
    found = library.clause(school, clause_id) if clause_id else None
    if found is None:
        return clause_id or "nothing"
    words = " ".join(found.clause.text.split())
    return f"{clause_id}  {words[:SHOWN]}{'...' if len(words) > SHOWN else ''}"


def _row(failure: Failure) -> dict[str, object]:
    outcome = failure.outcome
    return {
        "id": outcome.asked.id,
        "school": outcome.asked.school,
        "style": outcome.asked.style,
        "kind": outcome.asked.kind,
        "fault": failure.fault.value,
        "question": outcome.asked.text,
        "previous": outcome.asked.previous,
        "first": failure.first,
        "found": list(outcome.found),
        "right": list(failure.right),
        "rank": outcome.rank,
        "confidence": round(outcome.confidence, DIGITS),
    }
