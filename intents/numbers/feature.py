"""Numbers: how many reports and requests there were, for those who may know (DOMAIN 8)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, TypeAlias

from bot.conversation.cards import Button, Buttons, Card, Note, Table
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.counting import FEW, HELD_BACK
from bot.domain.terms import Period, school_year_of, term_before, term_of
from bot.services.counts import Audience, counts
from bot.services.readership import (
    audience_for,
    may_have_governors_numbers,
    may_have_numbers,
)
from bot.turn import Turn
from intents.capability import Capability, Feature, Meaning
from intents.case_cards import at_each_school
from intents.numbers.rows import ALL_OF_THEM, BY_DAY, HOW_HIDDEN, Row, how_counted, rows
from intents.numbers.topics import Vocabulary

Which: TypeAlias = Literal["term", "last_term", "year"]
LABELS: dict[Which, str] = {"term": "This term", "last_term": "Last term", "year": "School year"}
# "Number for ..." is else how somebody asks whom to ring, so it is not left to likeness.
FOR_GOVERNORS = re.compile(
    r"(?:numbers|figures|stats|statistics) for (?:the |our )?govern(?:ors|ing body)",
    re.IGNORECASE,
)


class ShowNumbers(Intent):
    """Show how many reports and requests there were."""

    name = "show_numbers"
    which: Which = "term"
    audience: Audience | None = None


class Numbers:
    """Counts what the other capabilities file."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        self._words = Vocabulary.of(capabilities)

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        return Capability(
            name="numbers",
            summary="See how many reports and requests there were.",
            features=(Feature(ShowNumbers, self.show),),
            meanings=(
                Meaning("numbers", ShowNumbers(), "Show the numbers"),
                Meaning(
                    "for_governors",
                    ShowNumbers(audience=Audience.GOVERNORS),
                    "Show the governors' numbers",
                ),
            ),
            read=read,
            examples=EXAMPLES,
        )

    def show(self, wanted: ShowNumbers, turn: Turn) -> Reply:
        """Show the numbers of every school where the person may have them."""
        known = [here for here in at_each_school(turn) if may_have_numbers(here)]
        if not known:
            audience_for(turn, wanted.audience)
        return Reply(tuple(self._show(wanted, here) for here in known))

    def _show(self, wanted: ShowNumbers, turn: Turn) -> Card:
        audience = audience_for(turn, wanted.audience)
        period = _period(wanted.which, turn)
        found = tuple(rows(counts(turn, self._words.topics, period, audience), self._words))
        hidden = (HOW_HIDDEN,) if audience is Audience.GOVERNORS else ()
        notes = (*hidden, how_counted(turn, audience))
        ways = _ways(wanted, audience, turn)
        return _card(_title(turn.school.name, period, audience), found, notes, ways)


def read(text: str, _: Turn) -> Intent | None:
    """Recognise "numbers for governors"."""
    is_meant = FOR_GOVERNORS.search(text) is not None
    return ShowNumbers(audience=Audience.GOVERNORS) if is_meant else None


def _period(which: Which, turn: Turn) -> Period:
    """Return the days that are meant; where no term lies before this one, the school year."""
    calendar, year = turn.school.calendar, school_year_of(turn.today)
    match which:
        case "term":
            return term_of(calendar, turn.today)
        case "last_term":
            return term_before(calendar, turn.today) or year
        case "year":
            return year


def _ways(wanted: ShowNumbers, audience: Audience, turn: Turn) -> tuple[Button, ...]:
    """Return the other numbers that the person may ask for."""
    has_last = term_before(turn.school.calendar, turn.today) is not None
    others = [which for which in LABELS if which != wanted.which]
    shown = [which for which in others if which != "last_term" or has_last]
    ways = [Button(LABELS[which], wanted.model_copy(update={"which": which})) for which in shown]
    if audience is Audience.IN_CHARGE and may_have_governors_numbers(turn):
        governors = ShowNumbers(which=wanted.which, audience=Audience.GOVERNORS)
        ways.append(Button("As governors see it", governors))
    return tuple(ways)


def _title(school: str, period: Period, audience: Audience) -> str:
    for_whom = " (for governors)" if audience is Audience.GOVERNORS else ""
    return f"{school}, {period.name}{for_whom}"


def _card(title: str, found: Sequence[Row], notes: Sequence[str], ways: Sequence[Button]) -> Card:
    """Return numbers as one table, a total for each topic first; other zeros are left out."""
    topics = groupby(found, key=lambda row: row.topic)
    lines = [line for topic, those in topics for line in _lines(topic, tuple(those))]
    table = Table(("What", "Number"), tuple(lines))
    return Card(title, (table, *map(Note, notes), *((Buttons(tuple(ways)),) if ways else ())))


def _lines(topic: str, found: Sequence[Row]) -> Iterator[tuple[str, str]]:
    total, *others = found
    yield topic, total.number
    for part in _by_part(others):
        yield from part


def _by_part(found: Sequence[Row]) -> Iterator[Sequence[tuple[str, str]]]:
    """Return the lines of each part; a part of which nothing is shown is one line."""
    for part, group in groupby(found, key=lambda row: row.part):
        those = [row for row in group if row.number != "0"]
        if len(those) > 1 and all(row.number == HELD_BACK for row in those):
            yield [(part, HELD_BACK)]
        else:
            yield [(": ".join(filter(None, (part, row.cell))), row.number) for row in those]


EXAMPLES = (
    _card(
        "Oakfield Primary School, Autumn term 2026 (for governors)",
        (
            Row("Reports of cyberbullying", "Total", "", "31"),
            Row("Reports of cyberbullying", "Kind", "About a pupil", "26"),
            Row("Reports of cyberbullying", "Kind", "About an adult", FEW),
            Row("Reports of cyberbullying", "Kind", "Safeguarding, or about staff", FEW),
            Row("Requests for blocked sites", "Total", "", FEW),
        ),
        (HOW_HIDDEN, BY_DAY.format(ALL_OF_THEM)),
        (Button(LABELS["last_term"], ShowNumbers(which="last_term")),),
    ),
)
