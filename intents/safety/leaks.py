"""A person talked about where others read: the poster is asked, the lead told, nothing repeated."""

from bot.conversation.cards import Button, Buttons, Card, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.notices import Notice
from bot.domain.people import PersonId, Role
from bot.errors import NothingToAnswer
from bot.services import cases
from bot.turn import Turn

ASK = "Tell the data protection officer that a message in a channel may name somebody?"
TOLD = "I have told {name} that it happened and when. They decide whether anybody must be told."
NO_OFFICER = (
    "No data protection officer is on my list today. Please ask the school office who it is."
)


class LeakSeen(Notice):
    """Somebody may have written about a person in a channel; the words are not repeated."""

    name = "leak_seen"
    platform: str


class FlagBreach(Intent):
    """Tell the data protection officer of a possible breach; the 72 hours are theirs to count."""

    name = "flag_breach"
    platform: str


class BreachFlagged(Notice):
    """A message in a channel may be a personal data breach."""

    name = "breach_flagged"
    platform: str
    by: str


def tell_leak(leak: LeakSeen, turn: Turn) -> Card:
    """Tell the lead that something was posted, and offer to pass that on (DOMAIN 6.9)."""
    text = Text(
        f"It happened at about {time_of(turn)}. The poster was asked to delete it and to report it "
        "privately. I cannot delete other people's messages. If it stays, ask whoever runs "
        f"{leak.platform.title()} for you. If it names a child, your data protection officer may "
        "need to know."
    )
    flag = Button("Tell the officer", FlagBreach(platform=leak.platform), confirm=ASK)
    return Card("A message in a channel may be about a person", (text, Buttons((flag,))))


def flag_breach(wanted: FlagBreach, turn: Turn) -> Reply:
    """Pass it on, once a day, for a safeguarding lead; nobody else was shown the button."""
    if not {Role.DSL, Role.DEPUTY_DSL} & turn.roles:
        raise NothingToAnswer
    officers = turn.holders(Role.DPO)
    if not officers:
        return Reply((Card("Nobody was told", (Text(NO_OFFICER),)),))
    notice = BreachFlagged(platform=wanted.platform, by=turn.person.id)
    key = f"{notice.payload()} {turn.today}"
    if turn.uow.inbox.is_new(turn.school.id, key, notice.name, turn.now):
        cases.tell(turn, [person.id for person in officers], notice)
    names = " and ".join(person.name for person in officers)
    return Reply((Card("Passed on", (Text(TOLD.format(name=names)),)),))


def tell_breach(flagged: BreachFlagged, turn: Turn) -> Card:
    """Tell the officer whom to ask; nothing of what was written."""
    text = Text(
        f"A message in a {flagged.platform.title()} channel may have named a child or a colleague. "
        f"{turn.name_of(PersonId(flagged.by))} can tell you more. "
        "I have not kept or repeated it."
    )
    return Card("There may have been a data breach", (text,))


def time_of(turn: Turn) -> str:
    """Return the time on the school's own clock."""
    return f"{turn.now.astimezone(turn.zone):%H:%M}"
