"""Figures of understanding: is the meaning right, does the floor speak, and only when it should."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from intents.safety.floor import alarm_in, is_about_somebody
from intents.understanding import Guess, Understanding

TORN, UNCLEAR, POLICIES = "torn", "unclear", "ask_policy"


class Utterances(BaseModel):
    """Sentences by what they mean.

    `safety`, by family, must bring up a whole card, `lessons` one line above the answer, `ordinary`
    neither. `channel` holds what is `about_somebody` and what is about the `rules`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    intents: dict[str, tuple[str, ...]]
    safety: dict[str, tuple[str, ...]] = {}
    lessons: tuple[str, ...]
    ordinary: tuple[str, ...] = ()
    channel: dict[str, tuple[str, ...]]

    def lines(self) -> Iterator[str]:
        """Yield every sentence."""
        for named in (self.intents, self.safety, self.channel):
            for texts in named.values():
                yield from texts
        yield from (*self.lessons, *self.ordinary)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some sentences came out as they should, and which did not."""

    of: int
    missed: tuple[str, ...]

    @property
    def right(self) -> float:
        """The share that came out right, from 0 to 1."""
        return 1 - len(self.missed) / self.of if self.of else 0.0

    @property
    def wrong(self) -> float:
        """The share that did not."""
        return len(self.missed) / self.of if self.of else 0.0


def load_utterances(half: str) -> Utterances:
    """Return one half of the utterances: "tuning" or "reporting"."""
    source = files("intents.evaluation").joinpath("utterances.yaml").read_text(encoding="utf-8")
    halves: Mapping[str, object] = yaml.safe_load(source)
    return Utterances.model_validate(halves[half])


def measure_intents(understanding: Understanding, said: Utterances) -> Share:
    """Return how often the meaning is right; asking which of two is not."""
    pairs = [(text, name) for name, texts in said.intents.items() for text in texts]
    missed = (
        f"{name}, not {label(guess)}: {text}"
        for text, name in pairs
        if label(guess := understanding.guess(text)) != name
    )
    return Share(len(pairs), tuple(missed))


def confuse(understanding: Understanding, said: Utterances) -> Counter[tuple[str, str]]:
    """Return how many sentences that mean the one thing were taken for the other, or the same."""
    return Counter(
        (name, label(understanding.guess(text)))
        for name, texts in said.intents.items()
        for text in texts
    )


def draw(confused: Mapping[tuple[str, str], int]) -> str:
    """Return a table: a line for each meaning, a column for what it was taken for."""
    meant = list(dict.fromkeys(name for name, _ in confused))
    taken = [*meant, *sorted({name for _, name in confused} - set(meant))]
    longest = max(map(len, taken), default=0)
    lines = [" " * longest + "".join(f"{at:>4}" for at, _ in enumerate(taken, 1))]
    for at, name in enumerate(taken, 1):
        row = (confused.get((name, other), 0) for other in taken) if name in meant else ()
        cells = "".join(f"{count or '.':>4}" for count in row)
        lines.append(f"{name:<{longest}}{cells} ({at})")
    return "\n".join(lines)


def measure_safety(said: Utterances) -> Share:
    """Return how often a whole card comes up where somebody may be at risk."""
    return _share((t for texts in said.safety.values() for t in texts), _is_grave)


def measure_families(said: Utterances) -> dict[str, Share]:
    """Return for each family of risk how often a whole card comes up."""
    return {family: _share(texts, _is_grave) for family, texts in said.safety.items()}


def measure_false_alarms(said: Utterances) -> Share:
    """Return how often ordinary talk brings up no card and no line; `wrong` is the false alarms."""
    meant = (text for texts in said.intents.values() for text in texts)
    return _share((*said.ordinary, *meant), lambda text: alarm_in(text) is None)


def measure_lessons(said: Utterances) -> Share:
    """Return how often teaching and rules bring up one line, not a whole card."""
    return _share(said.lessons, lambda text: alarm_in(text) is not None and not _is_grave(text))


def measure_channel(said: Utterances) -> tuple[Share, Share]:
    """Return how often a person is noticed in a channel, and how often a rule is let through."""
    return (
        _share(said.channel["about_somebody"], is_about_somebody),
        _share(said.channel["rules"], lambda text: not is_about_somebody(text)),
    )


def label(guess: Guess) -> str:
    """Return the name of what was understood."""
    if guess.is_unclear:
        return UNCLEAR
    if guess.is_torn:
        return TORN
    return guess.meanings[0].intent.understood if guess.meanings else POLICIES


def _is_grave(text: str) -> bool:
    alarm = alarm_in(text)
    return alarm is not None and not alarm.is_lesson


def _share(texts: Iterable[str], is_right: Callable[[str], bool]) -> Share:
    known = tuple(texts)
    return Share(len(known), tuple(text for text in known if not is_right(text)))
