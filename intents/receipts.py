"""Receipts: the lines that tell a reporter where a report went and what to do now.

The names in them are those who really have it; whoever the report is about is never named (rule 5).
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime

from bot.conversation.cards import Alert, Block, Facts, Text
from bot.domain.cases import Case
from bot.domain.concerns import Kind
from bot.domain.people import PersonId, Role
from bot.domain.routing import Recipient
from bot.services.access import kept_off, kind_of
from bot.services.reports import in_a_row, moment, sent_to, who_has_it
from bot.turn import Turn
from intents import advice

ALERTS = frozenset({"M01", "M11", "M33", "M35", "M36", "W1"})
OUTSIDE: Mapping[str, str] = {
    "lado": "Council's officer for worries about adults (LADO)",
    "la_front_door": "Council's children's services",
    "la_out_of_hours": "Out of hours",
}
NO_CONTACTS = "The council's website has the number of its children's services."
ALSO_OUTSIDE = "You can also ring somebody outside the school:"
ONLY_OUTSIDE = "Nobody in school can be given this here. Please ring one of these now."


def block(line: str, turn: Turn, about: Collection[PersonId], **values: str) -> Block:
    """Return a line of advice as it looks: what must not be overlooked stands out."""
    show: Callable[..., Block] = advice.alert if line in ALERTS else advice.text
    return show(line, turn, about, **values)


def receipt_lines(case: Case, turn: Turn) -> tuple[Block, ...]:
    """Return what the reporter reads: where it went, what to do, what to expect (M40, M42)."""
    # Whoever reports a website is told what came of it (3.5).
    expect = () if kind_of(case) is Kind.WEB else ("M42",)
    lines = ("M40", *case.words("lines"), *expect)
    said = (part for line in lines for part in _with_clause(line, case, turn))
    return (*said, *outside(case, turn))


def outside(case: Case, turn: Turn) -> tuple[Block, ...]:
    """Return contacts outside the school, where conflicts leave one person or nobody (2.5)."""
    names = case.words("outside")
    if not names:
        return ()
    given = {name: str(contact) for name, contact in turn.school.contacts.filled()}
    pairs = tuple((OUTSIDE[name], given[name]) for name in names if name in given)
    numbers: Block = Facts(pairs) if pairs else Text(NO_CONTACTS)
    return (Text(ALSO_OUTSIDE) if sent_to(case) else Alert(ONLY_OUTSIDE), numbers)


def lead_name(turn: Turn, about: Collection[PersonId]) -> str:
    """Return the safeguarding lead, or whoever stands in for one it is about."""
    fit = (p.name for p in turn.holders(*advice.CHAINS["dsl_name"]) if p.id not in about)
    return next(fit, "your safeguarding lead")


def _with_clause(line: str, case: Case, turn: Turn) -> tuple[Block, ...]:
    """Return a line, and below it the school's own clause where it has one (2.6)."""
    said = block(line, turn, kept_off(case), **_values(line, case, turn))
    return (said, *advice.cited(line, turn))


def _values(line: str, case: Case, turn: Turn) -> Mapping[str, str]:
    """Return what stands in a line's braces: those who were told, before anybody else.

    Where nobody was told, the sentences that say so are left out.
    """
    sent, due = sent_to(case), case.text("due")
    head = Role.CHAIR_OF_GOVERNORS if kind_of(case) is Kind.ALG_HT else Role.HEADTEACHER
    everybody = in_a_row(turn.name_of(each.person) for each in sent)
    values = {
        "ref": case.ref,
        "time": f"{case.reported_at.astimezone(turn.zone):%H:%M}",
        "roles": who_has_it(sent, turn),
        "due": moment(datetime.fromisoformat(due), turn) if sent and due else "",
        # M26 says "only ... will see it", so it names everybody who does.
        "headteacher_name": everybody if line == "M26" else _holding(head, sent, turn),
        "senior_name": _holding(head, sent, turn),
        "dsl_name": _holding(Role.DSL, sent, turn),
        "chair_name": _holding(Role.CHAIR_OF_GOVERNORS, sent, turn),
        "flags": ", ".join(case.words("police")) or "a possible crime",
        "alternative_role": in_a_row(f"the {each.role.label}" for each in sent),
    }
    return {name: value for name, value in values.items() if value}


def _holding(post: Role, sent: Iterable[Recipient], turn: Turn) -> str:
    return in_a_row(turn.name_of(each.person) for each in sent if each.post is post)
