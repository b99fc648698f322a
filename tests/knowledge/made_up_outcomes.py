"""Made-up outcomes of a search, whose clauses have names of one letter."""

from knowledge.evaluation.measure import Outcome
from knowledge.evaluation.questions import Asked


def outcome(  # noqa: PLR0913 - each test varies one of them
    *parts: str,
    found: str = "",
    confidence: float = 0.5,
    was_answered: bool = True,
    style: str = "plain",
    school: str = "s",
    kind: str = "far",
) -> Outcome:
    """Return what came of a question whose answer has these parts; without any it has none."""
    groups = tuple(frozenset(part) for part in parts)
    gold = frozenset[str]().union(*groups)
    asked = Asked("q", school, "?", "", style, "answerable" if parts else kind, groups, gold)
    return Outcome(asked, tuple(found), confidence, was_answered)
