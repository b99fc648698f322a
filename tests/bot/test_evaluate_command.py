"""`evaluate`, on a file of clauses of its own and on the sample trust."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.command_line import run

KITES = [
    ("1", "Kites are kept in the shed."),
    ("2", "Ask the caretaker for the key of the shed."),
    ("3", "Marbles may be played at lunch."),
]
QUESTIONS: list[dict[str, Any]] = [
    {"id": "k1", "q": "where are the kites kept", "gold": ["7/1"], "groups": [["7/1"]]},
    {"id": "k2", "q": "marbles at lunch", "gold": ["7/1"], "groups": [["7/1"]], "style": "short"},
    {"id": "k3", "q": "who pays for the trombone", "kind": "far"},
]


@pytest.fixture
def kites(tmp_path: Path) -> list[str]:
    """Three clauses and three questions, the second of which expects a clause that is not first."""
    rows = [
        {"id": f"7/{n}", "policy": 7, "title": "Kites", "num": n, "kind": "para", "text": text}
        for n, text in KITES
    ]
    clauses = write(tmp_path / "clauses.jsonl", rows)
    questions = write(tmp_path / "questions.jsonl", [{**each, "school": 7} for each in QUESTIONS])
    return ["evaluate", "--questions", str(questions), "--clauses", str(clauses)]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_a_file_of_clauses_is_measured_without_any_settings(kites: list[str]) -> None:
    result = run(*kites)

    assert result.exit_code == 0, result.output
    assert "2 questions are covered by the policies, 1 are not." in result.stdout
    assert "hit1" in result.stdout


def test_what_failed_is_listed_with_what_came_first_and_what_was_right(kites: list[str]) -> None:
    lines = [line.strip() for line in run(*kites).stdout.splitlines()]

    at = next(n for n, line in enumerate(lines) if line.startswith("k2 [short, "))
    assert lines[at].endswith("marbles at lunch")
    assert lines[at + 1] == "first: 7/3  Marbles may be played at lunch."
    assert lines[at + 2] == "right: 7/1  Kites are kept in the shed."
    assert not [line for line in lines if line.startswith("first: 7/2")]


def test_a_gate_that_is_missed_ends_with_1_and_says_by_how_much(kites: list[str]) -> None:
    reached = run(*kites, "--at-least", "hit1=0.5", "--at-least", "plain.hit1=1")
    missed = run(*kites, "--at-least", "hit1=0.62", "--at-most", "wrongly=1")

    assert reached.exit_code == 0, reached.stderr
    assert missed.exit_code == 1
    assert "hit1 is 0.500 and must be at least 0.620." in missed.stderr
    assert "wrongly is" not in missed.stderr


def test_a_gate_of_no_figure_is_refused_with_the_names_there_are(kites: list[str]) -> None:
    unknown = run(*kites, "--at-least", "hits=0.5")
    unread = run(*kites, "--at-least", "hit1")

    assert (unknown.exit_code, unread.exit_code) == (1, 1)
    assert "There is no figure 'hits'. There are: hit1, in3," in unknown.stderr
    assert "Write a figure and a share: hit1=0.62." in unread.stderr


def test_other_tools_get_every_figure_and_every_failure(kites: list[str], tmp_path: Path) -> None:
    out = tmp_path / "figures.json"

    result = run(*kites, "--json", str(out))

    found = json.loads(out.read_text(encoding="utf-8"))
    [failure] = [each for each in found["failures"] if each["fault"] == "wrong"]
    assert result.exit_code == 0, result.output
    assert (found["questions"], found["answerable"]) == (3, 2)
    assert (found["figures"]["hit1"], found["figures"]["short.hit1"]) == (0.5, 0.0)
    assert found["intervals"]["hit1"] == [0.0, 1.0]
    assert (failure["id"], failure["first"], failure["right"]) == ("k2", "7/3", ["7/1"])


def test_a_line_that_is_no_clause_is_named(kites: list[str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("kites", encoding="utf-8")

    result = run(*kites, "--clauses", str(broken))

    assert result.exit_code == 1
    assert "broken.jsonl, line 1 is not a clause" in result.stderr


def test_a_clause_that_stands_twice_is_told_in_one_sentence(
    kites: list[str], tmp_path: Path
) -> None:
    clauses = Path(kites[-1]).read_text(encoding="utf-8")
    twice = tmp_path / "twice.jsonl"
    twice.write_text(f"{clauses}\n{clauses}", encoding="utf-8")

    result = run(*kites, "--clauses", str(twice))

    assert result.exit_code == 1
    assert "have the number '7/1'" in result.stderr


def test_an_empty_file_of_questions_is_refused(tmp_path: Path) -> None:
    empty = write(tmp_path / "none.jsonl", [])

    result = run("evaluate", "--questions", str(empty))

    assert result.exit_code == 1
    assert "There is no question in that file." in result.stderr


def test_without_a_file_the_sample_trust_is_measured_on_its_own_questions() -> None:
    result = run("evaluate")

    assert result.exit_code == 0, result.output
    assert "oakfield" in result.stdout
    assert "ravensmere" in result.stdout
    assert "follow" in result.stdout
