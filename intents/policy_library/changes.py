"""The card of a new version: what became of each clause, and what that touches."""

from collections.abc import Iterator, Sequence
from itertools import chain

from bot.conversation.cards import (
    Alert,
    Block,
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    Items,
    Note,
    Quote,
    Style,
    Text,
)
from bot.domain.editions import Edition
from bot.services.policies import may_publish
from bot.turn import Turn
from intents.policy_library.intents import PublishPolicy, ShowChanges
from intents.policy_library.touched import CASES
from knowledge.versions import Change, Comparison, Fate

AT_ONCE = 4
MOST_SWAPS = 6
WORDS: dict[Fate, str] = {
    Fate.UNCHANGED: "unchanged",
    Fate.REWORDED: "reworded",
    Fate.MOVED: "moved",
    Fate.NEW: "new",
    Fate.GONE: "gone",
}


def changes_card(
    draft: Edition, found: Comparison, touched: Sequence[str], first: int, turn: Turn
) -> Card:
    """Show what a version changes: the counts and what it touches first, then the clauses."""
    shown = found.different[first : first + AT_ONCE]
    clauses = tuple(chain.from_iterable(clause_blocks(each, found) for each in shown))
    opening = _opening(found, touched) if first == 0 else ()
    left = len(found.different) - first - len(shown)
    ways = tuple(_ways(draft, found, first + len(shown) if left else 0, turn))
    rest = (Note(f"{left} more clauses are not as they were."),) if left else ()
    title = f"{draft.title}: what version {draft.version} changes"
    return Card(title, (*opening, *clauses, *rest, *((Buttons(ways),) if ways else ())))


def clause_blocks(change: Change, found: Comparison) -> tuple[Block, ...]:
    """Return one clause, its old words and its new ones, whole."""
    blocks: list[Block] = [Divider(), Text(lead=heading(change))]
    if change.old and (change.fate is Fate.GONE or change.is_reworded):
        blocks.append(Quote(change.old.text, _source(found.old.version, change.old.label)))
    if change.new:
        blocks.append(Quote(change.new.text, _source(found.new.version, change.new.label)))
    if change.fate is Fate.REWORDED and (swaps := change.swaps()[:MOST_SWAPS]):
        blocks.append(Note("Words that changed: " + "; ".join(map(_swap, swaps))))
    return tuple(blocks)


def heading(change: Change) -> str:
    """Return what became of a clause in a few words: "4.2: reworded"."""
    if change.old and change.new and change.fate is Fate.MOVED:
        also = ", and reworded" if change.is_reworded else ""
        return f"{change.old.label} is now {change.new.label}{also}"
    clause = change.new or change.old
    return f"{clause.label}: {WORDS[change.fate]}" if clause else ""


def counts(found: Comparison) -> tuple[tuple[str, str], ...]:
    """Return how many clauses are unchanged, reworded, moved, new and gone."""
    return tuple((WORDS[fate].capitalize(), str(len(found.having(fate)))) for fate in Fate)


def drastic(found: Comparison) -> str:
    """Return the warning where less than half of a policy is left; else ""."""
    if not found.is_drastic:
        return ""
    return (
        f"Only {found.kept} of {found.had} clauses of the version in use can be found again. "
        "Is this the right document?"
    )


def _opening(found: Comparison, touched: Sequence[str]) -> tuple[Block, ...]:
    warning = drastic(found)
    return (
        *((Alert(warning),) if warning else ()),
        Facts(counts(found)),
        Text(lead="What this touches" if touched else "No advice and no kept answer is touched."),
        *((Items(tuple(touched)),) if touched else ()),
        Note(CASES),
    )


def _ways(draft: Edition, found: Comparison, following: int, turn: Turn) -> Iterator[Button]:
    school = str(turn.school.id)
    if following:
        more = ShowChanges(edition=draft.public_id, first=following, school=school)
        yield Button("Show more changes", more)
    if may_publish(turn):
        means = PublishPolicy(edition=draft.public_id, school=school)
        ask = f"{drastic(found)} Put version {draft.version} in use now? Every answer comes from it"
        yield Button("Publish", means, Style.PRIMARY, confirm=f"{ask} at once.".strip())


def _source(version: str, label: str) -> str:
    return f"version {version}, {label}" if version else label


def _swap(words: tuple[str, str]) -> str:
    before, after = words
    if not before:
        return f"'{after}' was added"
    return f"'{before}' became '{after}'" if after else f"'{before}' was taken out"
