"""The explicit list of everything the assistant can do."""

from bot.forms.form import Form
from intents.ask_policy.feature import AskPolicies
from intents.capability import Capability
from intents.decide.feature import Decide
from intents.fill_form.feature import FillForm
from intents.get_help.feature import CAPABILITY as GET_HELP
from intents.my_cases.feature import MyCases
from intents.report_cyberbullying.feature import CAPABILITY as REPORT_CYBERBULLYING
from intents.report_website.feature import CAPABILITY as REPORT_WEBSITE
from intents.request_unblock.feature import CAPABILITY as REQUEST_UNBLOCK
from intents.safety.feature import CAPABILITY as SAFETY
from knowledge.library import Library


def capabilities(library: Library) -> tuple[Capability, ...]:
    """Return every capability; what works on all of them comes last."""
    own = (
        SAFETY,
        AskPolicies(library).capability(),
        REPORT_CYBERBULLYING,
        REPORT_WEBSITE,
        REQUEST_UNBLOCK,
        GET_HELP,
    )
    shared = (*own, Decide(own).capability(), MyCases(own).capability())
    forms = {
        feature.intent.name: feature
        for capability in shared
        for feature in capability.features
        if issubclass(feature.intent, Form)
    }
    return (*shared, FillForm(forms).capability())
