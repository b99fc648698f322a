"""What would be narrower than what was asked for (D7): a page, a class, a few weeks."""

from datetime import date, timedelta

from bot.domain.cases import Case
from bot.forms.same_site import site_of
from intents.request_unblock.form import Audience

HALF_A_TERM = timedelta(weeks=7)


def narrower(case: Case) -> tuple[str, ...]:
    """Return each narrower choice there is, as the end of "Would it do with ...?"."""
    starts, until = (date.fromisoformat(case.text(name)) for name in ("starts", "until"))
    choices = (
        (site_of(case.text("url")).is_whole, "one page, not the whole site"),
        (case.text("audience") == Audience.SCHOOL, "one class, not the whole school"),
        (until - starts > HALF_A_TERM, "half a term, not longer"),
    )
    return tuple(words for is_wide, words in choices if is_wide)
