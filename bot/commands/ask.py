"""Ask the policies: for people and for other tools."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from bot.commands.deployment import lines, read, say_wait, today, with_config
from bot.commands.deployment import school as school_of
from bot.commands.policies_room import library_in_use
from knowledge.clauses import Clause, Policy
from knowledge.library import Answer, DuplicateClause, Library, NotCovered, Quoted
from knowledge.reading.paragraphs import UnreadableDocument

DIGITS = 4


@click.command()
@click.option("--school", required=True, help="The id of a school in the settings.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
@with_config
def ask(school: str, as_json: bool, config: Path) -> None:  # noqa: FBT001 - click passes options so
    """Answer one question per line of standard input from a school's policies.

    A line may also be {"question": ..., "previous": ...} for a follow-up.
    """
    library = read_policies(config, school)
    for line in lines():
        question, previous = _question(line.strip())
        answer = library.answer(question, school, previous)
        click.echo(json.dumps(_answered(answer, today())) if as_json else _told(answer))


def review_state(policy: Policy, day: date) -> str:
    """Return "in_date", "overdue", or "unknown" where the document gives no review date."""
    if policy.next_review is None:
        return "unknown"
    return "overdue" if policy.is_overdue(day) else "in_date"


def read_policies(config: Path, name: str) -> Library:
    """Return the library with one school's policies read, or stop with what is wrong."""
    settings = read(config)
    here = school_of(settings.directory(), name)
    say_wait(f"Reading the policies of {here.name} ...")
    library = library_in_use(settings)
    try:
        library.policies(name)
    except (UnreadableDocument, DuplicateClause) as fault:
        raise click.ClickException(str(fault)) from fault
    return library


def _question(line: str) -> tuple[str, str]:
    """Return the question and the one before; a line that is no such JSON is the question."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return line, ""
    question = asked.get("question") if isinstance(asked, dict) else None
    if not isinstance(question, str):
        return line, ""
    previous = asked.get("previous")
    return question, previous if isinstance(previous, str) else ""


def _answered(answer: Answer | NotCovered, day: date) -> dict[str, object]:
    """Return an answer as other tools read it; where nothing covers it, the nearest clauses."""
    return {
        "question": answer.question,
        "covered": isinstance(answer, Answer),
        "confidence": round(answer.confidence, DIGITS),
        "clauses": [clause_row(each.clause, each.policy, day) for each in _found(answer)],
    }


def _told(answer: Answer | NotCovered) -> str:
    """Return an answer as a person reads it."""
    if isinstance(answer, NotCovered):
        return "The policies do not seem to cover that.\n"
    best = answer.clauses[0]
    items = "".join(f"\n  - {item.text} {item.conjunction}".rstrip() for item in best.items)
    return f"{best.policy.title}, {best.clause.label}\n{best.clause.text}{items}\n"


def _found(answer: Answer | NotCovered) -> Sequence[Quoted]:
    return answer.clauses if isinstance(answer, Answer) else answer.nearest


def clause_row(clause: Clause, policy: Policy, day: date) -> dict[str, str]:
    """Return a clause as other tools read it."""
    return {
        "id": clause.id,
        "policy": policy.title,
        "number": clause.number,
        "heading": clause.heading,
        "text": clause.text,
        "review_state": review_state(policy, day),
    }
