"""The figures of understanding on sentences that nothing was made to fit."""

import json
from pathlib import Path

import pytest

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
from intents.safety.floor import KINDS, alarm_in
from intents.understanding import Understanding

QUESTIONS = Path(__file__).parents[3] / "shared" / "eval" / "questions.dev.jsonl"


@pytest.fixture(scope="module")
def reporting() -> Utterances:
    return load_utterances("reporting")


def test_nine_of_ten_sentences_are_understood(
    understanding: Understanding, reporting: Utterances
) -> None:
    share = measure_intents(understanding, reporting)

    assert share.right >= 0.9, share.missed


def test_every_sentence_about_a_risk_brings_up_a_card(reporting: Utterances) -> None:
    share = measure_safety(reporting)

    assert share.of > 150
    assert not share.missed


def test_no_family_of_risk_is_missed_in_either_half(reporting: Utterances) -> None:
    for half in (load_utterances("tuning"), reporting):
        families = measure_families(half)

        assert set(families) == set(KINDS)
        assert not [text for share in families.values() for text in share.missed]
        assert sum(share.of for share in families.values()) == measure_safety(half).of


def test_ordinary_sentences_bring_up_a_card_at_most_seven_times_in_two_hundred(
    reporting: Utterances,
) -> None:
    # One in six is a look-alike ("could murder a brew"): that is harder than a day at school.
    share = measure_false_alarms(reporting)

    assert share.of > 400
    assert share.wrong <= 0.035, share.missed


def test_teaching_and_rules_bring_up_one_line(reporting: Utterances) -> None:
    share = measure_lessons(reporting)

    assert share.right >= 0.9, share.missed


def test_people_in_a_channel_are_noticed_and_rules_let_through(reporting: Utterances) -> None:
    people, rules = measure_channel(reporting)

    assert people.right >= 0.9, people.missed
    assert rules.right >= 0.9, rules.missed


@pytest.mark.skipif(not QUESTIONS.is_file(), reason=f"no questions at {QUESTIONS}")
def test_questions_for_the_policies_bring_up_a_card_at_most_three_times_in_a_hundred() -> None:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    asked = [str(json.loads(line)["q"]) for line in lines]

    alarmed = [text for text in asked if (alarm := alarm_in(text)) and not alarm.is_lesson]

    assert len(alarmed) <= 0.03 * len(asked), alarmed


def test_the_halves_share_no_sentence() -> None:
    halves = [load_utterances(half) for half in ("tuning", "reporting")]

    tuning, reporting = ({*half.lines()} for half in halves)

    assert len(tuning) + len(reporting) == sum(len([*half.lines()]) for half in halves)
    assert len(tuning) + len(reporting) > 1_500
    assert not tuning & reporting


def test_every_meaning_is_mostly_taken_for_itself(
    understanding: Understanding, reporting: Utterances
) -> None:
    confused = confuse(understanding, reporting)

    for meant, texts in reporting.intents.items():
        assert confused[meant, meant] > len(texts) / 2, draw(confused)


def test_the_table_has_a_line_for_each_meaning_and_a_column_for_what_it_was_taken_for() -> None:
    drawn = draw({("help", "help"): 3, ("help", "torn"): 1, ("thanks", "thanks"): 2})

    assert drawn.splitlines() == [
        "         1   2   3",
        "help     3   .   1 (1)",
        "thanks   .   2   . (2)",
        "torn   (3)",
    ]


def test_a_share_counts_what_was_missed() -> None:
    share = Share(4, ("one",))

    assert (share.right, share.wrong) == (0.75, 0.25)
    assert Share(0, ()).right == 0.0
