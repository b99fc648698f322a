"""The steps with a case that need words or a choice, for whoever has it (DOMAIN 2.4, 4.2)."""

from typing import Annotated, TypeAlias

from pydantic import Field

from bot.domain.named import Part
from bot.domain.people import PersonId
from bot.forms.answers import Words
from bot.forms.choices import Choice
from bot.forms.form import Answers, Ask, Form
from intents.sorting import Category, HowSerious

Reason: TypeAlias = Annotated[Words, Field(min_length=5)]
SHORT = Field(min_length=2, max_length=80)


class CaseForm(Form):
    """A form about one case."""

    case: str
    revision: int = 0


class AddNote(CaseForm):
    """Add a note to this case."""

    name = "add_note"
    short = "Add a note"
    send = "Add"

    note: Annotated[
        Annotated[Words, Field(min_length=3)],
        Ask("Your note", "What was done, said or decided. Facts, no opinion.", long=True),
    ]


class HandOver(CaseForm):
    """Hand this case over."""

    name = "hand_over"
    short = "Hand it over"
    send = "Hand over"

    to: Annotated[PersonId, Ask("Who takes it?", "They get the whole case. It leaves your list.")]
    reason: Annotated[Reason, Ask("Why?", "It stays in the case's history.", long=True)]


class BringIn(CaseForm):
    """Bring somebody in on this case."""

    name = "bring_in"
    short = "Bring somebody in"
    send = "Bring in"

    person: Annotated[PersonId, Ask("Who should help?", "They get the whole case.")]
    reason: Annotated[Reason, Ask("Why do they need it?", long=True)]


class LinkCase(CaseForm):
    """Link this case to another."""

    name = "link_case"
    short = "Link to another case"
    send = "Link"

    other: Annotated[
        Annotated[Words, Field(min_length=8, max_length=32)],
        Ask("Which other case?", "For example CB-2026-0007."),
    ]


class Escalate(CaseForm):
    """Take this case further up."""

    name = "escalate_case"
    short = "Take it further up"
    send = "Take it further"

    reason: Annotated[Reason, Ask("Why does it need somebody else?", long=True)]


class Transfer(CaseForm):
    """Say that this case is in the child protection records now."""

    name = "transfer_case"
    short = "Moved to the records"
    send = "It is moved"

    cp_system_ref: Annotated[
        Annotated[Words, SHORT], Ask("Its reference there", "No names, only the number.")
    ]


class Reopen(CaseForm):
    """Open this case again."""

    name = "reopen_case"
    short = "Open it again"
    send = "Open again"

    reason: Annotated[Reason, Ask("What has changed?", long=True)]


class RecordInError(CaseForm):
    """Mark this case as recorded in error."""

    name = "record_in_error"
    short = "Recorded in error"
    send = "Mark it"

    reason: Annotated[
        Reason, Ask("What was the mistake?", "Everything in the case is kept.", long=True)
    ]


class Who(Choice):
    """What somebody is to a case."""

    TARGET = Part.TARGET.value, "The pupil or person targeted"
    ALLEGED = Part.ALLEGED.value, "Alleged to be doing it"
    OTHER = Part.OTHER.value, "Somebody else who is involved"
    ACCOUNT = Part.ACCOUNT.value, "An online account"


def is_somebody(answers: Answers) -> bool:
    """Tell whether a person is named, not an account."""
    return answers.get("part") != Who.ACCOUNT


class NamePerson(CaseForm):
    """Name somebody in this case."""

    name = "name_person"
    short = "Name somebody"
    send = "Add the name"

    part: Annotated[Who, Ask("Who is it?", steers=True)]
    full_name: Annotated[
        Annotated[Words, SHORT],
        Ask("Full name, or the name of the account", "Kept apart from the story."),
    ]
    year: Annotated[
        Annotated[Words, Field(max_length=80)] | None,
        Ask("Year or class", "For a member of staff, their post.", when=is_somebody),
    ] = None


class Triage(CaseForm):
    """Say what kind of case this is."""

    name = "triage_case"
    short = "Sort it"
    send = "Save"

    category: Annotated[Category, Ask("What is it, mainly?")]
    severity: Annotated[HowSerious, Ask("How serious is it?")]
