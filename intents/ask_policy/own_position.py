"""Questions about somebody's own job or rights: the clause is shown, and advice is for others."""

from functools import cache

from bot.conversation.cards import Card
from bot.turn import Turn
from intents import advice
from intents.phrase_book import PhraseBook
from intents.spelling import read_words

PHRASES = (
    "legal|hr|medical|employment advice",
    "solicitor~|lawyer~|tribunal~|grievance~",
    "my legal|employment rights|position",
    "my rights",
    "i sue|sued",
    "lose|losing|lost my job",
    "i be|get sacked|dismissed|disciplined|fired",
)


def whom_to_ask(question: str, turn: Turn) -> tuple[Card, ...]:
    """Return who gives advice on somebody's own position (G07), or nothing."""
    if not _book().occurs("own", _book().places(read_words(question))):
        return ()
    return (Card("", (advice.text("G07", turn),)),)


@cache
def _book() -> PhraseBook:
    return PhraseBook({"own": PHRASES}, {}, ())
