"""Languages: whether a message is in English, the only one that the assistant reads."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

WORD = re.compile(r"[^\W\d_]+")
LONGEST = 2_000
A_FEW = 2


def is_english(text: str) -> bool:
    """Tell whether a message may be English; what is too short to tell is taken for it."""
    words = WORD.findall(text[:LONGEST].casefold().replace("'", "").replace("\u2019", ""))
    letters = "".join(words)
    if sum("LATIN" not in unicodedata.name(each, "") for each in letters) * 2 > len(letters):
        return False
    book = _book()
    others = sum(word in book["other"] for word in words)
    return others < A_FEW or others <= sum(word in book["english"] for word in words)


@cache
def _book() -> Mapping[str, frozenset[str]]:
    source = files("intents").joinpath("languages.yaml").read_text(encoding="utf-8")
    lists: Mapping[str, Sequence[str]] = yaml.safe_load(source)
    return {
        name: frozenset(word for line in lines for word in line.split())
        for name, lines in lists.items()
    }
