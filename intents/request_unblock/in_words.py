"""Approving in words: what somebody who decides typed, read back before they press (D4, D7)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.conversation.cards import Alert, Block, Button, Buttons, Card, Facts, Quote, Style
from bot.domain.cases import Case
from bot.forms.addresses import defang
from bot.forms.audiences import read_audience
from bot.forms.dates import read_period
from bot.forms.periods import UNCLEAR
from bot.services.reports import without_links
from bot.turn import Turn
from intents.awaited import awaited
from intents.buttons import Open, ShowCase
from intents.request_unblock.approval import ApproveWithChanges, leads_left_out
from intents.request_unblock.cards import period, whom
from intents.request_unblock.flags import reasons_to_ask
from intents.request_unblock.form import Audience, dates
from intents.request_unblock.workflow import WORKFLOW

# What a button has room for, as JSON; Slack takes 2,000 characters (PLATFORMS 1).
MOST_CONDITIONS = 1_000
LONGEST_GROUP = 40
GROUPS = (Audience.CLASS, Audience.YEAR)
FROM_NARROW_TO_WIDE = tuple(Audience)

OPENING = re.compile(
    r"(?:\W|(?:yes|yeah|ok|okay|fine|sure|please|pls|i|ill|am|happy|to|can|you|approved?|allow|it"
    r"|them|this|that|thats|the|request|one|but|and)\b)*",
    re.IGNORECASE,
)
# After one of these the words say who or when it is not for: they are kept, not turned round.
EXCEPT = re.compile(
    r"\b(?:not|except|apart from|other than|unless|excluding|without|never|don'?t|nobody)\b",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\b(?:if|(?:as|so) long as|provided|providing|on (?:the )?condition|with|must|make sure|no)\b",
    re.IGNORECASE,
)
RESTRICTION = re.compile(r"\b(?:only|just|but)\b", re.IGNORECASE)
NO_CONDITION = re.compile(r"with (?:some |my )?(?:conditions?|changes?)\W*", re.IGNORECASE)
NAMES_DAYS = re.compile(r"\b(?:until|till?|from|between|weeks?|months?|terms?)\b", re.IGNORECASE)
A_STRETCH = re.compile(r"\b(?:this|next|the) (?:week|month)\b", re.IGNORECASE)
# "This wk" is one week; the reader of dates takes it for several.
ONE_WEEK = re.compile(r"\bwk\b", re.IGNORECASE)
THE_ONE_ASKED_FOR = re.compile(r"(?:the|this|one|my|our|his|her|their)\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heard:
    """What words say of an approval; `unclear` is what could not be read."""

    audience: Audience | None = None
    group: str = ""
    days: tuple[date, date] | None = None
    is_stretch: bool = False
    conditions: str = ""
    unclear: str = ""

    @property
    def is_anything(self) -> bool:
        """Whether the words say more than yes."""
        return bool(self.audience or self.days or self.conditions or self.unclear)


def read_back(case: Case, text: str, turn: Turn) -> Card | None:
    """Return the approval that words describe, to be pressed; None where they only say yes."""
    heard = _hear(text, turn.today)
    if not heard.is_anything:
        return None
    approval = _approval(case, heard)
    obstacle = _obstacle(case, approval, turn)
    alerts = [heard.unclear, *_more_than_asked(case, approval), obstacle]
    body: list[Block] = [
        Facts(_facts(case, approval, turn)),
        *(Alert(alert) for alert in alerts if alert),
        Quote(without_links(text.strip()), "in your words"),
        Buttons(_buttons(case, approval, may_press=not obstacle)),
    ]
    title = "It can't be approved like this" if obstacle else "Shall I approve it like this?"
    return Card(title, tuple(body))


def _hear(text: str, today: date) -> Heard:
    said = ONE_WEEK.sub("week", text)
    condition = CONDITION.search(said)
    rest = said[: condition.start()] if condition else said
    if EXCEPT.search(rest):
        return Heard(conditions=_without_opening(said))
    conditions = _condition(said[condition.start() :]) if condition else ""
    audience = read_audience(rest)
    days, unclear = _read_days(rest.replace(audience.words, " ") if audience else rest, today)
    # "Fine for me" is the head's own consent, not whom it is for.
    is_named = audience is not None and audience.kind.value != Audience.ME
    if not (is_named or days or unclear or condition):
        conditions = _restriction(said)
    return Heard(
        Audience.of(audience.kind.value) if audience and is_named else None,
        audience.words[:LONGEST_GROUP] if audience and is_named else "",
        days,
        bool(A_STRETCH.search(rest)),
        conditions,
        unclear,
    )


def _read_days(text: str, today: date) -> tuple[tuple[date, date] | None, str]:
    """Return the days that are named, and what is wrong with them where they can't be read."""
    try:
        return read_period(text, today), ""
    except ValueError as error:
        if str(error) == UNCLEAR and not NAMES_DAYS.search(text):
            return None, ""
        return None, f"{error} Until then the days are as they were asked for."


