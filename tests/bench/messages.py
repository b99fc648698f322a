"""Time that each message costs before it is answered: `python -m tests.bench.messages`.

Every message is looked through for safety words and understood. Beside it runs rapidfuzz's WRatio
over the same phrases, one after the other for every message. Below stands what a text that means
harm costs beside an ordinary one of the same length. So the ratios mean something on any computer.
"""

from collections.abc import Callable, Iterator
from time import perf_counter

import click
from rapidfuzz import fuzz, process

from bot.forms.addresses import find_addresses
from bot.forms.audiences import read_audience
from intents.catalogue import capabilities
from intents.evaluation.measure import load_utterances
from intents.safety.floor import alarm_in
from intents.spelling import READ_AT_MOST
from intents.understanding import Understanding
from knowledge.library import Library
from tests.bench.times import Times, p50, p99

ORDINARY = "a parent has been rude about the school on facebook, and i would like to report it. "
HOSTILE = {
    "one word": "x",
    "a phrase": "going to the ",
    "letters": "a ",
    "spelt out": "n u d e ",
    "accents": "\u00e9",
    "stars": "kill*",
    "near misses": "gonna he pupil was in the ",
    "new words": " ".join(f"s{number:05}t" for number in range(READ_AT_MOST // 7)),
    "addresses": "https://a.com/(",
}


@click.command()
@click.option("--repeats", default=3, show_default=True, help="How often each text is read.")
def main(repeats: int) -> None:
    """Print times per message beside WRatio's, and what hostile texts cost beside ordinary ones."""
    said = [text for texts in load_utterances("reporting").intents.values() for text in texts]
    understanding = Understanding(capabilities(Library({})))
    ours, theirs = measure_times(understanding, said, said * repeats)
    show("dutydesk", ours)
    show("WRatio", theirs)
    click.echo(f"time, ours / WRatio: p50 {p50(ours) / p50(theirs):.2f}")
    click.echo(f"                     p99 {p99(ours) / p99(theirs):.2f}")
    click.echo("\nhostile / ordinary text of the same length, and twice the length / once")
    for name, unit in HOSTILE.items():
        click.echo(f"{name:12} {' '.join(ratios(understanding, unit, repeats))}")


def measure_times(
    understanding: Understanding, phrases: list[str], said: list[str]
) -> tuple[Times, Times]:
    """Return the seconds per message of ours and of WRatio, taken turn by turn."""
    ours, theirs = [], []
    read(understanding, "warm up")
    for text in said:
        began = perf_counter()
        read(understanding, text)
        between = perf_counter()
        process.extract(text, phrases, scorer=fuzz.WRatio, limit=2)
        theirs.append(perf_counter() - between)
        ours.append(between - began)
    return ours, theirs


def read(understanding: Understanding, text: str) -> None:
    """Do what is done to every message."""
    alarm_in(text)
    understanding.guess(text)
    find_addresses(text)
    read_audience(text)


def ratios(understanding: Understanding, unit: str, repeats: int) -> Iterator[str]:
    """Return how many times as long a hostile text takes, as words to print."""

    def seconds(part: str, length: int) -> float:
        text = (part * (length // len(part) + 1))[:length]
        return min(timed(lambda: read(understanding, text)) for _ in range(repeats))

    for length in (600, 10_000, READ_AT_MOST):
        beside = seconds(unit, length) / seconds(ORDINARY, length)
        grown = seconds(unit, 2 * length) / seconds(unit, length)
        yield f"  {length:7,}: {beside:5.2f} {grown:5.2f}"


def timed(work: Callable[[], None]) -> float:
    """Return the seconds that some work takes."""
    began = perf_counter()
    work()
    return perf_counter() - began


def show(name: str, times: Times) -> None:
    """Print one line of figures."""
    click.echo(f"{name:10} p50 {p50(times) * 1000:6.2f} ms  p99 {p99(times) * 1000:6.2f} ms")


if __name__ == "__main__":
    main()
