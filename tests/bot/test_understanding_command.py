"""The command that shows what the safety floor and the understanding are worth."""

import re

import pytest

from intents.evaluation.measure import load_utterances, measure_false_alarms, measure_safety
from tests.bot.command_line import run


@pytest.fixture(scope="module")
def shown() -> str:
    result = run("understanding")
    assert result.exit_code == 0, result.output
    return result.stdout


def test_both_halves_are_shown_apart(shown: str) -> None:
    tuned, untuned = shown.index("TUNED ON: looked at"), shown.index("NOT TUNED ON")

    assert tuned < untuned
    assert shown.count("Safety floor:") == shown.count("Meanings:") == 2


@pytest.mark.parametrize("half", ["tuning", "reporting"])
def test_recall_is_shown_by_family_and_every_false_alarm_is_listed(shown: str, half: str) -> None:
    said = load_utterances(half)
    safety, alarms = measure_safety(said), measure_false_alarms(said)

    assert re.search(rf"all +{safety.of} of {safety.of} +100.0%", shown)
    assert f"False alarms: {len(alarms.missed)} of {alarms.of} " in shown
    assert all(f"  alarm: {text}\n" in shown for text in alarms.missed)
    assert all(re.search(rf"^  {family} ", shown, re.MULTILINE) for family in said.safety)


def test_the_confusion_table_has_a_line_for_each_meaning(shown: str) -> None:
    untuned = shown.partition("NOT TUNED")[2]
    for name, texts in load_utterances("reporting").intents.items():
        (row,) = re.findall(rf"^{name} +([ .0-9]+) \(\d+\)$", untuned, re.MULTILINE)

        assert sum(int(count) for count in row.replace(".", "0").split()) == len(texts)
