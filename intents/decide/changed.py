"""A step on a request that changed meanwhile: nothing of what was typed is lost."""

from bot.conversation.cards import Block, Button, Buttons, Card, Quote, Style, Text
from bot.domain.cases import Case
from bot.errors import Changed
from bot.forms.form import Form
from intents.buttons import Open

# Slack takes 2,000 characters on a button, and the case is on it too.
CARRIED = 1_000


def changed_card(form: Form, case: Case) -> Card:
    """Return what was typed, with a button that opens the form with it for the request as it is."""
    asked_for = [question.name for question in form.questions()]
    typed = {name: str(v) for name in asked_for if (v := getattr(form, name)) is not None}
    kept = {name: words for name, words in typed.items() if len(words) <= CARRIED}
    carried = {**form.carried(form.model_dump(mode="json")), **kept}
    carried |= {"revision": str(case.revision)}
    said = {name: str(value) for name, value in carried.items()}
    quotes = (Quote(words, "what you typed, not sent yet") for words in typed.values())
    again = Button(form.short, Open(form=form.name, carried=said), Style.PRIMARY)
    body: tuple[Block, ...] = (
        Text("Here is the new one. To send what you typed all the same, press below."),
        *quotes,
        Buttons((again,)),
    )
    return Card(str(Changed()).partition(". ")[0] + ".", body)
