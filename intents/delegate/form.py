"""The form with which a headteacher says who decides meanwhile (D3)."""

from typing import Annotated

from bot.domain.people import PersonId
from bot.forms.answers import ComingDay
from bot.forms.form import Ask, Form


class Delegate(Form):
    """Say who decides for you."""

    name = "delegate"
    short = "Who decides for me"

    starts: Annotated[ComingDay, Ask("From which day?", "The first day that they decide.")]
    until: Annotated[ComingDay, Ask("Until which day?", "The last day that they decide.")]
    who: Annotated[PersonId, Ask("Who decides?", "Not the network manager, who opens the sites.")]
