"""Intents that a button on any feature's card may carry, whoever answers them."""

from pydantic import Field

from bot.conversation.intent import Intent


class Begin(Intent):
    """Start a form, with what the person's own words answer already.

    `school` is named by somebody who works at several.
    """

    name = "begin_form"
    form: str
    text: str = ""
    school: str = ""

    @property
    def understood(self) -> str:
        """Starting a form is wanting what the form is for."""
        return self.form


class Open(Intent):
    """Show the form as a dialog."""

    name = "open_form"
    form: str
    carried: dict[str, str] = Field(default_factory=dict)


class TakeStep(Intent):
    """Move a case on: `verb` is the workflow's, `revision` what the person saw (D10)."""

    name = "take_step"
    case: str
    verb: str
    revision: int = 0


class ShowCase(Intent):
    """Show one case, as far as the person may see it."""

    name = "show_case"
    case: str


class ShowSteps(Intent):
    """Show what else can be done with a case that the person has."""

    name = "show_steps"
    case: str


class ShowMyCases(Intent):
    """Show the person's own reports and requests, and what waits for them."""

    name = "my_cases"


class GetHelp(Intent):
    """Say what the assistant can do."""

    name = "get_help"
