from collections import Counter
from pathlib import Path

import pytest

from knowledge.concept_files import (
    FEWEST_ASKS,
    FEWEST_SAYS,
    FOLDER,
    BadConcepts,
    load_topics,
    read_topics,
)
from knowledge.vocabulary import split_words

HIVE = """
- id: hive-screens
  topic: Screens in the Hive
  asks: [can i put a film on in the hive, telly in the hive, hive at wet play, who books the hive,
         is the hive free]
  says: [screens in the hive are switched off, the hive has a booking sheet, films are shown in
         the hive only in wet play, the hive has one supervisor]
  near: [hive-sofas]
- id: hive-sofas
  topic: Sofas in the Hive
  asks: [feet on the sofa, shoes off on the sofa, who cleans the sofa, jumping on sofas, red sofa]
  says: [sofas are for sitting, shoes are taken off, sofas are cleaned weekly, no food on sofas]
"""
POND = """
- id: pond
  topic: The pond
  asks: [pond dipping, newts, how deep is it, net over the pond, who feeds the fish]
  says: [the gate is locked, two adults go to the pond, nets are counted, hands are washed]
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text.lstrip(), encoding="utf-8")
    return path


def faults_of(shipped: Path, *own: Path) -> list[str]:
    with pytest.raises(BadConcepts) as bad:
        read_topics([shipped], own)
    return [str(fault) for fault in bad.value.faults]


def test_the_shipped_topics_have_ids_of_their_own_and_enough_lines() -> None:
    topics = load_topics()

    assert 250 <= len(topics) == len({topic.id for topic in topics}) <= 330
    assert min(len(topic.asks) for topic in topics) >= FEWEST_ASKS
    assert min(len(topic.says) for topic in topics) >= FEWEST_SAYS


def test_no_line_of_the_shipped_topics_stands_twice_however_it_is_written() -> None:
    lines = [line for topic in load_topics() for line in (*topic.asks, *topic.says)]
    often = Counter(" ".join(split_words(line)) for line in lines)

    assert [line for line, count in often.items() if count > 1] == []


def test_every_shipped_file_says_at_its_head_how_to_change_it() -> None:
    heads = [path.read_text(encoding="utf-8").split("\n- id:")[0] for path in FOLDER.glob("*.yaml")]

    assert 8 <= len(heads) <= 12
    assert all("To change it:" in head for head in heads)


def test_a_school_adds_lines_to_a_topic_and_topics_of_its_own(tmp_path: Path) -> None:
    shipped = written(tmp_path, "shipped.yaml", HIVE)
    own = written(tmp_path, "own.yaml", f"{POND}\n- id: hive-sofas\n  asks: [blue settee]\n")

    topics = {topic.id: topic for topic in read_topics([shipped], [own])}

    assert list(topics) == ["hive-screens", "hive-sofas", "pond"]
    assert topics["hive-sofas"].asks[-1] == "blue settee"
    assert topics["hive-sofas"].name == "Sofas in the Hive"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("near: [hive-sofas]", "near: [hive-soffa]", 7, "No topic has the id 'hive-soffa'."),
        ("id: hive-sofas", "id: hive-sofas\n- id: hive-sofas", 9, "The id 'hive-sofas' is here"),
        ("id: hive-sofas", "id: Hive Sofas", 8, "An id has small letters"),
        ("- id: hive-sofas\n  topic", "- topic", 8, "This topic needs an 'id:'."),
        (", red sofa", "", 10, "'hive-sofas' needs at least 5 lines under 'asks:'."),
        (", no food on sofas", "", 11, "'hive-sofas' needs at least 4 lines under 'says:'."),
        ("  topic: Sofas in the Hive\n", "", 8, "'hive-sofas' needs a name after 'topic:'."),
        ("red sofa", "Feet on the sofa", 10, "'Feet on the sofa' is here already."),
        ("red sofa", "yes", 10, "Put quotation marks around this line."),
        ("asks: [feet", "ask: [feet", 10, "I don't know this word."),
        ("says: [sofas", "says: sofas [", 11, "Start each line of this list with a hyphen."),
        ("topic: Sofas", "topic: Sofas: red", 9, "I can't read this line."),
    ],
)
def test_a_fault_names_the_file_and_the_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in HIVE
    path = written(tmp_path, "words.yaml", HIVE.replace(old, new))

    (fault, *_) = faults_of(path)

    assert fault.startswith(f"words.yaml line {line}: {said}"), fault


def test_a_school_is_told_which_line_it_has_in_common_with_the_shipped_ones(tmp_path: Path) -> None:
    shipped = written(tmp_path, "shipped.yaml", HIVE)
    own = written(tmp_path, "own.yaml", "- id: hive-sofas\n  asks:\n    - red sofa\n")

    (fault,) = faults_of(shipped, own)

    assert fault == "own.yaml line 3: 'red sofa' is here already. Take one of the two out."


def test_a_file_that_is_not_there_or_not_text_is_a_fault_of_its_first_line(tmp_path: Path) -> None:
    picture = tmp_path / "picture.yaml"
    picture.write_bytes(b"\x89PNG\xff")

    assert faults_of(tmp_path / "gone.yaml")[0].startswith("gone.yaml line 1: I can't open this")
    assert faults_of(picture) == ["picture.yaml line 1: Save this file as plain text in UTF-8."]
