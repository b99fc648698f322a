"""What a school knows of a site already, before another request for it is sent (D14).

What stops a request must be the same page; what only informs may be one that is written alike.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import TypeAlias

from bot.conversation.cards import Button, Buttons, Card, Facts, Style, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.cases import Case, Decision
from bot.domain.days import day_in_words
from bot.domain.drafts import Draft
from bot.domain.people import PersonId
from bot.domain.terms import school_year_end
from bot.errors import AskedAgain, Final, Incomplete
from bot.forms.addresses import defang, read_address
from bot.forms.same_site import is_alike, is_part_of, is_same
from bot.turn import Turn
from intents.buttons import Open
from intents.request_unblock.before import asked_again, leaves_open
from intents.request_unblock.cards import day_of, period, request_card, whom
from intents.request_unblock.form import Audience, RequestUnblock
from intents.request_unblock.leads import with_lead
from intents.request_unblock.remarks import chair_of
from intents.request_unblock.workflow import KIND, OPENED, WAITING

Refused: TypeAlias = tuple[Case, Decision]
ADULTS = (Audience.ME, Audience.STAFF)
ASK_ONCE_MORE = "ask_once_more"


class LeaveIt(Intent):
    """Not send what the assistant has just warned about."""

    name = "leave_it"


class RequestAllTheSame(RequestUnblock):
    """Ask for this blocked site all the same."""

    name = "request_all_the_same"
    short = "Send it all the same"
    send = "Send it all the same"

    case: str


def leave(_: LeaveIt, turn: Turn) -> Reply:
    """Throw away what was kept of the request."""
    draft = turn.uow.drafts.get(turn.school.id, turn.person.id)
    if draft and draft.form in (RequestAllTheSame.name, ASK_ONCE_MORE):
        turn.uow.drafts.drop(turn.school.id, turn.person.id)
    return Reply((Card("Left. Nothing was sent."),), replaces=True)


def already(form: RequestUnblock, turn: Turn) -> Card | None:
    """Return what makes the request needless: it is open already, or asked for and waiting."""
    for case in _on_file(turn):
        if case.state in OPENED and _covers(case, form, turn):
            return _open_already(case, turn)
        is_mine = case.reporter == turn.person.id and case.state in WAITING
        if is_mine and is_same(case.text("url"), form.url):
            said = "You have asked for this site already. Nothing new was sent."
            return with_lead(f"{said} You can change this one.", request_card(case, turn))
    return None


def refused_before(form: RequestUnblock, turn: Turn, *, knowing: bool = False) -> Card | None:
    """Return this school year's refusal of the site, before the same is asked again.

    The person's own counts even when they know of it: it can be asked once more and no more (D11).
    """
    mine, others = _refusals(form.url, turn)
    if mine:
        check_chance(mine[0], turn)
        return _show(form, mine, ASK_ONCE_MORE, turn)
    if others and not knowing:
        return _show(form, others, RequestAllTheSame.name, turn)
    return None


def twins(form: RequestUnblock, turn: Turn) -> tuple[Case, ...]:
    """Return what somebody else asks for just now and may well be the same site."""
    return tuple(
        case
        for case in _on_file(turn)
        if case.state in WAITING
        and case.reporter != turn.person.id
        and is_alike(case.text("url"), form.url)
    )


def check_own_refusal(form: RequestUnblock, turn: Turn, answers: str = "") -> None:
    """Refuse to bring up again what was refused, but for the request that `answers` it (D11)."""
    mine, _ = _refusals(form.url, turn)
    if mine and mine[0].public_id != answers:
        check_chance(mine[0], turn)
        said = f"{mine[0].ref} was refused for this site. Press Ask once more on its card."
        raise Incomplete({"url": said})


def last_word(url: str, turn: Turn) -> str:
    """Return that the person cannot ask for a site again, before they fill in the form; or ""."""
    mine = None
    # What is typed so far need not be an address yet.
    with suppress(ValueError):
        mine, _ = _refusals(read_address(url).text, turn)
    if mine is None:
        return ""
    try:
        check_chance(mine[0], turn)
    except Final as final:
        return f"This site was refused to you twice. {final}"
    except AskedAgain:
        pass  # it waits still: that is said when the form is sent
    return ""


def check_chance(refused: Case, turn: Turn) -> None:
    """Refuse a third attempt, whichever way it comes (D11)."""
    if refused.text("resubmits") and not leaves_open(refused):
        raise Final(chair_of(turn))
    if used := asked_again(refused, turn):
        is_final = used.state == "refused" and not leaves_open(used)
        raise Final(chair_of(turn)) if is_final else AskedAgain(used.ref)


def _on_file(turn: Turn) -> Iterator[Case]:
    """Return the school's requests, newest first."""
    return iter(turn.uow.cases.of_kind(turn.school.id, KIND))


