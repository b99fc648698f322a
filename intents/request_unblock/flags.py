"""Which requests the safeguarding lead is asked about before anybody decides (D5)."""

import re
from collections.abc import Iterator, Mapping

from bot.domain.cases import Case
from bot.domain.schools import Phase, School
from intents.request_unblock.form import Audience, Involves, Risk

YOUNG = frozenset({Phase.NURSERY, Phase.PRIMARY})
TENDER: Mapping[str, str] = {
    "sexual": r"sex\w*|porn\w*|adult|nud\w*",
    "violent": r"violen\w*|weapon\w*|gore|gory",
    "extremist": r"extrem\w*|terror\w*|radical\w*|hate",
    "about self-harm": r"self[- ]?harm\w*|suicid\w*|eating disorder\w*|anorexi\w*",
    "about drugs": r"drugs?|alcohol|tobacco|vap\w*",
}


def reasons_to_ask(case: Case, school: School) -> tuple[str, ...]:
    """Return why the safeguarding lead is asked first, in words; none where nobody need be."""
    return tuple(_reasons(case, school)) if school.filter.needs_dsl_comment else ()


def waits_for_comment(case: Case, school: School) -> bool:
    """Tell whether the safeguarding lead was to be asked and has not said anything yet."""
    return bool(reasons_to_ask(case, school)) and not case.text("dsl_comment")


def _reasons(case: Case, school: School) -> Iterator[str]:
    if case.text("audience") == Audience.SCHOOL:
        yield "it is for the whole school"
    involves = _ticked(case, "involves")
    if Involves.SOCIAL in involves:
        yield "it is social media or chat"
    if Involves.AI in involves:
        yield "it is an AI tool"
    for kind, words in TENDER.items():
        if re.search(rf"\b(?:{words})\b", case.text("block_category"), re.IGNORECASE):
            yield f"the block page says that it is {kind}"
    is_for_pupils = case.text("audience") in (Audience.CLASS, Audience.YEAR)
    if school.phase in YOUNG and is_for_pupils and Risk.COMMENTS in _ticked(case, "risks"):
        yield "young pupils could see open comments"


def _ticked(case: Case, name: str) -> frozenset[str]:
    values = case.details.get(name)
    return frozenset(str(each) for each in values) if isinstance(values, list) else frozenset()
