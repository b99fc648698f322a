"""Report a website: screen off first, then what it was; IT blocks it and the reporter hears."""

import re
from collections.abc import Mapping

from bot.conversation.cards import Block
from bot.conversation.exchange import Reply
from bot.domain.cases import Case, Json
from bot.domain.concerns import Kind, Severity
from bot.domain.people import PersonId
from bot.domain.routing import Route
from bot.domain.schools import SafeguardingMode
from bot.forms.addresses import find_addresses
from bot.forms.form import Answers
from bot.services import cases
from bot.services.reports import ALERT_EVERY, as_words, rows_of, subjects_of
from bot.turn import Turn
from intents import receipts
from intents.buttons import Begin
from intents.capability import Capability, Feature, Meaning, Told
from intents.report_website.cards import facts, receipt, site_card
from intents.report_website.examples import EXAMPLES
from intents.report_website.form import Category, ReportWebsite, Witness, is_illegal
from intents.report_website.news import SiteNews, compose, moved, tell, wake
from intents.report_website.routes import Finding, finding_of, route_of
from intents.report_website.steps import FEATURES
from intents.report_website.unsent import unsent
from intents.report_website.workflow import KIND, WORKFLOW

# Never kept where it may be illegal and the school's own system holds such things (W3, 6.4).
STORY = ("url_or_app", "seen_what", "pupils", "category")
WORDS: Mapping[Category, str] = {
    Category.SEXUAL: r"porn\w*|sexual|sexually|xxx|adult site",
    Category.VIOLENCE: r"violen\w*|gore|gory|beheading",
    Category.GAMBLING: r"gambling|betting|casino",
    Category.HATE: r"racis\w*|homophob\w*|hate site",
    Category.BYPASS: r"vpn|proxy|unblocker",
    Category.MALWARE: r"virus|malware|phishing|scam",
}
PUPILS = r"\b(?:pupils?|children|kids?|class|y(?:ea)?r? ?\d{1,2}|\d[a-z]|students?)\b"


def handle(form: ReportWebsite, turn: Turn) -> Reply:
    """File the report and tell whoever must act; never anybody it is about."""
    found = finding_of(form, turn)
    routed = route_of(found, turn.school.routing)
    case = _case(form, found, routed, turn)
    cases.open_case(turn, WORKFLOW, case)
    tell(case, "reported", case.handlers, turn)
    tell(case, "isolate", case.words("it"), turn)
    tell(case, "receipt", [turn.person.id], turn)
    return Reply((receipt(case, turn),)) if turn.place.in_dialog else Reply()


def advise(answers: Answers, turn: Turn) -> tuple[Block, ...]:
    """Say what to do with the screen, before anything is asked (W1, W2)."""
    person = answers.get("staff_person")
    about = frozenset({PersonId(str(person))} if person else ())
    lines = ("W1", "W2") if is_illegal(answers) else ("W1",)
    return tuple(receipts.block(line, turn, about) for line in lines)


def prefill(text: str, _: Turn) -> Answers:
    """Return what a sentence like "porn came up on the board in front of 3B" answers."""
    addresses = find_addresses(text)
    rest = text
    for address in addresses:
        rest = rest.replace(address, " ")
    known: dict[str, object] = {"url_or_app": addresses[0]} if addresses else {}
    kinds = [kind for kind, words in WORDS.items() if _says(rf"\b(?:{words})\b", rest)]
    if len(kinds) == 1:
        known["category"] = kinds[0].value
    if _says(PUPILS, rest):
        known["who_saw"] = Witness.PUPILS.value
    return known


def _case(form: ReportWebsite, found: Finding, routed: Route, turn: Turn) -> Case:
    is_critical = routed.severity is Severity.CRITICAL
    slot = turn.school.calendar.next_reminder_slot(turn.now)
    return Case(
        school=turn.school.id,
        ref="",
        kind=KIND,
        state=WORKFLOW.first,
        reporter=turn.person.id,
        reported_at=turn.now,
        details=_facts(form, found, routed, turn),
        handlers=routed.handlers,
        subjects=subjects_of(found.concern),
        wake_at=turn.now + ALERT_EVERY if is_critical else slot,
    )


def _facts(form: ReportWebsite, found: Finding, routed: Route, turn: Turn) -> dict[str, Json]:
    """Return what the case keeps: an address and words only where they may be kept."""
    kept: dict[str, Json] = form.model_dump(mode="json", exclude_none=True)
    is_handoff = turn.school.safeguarding_mode is SafeguardingMode.HANDOFF
    if found.is_illegal and (is_handoff or routed.kind is Kind.SG):
        kept = {name: value for name, value in kept.items() if name not in STORY}
    return {
        **kept,
        "happened_at": (form.happened_at or turn.now).isoformat(),
        "kind": routed.kind.value,
        "severity": routed.severity.value,
        "lines": as_words(routed.lines),
        "outside": as_words(routed.outside),
        "it": as_words(routed.it),
        "sent_to": rows_of(routed.recipients),
        "kept_off": as_words(sorted(found.concern.kept_off)),
    }


def _says(words: str, text: str) -> bool:
    return re.search(words, text, re.IGNORECASE) is not None


CAPABILITY = Capability(
    name="report_website",
    summary="Report a website or an app. IT can block it.",
    features=(
        Feature(ReportWebsite, handle, advise=advise, prefill=prefill, unsent=unsent),
        *FEATURES,
    ),
    meanings=(Meaning("report", Begin(form=ReportWebsite.name), "Report a website"),),
    told=(Told(SiteNews, compose),),
    workflow=WORKFLOW,
    wake=wake,
    case_card=site_card,
    facts=facts,
    moved=moved,
    examples=EXAMPLES,
)
