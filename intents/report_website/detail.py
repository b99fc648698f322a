"""What helps IT to find out how a site was reached (DOMAIN 3.1): later, and all of it optional."""

from typing import Annotated

from bot.forms.answers import Words
from bot.forms.choices import Choice
from bot.forms.form import Ask, Form


class Opened(Choice):
    """What the filter did; it tells a gap from an attempt."""

    OPENED = "opened", "No, it opened"
    BLOCKED = "blocked", "Yes, it was blocked"
    PARTLY = "partly", "Partly"


class Reached(Choice):
    """How somebody got there."""

    SEARCH = "search", "A search"
    LINK = "link", "A link"
    ADVERT = "advert", "An advert or pop-up"
    QR = "qr", "A QR code"
    AUTOPLAY = "autoplay", "Autoplay"
    PUPIL = "pupil", "A pupil showed me"
    EMAIL = "email", "An email"
    AI = "ai", "An AI tool's answer"
    TYPED = "typed", "It was typed in"


class Network(Choice):
    """How the device was online."""

    SCHOOL = "school", "The school's network"
    MOBILE = "mobile", "Mobile data"
    HOME = "home", "At home"


class Account(Choice):
    """Whose account it was, without a name."""

    PUPIL = "pupil", "A pupil account"
    STAFF = "staff", "A staff account"
    SHARED = "shared", "A shared account"


class Purpose(Choice):
    """Whether somebody meant to get there."""

    ACCIDENTAL = "accidental", "By accident"
    DELIBERATE = "deliberate", "On purpose"
    UNKNOWN = "unknown", "Don't know"


class Done(Choice):
    """What was done so far."""

    SCREEN_OFF = "screen_off", "Screen off or lid closed"
    MOVED_ON = "moved_on", "Moved on"
    TOLD_IT = "told_it", "Told IT"


class Fault(Choice):
    """What may be wrong with the filter."""

    NOT_BLOCKED = "not_blocked", "The site is not blocked"
    BYPASS = "bypass", "Somebody found a way round"
    SPELLING = "spelling", "A misspelling or an app gets round it"
    DOWN = "down", "The filter is off"
    WRONG_ALERT = "wrong_alert", "A wrong monitoring alert"


class AddSiteDetail(Form):
    """Add detail to your report of a website."""

    name = "add_site_detail"
    short = "Add detail"
    send = "Add"

    case: str
    blocked_page: Annotated[Opened | None, Ask("Did a block page come up?")] = None
    how_reached: Annotated[Reached | None, Ask("How did somebody get there?")] = None
    purpose: Annotated[
        Purpose | None,
        Ask("Was it by accident?", "If a pupil looked on purpose, report that separately."),
    ] = None
    network: Annotated[Network | None, Ask("How was the device online?")] = None
    account: Annotated[Account | None, Ask("Which kind of account?")] = None
    fault: Annotated[Fault | None, Ask("What may be wrong with the filter?")] = None
    done: Annotated[tuple[Done, ...], Ask("What have you done so far?")] = ()
    more: Annotated[
        Words | None, Ask("Anything else?", "No names of pupils: IT reads this.", long=True)
    ] = None
