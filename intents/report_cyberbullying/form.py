"""The 60-second report: the questions of DOMAIN 2.1, in that order."""

from typing import Annotated, TypeAlias

from pydantic import Field

from bot.domain.concerns import Alleged, Target
from bot.domain.people import PersonId
from bot.forms.answers import Moment, Words
from bot.forms.choices import Choice, YesNoUnsure
from bot.forms.form import Answers, Ask, Form


class Targeted(Choice):
    """Who is being targeted."""

    PUPIL = Target.PUPIL.value, "A pupil"
    ME = Target.ME.value, "Me"
    STAFF = Target.STAFF.value, "Another member of staff"
    PARENT = Target.PARENT.value, "A parent"
    SCHOOL = Target.SCHOOL.value, "The school"
    OTHER = Target.OTHER.value, "Somebody else"


class Doing(Choice):
    """Who seems to be doing it; leaders stand in the first list, or it would go to them (2.1)."""

    PUPIL = Alleged.PUPIL.value, "A pupil here"
    PUPIL_ELSEWHERE = Alleged.PUPIL_ELSEWHERE.value, "A pupil from elsewhere"
    STAFF = Alleged.STAFF.value, "A member of staff"
    LEADER = Alleged.LEADER.value, "Headteacher, governor or trust leader"
    PARENT = Alleged.PARENT.value, "A parent or carer"
    ADULT = Alleged.ADULT.value, "Another adult"
    UNKNOWN = Alleged.UNKNOWN.value, "Don't know"


class Where(Choice):
    """Where it happened."""

    WHATSAPP = "whatsapp", "WhatsApp"
    SNAPCHAT = "snapchat", "Snapchat"
    TIKTOK = "tiktok", "TikTok"
    INSTAGRAM = "instagram", "Instagram"
    FACEBOOK = "facebook", "Facebook"
    YOUTUBE = "youtube", "YouTube"
    X = "x", "X (Twitter)"
    DISCORD = "discord", "Discord"
    GAME = "game", "Roblox or a game chat"
    SMS = "sms", "Text message or iMessage"
    EMAIL = "email", "Email"
    CLASSROOM = "classroom", "Teams or Google Classroom"
    AI_APP = "ai_app", "An AI app"
    WEBSITE = "website", "A website"
    AIRDROP = "airdrop", "AirDrop"
    OTHER = "other", "Somewhere else"
    UNKNOWN = "unknown", "Don't know"


class ToldBy(Choice):
    """Who told the reporter."""

    PUPIL = "pupil", "The pupil"
    ANOTHER_PUPIL = "another_pupil", "Another pupil"
    PARENT = "parent", "A parent or carer"
    COLLEAGUE = "colleague", "A colleague"
    SAW = "saw", "Nobody, I came across it"


def is_image(answers: Answers) -> bool:
    """Tell whether a sexual picture of a child may be involved; then nothing is described (R2)."""
    return answers.get("sexual_image") in (YesNoUnsure.YES, YesNoUnsure.NOT_SURE)


def is_told(answers: Answers) -> bool:
    """Tell whether the report may say what happened."""
    return not is_image(answers)


def is_colleague(answers: Answers) -> bool:
    """Tell whether another member of staff is targeted."""
    return answers.get("target") == Targeted.STAFF


def is_by_staff(answers: Answers) -> bool:
    """Tell whether somebody who works for the school seems to be doing it."""
    return answers.get("alleged") in (Doing.STAFF, Doing.LEADER)


Story: TypeAlias = Annotated[Words, Field(min_length=3)]
NOT_LISTED = "Leave it out if they are not in the list."


class ReportCyberbullying(Form):
    """Report cyberbullying."""

    name = "report_cyberbullying"
    short = "Report cyberbullying"

    danger_now: Annotated[YesNoUnsure, Ask("Is anyone in danger right now?", steers=True)]
    sexual_image: Annotated[
        YesNoUnsure,
        Ask(
            "Is a nude, part-nude or sexual picture or video of someone under 18 involved?",
            "Real, edited or AI-made, or only described to you.",
            steers=True,
        ),
    ]
    target: Annotated[Targeted, Ask("Who is being targeted?", steers=True)]
    target_person: Annotated[
        PersonId | None,
        Ask("Which member of staff is targeted?", NOT_LISTED, when=is_colleague),
    ] = None
    alleged: Annotated[Doing, Ask("Who seems to be doing it?", steers=True)]
    alleged_person: Annotated[
        PersonId | None,
        Ask(
            "Who do you think it is?",
            f"Your report is never shown to them. {NOT_LISTED}",
            steers=True,
            when=is_by_staff,
        ),
    ] = None
    told_by: Annotated[ToldBy | None, Ask("Who told you?", required=True, when=is_image)] = None
    what_happened: Annotated[
        Story | None,
        Ask(
            "What happened?",
            "A few words are enough: what you saw or were told. No pictures or files.",
            long=True,
            required=True,
            when=is_told,
        ),
    ] = None
    happened_at: Annotated[
        Moment | None,
        Ask("When was it?", 'For example "yesterday at 3". Leave it out if it was just now.'),
    ] = None
    platform: Annotated[
        Where | None,
        Ask("Where did it happen?", "Leave it out if you have said so.", when=is_told),
    ] = None
    device_involved: Annotated[
        YesNoUnsure | None,
        Ask(
            "Is a phone or computer involved?",
            "Leave it as it is. Do not look through it.",
            when=is_image,
        ),
    ] = None
    has_spread: Annotated[
        YesNoUnsure | None, Ask("Has it been passed on?", "Do not go and check.", when=is_image)
    ] = None
