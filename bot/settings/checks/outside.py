"""Help outside the assistant is written down, and somebody has tried it lately."""

from collections.abc import Iterator

from bot.settings.checks.visit import Finding, Visit, warning

_MUST = {
    "lado": "the LADO (local authority designated officer)",
    "la_front_door": "the council's children's services",
    "la_out_of_hours": "the council's children's services out of hours",
}
_SHOULD = {
    "police": "somebody at the police",
    "posh": "the Professionals Online Safety Helpline",
    "nspcc_whistle": "the NSPCC whistleblowing line",
    "staff_support_line": "a support line for staff",
}


def findings(visit: Visit) -> Iterator[Finding]:
    """Return numbers, places and systems that the advice lines need and the school left out."""
    yield from _contacts(visit)
    yield from _unchecked(visit)
    yield from _places(visit)
    if visit.settings.filter.vendor is None:
        what = f"{visit.name} does not say which web filter it has."
        yield warning((*visit.place, "filter"), what, "Add 'vendor:' under 'filter:'.")
    if not visit.settings.filter.never_unblock:
        what = f"{visit.name} has an empty list of what is never unblocked."
        yield warning((*visit.place, "filter"), what, "Name at least 'sexual_content'.")


def _contacts(visit: Visit) -> Iterator[Finding]:
    given = dict(visit.school.contacts.filled())
    for kind, meaning in _MUST.items():
        if kind not in given or given[kind].phone is None:
            what = f"{visit.name} has no telephone number for {meaning}."
            yield Finding((*visit.place, "contacts", kind), what, f"Add '{kind}' with its 'phone'.")
    for kind, meaning in _SHOULD.items():
        if kind not in given:
            what = f"{visit.name} does not name {meaning}."
            yield warning((*visit.place, "contacts"), what, f"Add '{kind}' under 'contacts:'.")


def _unchecked(visit: Visit) -> Iterator[Finding]:
    for kind, contact in visit.school.contacts.filled():
        if contact.is_untried(visit.today):
            own = getattr(visit.settings.contacts, kind) is not None
            place = (*visit.place, "contacts", kind) if own else ("trust", "contacts", kind)
            what = f"Nobody has checked the details of {contact.name} in the last year."
            yield warning(place, what, "Try them, then put today's date in 'checked_on'.")


def _places(visit: Visit) -> Iterator[Finding]:
    if visit.settings.evidence_location is None:
        what = f"{visit.name} does not say where staff save evidence."
        yield Finding((*visit.place, "evidence_location"), what, "Add 'evidence_location:'.")
    if visit.settings.cp_system is None:
        what = f"{visit.name} does not name its child protection system."
        yield Finding((*visit.place, "cp_system"), what, "Add 'cp_system:' with its 'name'.")
