"""Whether the product is fit to run for real: secrets there, duties filled in (A3, DOMAIN 11.5)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from bot.settings import Fault, Settings, Severity
from bot.settings.checks.visit import Finding
from bot.settings.credentials import UnreadableSecret, secret
from bot.settings.platforms import SlackSettings
from intents import citations
from intents.advice_book import book
from intents.own_words import complaint
from knowledge.library import Library

DATABASES = re.compile(r"(sqlite|postgresql)(\+psycopg)?://\S+")
SHAPES: Mapping[str, tuple[re.Pattern[str], str]] = {
    "bot_token": (re.compile(r"(xoxe\.)?xoxb-\S+"), "a bot token, which starts with xoxb-"),
    "app_token": (re.compile(r"xapp-\S+"), "an app token, which starts with xapp-"),
    "signing_secret": (re.compile(r"[0-9a-f]{32}"), "a signing secret: 32 figures and letters"),
}


class NotFit(Exception):
    """The product must not run like this; each line says what is missing and what to do."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))


def refuse_unless_fit(settings: Settings, environ: Mapping[str, str], today: date) -> None:
    """Raise `NotFit` with all that is missing or cannot be right."""
    platforms = settings.platforms
    reasons = [*_secrets(settings, environ), *_database(settings, environ)]
    faults = (*settings.check(today), *advice_faults(settings))
    reasons += [str(fault) for fault in faults if fault.severity is Severity.ERROR]
    if platforms.slack is None and platforms.teams is None:
        reasons.append("app.yaml names no chat platform. Fill in platforms: slack: or teams:.")
    if reasons:
        raise NotFit(reasons)


def advice_faults(settings: Settings) -> tuple[Fault, ...]:
    """Return what is wrong with the schools' own words for lines of advice (DOMAIN 2.6).

    Reading the shipped lines for it raises where they themselves do not fit together.
    """
    names = frozenset(person.name for person in settings.directory().people())
    found = (
        Finding(place, wrong.what, wrong.remedy)
        for place, line, words in settings.own_advice()
        if (wrong := complaint(line, words, book(), names))
    )
    return settings.faults(found)


def clause_faults(settings: Settings, library: Library) -> tuple[Fault, ...]:
    """Return the clauses that lines of advice cite and that are in none of the school's policies.

    It reads the policies, which takes a moment; at work such a line is said without its clause.
    """
    found = (
        Finding(("schools", at, "advice_clauses", line), wrong.what, wrong.remedy)
        for at, school in enumerate(settings.directory().schools())
        for line, wrong in citations.complaints(school, library)
    )
    return settings.faults(found)


def value(name: str, environ: Mapping[str, str]) -> str:
    """Return a secret; an empty one counts as none."""
    found = secret(name, environ)
    return found.get_secret_value().strip() if found else ""


def signing_secrets(slack: SlackSettings, environ: Mapping[str, str]) -> list[str]:
    """Return the signing secret and, while it is changed, the old one under its name with _OLD."""
    old = f"{slack.signing_secret}_OLD"
    try:
        found = [value(name, environ) for name in (slack.signing_secret, old)]
    except UnreadableSecret as unreadable:
        raise NotFit([str(unreadable)]) from None
    return [each for each in found if each]


def _secrets(settings: Settings, environ: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with each secret that is needed, never its value."""
    kinds = _kinds(settings.platforms.slack)
    for name in settings.secret_names():
        try:
            known = value(name, environ)
        except UnreadableSecret as unreadable:
            yield str(unreadable)
            continue
        shape, words = SHAPES.get(kinds.get(name, ""), (None, ""))
        if not known:
            yield (
                f"{name} is not set. Put the value in an environment variable, or the name of a "
                f"file that holds it in {name}_FILE."
            )
        elif shape and not shape.fullmatch(known):
            yield f"{name} does not hold {words}. Check that two values are not swapped."


def _kinds(slack: SlackSettings | None) -> Mapping[str, str]:
    """Return what each name stands for."""
    if slack is None:
        return {}
    tokens = {each.bot_token: "bot_token" for each in slack.workspaces}
    return {**tokens, slack.app_token: "app_token", slack.signing_secret: "signing_secret"}


def _database(settings: Settings, environ: Mapping[str, str]) -> Iterator[str]:
    try:
        url = settings.database_url(environ).get_secret_value()
    except UnreadableSecret as unreadable:
        yield str(unreadable)
        return
    if not DATABASES.fullmatch(url) or url.rstrip("/").endswith(":"):
        name = settings.storage.url_secret
        yield f"{name} is no database: use sqlite:///file or postgresql://user@host/name."
