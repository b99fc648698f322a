"""The cards of the policy library: what is in use, what waits, and what was in use before."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.conversation.cards import Block, Button, Buttons, Card, Note, Style, Table, Text
from bot.domain.days import far_day
from bot.domain.editions import Edition
from bot.services.policies import Versions, may_publish
from bot.turn import Turn
from intents.policy_library.intents import RollBackPolicy, ShowChanges, ShowVersions
from knowledge.clauses import Policy

HEADINGS = ("Policy", "Version", "Looked after by", "Next review")
ASK = 'To read one, ask in your own words: "Can I use my phone on a trip?"'
FILES = "New versions are imported on the command line: no file is taken in the chat."


def library_card(policies: Sequence[Policy], drafts: Sequence[Edition], turn: Turn) -> Card:
    """Show the policies of a school, and what waits to those who may see it."""
    rows = tuple(_row(policy, turn.today) for policy in policies)
    overdue = sum(policy.is_overdue(turn.today) for policy in policies)
    title = f"{turn.school.name}: {_counted(len(policies))}"
    if not rows:
        return Card(title, (Text("No policy can be read yet. Please ask IT to look at app.yaml."),))
    late = (Note(f"{_counted(overdue)} overdue for review."),) if overdue else ()
    return Card(title, (Table(HEADINGS, rows), *late, Note(ASK), *_waiting(drafts, turn)))


def versions_button(policies: Sequence[Policy], turn: Turn) -> tuple[Block, ...]:
    """Return a button for the versions of each policy that has more than one."""
    school = str(turn.school.id)
    ways = [Button(p.title, ShowVersions(policy=p.id, school=school)) for p in policies]
    return (Text(lead="Earlier versions"), Buttons(tuple(ways))) if ways else ()


def versions_card(policy: str, versions: Versions, turn: Turn) -> Card:
    """Show when each version of a policy was in use; the head may go back to the one before."""
    rows = tuple(_period(each, turn) for each in versions.editions if each.published_at)
    note = Note("Old versions stay readable, so that an old case can be looked up as it was then.")
    table = Table(("Version", "In use from", "Until", "Published by"), rows)
    ways = tuple(_back(versions, turn)) if may_publish(turn) else ()
    return Card(f"{policy}: versions", (table, note, *((Buttons(ways),) if ways else ())))


def waits_card(draft: Edition, turn: Turn) -> Card:
    """Tell that a version waits to be published."""
    return Card(
        f"{draft.title}: version {draft.version} is waiting",
        (
            Text(f"{_who(draft, turn)} It is not in use until the headteacher publishes it."),
            Buttons((_look(draft, turn),)),
        ),
    )


def in_use_card(edition: Edition, turn: Turn) -> Card:
    """Tell that a version is in use, and by whose decision."""
    by = edition.published_by
    name = f"{turn.name_of(by)} published it. " if by else ""
    return Card(
        f"{edition.title}: version {edition.version} is in use now",
        (
            Text(f"{name}Every answer comes from it at once. The version before stays readable."),
            Buttons((_versions(edition, turn),)),
        ),
    )


def _row(policy: Policy, today: date) -> tuple[str, ...]:
    review = far_day(policy.next_review) if policy.next_review else "no date given"
    late = ", overdue" if policy.is_overdue(today) else ""
    return (policy.title, policy.version or "-", policy.owner or "-", f"{review}{late}")


def _waiting(drafts: Sequence[Edition], turn: Turn) -> Iterator[Block]:
    """Yield each version that waits, and the way to what it changes."""
    for draft in drafts:
        yield Text(_who(draft, turn), f"{draft.title}: version {draft.version} is waiting.")
        yield Buttons((_look(draft, turn),))


def _period(edition: Edition, turn: Turn) -> tuple[str, ...]:
    by = turn.name_of(edition.published_by) if edition.published_by else "from the settings"
    since = _day(edition.published_at, turn) if edition.published_by else "the start"
    until = _day(edition.retired_at, turn) if edition.retired_at else "in use"
    return (edition.version or "-", since, until, by)


def _back(versions: Versions, turn: Turn) -> Iterator[Button]:
    live, before = versions.live, versions.before
    if live and before:
        means = RollBackPolicy(edition=live.public_id, school=str(turn.school.id))
        ask = f"Use version {before.version} again, in place of version {live.version}?"
        yield Button(f"Go back to version {before.version}", means, Style.DANGER, confirm=ask)


def _look(draft: Edition, turn: Turn) -> Button:
    means = ShowChanges(edition=draft.public_id, school=str(turn.school.id))
    return Button("See what changes", means, Style.PRIMARY)


def _versions(edition: Edition, turn: Turn) -> Button:
    return Button("Versions", ShowVersions(policy=edition.policy, school=str(turn.school.id)))


def _who(edition: Edition, turn: Turn) -> str:
    by = turn.name_of(edition.imported_by) if edition.imported_by else "The settings"
    return f"{by} imported it on {_day(edition.imported_at, turn)}."


def _day(at: datetime | None, turn: Turn) -> str:
    return far_day(at.astimezone(turn.zone).date()) if at else ""


def _counted(number: int) -> str:
    return "1 policy" if number == 1 else f"{number} policies"
