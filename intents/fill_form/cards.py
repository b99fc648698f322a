"""The cards of a form that is filled in by chat."""

from collections.abc import Sequence

from bot.conversation.cards import Alert, Block, Button, Buttons, Card, Facts, Note, Style, Text
from bot.domain.people import PersonId
from bot.forms.form import Asked, Form, Kind, Question
from bot.forms.interview import Interview
from bot.services.reports import without_links
from bot.turn import Turn
from intents.buttons import Begin, Open
from intents.fill_form.asking import asked
from intents.fill_form.drafts import HalfDone, carried_by
from intents.fill_form.intents import Answer, Back, Cancel, Send, Skip, Start, StartAfresh, Tick

MOST_BUTTONS = 12
# What still fits on a button: Slack takes 2,000 characters (PLATFORMS 1).
CARRIED = 1_200
SENT_BEFORE = 'What you sent before is still there: say "my cases" to see or withdraw it.'
NOTHING_TO_STOP = Card("There was nothing to stop.", (Note(SENT_BEFORE),))


def begin_card(
    interview: Interview, advice: tuple[Block, ...], turn: Turn, since: str = ""
) -> Card:
    """Offer the two ways to fill in a form, and read back what is known already.

    `since` says when the person left it half filled in.
    """
    form, said = interview.form, _read_back(interview, asked(turn))
    known: tuple[Block, ...] = (Text("I have this already:"), Facts(said)) if said else ()
    carried = carried_by(form, interview.answers, turn)
    ways = [
        Button("Open the form", Open(form=form.name, carried=carried), Style.PRIMARY),
        Button("Answer here", Start(form=form.name, carried=carried)),
    ]
    if since:
        ways.append(Button("Start again", StartAfresh(form=form.name, carried=carried)))
    ways.append(Button("Cancel", Cancel(form=form.name)))
    title = f"Finish this? {form.title()} ({since})" if since else form.title()
    return Card(title, (*advice, *known, Buttons(tuple(ways))))


def unfinished_card(
    half: HalfDone,
    afresh: StartAfresh,
    wanted: type[Form],
    turn: Turn,
    advice: tuple[Block, ...] = (),
) -> Card:
    """Say what is not finished, before something else takes its place.

    `advice` is what the new words call for, whichever of the two goes on.
    """
    text = Text("Nothing of it has been sent. I can keep only one unfinished form.")
    finish = Open(form=half.form.name, carried=half.carried(turn))
    again = f"Drop it, and: {wanted.short}"
    buttons = Buttons((Button("Finish it", finish, Style.PRIMARY), Button(again, afresh)))
    return Card(
        f"Finish this first? {half.form.title()} ({half.since(turn)})", (*advice, text, buttons)
    )


def which_school_card(begin: Begin, turn: Turn) -> Card:
    """Ask somebody who works at several schools which one it is about (DOMAIN 6.9)."""
    schools = [turn.directory.school(school) for school in turn.person.schools(turn.today)]
    text = begin.text[:CARRIED]
    buttons = tuple(
        Button(school.name, begin.model_copy(update={"school": str(school.id), "text": text}))
        for school in schools
    )
    return Card("Which school is it about?", (Buttons(buttons),))


def resumed_card(half: HalfDone, turn: Turn) -> Card:
    """Say that a dialog holds what was answered before."""
    since = half.since(turn)
    note = f'This is what you had at {since}. To start again, say "cancel" in our chat first.'
    return Card(half.form.title(), (Note(note),))


def question_card(
    interview: Interview, complaint: str, advice: tuple[Block, ...], chosen: Sequence[str] = ()
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
        blocks.append(Note("You can choose several, or type them with commas between."))
    blocks.append(Note(f"Question {interview.progress}"))
    return Card(question.ask.prompt, (*blocks, _answer_buttons(interview, question, chosen)))


def review_card(interview: Interview, asked: Asked, advice: tuple[Block, ...]) -> Card:
    """Read the answers back before anything is sent."""
    form = interview.form.name
    ending = Buttons(
        (
            Button(interview.form.send, Send(form=form), Style.PRIMARY),
            Button("Back", Back(form=form)),
            Button("Cancel", Cancel(form=form), Style.DANGER),
        )
    )
    return Card("Ready to send?", (*advice, Facts(_read_back(interview, asked)), ending))


def stopped_card(must_hear: Sequence[PersonId], turn: Turn) -> Card:
    """Say truthfully that nothing was sent, and to whom to speak where somebody may be at risk."""
    if not must_hear:
        return Card("Stopped. Nothing was sent.")
    names = turn.any_of(must_hear)
    ask = f"If anyone may be at risk, speak to {names} in person now. In danger call 999."
    return Card("Stopped. Nothing was sent.", (Alert(ask),))


def _read_back(interview: Interview, asked: Asked) -> tuple[tuple[str, str], ...]:
    """Return what was answered, with no address that a chat could make a link (rule 10)."""
    return tuple((label, without_links(answer)) for label, answer in interview.said(asked))


def _answer_buttons(interview: Interview, question: Question, chosen: Sequence[str]) -> Buttons:
    """Return a button for each choice, and for what else can be done with a question."""
    form = interview.form.name
    few = question.choices if len(question.choices) <= MOST_BUTTONS else ()
    if question.kind is Kind.CHOICES:
        named = _ticks(form, question, chosen)
    else:
        named = [
            Button(label, Answer(text=v, question=question.name, form=form)) for v, label in few
        ]
    if not question.required:
        named.append(Button("Skip", Skip(form=form, question=question.name)))
    if interview.before:
        named.append(Button("Back", Back(form=form)))
    return Buttons((*named, Button("Cancel", Cancel(form=form))))


def _ticks(form: str, question: Question, chosen: Sequence[str]) -> list[Button]:
    """Return a button to tick each choice; each carries every tick, so that none is forgotten."""
    buttons = []
    for value, label in question.choices:
        others = tuple(each for each in chosen if each != value)
        ticked = others if value in chosen else (*chosen, value)
        shown = f"{label} (chosen)" if value in chosen else label
        buttons.append(Button(shown, Tick(form=form, question=question.name, chosen=ticked)))
    if chosen:
        done = Answer(text=", ".join(chosen), question=question.name, form=form)
        buttons.append(Button("That's all", done, Style.PRIMARY))
    return buttons
