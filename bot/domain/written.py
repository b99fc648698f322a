"""Where people write freely in a case: names become tokens there, and words go (6.3, 6.4)."""

from collections.abc import Iterable, Mapping

from bot.domain.cases import Details, Json
from bot.domain.named import Named, with_tokens

# Where people write freely, and so where a name can stand.
STORY = frozenset(
    {
        "what_happened",
        "seen_what",
        "pupils",
        "more",
        "notes",
        "added",
        "words",
        "location_of_post",
        "evidence_pointer",
        "platform_report_ref",
    }
)
# What was decided, and why, stays when the story goes; a name in it is a token all the same.
WRITTEN = STORY | {
    "ending",
    "reason",
    "police_reason",
    "closing_reason",
    "open_reason",
    "device",
}


def forgotten(details: Details) -> dict[str, Json]:
    """Return details without a word that somebody wrote freely: the stub (DOMAIN 6.4)."""
    kept = {name: value for name, value in details.items() if name not in STORY}
    return {**kept, "is_stub": True}


def tokenised(details: Details, people: Iterable[Named]) -> dict[str, Json]:
    """Return details in which no name of these people is left where people write freely."""
    known = tuple(people)
    return {
        name: _tokenised(value, known) if name in WRITTEN else value
        for name, value in details.items()
    }


def _tokenised(value: Json, people: tuple[Named, ...]) -> Json:
    if isinstance(value, str):
        return with_tokens(value, people)
    if isinstance(value, list):
        return [_tokenised(each, people) for each in value]
    return tokenised(value, people) if isinstance(value, Mapping) else value
