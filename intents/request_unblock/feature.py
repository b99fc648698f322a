"""Ask for a blocked site: form in, the head decides, the network manager switches it on."""

from bot.conversation.cards import Button, Buttons, Card, Style, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.cases import Case
from bot.errors import Incomplete
from bot.forms.addresses import defang, find_addresses, read_address
from bot.forms.audiences import read_audience
from bot.forms.dates import read_period
from bot.forms.form import Answers
from bot.services import cases
from bot.turn import Turn
from intents import advice
from intents.buttons import Begin, GetHelp
from intents.capability import Capability, Feature, Meaning, Told
from intents.request_unblock.approval import APPROVE_WITH_CHANGES
from intents.request_unblock.cards import asked_for, request_card, with_lead
from intents.request_unblock.examples import EXAMPLES
from intents.request_unblock.form import RequestUnblock
from intents.request_unblock.news import UnblockNews, compose, first_wake, moved, receipt, wake
from intents.request_unblock.workflow import KIND, WORKFLOW

# Lists that nobody in school can switch off (D6a); the bot knows them only from the block page.
ILLEGAL_LISTS = ("iwf", "internet watch", "ctiru", "illegal", "child abuse", "terroris")


NOBODY = (
    "Nothing was sent: no headteacher, deputy or chair is on my list for today. "
    "Please ask the school office who decides."
)


class BareAddress(Intent):
    """An address and nothing else: it may be a report or a request."""

    name = "bare_address"
    text: str


class Bypass(Intent):
    """A way round the filter is asked for."""

    name = "bypass"


def handle(form: RequestUnblock, turn: Turn) -> Reply:
    """File the request and ask whoever may decide it today."""
    _check_days(form, turn)
    if refusal := _never(form, turn):
        return Reply((Card(f"{turn.school.name} can't open that site", (refusal,)),))
    found = cases.deciders_of(turn, turn.person.id)
    if not found:
        return Reply((Card("Nobody can decide this just now", (Text(NOBODY),)),))
    asked = tuple(d.person for d in found if not d.standby) or tuple(d.person for d in found)
    case = Case(
        school=turn.school.id,
        ref="",
        kind=KIND,
        state=WORKFLOW.first,
        reporter=turn.person.id,
        reported_at=turn.now,
        details=asked_for(form),
        handlers=asked,
        wake_at=first_wake(form.needed_by, turn),
    )
    cases.open_case(turn, WORKFLOW, case)
    cases.tell(turn, asked, UnblockNews(case=case.public_id, about="asked"))
    cases.tell(turn, [turn.person.id], UnblockNews(case=case.public_id, about="receipt"))
    card = with_lead(receipt(case, turn), request_card(case, turn))
    return Reply((card,)) if turn.place.in_dialog else Reply()


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


def advise(_: Answers, turn: Turn) -> tuple[Text, ...]:
    """Say who decides, before anything is typed (U1)."""
    found = cases.deciders_of(turn, turn.person.id)
    names = " or ".join(turn.name_of(d.person) for d in found if not d.standby)
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


def _check_days(form: RequestUnblock, turn: Turn) -> None:
    """Refuse days that cannot be: the longest is to the end of the school year (D8)."""
    last = turn.school.calendar.academic_year_end(turn.today)
    if form.until > last:
        shown = f"{last.day} {last:%b %Y}"
        raise Incomplete({"until": f"The longest is to the end of the school year, {shown}."})
    gone = {
        name: "That day has gone. Please choose today or later."
        for name, day in (("starts", form.starts), ("needed_by", form.needed_by))
        if day < turn.today
    }
    if gone:
        raise Incomplete(gone)


def _never(form: RequestUnblock, turn: Turn) -> Text | None:
    """Return the line for a site that no request can open (D6); judged without a visit."""
    said = (form.block_category or "").casefold()
    if any(word in said for word in ILLEGAL_LISTS):
        return advice.text("U6a", turn)
    rules = turn.school.filter
    host = read_address(form.url).host
    is_never = any(category.casefold() in said for category in rules.never_categories if said)
    return advice.text("U6b", turn) if is_never or rules.never_opens(host) else None


CAPABILITY = Capability(
    name="request_unblock",
    summary="Ask for a blocked site. The headteacher decides.",
    features=(
        Feature(RequestUnblock, handle, advise=advise, prefill=prefill),
        Feature(BareAddress, ask_what),
        Feature(Bypass, refuse_bypass),
        APPROVE_WITH_CHANGES,
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
