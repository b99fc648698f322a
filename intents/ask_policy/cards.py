"""Answers as cards: the clause first, then what can be done from there."""

from collections.abc import Iterator, Sequence

from bot.conversation.cards import Alert, Block, Button, Buttons, Card, Divider, Note, Text
from bot.turn import Turn
from intents import advice
from intents.ask_policy.clauses import ROOM, around, clause_blocks, excerpt, name_of
from intents.ask_policy.finding import Finding
from intents.ask_policy.intents import AskPolicy, Helpful, NotIt, PassOn, ShowClause
from intents.ask_policy.topics import is_asking_how, start, topic_of
from intents.policy_owners import answerers
from intents.question_wording import in_full
from knowledge.clauses import Policy
from knowledge.library import Quoted

CARRIED = 300
MOST_NAMES = 2


def answer_card(found: Finding, asked: AskPolicy, turn: Turn) -> Card:
    """Show the clauses that answer, one below the other where there are several."""
    first = found.shown[0]
    title = name_of(first) if len(found.shown) == 1 else "These clauses answer that"
    lead = [] if found.sureness == "sure" else [Text(_unsure(first, turn))]
    missing = [Text(f"It does not say {found.missing}.")] if found.missing else []
    ways = (Buttons(_onward(found, asked, turn)), Buttons(_verdicts(asked, turn, first)))
    body = (*lead, *_clauses(found.shown, turn, ROOM), *missing, *(w for w in ways if w.buttons))
    return Card(title, body)


def others_card(found: Finding, asked: AskPolicy, turn: Turn) -> Card:
    """Show the clauses behind those that were shown at once."""
    ways = Buttons((_not_it(asked, turn), pass_on(asked, turn)))
    clauses = tuple(_named(found.others, turn))
    return Card("Other clauses that may help", (*clauses[1:], ways))


def around_card(quoted: Quoted, neighbours: Sequence[Quoted], turn: Turn) -> Card:
    """Show the clauses before and after one."""
    if not neighbours:
        return Card("It stands alone in its section")
    return Card(f"Next to {name_of(quoted)}", tuple(_named(neighbours, turn))[1:])


def disagreement_card(pair: tuple[Quoted, Quoted], asked: AskPolicy, turn: Turn) -> Card:
    """Show two clauses that say different things, and whom to ask; neither is preferred."""
    names = _names(pair[0].policy, turn) or "the headteacher"
    alert = Alert(f"Your two policies say different things. Ask {names}.")
    ways = Buttons((pass_on(asked, turn, pair[0]), _not_it(asked, turn)))
    return Card("Two policies, two answers", (alert, *tuple(_named(pair, turn))[1:], ways))


def not_covered_card(found: Finding, asked: AskPolicy, turn: Turn, *, is_noted: bool) -> Card:
    """Say plainly that the policies do not cover it, and who can be asked (G04)."""
    roles = " or ".join(role.label for role in turn.school.routing.policy_question)
    lines: list[Block] = [advice.text("G04", turn, owner_role=f"The {roles}")]
    if is_noted:
        lines.append(Note("I noted the question without your name, so the policies can improve."))
    nearest = asked.model_copy(update={**_carried(asked, turn), "closest": True})
    closest = (Button("Show the closest clause", nearest),) if found.shown else ()
    ways = Buttons((pass_on(asked, turn), *closest, *_elsewhere(asked, turn)))
    return Card("Not in the policies, as far as I can find", (*lines, ways))


def not_it_card(missed: NotIt, turn: Turn) -> Card:
    """Offer a person where the search did not help."""
    note = Note("You can also ask again in other words.")
    return Card("Sorry, that missed", (note, Buttons((pass_on(missed, turn),))))


def pass_on(asked: AskPolicy | NotIt, turn: Turn, about: Quoted | None = None) -> Button:
    """Return the button that asks a person: the owner of the policy, if it is about one."""
    names = _names(about.policy if about else None, turn)
    clause = about.clause.id if about else ""
    carried = _carried(asked, turn)
    if isinstance(asked, AskPolicy):
        carried["question"] = in_full(asked.question, asked.previous)[:CARRIED]
    return Button(f"Ask {names or 'a person'}", PassOn(**carried, clause=clause))


def _clauses(shown: Sequence[Quoted], turn: Turn, room: int) -> tuple[Block, ...]:
    """Return one clause under the title of the card, or several that share the room."""
    if len(shown) == 1:
        return clause_blocks(shown[0], turn, room)
    return tuple(_named(shown, turn, room // len(shown)))[1:]


def _named(clauses: Sequence[Quoted], turn: Turn, room: int | None = None) -> Iterator[Block]:
    """Yield clauses each behind a line and under its own name."""
    for quoted in clauses:
        yield Divider()
        yield Text(lead=name_of(quoted))
        yield from clause_blocks(quoted, turn, room)


def _onward(found: Finding, asked: AskPolicy, turn: Turn) -> tuple[Button, ...]:
    """Return the ways on from an answer: what can be done about it here, and more to read."""
    first, here = found.shown[0], _carried(asked, turn)["school"]
    # Who asks how to do it has the button above the clause already.
    is_above = is_asking_how(asked.question) and topic_of(asked.question)
    topic = "" if is_above else topic_of(asked.question, first.clause.heading)
    more = asked.model_copy(update={**_carried(asked, turn), "more": True, "closest": False})
    room = ROOM // len(found.shown)
    cut = [quoted for quoted in found.shown if not excerpt(quoted, room).is_whole]
    return (
        *((start(topic),) if topic else ()),
        *(Button(_whole(quoted, found), _show(quoted, here)) for quoted in cut),
        *((Button("Show more clauses", more),) if found.others else ()),
        *((_around(first, here),) if around(first) else ()),
    )


def _verdicts(asked: AskPolicy, turn: Turn, first: Quoted) -> tuple[Button, ...]:
    """Return what somebody can say about an answer, and whom else to ask."""
    return (
        Button("Helpful", Helpful()),
        _not_it(asked, turn),
        pass_on(asked, turn, first),
        *_elsewhere(asked, turn),
    )


def _whole(quoted: Quoted, found: Finding) -> str:
    is_one = len(found.shown) == 1
    return "Show the whole clause" if is_one else f"Show all of {quoted.clause.label}"


def _show(quoted: Quoted, school: str) -> ShowClause:
    return ShowClause(clause=quoted.clause.id, school=school)


def _around(quoted: Quoted, school: str) -> Button:
    wanted = ShowClause(clause=quoted.clause.id, part="around", school=school)
    return Button("Before and after it", wanted)


def _unsure(best: Quoted, turn: Turn) -> str:
    return advice.say("G05", turn, clause=f"{best.policy.title}, {best.clause.label}")


def _names(policy: Policy | None, turn: Turn) -> str:
    """Return who would be asked, "" where nobody is there or too many to name."""
    people = answerers(policy, turn)
    return turn.any_of(people) if len(people) <= MOST_NAMES else ""


def _not_it(asked: AskPolicy, turn: Turn) -> Button:
    return Button("Not what I asked", NotIt(**_carried(asked, turn)))


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
