"""What a new version of a policy touches: advice, kept answers, open cases."""

from collections.abc import Iterator

from bot.turn import Turn
from intents.advice_book import book
from knowledge.library import is_called
from knowledge.versions import Change, Comparison, Fate

CASES = "Reports and requests do not keep the number of a clause, so none of them is listed here."
MOST_CHARACTERS = 60


def touched(found: Comparison, turn: Turn) -> tuple[str, ...]:
    """Return a line for everything that rests on a clause which is not as it was."""
    return (*_advice(found, turn), *_answers(found, turn))


def _advice(found: Comparison, turn: Turn) -> Iterator[str]:
    """Yield the lines of advice whose clause the settings name (2.6)."""
    for line, cited in turn.school.advice.clauses.items():
        change = found.of_old(cited.number) if is_called(found.old, cited.policy) else None
        if change and change.fate is not Fate.UNCHANGED:
            words = _short(book().lines.get(line, "").replace("**", ""))
            yield f"Advice {line} ({words}) cites {cited.number}, {_became(change)}"


def _answers(found: Comparison, turn: Turn) -> Iterator[str]:
    """Yield the kept answers that explain such a clause."""
    for answer in turn.uow.questions.pinned(turn.school.id):
        change = found.of_old(answer.clause) if answer.clause else None
        if change and change.old and change.fate is not Fate.UNCHANGED:
            yield (
                f"The kept answer to '{_short(answer.question)}' explains {change.old.label}, "
                f"{_became(change)}"
            )


def _became(change: Change) -> str:
    if change.new is None:
        return "which is gone."
    if change.fate is Fate.MOVED:
        also = " in other words" if change.is_reworded else ""
        return f"which is now {change.new.label}{also}."
    return "which has other words now."


def _short(words: str) -> str:
    return words if len(words) <= MOST_CHARACTERS else f"{words[:MOST_CHARACTERS].rstrip()} ..."
