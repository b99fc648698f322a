"""What a question or a clause has to do with what can be done here: a report, a blocked site."""

from functools import cache

from bot.conversation.cards import Button, Buttons, Card, Style, Text
from intents.buttons import Begin
from intents.phrase_book import PhraseBook
from intents.spelling import read_words

GROUPS = {
    "SITE": ["site|sites|website|websites|app|apps|page|pages"],
    "BULLY": ["bully|bullies|bullied|bullying|cyberbully|cyberbullying|cyberbullied"],
    "BAD": ["bad|unsuitable|inappropriate|harmful|nasty|dodgy|wrong"],
    "ASK": ["report|reports|reporting|log|flag|tell"],
    "WANT": ["ask|request|apply|get|have|unblock|unblocked"],
}
# The first that fits; a blocked site is not a bad one.
LISTS = {
    "request_unblock": ("unblock~", "blocked SITE", "SITE blocked|unblocked", "blocked & SITE"),
    "report_cyberbullying": ("BULLY",),
    "report_website": ("ASK & SITE", "BAD SITE", "SITE & BAD"),
}
LABELS = {
    "request_unblock": "Ask for a blocked site",
    "report_cyberbullying": "Report cyberbullying",
    "report_website": "Report a website",
}
# "How do I report bullying?" asks for the button, not for a rule.
HOW = (
    "how|where do|can|should|would|must i|we|you|staff|teachers ASK|WANT",
    "how|where to ASK|WANT",
    "way to ASK|WANT",
    "want|need to ASK|WANT",
)


def topic_of(*texts: str) -> str:
    """Return the form that belongs to the first text that speaks of one; "" where none does."""
    return next((topic for text in texts if (topic := _topic(text))), "")


def is_asking_how(question: str) -> bool:
    """Tell whether somebody asks how to do what can be done here."""
    return _book().occurs("how", _book().places(read_words(question)))


def start(topic: str, *, is_first: bool = False) -> Button:
    """Return the button that starts a form."""
    return Button(LABELS[topic], Begin(form=topic), Style.PRIMARY if is_first else Style.PLAIN)


def button_first(topic: str) -> Card:
    """Return the button that somebody asked the way to; what the policy says comes below."""
    ways = Buttons((start(topic, is_first=True),))
    return Card("You can do that here", (Text("What the policies say comes below."), ways))


def _topic(text: str) -> str:
    places = _book().places(read_words(text))
    return next((topic for topic in LISTS if _book().occurs(topic, places)), "")


@cache
def _book() -> PhraseBook:
    return PhraseBook({**LISTS, "how": HOW}, GROUPS, ())
