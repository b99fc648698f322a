"""The report of a website: the fields of DOMAIN 3.1."""

from typing import Annotated

from pydantic import Field

from bot.domain.people import PersonId
from bot.forms.answers import Moment, Words
from bot.forms.choices import Choice, YesNoUnsure
from bot.forms.form import Answers, Ask, Form


class Category(Choice):
    """What was on it (DOMAIN 3.3)."""

    SEXUAL = "sexual_content", "Sexual content"
    VIOLENCE = "violence_graphic", "Violence"
    HATE = "hate_discrimination", "Hate or discrimination"
    DRUGS = "drugs", "Drugs"
    CRIMINAL = "criminal_skills", "How to commit crimes"
    GAMBLING = "gambling", "Gambling"
    SOCIAL = "non_educational_social", "Social media"
    EXTREMISM = "extremism", "Extremism"
    SELF_HARM = "self_harm_eating", "Self-harm or eating disorders"
    MISOGYNY = "misogyny_vawg", "Hatred of women and girls"
    MISINFORMATION = "misinformation", "False information"
    PIRACY = "piracy", "Pirated material"
    MALWARE = "malware_phishing", "Viruses or scams"
    BYPASS = "proxy_vpn_bypass", "A way round the filter"
    AI = "ai_tool_unsafe", "An unsafe AI tool"
    OTHER = "other", "Something else"


class Witness(Choice):
    """Who saw it."""

    STAFF = "staff", "Staff only"
    PUPILS = "pupils", "Pupils"


SERIOUS = frozenset(
    {Category.SEXUAL, Category.VIOLENCE, Category.EXTREMISM, Category.SELF_HARM, Category.MISOGYNY}
)


def is_illegal(answers: Answers) -> bool:
    """Tell whether it may be illegal; then nobody is asked to look again (DOMAIN 3.4)."""
    return answers.get("may_be_illegal") in (YesNoUnsure.YES, YesNoUnsure.NOT_SURE)


def is_open(answers: Answers) -> bool:
    """Tell whether the site may be named and described."""
    return not is_illegal(answers)


def is_by_staff(answers: Answers) -> bool:
    """Tell whether it is about how a member of staff uses the internet."""
    return answers.get("about_staff_use") in (YesNoUnsure.YES, YesNoUnsure.NOT_SURE)


def is_seen_by_pupils(answers: Answers) -> bool:
    """Tell whether pupils saw it."""
    return answers.get("who_saw") == Witness.PUPILS


class ReportWebsite(Form):
    """Report a website or an app."""

    name = "report_website"
    short = "Report a website"

    may_be_illegal: Annotated[
        YesNoUnsure,
        Ask(
            "Could it be illegal?",
            "Sexual pictures of children, or terrorism. Do not go back to check.",
            steers=True,
        ),
    ]
    about_staff_use: Annotated[
        YesNoUnsure,
        Ask("Is this about how a member of staff uses the internet?", steers=True),
    ]
    staff_person: Annotated[
        PersonId | None,
        Ask(
            "Who do you think it is?",
            "Your report is never shown to them. Leave it out if they are not in the list.",
            steers=True,
            when=is_by_staff,
        ),
    ] = None
    url_or_app: Annotated[
        Annotated[str, Field(min_length=2, max_length=2048)] | None,
        Ask(
            "Which site or app?",
            "It is kept as text. Nobody opens it.",
            required=True,
            when=is_open,
        ),
    ] = None
    category: Annotated[Category | None, Ask("What was on it?", required=True, when=is_open)] = None
    seen_what: Annotated[
        Annotated[Words, Field(max_length=300)] | None,
        Ask("Anything else about it?", "No names of pupils: IT reads this.", when=is_open),
    ] = None
    who_saw: Annotated[Witness, Ask("Who saw it?", steers=True)]
    pupils: Annotated[
        Words | None,
        Ask("Which year, and roughly how many?", "No names.", when=is_seen_by_pupils),
    ] = None
    pupil_upset: Annotated[
        YesNoUnsure | None,
        Ask("Is a pupil upset by it?", required=True, when=is_seen_by_pupils),
    ] = None
    device: Annotated[
        Words | None, Ask("On which device?", 'For example an asset tag or "room 12 iPads".')
    ] = None
    happened_at: Annotated[Moment | None, Ask("When? Leave it out if it was just now.")] = None
