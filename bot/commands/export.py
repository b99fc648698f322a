"""The filter register and the numbers as files, for those who may have them.

Whoever can run this can read the database anyway. It keeps to what the person who is named may
have, and writes down that they had it.
"""

from datetime import date, datetime
from pathlib import Path

import click

from adapters.export import sealed
from adapters.export.spreadsheet import Sheet
from bot.commands.orders import Made, Order, with_order
from bot.domain.people import Role
from bot.domain.terms import Period, between, school_year, school_year_of, term_of
from bot.services.counts import Audience, counts
from bot.services.readership import audience_for, check_may_export
from bot.services.registers import HEADINGS, filter_register
from bot.turn import Turn
from intents.catalogue import capabilities
from intents.numbers.rows import HEADINGS as NUMBER_HEADINGS
from intents.numbers.rows import HOW_HIDDEN, how_counted, rows
from intents.numbers.topics import Vocabulary
from knowledge.library import Library

FIRST_YEAR, LAST_YEAR = 2000, 2100
WHOLE = (
    "Governors' numbers are for a whole term or a school year: small numbers could be worked out "
    "from two files that overlap. Leave out --from and --until, or use --for head."
)
YEAR = click.option(
    "--year",
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    help="The school year that begins in that September; else this one.",
)
DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def export() -> None:
    """Write the filter register or the numbers to a file that only you can read.

    What somebody may have follows from their role, and each export is written down.
    """


@export.command(short_help="Every blocked-site request and block of a year.")
@with_order
@YEAR
@click.pass_context
def register(context: click.Context, /, year: int | None, **_: object) -> None:
    """Write every request for a blocked site, and every block, of a school year.

    For the yearly filter review: who asked, when, why, until when, and who decided.
    """

    def make(turn: Turn) -> Made:
        period = school_year(year) if year else school_year_of(turn.today)
        found = filter_register(turn, _vocabulary().of_filter(), period)
        about = (*_about("Filter register", period, turn), _by_name(turn))
        return Made(Sheet(about, HEADINGS, found), f"filter register, {period.name}")

    Order.of(context).carry_out(make)


@export.command(short_help="How many reports and requests there were.")
@with_order
@YEAR
@click.option("--term", is_flag=True, help="This term, and not the school year.")
@click.option("--from", "first", type=DAY, help="A first day, with --until.")
@click.option("--until", "last", type=DAY, help="A last day, with --from.")
@click.option(
    "--for",
    "audience",
    type=click.Choice([each.value for each in Audience]),
    help="head: every number; governors: small numbers hidden. Else what the role has.",
)
@click.pass_context
def numbers(context: click.Context, /, audience: str | None, **_: object) -> None:
    """Write how many reports and requests there were: no names and no stories."""

    def make(turn: Turn) -> Made:
        whom = audience_for(turn, Audience(audience) if audience else None)
        check_may_export(turn)
        period, words = _period(context, whom, turn), _vocabulary()
        found = rows(counts(turn, words.topics, period, whom), words)
        about = (*_about("Online safety numbers", period, turn), *_for_whom(whom, turn))
        sheet = Sheet(about, NUMBER_HEADINGS, tuple(row.cells for row in found))
        return Made(sheet, f"numbers for {whom.value}, {period.name}")

    Order.of(context).carry_out(make)


@export.command(short_help="Check that a file is as it was made.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path) -> None:
    """Check that a file is as it was when it was made."""
    try:
        manifest = sealed.read_manifest(file)
    except sealed.NotSealed as fault:
        raise click.ClickException(
            f"There is no manifest beside {file.name}. Keep {sealed.manifest_of(file).name} with "
            "it, or make the export again."
        ) from fault
    if not sealed.is_unchanged(file, manifest):
        raise click.ClickException(
            f"{file.name} was changed after it was made. Don't rely on it: make the export again."
        )
    click.echo(f"{file.name} is as it was made. {manifest.line()}")


def _vocabulary() -> Vocabulary:
    return Vocabulary.of(capabilities(Library({})))


def _period(context: click.Context, whom: Audience, turn: Turn) -> Period:
    first, last = (_day(context.params[name]) for name in ("first", "last"))
    if first or last:
        if whom is Audience.GOVERNORS:
            raise click.ClickException(WHOLE)
        if not (first and last and first <= last):
            raise click.ClickException("Give both days: --from the earlier, --until the later.")
        return between(first, last)
    if context.params["term"]:
        return term_of(turn.school.calendar, turn.today)
    year = context.params["year"]
    return school_year(year) if year else school_year_of(turn.today)


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _about(what: str, period: Period, turn: Turn) -> tuple[tuple[str, str], ...]:
    days = f"{period.days.first} to {period.days.last}"
    return (
        ("What", what),
        ("School", turn.school.name),
        ("Period", f"{period.name}, {days}"),
        ("Produced at", f"{turn.now.astimezone(turn.zone):%Y-%m-%d %H:%M}"),
    )


def _for_whom(whom: Audience, turn: Turn) -> tuple[tuple[str, str], ...]:
    """Say for whom the numbers are; the governors' copy names nobody, not even who made it."""
    counted = ("How counted", how_counted(turn, whom))
    if whom is Audience.IN_CHARGE:
        return (("Prepared for", _post(turn)), _by_name(turn), counted)
    return (
        ("Prepared for", "governors"),
        ("Produced by", _post(turn)),
        counted,
        ("What is hidden", HOW_HIDDEN),
    )


def _by_name(turn: Turn) -> tuple[str, str]:
    return ("Produced by", f"{turn.person.name}, {_post(turn)}")


def _post(turn: Turn) -> str:
    """Return the first of the person's posts."""
    posts = [role.label for role in Role if role in turn.roles and role is not Role.STAFF]
    return next(iter(posts), Role.STAFF.label)
