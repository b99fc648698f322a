"""Filing a request: what stops it, whom it goes to, and what it keeps."""

from collections.abc import Iterable, Mapping

from bot.conversation.cards import Card, Text
from bot.conversation.exchange import Reply
from bot.domain.cases import Case, Json
from bot.domain.schools import School
from bot.errors import Incomplete
from bot.forms.addresses import read_address
from bot.services import cases
from bot.turn import Turn
from intents import advice
from intents.request_unblock.cards import asked_for, request_card
from intents.request_unblock.flags import reasons_to_ask
from intents.request_unblock.form import RequestUnblock
from intents.request_unblock.leads import receipt, with_lead
from intents.request_unblock.news import UnblockNews, first_wake, redraw, to_comment
from intents.request_unblock.workflow import KIND, WORKFLOW

# Lists that nobody in school can switch off (D6a); the bot knows them only from the block page.
ILLEGAL_LISTS = ("iwf", "internet watch", "ctiru", "illegal", "child abuse", "terroris")
NOBODY = (
    "Nothing was sent: no headteacher, deputy or chair is on my list for today. "
    "Please ask the school office who decides."
)


def hindrance(form: RequestUnblock, turn: Turn) -> Card | None:
    """Return why nobody can be asked for this; days that cannot be are marked (D6, D8)."""
    check_days(form, turn)
    if line := _never(form, turn):
        return Card(f"{turn.school.name} can't open that site", (line,))
    if not cases.deciders_of(turn, turn.person.id):
        return Card("Nobody can decide this just now", (Text(NOBODY),))
    return None


def file(
    form: RequestUnblock,
    turn: Turn,
    linked: Iterable[Case] = (),
    about: Mapping[str, Json] | None = None,
) -> Reply:
    """File the request and ask whoever may decide it today; `about` says what came before."""
    found = cases.deciders_of(turn, turn.person.id)
    asked = tuple(d.person for d in found if not d.standby) or tuple(d.person for d in found)
    case = Case(
        school=turn.school.id,
        ref="",
        kind=KIND,
        state=WORKFLOW.first,
        reporter=turn.person.id,
        reported_at=turn.now,
        details={**asked_for(form), **(about or {})},
        handlers=asked,
        wake_at=first_wake(form.needed_by, turn),
    )
    case.details = with_reasons(case, turn.school)
    return _told(cases.open_case(turn, WORKFLOW, case), linked, turn)


def with_reasons(case: Case, school: School) -> Mapping[str, Json]:
    """Return a request's details with why others are asked first (D5)."""
    return {**case.details, "ask_first": list(reasons_to_ask(case, school))}


def check_days(form: RequestUnblock, turn: Turn) -> None:
    """Refuse days that cannot be: the longest is to the end of the school year (D8)."""
    last = turn.school.calendar.academic_year_end(form.starts)
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


def _told(case: Case, linked: Iterable[Case], turn: Turn) -> Reply:
    """Let everybody hear of a new request; the cards of those it belongs to are drawn again."""
    for other in linked:
        turn.uow.cases.link(case, other)
        redraw(other, turn)
    cases.tell(turn, case.handlers, UnblockNews(case=case.public_id, about="asked"))
    cases.tell(turn, to_comment(case, turn), UnblockNews(case=case.public_id, about="comment"))
    cases.tell(turn, [turn.person.id], UnblockNews(case=case.public_id, about="receipt"))
    card = with_lead(receipt(case, turn), request_card(case, turn))
    return Reply((card,)) if turn.place.in_dialog else Reply()


def _never(form: RequestUnblock, turn: Turn) -> Text | None:
    """Return the line for a site that no request can open (D6); judged without a visit."""
    said = (form.block_category or "").casefold()
    if any(word in said for word in ILLEGAL_LISTS):
        return advice.text("U6a", turn)
    rules = turn.school.filter
    host = read_address(form.url).host
    is_never = any(category.casefold() in said for category in rules.never_categories if said)
    return advice.text("U6b", turn) if is_never or rules.never_opens(host) else None