def _covers(case: Case, form: RequestUnblock, turn: Turn) -> bool:
    """Tell whether an exception gives all that is asked for: the page, the people and the days."""
    is_long_enough = day_of(case, "starts") <= form.starts and form.until <= day_of(case, "until")
    return (
        is_long_enough
        and is_part_of(form.url, case.text("url"))
        and _includes(case, form, turn.person.id)
    )


def _includes(case: Case, form: RequestUnblock, person: PersonId) -> bool:
    match case.text("audience"):
        case Audience.SCHOOL:
            return True
        case Audience.STAFF:
            return form.audience in ADULTS
        case Audience.ME:
            return form.audience is Audience.ME and case.reporter == person
        case audience:
            is_same_group = case.text("group").casefold() == (form.group or "").casefold()
            return audience == form.audience and is_same_group


def _open_already(case: Case, turn: Turn) -> Card:
    """Say that it is open, for whom and when; not who asked."""
    decision = turn.uow.cases.decision(case.school, case.public_id)
    rows = (
        ("Address", defang(case.text("url"))),
        ("For", whom(case)),
        ("When", period(case)),
        ("Conditions", decision.reason if decision else ""),
    )
    is_on = case.state == "active"
    said = "You need not ask." if is_on else "It is approved and is being switched on."
    facts = Facts(tuple((label, value) for label, value in rows if value))
    return Card("That site is open for you already", (Text(f"{said} Nothing new was sent."), facts))


def _refusals(url: str, turn: Turn) -> tuple[Refused | None, Refused | None]:
    """Return the person's own refusal, and somebody else's, where that is the newest decision."""
    mine = others = None
    for case in _on_file(turn):
        is_mine = case.reporter == turn.person.id
        is_meant = is_same if is_mine else is_alike
        decision = turn.uow.cases.decision(case.school, case.public_id)
        if decision is None or not is_meant(case.text("url"), url):
            continue
        if is_mine:
            mine = mine or (case, decision)
        else:
            others = others or (case, decision)
    return _if_refused(mine, turn), _if_refused(others, turn)


def _if_refused(found: Refused | None, turn: Turn) -> Refused | None:
    if found is None or found[1].verdict != "refuse":
        return None
    decided_on = turn.school.calendar.local_day(found[1].at)
    return found if school_year_end(decided_on) == school_year_end(turn.today) else None


def _show(form: RequestUnblock, refused: Refused, way: str, turn: Turn) -> Card:
    """Show a refusal and its reason, not who asked; what was typed is kept for what comes next."""
    case, decision = refused
    _keep(form, case, way, turn)
    at = day_in_words(turn.school.calendar.local_day(decision.at))
    facts = (("Address", defang(case.text("url"))), ("Decided on", at), ("Reason", decision.reason))
    is_mine = case.reporter == turn.person.id
    who = "Your request for this site" if is_mine else "A request for this site"
    label = "Ask once more" if is_mine else "Send it all the same"
    buttons = (
        Button(label, Open(form=way, carried={"case": case.public_id}), Style.PRIMARY),
        Button("Leave it", LeaveIt()),
    )
    said = Text("Nothing was sent yet, and what you typed is kept for a day.")
    title = f"{who} was refused this school year"
    return Card(title, (said, Facts(facts), Buttons(buttons)))


def _keep(form: RequestUnblock, case: Case, way: str, turn: Turn) -> None:
    names = {question.name for question in RequestUnblock.questions()}
    answers = form.model_dump(mode="json", include=names)
    kept = {**answers, "case": case.public_id}
    turn.uow.drafts.keep(
        Draft(turn.school.id, turn.person.id, way, turn.now, kept, is_interview=False)
    )
