"""Measure the safety floor and what is understood, on the utterances that ship with the product."""

from collections.abc import Iterator, Mapping

import click

from intents.catalogue import capabilities
from intents.evaluation.measure import (
    Share,
    Utterances,
    confuse,
    draw,
    load_utterances,
    measure_channel,
    measure_false_alarms,
    measure_families,
    measure_intents,
    measure_lessons,
    measure_safety,
)
from intents.understanding import Understanding
from knowledge.library import Library

HALVES: Mapping[str, str] = {
    "tuning": "TUNED ON: looked at while the words were written",
    "reporting": "NOT TUNED ON: only measured with",
}
WIDTH = 22


@click.command()
def understanding() -> None:
    """Print recall of the safety floor, its false alarms, and what was taken for what.

    Each for two halves of the sentences: the one that was looked at while the phrases and the word
    lists were written, and the one that was not. Only the second says how others will fare.
    """
    known = Understanding(capabilities(Library({})))
    for half, heading in HALVES.items():
        said = load_utterances(half)
        click.secho(heading, bold=True)
        for line in (*floor(said), "", *meanings(known, said), ""):
            click.echo(line)


def floor(said: Utterances) -> Iterator[str]:
    """Yield the figures of the safety floor; everything that it got wrong is listed."""
    yield "Safety floor: a card came up where somebody may be at risk"
    families = {**measure_families(said), "all": measure_safety(said)}
    yield from (_figures(family, share) for family, share in families.items())
    yield from (f"  missed: {text}" for text in families["all"].missed)
    alarms = measure_false_alarms(said)
    yield f"False alarms: {len(alarms.missed)} of {alarms.of} ({alarms.wrong:.1%})"
    yield from (f"  alarm: {text}" for text in alarms.missed)
    people, rules = measure_channel(said)
    yield _figures("one line for a lesson", measure_lessons(said))
    yield _figures("people in a channel", people)
    yield _figures("rules in a channel", rules)


def meanings(known: Understanding, said: Utterances) -> Iterator[str]:
    """Yield how often each meaning is taken for itself, and the confusion table."""
    confused = confuse(known, said)
    yield "Meanings: taken for what they are"
    for name, texts in said.intents.items():
        yield _line(name, confused[name, name], len(texts))
    yield _figures("all", measure_intents(known, said))
    yield ""
    yield "Each line is what was meant, each column what it was taken for"
    yield from draw(confused).splitlines()


def _figures(name: str, share: Share) -> str:
    return _line(name, share.of - len(share.missed), share.of)


def _line(name: str, right: int, of: int) -> str:
    return f"  {name:<{WIDTH}} {right:>4} of {of:<4} {right / of:>7.1%}"
