"""Which requests others are asked about before anybody decides, and who they are (D5)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from bot.domain.authority import Holders
from bot.domain.cases import Case, Json
from bot.domain.people import PersonId, Role
from bot.domain.schools import Phase, School
from bot.domain.workflows import Standing
from intents.request_unblock.form import Audience, Involves, Risk

YOUNG = frozenset({Phase.NURSERY, Phase.PRIMARY})
LEADS = (Role.DSL, Role.DEPUTY_DSL)
TENDER: Mapping[str, str] = {
    "sexual": r"sex\w*|porn\w*|adult|nud\w*",
    "violent": r"violen\w*|weapon\w*|gore|gory",
    "extremist": r"extrem\w*|terror\w*|radical\w*|hate",
    "about self-harm": r"self[- ]?harm\w*|suicid\w*|eating disorder\w*|anorexi\w*",
    "about drugs": r"drugs?|alcohol|tobacco|vap\w*",
}


class Part(StrEnum):
    """As what somebody comments, in the words that stand under it."""

    SAFEGUARDING = "safeguarding"
    DATA = "data protection"


def reasons_to_ask(case: Case, school: School) -> tuple[str, ...]:
    """Return why the safeguarding lead is asked first, in words; none where nobody need be."""
    return tuple(_reasons(case, school)) if school.filter.needs_dsl_comment else ()


def part_of(case: Case, standing: Standing) -> Part | None:
    """Return as what the person is asked for a comment, and has not given it; never the requester.

    The data protection officer has a say where there are accounts; nobody waits for it.
    """
    if standing.person == case.reporter:
        return None
    if _awaits(case, Part.SAFEGUARDING) and standing.roles & frozenset(LEADS):
        return Part.SAFEGUARDING
    return Part.DATA if _awaits(case, Part.DATA) and Role.DPO in standing.roles else None


def is_asked(case: Case, standing: Standing) -> bool:
    """Tell whether the person's comment is asked for and not there yet."""
    return part_of(case, standing) is not None


def may_comment(case: Case, standing: Standing, on: date, holders: Holders) -> bool:
    """Tell whether the person may comment now: nobody who decides comments in another's place."""
    part = part_of(case, standing)
    if part is Part.SAFEGUARDING and standing.decides:
        return standing.person in leads_to_ask(case, on, holders)
    return part is not None


def asked_first(case: Case, on: date, holders: Holders) -> tuple[PersonId, ...]:
    """Return whose comment has to be in before the request can be approved (D5)."""
    return leads_to_ask(case, on, holders) if _awaits(case, Part.SAFEGUARDING) else ()


def leads_to_ask(case: Case, on: date, holders: Holders) -> tuple[PersonId, ...]:
    """Return the safeguarding leads, or their deputies; those who are here before those away."""
    found = [[p for p in holders(role) if p.id != case.reporter] for role in LEADS]
    here = [[person for person in people if not person.is_away(on)] for people in found]
    asked = next((people for people in (*here, *found) if people), [])
    return tuple(person.id for person in asked)


def data_officers(case: Case, holders: Holders) -> tuple[PersonId, ...]:
    """Return who is asked about accounts and personal data; nobody waits for them."""
    if not _awaits(case, Part.DATA):
        return ()
    return tuple(person.id for person in holders(Role.DPO) if person.id != case.reporter)


def comments_on(case: Case) -> tuple[Mapping[str, Json], ...]:
    """Return the comments on the request as it is now, oldest first."""
    return case.rows("comments")


def involves(case: Case, what: Involves) -> bool:
    """Tell whether the requester ticked it."""
    return what in case.words("involves")


def _awaits(case: Case, part: Part) -> bool:
    if any(comment["part"] == part for comment in comments_on(case)):
        return False
    if part is Part.DATA:
        return involves(case, Involves.ACCOUNTS)
    return bool(case.details.get("ask_first"))


def _reasons(case: Case, school: School) -> Iterator[str]:
    if case.text("audience") == Audience.SCHOOL:
        yield "it is for the whole school"
    if involves(case, Involves.SOCIAL):
        yield "it is social media or chat"
    if involves(case, Involves.AI):
        yield "it is an AI tool"
    for kind, words in TENDER.items():
        if re.search(rf"\b(?:{words})\b", case.text("block_category"), re.IGNORECASE):
            yield f"the block page says that it is {kind}"
    is_for_pupils = case.text("audience") in (Audience.CLASS, Audience.YEAR)
    if school.phase in YOUNG and is_for_pupils and Risk.COMMENTS in case.words("risks"):
        yield "young pupils could see open comments"
