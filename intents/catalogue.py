"""The explicit list of everything the assistant can do."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.forms.form import Form
from intents.ask_policy.feature import AskPolicies
from intents.break_glass.feature import BrokenGlass
from intents.capability import Capability, Feature
from intents.case_life.feature import CaseLife
from intents.decide.feature import Decide
from intents.decide.words import Spoken
from intents.delegate.feature import Delegating
from intents.digest.feature import Digests
from intents.fill_form.feature import FillForm
from intents.fill_form.left_alone import LeftAlone
from intents.get_help.feature import CAPABILITY as GET_HELP
from intents.legal_hold.feature import Holding
from intents.my_cases.feature import MyCases
from intents.numbers.feature import Numbers
from intents.policy_gaps.feature import PolicyGaps
from intents.policy_library.feature import PolicyLibrary
from intents.report_cyberbullying.feature import CAPABILITY as REPORT_CYBERBULLYING
from intents.report_website.feature import CAPABILITY as REPORT_WEBSITE
from intents.request_unblock.feature import CAPABILITY as REQUEST_UNBLOCK
from intents.request_unblock.in_words import read_back
from intents.request_unblock.several import line, why_alone
from intents.retention.feature import Retiring
from intents.safety.feature import CAPABILITY as SAFETY
from intents.self_check.feature import SelfCheck
from knowledge.archive import Archive
from knowledge.library import Library

SPOKEN = {REQUEST_UNBLOCK.name: Spoken(read_back, line, why_alone)}
# Where nothing is kept, nothing is found.
NO_ARCHIVE = Archive(Path("policies"))


def capabilities(library: Library, archive: Archive = NO_ARCHIVE) -> tuple[Capability, ...]:
    """Return every capability; what works on all of them comes last."""
    own = _own(library)
    shared = (
        *own,
        Decide(own, SPOKEN).capability(),
        Delegating(own).capability(),
        CaseLife(own).capability(),
        BrokenGlass(own).capability(),
        Holding(own).capability(),
        Retiring(own).capability(),
        MyCases(own).capability(),
        Digests(own).capability(),
        PolicyLibrary(library, archive).capability(),
    )
    forms = _forms(shared)
    return (
        *shared,
        Numbers(shared).capability(),
        FillForm(forms).capability(),
        LeftAlone(forms).capability(),
    )


def _own(library: Library) -> tuple[Capability, ...]:
    """Return the capabilities that stand by themselves."""
    return (
        SAFETY,
        AskPolicies(library).capability(),
        PolicyGaps(library).capability(),
        REPORT_CYBERBULLYING,
        REPORT_WEBSITE,
        REQUEST_UNBLOCK,
        GET_HELP,
        SelfCheck(library).capability(),
    )


def _forms(known: Iterable[Capability]) -> dict[str, Feature[Any]]:
    """Return every form that somebody can fill in, by its name."""
    features = (feature for capability in known for feature in capability.features)
    return {each.intent.name: each for each in features if issubclass(each.intent, Form)}
