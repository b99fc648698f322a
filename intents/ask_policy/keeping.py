"""Questions about keeping a picture: the floor stands above whatever a clause says (rule 1).

"Should I take a pic of it for evidence?" is an ordinary question about nasty messages, and a crime
to say yes to where "it" is a sexual picture of a child. Which of the two, nobody can tell from the
words; so the answer to the second comes before the answer to the first.
"""

from functools import cache

from bot.conversation.cards import Card, Text
from bot.turn import Turn
from intents import advice
from intents.phrase_book import PhraseBook
from intents.spelling import read_words

GROUPS = {
    "IT": ["it", "this", "that", "them", "these", "those"],
    "KEEP": ["save|keep|copy|print|photograph|record|forward|store|download|screengrab"],
    "PICTURE": ["pic|pics|picture|pictures|photo|photos|image|images|copy|copies|video"],
    "SENT": ["message|messages|post|posts|chat|chats|text|texts|screen"],
}
PHRASES = (
    "evidence|proof",
    "screenshot~|screengrab~",
    "screen shot~|grab~",
    "KEEP IT",
    "PICTURE of|off IT|SENT",
    "KEEP PICTURE of",
)


def caution(question: str, turn: Turn) -> tuple[Card, ...]:
    """Return what comes before the answer: the one line that matters most, or nothing."""
    if not _book().occurs("keeping", _book().places(read_words(question))):
        return ()
    line = advice.text("M11", turn)
    words = f"{line.lead} {line.text}"
    return (Card("", (Text(words, "If it could be a sexual picture of someone under 18:"),)),)


@cache
def _book() -> PhraseBook:
    return PhraseBook({"keeping": PHRASES}, GROUPS, ())
