"""Answers as cards: the clause word for word, where it stands, and how old it is."""

from collections.abc import Sequence
from datetime import date

from bot.conversation.cards import (
    Alert,
    Block,
    Button,
    Buttons,
    Card,
    Divider,
    Items,
    Note,
    Quote,
    Text,
)
from bot.turn import Turn
from intents import advice
from intents.ask_policy.intents import AskPolicy, NotIt, PassOn
from knowledge.clauses import Policy
from knowledge.library import NotCovered, Quoted

CARRIED = 300


def answer_card(found: Sequence[Quoted], asked: AskPolicy, turn: Turn, *, is_sure: bool) -> Card:
    """Show the best clause, or the others where the person wants more."""
    if asked.more:
        return _others_card(found, asked, turn)
    first = found[0]
    lead: tuple[Block, ...] = () if is_sure else (Text(_unsure(first, turn)),)
    more = asked.model_copy(update={**_carried(asked, turn), "more": True})
    ways = (
        *((Button("Show more clauses", more),) if others(found) else ()),
        *(() if is_sure else (_pass_on(asked, turn),)),
        *_elsewhere(asked, turn),
        Button("Not what I meant", NotIt(**_carried(asked, turn))),
    )
    title = f"{first.policy.title}: {first.clause.label}"
    return Card(title, (*lead, *clause_blocks(first, turn), Buttons(ways)))


def others(found: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """Return the clauses behind the best one, without the items that stand below it already."""
    first, *rest = found
    shown = {item.id for item in first.items}
    return tuple(quoted for quoted in rest if quoted.clause.id not in shown)


def _others_card(found: Sequence[Quoted], asked: AskPolicy, turn: Turn) -> Card:
    blocks: list[Block] = []
    for quoted in others(found):
        lead = Text(lead=f"{quoted.policy.title}: {quoted.clause.label}")
        blocks += [Divider(), lead, *clause_blocks(quoted, turn)]
    ways = (_pass_on(asked, turn), Button("Not what I meant", NotIt(**_carried(asked, turn))))
    return Card("Other clauses that may help", (*blocks[1:], Buttons(ways)))


def not_covered_card(answer: NotCovered, asked: AskPolicy, turn: Turn) -> Card:
    """Say plainly that the policies do not cover it, and who can be asked (G04)."""
    roles = " or ".join(role.label for role in turn.school.routing.policy_question)
    lines = advice.text("G04", turn, owner_role=f"The {roles}")
    nearest = asked.model_copy(update={**_carried(asked, turn), "closest": True})
    closest = (Button("Show the closest clause", nearest),) if answer.nearest else ()
    ways = Buttons((_pass_on(asked, turn), *closest, *_elsewhere(asked, turn)))
    return Card("Not in the policies, as far as I can find", (lines, ways))


def clause_blocks(quoted: Quoted, turn: Turn) -> tuple[Block, ...]:
    """Return one clause, whole, with everything it opens, its source and its review date."""
    blocks: list[Block] = []
    if quoted.clause.stem:
        blocks.append(Text(quoted.clause.stem))
    blocks.append(Quote(quoted.clause.text))
    if quoted.items:
        blocks.append(Items(tuple(_item(item.text, item.conjunction) for item in quoted.items)))
    blocks.append(Note(source(quoted, turn)))
    if quoted.policy.is_overdue(turn.today) and quoted.policy.next_review:
        owner = quoted.policy.owner or "the headteacher"
        review = month(quoted.policy.next_review)
        blocks.append(Alert(advice.say("G06", turn, date=review, owner=owner)))
    return tuple(blocks)


def source(quoted: Quoted, turn: Turn) -> str:
    """Return policy, number, heading, version, review date and school, on one line."""
    policy, clause = quoted.policy, quoted.clause
    parts = [turn.school.name, _titled(policy), clause.label]
    if clause.heading:
        parts.append(clause.heading)
    parts.append(review_state(policy, turn.today))
    return " · ".join(parts)


def review_state(policy: Policy, today: date) -> str:
    """Return when the policy is or was due for review, in words."""
    if policy.next_review is None:
        return "No review date given"
    was = "Review was due" if policy.is_overdue(today) else "Next review"
    return f"{was} {month(policy.next_review)}"


def month(day: date) -> str:
    """Return a month as people write it: March 2027."""
    return f"{day:%B %Y}"


def _titled(policy: Policy) -> str:
    return f"{policy.title}, version {policy.version}" if policy.version else policy.title


def _item(text: str, conjunction: str) -> str:
    return f"{text} {conjunction}" if conjunction else text


def _unsure(best: Quoted, turn: Turn) -> str:
    return advice.say("G05", turn, clause=f"{best.policy.title}, {best.clause.label}")


def _pass_on(asked: AskPolicy | NotIt, turn: Turn) -> Button:
    return Button("Pass on the question", PassOn(**_carried(asked, turn)))


def _elsewhere(asked: AskPolicy, turn: Turn) -> tuple[Button, ...]:
    """Offer the other schools to somebody who works at several: their rules differ (rule 7)."""
    names = {s: turn.directory.school(s).name for s in turn.person.schools(turn.today)}
    question = asked.question[:CARRIED]
    return tuple(
        Button(f"Ask {name}", AskPolicy(question=question, school=school))
        for school, name in names.items()
        if school != turn.school.id
    )


def _carried(asked: AskPolicy | NotIt, turn: Turn) -> dict[str, str]:
    """Return as much of the question as a button has room for, and where it was asked."""
    here = str(turn.school.id) if len(turn.person.schools(turn.today)) > 1 else ""
    return {"question": asked.question[:CARRIED], "school": here}


def not_it_card(missed: NotIt, turn: Turn) -> Card:
    """Offer a person where the search did not help."""
    note = Note("You can also ask again in other words.")
    return Card("Sorry, that missed", (note, Buttons((_pass_on(missed, turn),))))
