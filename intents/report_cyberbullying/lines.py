"""What a report says first, and what its receipt adds for a school that keeps no details here."""

from bot.conversation.cards import Block, Button, Buttons, Text
from bot.domain.cases import Case
from bot.domain.concerns import Flag
from bot.forms.form import Answers
from bot.services.access import kept_off
from bot.turn import Turn
from intents import receipts
from intents.buttons import Open
from intents.report_cyberbullying.filing import concern_of
from intents.report_cyberbullying.form import is_by_staff

IN_DANGER = ("M01", "M02", "M03")
IMAGE = ("M11", "M11b", "M11c", "M11d", "M13")
# "/report" opens this form at once; a bad website is the other thing that people report.
ELSEWHERE = Buttons((Button("It is about a website or app", Open(form="report_website")),))
NOT_KEPT = "I keep no details of this: they belong in {system}. Please tell {lead} in person now."


def advise(answers: Answers, turn: Turn) -> tuple[Block, ...]:
    """Return what to do in the next minute, for the answers so far (DOMAIN 2.1)."""
    concern = concern_of(answers, turn, turn.person.id)
    wanted = (
        *(IN_DANGER if concern.has(Flag.DANGER) else ()),
        *(IMAGE if concern.has(Flag.SEXUAL_IMAGE) else ()),
    )
    about = concern.kept_off
    # Rows 36 and 38 of DOMAIN 7: before it is sent, or nobody dares to.
    past_the_head = ("M27",) if concern.is_about_head else ()
    encouraging = ("M26b",) if is_by_staff(answers) else ()
    lines = (*(wanted or ("M10",)), *past_the_head, *encouraging)
    shown = tuple(receipts.block(line, turn, about) for line in lines)
    return shown if answers else (*shown, ELSEWHERE)


def receipt_lines(case: Case, turn: Turn) -> tuple[Block, ...]:
    """Return what the reporter reads once a report is on its way."""
    return (*receipts.receipt_lines(case, turn), *_not_kept(case, turn))


def _not_kept(case: Case, turn: Turn) -> tuple[Block, ...]:
    """Say truthfully that a stub is all there is (DOMAIN 6.4)."""
    if not case.details.get("is_stub"):
        return ()
    system = turn.school.cp_system
    lead = receipts.lead_name(turn, kept_off(case))
    where = system.name if system else "the school's child protection records"
    blocks = [Text(NOT_KEPT.format(system=where, lead=lead))]
    if system and system.link:
        blocks.append(Text(f"{system.name}: {system.link}"))
    return tuple(blocks)
