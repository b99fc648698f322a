"""New versions of a policy on the command line: what they change, import, publish, roll back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from bot.commands.policies_room import Given, PolicyRoom, with_person, with_policy
from bot.domain.editions import Edition
from bot.services import policies
from bot.services.policies import Versions, versions_of
from bot.turn import Turn
from intents.editions import clause_of_version, policy_of
from intents.policy_library.changes import counts, drastic, heading
from intents.policy_library.touched import CASES, touched
from knowledge.archive import read_new
from knowledge.clauses import Policy
from knowledge.versions import Change, Comparison, Fate, compare

FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
DAY = click.DateTime(["%Y-%m-%d"])
YES = click.option("--yes", is_flag=True, help="Do it without asking.")
MOST_CHARACTERS = 64


@click.command()
@FILE
@with_policy
def diff(file: Path, school: str, policy: str, config: Path) -> None:
    """Show what a document would change in a policy, clause by clause; nothing is kept."""
    room = PolicyRoom.enter(config, school, policy)
    with room.turn() as turn:
        old = room.in_use(turn)
        found = compare(old, read_new(room.new(file, old)))
        for line in (*_counted(found), *_changes(found), "", *_touched(found, turn)):
            click.echo(line)


@click.command("import")
@FILE
@with_policy
@with_person
@click.option("--version", "label", help="What the version is called; else the document's own.")
@click.option("--title", help="A new title; else it keeps the one it has.")
@click.option("--owner", help="Who looks after it; else the document's own.")
@click.option("--approved-on", type=DAY, help="The day; else the document's own.")
@click.option("--next-review", type=DAY, help="The day; else the document's own.")
@YES
@click.pass_context
def import_(context: click.Context, /, **_: object) -> None:
    """Bring a new version of a policy. It waits until the headteacher publishes it."""
    asked = context.params
    room = PolicyRoom.enter(asked["config"], asked["school"], asked["policy"])
    with room.turn(asked["person"]) as turn:
        policies.check_may_import(turn, is_trust_wide=room.file.is_trust_wide)
        old = room.in_use(turn)
        new = read_new(room.new(asked["file"], old, _given(asked)))
        found = compare(old, new)
        _show(found, turn)
    if not new.version or len(new.version) > MOST_CHARACTERS:
        raise click.ClickException("Say what this version is called, in a word: --version 5")
    if (warning := drastic(found)) and not asked["yes"]:
        click.confirm(f"{warning} Import it?", abort=True)
    with room.turn(asked["person"]) as turn:
        policies.bring(turn, _edition(room, asked["file"], new, turn), _first(room, old, turn))
        turn.uow.commit()
    click.echo(f"Version {new.version} is waiting. The headteacher can publish it.")


@click.command()
@with_policy
@with_person
@YES
def publish(school: str, policy: str, person: str, config: Path, yes: bool) -> None:  # noqa: FBT001 - click's way
    """Put the version that waits in use, in every process at once; the headteacher does it."""
    room = PolicyRoom.enter(config, school, policy)
    with room.turn(person) as turn:
        known = versions_of(turn, room.file.id)
        if known.waiting is None:
            raise policies.NotWaiting
        waiting = known.waiting
        found = compare(room.in_use(turn), policy_of(waiting, room.archive))
        _show(found, turn)
    if not yes:
        ask = f"{drastic(found)} Put version {waiting.version} in use?".strip()
        click.confirm(ask, abort=True)
    with room.turn(person) as turn:
        policies.publish(turn, waiting.public_id)
        turn.uow.commit()
    click.echo(f"Version {waiting.version} is in use now.")


@click.command()
@with_policy
@with_person
@YES
def rollback(school: str, policy: str, person: str, config: Path, yes: bool) -> None:  # noqa: FBT001 - click's way
    """Put the version before in use again; the headteacher does it."""
    room = PolicyRoom.enter(config, school, policy)
    with room.turn(person) as turn:
        known = versions_of(turn, room.file.id)
        live, before = known.live, known.before
        if live is None or before is None:
            raise policies.NothingBefore
    if not yes:
        click.confirm(f"Use version {before.version} again?", abort=True)
    with room.turn(person) as turn:
        policies.roll_back(turn, live.public_id)
        turn.uow.commit()
    click.echo(f"Version {before.version} is in use again.")


@click.command()
@with_policy
def history(school: str, policy: str, config: Path) -> None:
    """List the versions of a policy, and when each was in use."""
    room = PolicyRoom.enter(config, school, policy)
    with room.turn() as turn:
        lines = _history(versions_of(turn, room.file.id), turn)
        in_use = room.in_use(turn)
    first = f"{in_use.version or '-'}  in use, as app.yaml names it; no version was imported yet"
    click.echo("\n".join(lines or [first]))


@click.command()
@with_policy
@click.option("--version", "label", required=True, help="A version, as the history names it.")
@click.option("--clause", default="", help="One clause by its number; else all of them.")
def show(school: str, policy: str, config: Path, label: str, clause: str) -> None:
    """Show a version word for word, in use or not: what an old case rested on."""
    room = PolicyRoom.enter(config, school, policy)
    with room.turn() as turn:
        known = versions_of(turn, room.file.id)
        edition = known.called(label)
        if edition is None:
            names = ", ".join(dict.fromkeys(e.version for e in known.editions)) or "none yet"
            raise click.ClickException(f"There is no version {label!r}. There are: {names}.")
        found = clause_of_version(known, label, clause, room.archive) if clause else None
        whole = policy_of(edition, room.archive)
    if clause and found is None:
        raise click.ClickException(f"Version {label} has no clause {clause!r}.")
    for each in (found[1],) if found else whole.clauses:
        click.echo(f"{each.label}: {each.text}")


def _first(room: PolicyRoom, old: Policy, turn: Turn) -> Edition | None:
    """Keep what the settings name, and return it as what is in force; None once others were."""
    if versions_of(turn, room.file.id).live:
        return None
    edition = _edition(room, room.document.path, old, turn)
    return replace(edition, imported_by=None, published_at=turn.now)


def _edition(room: PolicyRoom, path: Path, read: Policy, turn: Turn) -> Edition:
    """Keep a document, and return it as a version that waits."""
    return Edition(
        school=turn.school.id,
        policy=room.file.id,
        version=read.version or "first",
        sha=room.archive.keep(path),
        suffix=path.suffix,
        title=read.title,
        owner=read.owner,
        approved_on=read.approved_on,
        next_review=read.next_review,
        imported_at=turn.now,
        imported_by=turn.person.id,
    )


def _given(asked: Mapping[str, Any]) -> Given:
    return Given(
        title=asked["title"],
        version=asked["label"],
        owner=asked["owner"],
        approved_on=_date(asked["approved_on"]),
        next_review=_date(asked["next_review"]),
    )


def _show(found: Comparison, turn: Turn) -> None:
    for line in (*_counted(found), *_touched(found, turn)):
        click.echo(line)


def _counted(found: Comparison) -> Iterator[str]:
    yield f"{found.old.title}: version {found.old.version} -> {found.new.version or 'the document'}"
    yield ", ".join(f"{name.lower()} {number}" for name, number in counts(found))


def _changes(found: Comparison) -> Iterator[str]:
    for change in found.different:
        yield ""
        yield heading(change)
        yield from _words(change)


def _words(change: Change) -> Iterator[str]:
    if change.old and (change.is_reworded or change.fate is Fate.GONE):
        yield f"  - {change.old.text}"
    if change.new and (change.is_reworded or change.fate is Fate.NEW):
        yield f"  + {change.new.text}"


def _touched(found: Comparison, turn: Turn) -> Iterator[str]:
    lines = touched(found, turn)
    yield "What this touches:" if lines else "No advice and no kept answer is touched."
    yield from (f"  - {line}" for line in lines)
    yield CASES


def _history(known: Versions, turn: Turn) -> Sequence[str]:
    return [line for each in known.editions if (line := _period(each, turn))]


def _period(edition: Edition, turn: Turn) -> str:
    if edition.is_waiting:
        return f"{edition.version}  waiting since {_day(edition.imported_at, turn)}"
    if edition.published_at is None:
        return ""
    began = _day(edition.published_at, turn) if edition.published_by else "the start"
    until = f"until {_day(edition.retired_at, turn)}" if edition.retired_at else "in use"
    by = turn.name_of(edition.published_by) if edition.published_by else "app.yaml"
    return f"{edition.version}  from {began}, {until}  ({by})"


def _day(at: datetime, turn: Turn) -> str:
    return at.astimezone(turn.zone).date().isoformat()


def _date(given: datetime | None) -> date | None:
    return given.date() if given else None