def _condition(words: str) -> str:
    return "" if NO_CONDITION.fullmatch(words) else words.strip(" .,;")


def _restriction(words: str) -> str:
    """Return what "approve but only in the library" ties it to."""
    said = _without_opening(words)
    rest = RESTRICTION.sub("", said).strip()
    return said if rest and RESTRICTION.search(words) else ""


def _without_opening(words: str) -> str:
    found = OPENING.match(words)
    return words[found.end() if found else 0 :].strip(" .,;")


def _approval(case: Case, heard: Heard) -> ApproveWithChanges:
    """Return what was asked for, changed by what was heard."""
    audience, group = Audience.of(case.text("audience")), case.text("group")
    if heard.audience:
        is_the_same = heard.audience is audience and _is_same_group(heard.group, group)
        group = group if is_the_same else heard.group
        audience = heard.audience
    starts, until = _days(case, heard)
    return ApproveWithChanges(
        case=case.public_id,
        revision=case.revision,
        audience=audience,
        group=group if audience in GROUPS else None,
        starts=starts,
        until=until,
        conditions=heard.conditions or None,
    )


def _is_same_group(said: str, asked: str) -> bool:
    is_same = _plain(said) == _plain(asked)
    return is_same or bool(THE_ONE_ASKED_FOR.fullmatch(said) and not re.search(r"\d", said))


def _days(case: Case, heard: Heard) -> tuple[date, date]:
    """Return the days that were said, from the first that was asked for where none was named."""
    first, last = (date.fromisoformat(case.text(name)) for name in ("starts", "until"))
    if heard.days is None:
        return first, last
    starts, until = heard.days
    if heard.is_stretch and starts <= last and first <= until:
        return max(starts, first), min(until, last)
    return (first if starts <= first <= until else starts), until


def _more_than_asked(case: Case, approval: ApproveWithChanges) -> Iterator[str]:
    """Say plainly where an approval goes beyond what was asked for."""
    asked, said = Audience.of(case.text("audience")), approval.audience
    if FROM_NARROW_TO_WIDE.index(said) > FROM_NARROW_TO_WIDE.index(asked):
        yield f"This is for more people than was asked for: {whom(case)}."
    elif _is_for_others(case, approval):
        yield f"This is for other people than was asked for: {whom(case)}."
    first, last = (date.fromisoformat(case.text(name)) for name in ("starts", "until"))
    if approval.starts < first or approval.until > last:
        yield f"These are other days, or more, than was asked for: {period(case)}."


def _is_for_others(case: Case, approval: ApproveWithChanges) -> bool:
    asked, said = case.text("group"), approval.group or ""
    if not asked or not said or _plain(asked) == _plain(said):
        return False
    if approval.audience == case.text("audience"):
        return True
    years = [set(re.findall(r"\d+", words)) for words in (asked, said)]
    return all(years) and years[0].isdisjoint(years[1])


def _obstacle(case: Case, approval: ApproveWithChanges, turn: Turn) -> str:
    """Return why nobody may press it like this; "" where somebody may."""
    if leads := awaited(WORKFLOW, case, turn):
        names = turn.any_of(leads)
        because = " and ".join(reasons_to_ask(case, turn.school))
        return f"{names} must comment on this first: {because}. You can approve it after that."
    if leads_left_out(approval, case, turn):
        return "The safeguarding lead must comment on that first. Please choose fewer people."
    last = turn.school.calendar.academic_year_end(approval.starts)
    if approval.until > last:
        return f"The longest is to the end of the school year, {last.day} {last:%b %Y}."
    if approval.until < turn.today:
        return "Those days have gone. Please give other days."
    if len(json.dumps(approval.conditions)) > MOST_CONDITIONS:
        return "That is too long for a button. Please write it into the form."
    return ""


def _facts(case: Case, approval: ApproveWithChanges, turn: Turn) -> tuple[tuple[str, str], ...]:
    return (
        ("Request", f"{case.ref}, {defang(case.text('url'))}"),
        ("Asked by", turn.name_of(case.reporter)),
        ("For", approval.group or approval.audience.label),
        ("When", dates(approval.starts, approval.until)),
        ("Conditions", without_links(approval.conditions or "none")),
    )


def _buttons(case: Case, approval: ApproveWithChanges, *, may_press: bool) -> tuple[Button, ...]:
    carried = {"case": case.public_id, "revision": str(case.revision)}
    first = (
        Button("Approve like this", approval, Style.PRIMARY)
        if may_press
        else Button("Approve with changes", Open(form=ApproveWithChanges.name, carried=carried))
    )
    show = Button("Show the request", ShowCase(case=case.public_id))
    return (first, show)


def _plain(words: str) -> str:
    return "".join(re.findall(r"\w", words.casefold()))
