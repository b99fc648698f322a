"""How a case is sorted, and the words for it (DOMAIN 2.3, 2.4)."""

from bot.domain.cases import Case
from bot.forms.choices import Choice


class Category(Choice):
    """The main category, one for each case (DOMAIN 2.3)."""

    NAME_CALLING = "name_calling_abuse", "Name-calling or abuse"
    HARASSMENT = "harassment_repeated", "Harassment, again and again"
    THREAT = "threat", "A threat"
    EXCLUSION = "exclusion_group_chat", "Left out of a group, or a group chat"
    FAKE_ACCOUNT = "impersonation_fake_account", "A fake account"
    IMAGE = "image_shared_without_permission", "A picture shared without permission"
    FILMING = "filming_of_fight_or_staff", "A fight or staff filmed"
    RUMOUR = "rumour_outing_doxxing", "Rumours, or private facts made public"
    PREJUDICE = "prejudice_hate", "Prejudice or hate"
    SEXUAL_HARASSMENT = "sexual_harassment", "Sexual harassment"
    SEXUAL_IMAGE = "sexual_image_under18", "A sexual picture of a child"
    AI_FAKE = "ai_fake_non_sexual", "An AI fake that is not sexual"
    BLACKMAIL = "blackmail_extortion", "Blackmail"
    GROOMING = "grooming_adult_contact", "An adult contacting a child"
    EXTREMISM = "extremism", "Extremism"
    SELF_HARM = "self_harm_encouraged", "Self-harm encouraged"
    TROLLING = "trolling", "Trolling"
    DEFAMATION = "defamation", "Untrue statements about somebody"
    HACKED = "account_hacked", "An account taken over"
    STAFF_BOUNDARY = "staff_boundary", "How a member of staff behaves with pupils"
    OTHER = "other", "Something else"


class HowSerious(Choice):
    """How serious a case is (DOMAIN 2.4)."""

    LOW = "low", "Low: it happened once, or it is over"
    MEDIUM = "medium", "Medium: again and again, or spreading"
    HIGH = "high", "High: a threat, hate, or a child in distress"
    CRITICAL = "critical", "Critical: somebody is at risk now"

    @property
    def word(self) -> str:
        """The level without its explanation."""
        return self.label.partition(":")[0]


def facts(case: Case) -> tuple[tuple[str, str], ...]:
    """Return what a case was sorted as, and how serious it is; "" where nobody has said so."""
    category = next((each.label for each in Category if each == case.text("category")), "")
    serious = next((each.word for each in HowSerious if each == case.text("severity")), "")
    return (("Category", category), ("How serious", serious))


def in_words(category: Category, severity: HowSerious) -> str:
    """Return how a case was sorted, for its history."""
    return f"{category.label}. How serious: {severity.word.lower()}"
