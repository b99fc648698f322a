"""What is counted, by which answers, and what each is called."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.domain.concerns import Kind, Severity
from bot.domain.counting import UNKNOWN
from bot.domain.workflows import Workflow
from bot.forms.form import Form
from bot.services.counts import SAFEGUARDING_OR_STAFF, Topic
from bot.services.registers import Words as FilterWords
from intents.capability import Capability

RESTRICTED = (Kind.SG, Kind.ALG, Kind.ALG_HT)
KINDS: Mapping[str, tuple[Kind, ...]] = {
    "report_cyberbullying": (Kind.CB_P, Kind.CB_S, *RESTRICTED),
    "report_website": (Kind.WEB, *RESTRICTED),
    "request_unblock": (Kind.UNB,),
}
DETAILS: Mapping[str, tuple[str, ...]] = {
    "report_cyberbullying": ("severity", "category", "platform", "target", "alleged", "outcome"),
    "report_website": ("severity", "category"),
}
TITLES: Mapping[str, str] = {
    "report_cyberbullying": "Reports of cyberbullying",
    "report_website": "Reports of websites",
    "request_unblock": "Requests for blocked sites",
}
PARTS: Mapping[str, str] = {
    "kind": "Kind",
    "state": "Open or closed",
    "severity": "How serious",
    "category": "What it was",
    "platform": "Where",
    "target": "Who was targeted",
    "alleged": "Who seemed to do it",
    "outcome": "How it ended",
    "answered": "First answer",
}
CELLS: Mapping[str, str] = {
    Kind.CB_P: "About a pupil",
    Kind.CB_S: "About an adult",
    Kind.SG: "Safeguarding",
    Kind.ALG: "About a member of staff",
    Kind.ALG_HT: "About the head or a leader",
    Kind.WEB: "Website",
    Kind.UNB: "Request",
    SAFEGUARDING_OR_STAFF: "Safeguarding, or about staff",
    "grown_up": "A grown-up",
    "taken_further": "Taken further",
    "open": "Open",
    "closed": "Closed",
    "in_time": "In time",
    "late": "Late",
    "waiting": "Waiting, not late yet",
    UNKNOWN: "Not recorded",
}
SEVERITIES: Mapping[str, str] = {each.value: each.value.capitalize() for each in Severity}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The topics, and the words for every code in them."""

    topics: tuple[Topic, ...]
    _labels: Mapping[tuple[str, str, str], str]

    @classmethod
    def of(cls, capabilities: Iterable[Capability]) -> "Vocabulary":
        """Return what these capabilities file, in the words of their own forms."""
        known = tuple(capabilities)
        flows = [each.workflow for each in known if each.workflow and each.workflow.kind in KINDS]
        choices = {flow.kind: _choices(flow, known) for flow in flows}
        topics = tuple(_topic(flow, choices[flow.kind]) for flow in flows)
        labels = {
            (kind, name, value): label
            for kind, by_name in choices.items()
            for name, values in by_name.items()
            for value, label in values.items()
        }
        return cls(topics, labels)

    def of_filter(self) -> FilterWords:
        """Return the words of the filter register."""
        flows = {topic.workflow.kind: topic.workflow for topic in self.topics}
        return FilterWords(flows["request_unblock"], flows["report_website"], self.label)

    def label(self, kind: str, part: str, cell: str) -> str:
        """Return one cell of a part in words."""
        found = self._labels.get((kind, part, cell)) or CELLS.get(cell)
        return found or cell.replace("_", " ").capitalize()


def _topic(flow: Workflow, choices: Mapping[str, Mapping[str, str]]) -> Topic:
    details = {name: tuple(choices.get(name, ())) for name in DETAILS.get(flow.kind, ())}
    return Topic(flow, KINDS[flow.kind], details)


def _choices(flow: Workflow, known: Iterable[Capability]) -> dict[str, Mapping[str, str]]:
    """Return the choices of a workflow's answers: its own forms' first, then those for all."""
    found: dict[str, Mapping[str, str]] = {"severity": SEVERITIES}
    if flow.kind not in DETAILS:
        found["outcome"] = {state: words.capitalize() for state, words in flow.words.items()}
    for capability in sorted(known, key=lambda each: each.workflow is not flow):
        if capability.workflow in (flow, None):
            for name, choices in _asked(capability):
                found.setdefault(name, choices)
    return found


def _asked(capability: Capability) -> Iterator[tuple[str, Mapping[str, str]]]:
    for feature in capability.features:
        if issubclass(feature.intent, Form):
            for question in feature.intent.questions():
                if question.choices:
                    yield question.name, dict(question.choices)
