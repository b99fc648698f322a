"""Words of a text: bounded, casefolded, stemmed; UK spelling is kept as it is written."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

MAX_CHARACTERS = 300  # of a question (RELIABILITY A18)
MAX_WORDS = 40

STOP_WORDS = frozenset(
    str.split("""
    a about after again all also am an and any are arent as at be because been before being both
    but by can cannot cant could couldnt d did didnt do does doesnt doing done dont e each either
    else em etc even ever every few for from get gets getting go goes going gonna got had has have
    havent having he hello her here hers hey hi him his how i id if ill im in into is isnt it its
    ive just know let lets like ll m made make makes many may maybe me might mine more most much
    must my need needs no not now of off ok okay on once one ones only or other our ours out over
    please pls plz put r re really s same say says shall she should shouldnt so some someone
    something somebody still such t thanks than that thats the their theirs them then there these
    they theyre theyve thing things this those through to too u under until up upon us use used
    using ve very want wants was we were weve what whats when where whether which while who whom
    whos whose why will with within without wont would wouldnt x ya yes you your youre yours
    """)
)

# Words of asking rather than of the matter asked about: they count, but little.
WEAK_WORDS = frozenset(
    str.split("""
    allow allowed anyone anything bit everyone everything find give happen happened happens keep
    look mean means people person policies policy rule rules school schools sort take think time
    way work
    """)
)

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")  # no nested repeats: linear time (A18)
_APOSTROPHES = re.compile(r"['\u2019]")


def shorten(text: str) -> str:
    """Return as much of a question as is ever read: compatible characters, at most 300."""
    return unicodedata.normalize("NFKC", text[:MAX_CHARACTERS])[:MAX_CHARACTERS]


def split_words(text: str) -> list[str]:
    """Return the words of a text in lower case, without possessives and apostrophes."""
    return [_without_apostrophe(match) for match in _WORD.findall(text.casefold())]


def _without_apostrophe(word: str) -> str:
    parts = _APOSTROPHES.split(word)
    if len(parts) > 1 and parts[-1] == "s":
        parts = parts[:-1]
    return "".join(parts)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of one word ("bullying" and "bullied" are one)."""
    # A stemmer keeps the word it works on, so each call has its own: questions come in threads.
    return str(snowballstemmer.stemmer("english").stemWord(word))


def stem_all(text: str) -> list[str]:
    """Return the stems of all words of a text, stop words included, in order."""
    return [stem(word) for word in split_words(text)]
