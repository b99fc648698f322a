"""Ask for a blocked site: form in, the head decides, the network manager switches it on."""

from bot.conversation.cards import Button, Buttons, Card, Style, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.forms.addresses import defang, find_addresses, read_address
from bot.forms.audiences import read_audience
from bot.forms.dates import read_period
from bot.forms.form import Answers
from bot.services import cases
from bot.turn import Turn
from intents import advice
from intents.buttons import Begin, GetHelp
from intents.capability import Capability, Feature, Meaning, Told
from intents.request_unblock.again import ASK_ONCE_MORE
from intents.request_unblock.approval import APPROVE_WITH_CHANGES
from intents.request_unblock.cards import request_card
from intents.request_unblock.changing import CHANGE
from intents.request_unblock.comments import COMMENT
from intents.request_unblock.earlier import (
    LeaveIt,
    RequestAllTheSame,
    already,
    last_word,
    leave,
    refused_before,
    twins,
)
from intents.request_unblock.endings import ASK_FOR_LONGER, SWITCH_OFF
from intents.request_unblock.examples import EXAMPLES
from intents.request_unblock.filing import file, hindrance
from intents.request_unblock.form import RequestUnblock
from intents.request_unblock.news import UnblockNews, compose, moved, wake
from intents.request_unblock.workflow import WORKFLOW


class BareAddress(Intent):
    """An address and nothing else: it may be a report or a request."""

    name = "bare_address"
    text: str


class Bypass(Intent):
    """A way round the filter is asked for."""

    name = "bypass"


def handle(form: RequestUnblock, turn: Turn) -> Reply:
    """File the request, unless the site is open already, asked for, or refused before (D14)."""
    card = hindrance(form, turn) or already(form, turn) or refused_before(form, turn)
    return Reply((card,)) if card else file(form, turn, twins(form, turn))


def handle_all_the_same(form: RequestAllTheSame, turn: Turn) -> Reply:
    """File the request of somebody who knows that the site was refused before."""
    card = hindrance(form, turn) or already(form, turn)
    card = card or refused_before(form, turn, knowing=True)
    return Reply((card,)) if card else file(form, turn, twins(form, turn))


def prefill(text: str, turn: Turn) -> Answers:
    """Return what a sentence like "unblock https://x.example for year 5 tue to fri" answers."""
    addresses = find_addresses(text)
    if not addresses:
        return {}
    rest = text
    for address in addresses:
        rest = rest.replace(address, " ")
    known: dict[str, object] = {}
    try:
        known["url"] = read_address(addresses[0]).text
    except ValueError:
        known["url"] = addresses[0]
    if audience := read_audience(rest):
        known |= {"audience": audience.kind, "group": audience.words}
    try:
        starts, until = read_period(rest, turn.today)
    except ValueError:
        return known
    return {**known, "starts": starts.isoformat(), "until": until.isoformat()}


def advise(answers: Answers, turn: Turn) -> tuple[Text, ...]:
    """Say who decides (U1), or that the site was refused for good, before anything is typed."""
    if final := last_word(str(answers.get("url") or ""), turn):
        return (Text(final),)
    found = cases.deciders_of(turn, turn.person.id)
    names = turn.any_of(d.person for d in found if not d.standby)
    return (advice.text("U1", turn, headteacher_name=names),) if names else ()


def read(text: str, _: Turn) -> Intent | None:
    """Recognise an address that stands alone."""
    addresses = find_addresses(text)
    return BareAddress(text=addresses[0]) if addresses and text.strip() == addresses[0] else None


def ask_what(bare: BareAddress, _: Turn) -> Reply:
    """Ask the one question that a bare address leaves open; the address is never live (rule 10)."""
    ways = (
        Button("Report this site", Begin(form="report_website", text=bare.text), Style.PRIMARY),
        Button("Ask for access", Begin(form=RequestUnblock.name, text=bare.text)),
        Button("Neither", GetHelp()),
    )
    return Reply((Card("What about this site?", (Text(defang(bare.text)), Buttons(ways))),))


def refuse_bypass(_: Bypass, turn: Turn) -> Reply:
    """Offer the way through instead of the way round (U7)."""
    ask = Button("Ask for a blocked site", Begin(form=RequestUnblock.name), Style.PRIMARY)
    return Reply((Card("Going round the filter", (advice.text("U7", turn), Buttons((ask,)))),))


CAPABILITY = Capability(
    name="request_unblock",
    summary="Ask for a blocked site. The headteacher decides.",
    features=(
        Feature(RequestUnblock, handle, advise=advise, prefill=prefill),
        Feature(BareAddress, ask_what),
        Feature(Bypass, refuse_bypass),
        Feature(RequestAllTheSame, handle_all_the_same, advise=advise),
        Feature(LeaveIt, leave),
        APPROVE_WITH_CHANGES,
        ASK_FOR_LONGER,
        ASK_ONCE_MORE,
        CHANGE,
        COMMENT,
        SWITCH_OFF,
    ),
    meanings=(
        Meaning("request", Begin(form=RequestUnblock.name), "Ask for a blocked site"),
        Meaning("bypass", Bypass(), "Get round the filter"),
    ),
    read=read,
    told=(Told(UnblockNews, compose),),
    workflow=WORKFLOW,
    wake=wake,
    case_card=request_card,
    moved=moved,
    examples=EXAMPLES,
)
