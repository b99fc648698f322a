"""More detail, any time later: the fields of DOMAIN 2.2 that only the reporter knows."""

from typing import Annotated, TypeAlias

from pydantic import Field

from bot.conversation.cards import Block
from bot.domain.concerns import Flag
from bot.forms.answers import Words
from bot.forms.choices import Choice, YesNoUnsure
from bot.forms.form import Answers, Ask, Form
from bot.services.access import kept_off
from bot.turn import Turn
from intents import receipts
from intents.report_cyberbullying.form import is_told


class Sign(Choice):
    """What decides who else must hear of it."""

    ADULT_CONTACT = Flag.ADULT_CONTACT.value, "An adult contacting a child, or blackmail"
    EXTREMISM = Flag.EXTREMISM.value, "Extremist views"
    POLICE = Flag.POLICE.value, "Threats, hate, racism, sexism or stalking"
    FILMED = Flag.FILMED.value, "Staff photographed or filmed without permission"
    UNTRUE = Flag.UNTRUE.value, "Untrue statements that harm somebody's name"
    OFF_SITE = Flag.OFF_SITE.value, "It happened away from school"
    SCHOOL_DEVICE = Flag.SCHOOL_DEVICE.value, "A school device, account or network was used"
    WEBSITE = Flag.WEBSITE.value, "A website that pupils should not open"


class Audience(Choice):
    """Who can see it."""

    PRIVATE = "private", "Only the person it was sent to"
    GROUP = "group", "A group chat"
    PUBLIC = "public", "Everybody"
    UNKNOWN = "unknown", "Don't know"


class Visible(Choice):
    """Whether it can still be seen."""

    YES = "yes", "Yes"
    NO = "no", "No, it is gone"
    UNKNOWN = "unknown", "Don't know"


class Kept(Choice):
    """Whether there is evidence."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_SAFE = "not_safe", "It is not safe to keep it"


class Replied(Choice):
    """Whether somebody hit back."""

    NO = "no", "No"
    REPLIED = "replied", "Yes, the person targeted replied"
    OTHERS = "others", "Yes, others did"


def is_managed(answers: Answers) -> bool:
    """Tell whether the reporter can be asked about their line manager (R12)."""
    return answers.get("has_manager") == "yes"


Short: TypeAlias = Annotated[Words, Field(max_length=80)]


class AddDetail(Form):
    """Add detail to your report."""

    name = "add_detail"
    short = "Add detail"
    send = "Add"

    case: str
    sexual_image: str = "no"
    has_manager: str = "no"
    signs: Annotated[tuple[Sign, ...], Ask("Does any of this fit?")] = ()
    more: Annotated[
        Words | None, Ask("What else happened?", "You add to your report.", long=True, when=is_told)
    ] = None
    audience: Annotated[Audience | None, Ask("Who can see it?", when=is_told)] = None
    still_visible: Annotated[Visible | None, Ask("Can it still be seen?", when=is_told)] = None
    location_of_post: Annotated[
        Words | None,
        Ask(
            "Where is the post?",
            "Account, group or page name. The address is kept as text.",
            when=is_told,
        ),
    ] = None
    evidence_kept: Annotated[Kept | None, Ask("Is there evidence?", when=is_told)] = None
    evidence_pointer: Annotated[
        Words | None,
        Ask(
            "Where is the evidence kept?",
            "Only say where it is, for example the school's evidence folder. Never send it here.",
            when=is_told,
        ),
    ] = None
    evidence_not_deleted: Annotated[
        bool | None, Ask("Is the post or message left as it was, not deleted?", when=is_told)
    ] = None
    replied: Annotated[Replied | None, Ask("Has anybody replied or hit back?", when=is_told)] = None
    platform_reported: Annotated[
        YesNoUnsure | None, Ask("Has it been reported in the app or to the site?", when=is_told)
    ] = None
    platform_report_ref: Annotated[
        Short | None, Ask("The app's or site's own number for that report", when=is_told)
    ] = None
    tell_manager: Annotated[
        bool | None,
        Ask(
            "Shall I tell your line manager?",
            "Only that you reported something and would like support. Not what it is about.",
            when=is_managed,
        ),
    ] = None


def advise(answers: Answers, turn: Turn) -> tuple[Block, ...]:
    """Return how to keep evidence, above the questions about it; never of a sexual picture (R2)."""
    case = turn.uow.cases.get(turn.school.id, str(answers.get("case")))
    is_image = case is not None and Flag.SEXUAL_IMAGE.value in case.words("flags")
    if case is None or is_image or not is_told(answers):
        return ()
    return (receipts.block("M20", turn, kept_off(case)),)
