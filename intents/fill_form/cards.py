"""The cards of a form that is filled in by chat."""

from bot.conversation.cards import Alert, Block, Buttons, Card, Facts, Note, Text
from bot.forms.form import Asked, Kind
from bot.forms.interview import Interview


def begin_card(
    interview: Interview, asked: Asked, advice: tuple[Block, ...], ways: Buttons
) -> Card:
    """Offer the two ways to fill in a form, and read back what is known already."""
    said = interview.said(asked)
    known: tuple[Block, ...] = (Text("I have this already:"), Facts(said)) if said else ()
    return Card(interview.form.title(), (*advice, *known, ways))


def question_card(
    interview: Interview, complaint: str, advice: tuple[Block, ...], buttons: Buttons | None
) -> Card:
    """Ask the next question, after saying what was wrong with the last answer."""
    question = interview.question
    if question is None:
        return Card(interview.form.title())
    blocks: list[Block] = [*advice]
    if complaint:
        blocks.append(Alert(complaint))
    if question.ask.hint:
        blocks.append(Text(question.ask.hint))
    if question.kind is Kind.CHOICES:
        blocks.append(Note("You can choose several: type them with commas between."))
    blocks.append(Note(f"Question {interview.progress}"))
    return Card(question.ask.prompt, (*blocks, *((buttons,) if buttons else ())))


def review_card(
    interview: Interview, asked: Asked, advice: tuple[Block, ...], ending: Buttons
) -> Card:
    """Read the answers back before anything is sent."""
    return Card("Ready to send?", (*advice, Facts(interview.said(asked)), ending))
