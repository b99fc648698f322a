"""How long a school keeps records, as it agreed with its data protection officer (DOMAIN 6.5)."""

from bot.domain.concerns import Kind
from bot.domain.retention import RetentionTerms
from bot.settings.platforms import Retention, Years
from bot.settings.words import Section


class SchoolRetention(Section):
    """What one school does in its own way; years that it leaves out are the trust's."""

    automatic: bool = False
    cyberbullying_pupil_years: Years | None = None
    cyberbullying_staff_years: Years | None = None
    website_years: Years | None = None
    unblock_years: Years | None = None


_YEARS = {
    Kind.CB_P: "cyberbullying_pupil_years",
    Kind.CB_S: "cyberbullying_staff_years",
    Kind.WEB: "website_years",
    Kind.UNB: "unblock_years",
}


def terms_of(own: SchoolRetention, shared: Retention) -> RetentionTerms:
    """Return the terms of a school."""
    given = {kind: getattr(own, name) for kind, name in _YEARS.items()}
    years = {
        kind: getattr(shared, _YEARS[kind]) if number is None else number
        for kind, number in given.items()
    }
    return RetentionTerms(automatic=own.automatic, years=years)
