import json
import re
from pathlib import Path

import pytest

from bot.commands.main import COMMANDS
from tests.bot.command_line import CLAUSE, ROOT, SCHOOL, ask, objects, run


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    result = run(name, "--help")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[2].strip().endswith((".", ",", ";")) or "." in result.stdout
    assert "--help" in result.stdout


def test_the_list_of_commands_has_one_whole_line_for_each() -> None:
    result = run("--help")

    assert all(line in result.stdout for _, line in COMMANDS.values())
    assert "..." not in result.stdout.partition("Commands:")[2]
    assert max(len(line) for line in result.stdout.splitlines()) <= 80


def test_an_unknown_command_is_refused() -> None:
    assert run("dance").exit_code == 2


def test_a_question_is_answered_in_the_fixed_form() -> None:
    [answer] = ask("Can staff use their phones in lessons?")

    assert list(answer) == ["question", "covered", "confidence", "clauses"]
    assert answer["question"] == "Can staff use their phones in lessons?"
    assert isinstance(answer["covered"], bool)
    assert 0 <= answer["confidence"] <= 1
    assert 1 <= len(answer["clauses"]) <= 5
    assert all(list(clause) == CLAUSE for clause in answer["clauses"])
    assert all(isinstance(value, str) for clause in answer["clauses"] for value in clause.values())
    assert {clause["review_state"] for clause in answer["clauses"]} <= {
        "in_date",
        "overdue",
        "unknown",
    }


def test_a_follow_up_leans_on_the_question_before() -> None:
    follow = {"question": "and at lunch?", "previous": "Can staff use their phones in lessons?"}
    alone, with_previous = ask("and at lunch?", json.dumps(follow))

    assert with_previous["question"] == "and at lunch?"
    assert with_previous["clauses"] != alone["clauses"]


@pytest.mark.parametrize(
    "line",
    ['{"question": 5}', '{"other": "x"}', "[1, 2]", '{"question": "x', "null", "[" * 5000],
)
def test_a_line_that_is_no_such_object_is_itself_the_question(line: str) -> None:
    [answer] = ask(line)

    assert answer["question"] == line


def test_empty_lines_are_no_questions_and_every_other_line_is_answered_in_order() -> None:
    answers = ask("one?", "", "   ", '{"question": "two?", "previous": null}', "three?")

    assert [answer["question"] for answer in answers] == ["one?", "two?", "three?"]


def test_a_clause_is_quoted_as_it_is_listed() -> None:
    listed = objects(run("policies", *SCHOOL, "--json").stdout)
    [answer] = ask("Can staff use their phones in lessons?")

    assert all(list(clause) == CLAUSE for clause in listed)
    assert len({clause["id"] for clause in listed}) == len(listed)
    assert all(clause in listed for clause in answer["clauses"])


def test_people_read_plain_text() -> None:
    asked = run("ask", *SCHOOL, typed="Can staff use their phones in lessons?\nzebra recipes?\n")
    listed = run("policies", *SCHOOL)

    assert "Social Media, Phones and Photographs Policy" in asked.stdout
    assert "do not seem to cover" in asked.stdout
    assert "3.1: " in listed.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "--school", "nowhere", "--json"),
        ("policies", "--school", "nowhere", "--json"),
        ("say", "--school", "nowhere", "--as", "amy-carter", "--json"),
        ("say", "--school", "oakfield", "--as", "nobody", "--json"),
        ("ask", "--school", "oakfield", "--config", "no-such-file.yaml"),
    ],
)
def test_what_is_not_there_is_one_plain_sentence_and_exit_code_1(words: tuple[str, ...]) -> None:
    result = run(*words)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_an_unknown_school_is_answered_with_those_there_are() -> None:
    result = run("ask", "--school", "nowhere")

    assert result.stderr == (
        "Error: There is no school 'nowhere'. There are: oakfield, ravensmere.\n"
    )


def test_the_settings_of_the_sample_trust_have_nothing_to_mend() -> None:
    result = run("check")

    assert result.exit_code == 0, result.stdout
    assert "app.yaml: 0 to mend before going live" in result.stdout


def sample_with(folder: Path, *changes: tuple[str, str]) -> Path:
    """Return a settings file of its own, with some changes to the sample trust's."""
    text = (ROOT / "app.yaml").read_text(encoding="utf-8").replace("file: ", f"file: {ROOT}/")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = folder / "school.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_stands_in_the_way_is_told_school_by_school_with_what_to_do(tmp_path: Path) -> None:
    phone, clause = ("        phone: 01632 960203\n", ""), ("clause: 3.5}", "clause: 33.5}")
    path = sample_with(tmp_path, phone, clause, ("        title: Filtering", "        #"))

    result = run("check", "--config", str(path))

    assert result.exit_code == 1
    told = re.sub(r"school.yaml line \d+: ", "", result.stdout)
    oakfield, ravensmere = told.split("Ravensmere High School\n")
    assert oakfield.startswith(
        "Oakfield Primary School\n"
        "  To mend before going live:\n"
        "  - Priya Nair is a safeguarding lead and has no telephone number. Add 'phone:': "
    )
    assert "  - There is no clause '33.5' in 'Online Safety and Cyber" in ravensmere
    assert ravensmere.index("To mend before") < ravensmere.index("To look at:")
    assert told.endswith("school.yaml: 2 to mend before going live, 1 to look at.\n")


@pytest.mark.parametrize("command", ["check", "serve", "ask", "say"])
def test_nothing_starts_on_advice_that_does_not_hold(tmp_path: Path, command: str) -> None:
    path = sample_with(tmp_path, ("    advice:\n", "    advice:\n      M11: Take a picture.\n"))
    more = {"ask": SCHOOL, "say": [*SCHOOL, "--as", "amy-carter"]}.get(command, [])

    result = run(command, *more, "--config", str(path))

    assert result.exit_code == 1
    assert "'M11' can't be changed: every word of it keeps staff from a crime." in result.stderr


def test_the_database_is_migrated_as_often_as_one_likes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUTYDESK_DATABASE_URL", f"sqlite:///{tmp_path / 'x.db'}")

    results = [run("migrate") for _ in range(2)]

    assert [result.exit_code for result in results] == [0, 0], results[0].output
    assert results[0].stdout == results[1].stdout


def test_the_answers_are_measured_on_a_file_of_questions(tmp_path: Path) -> None:
    [answer] = ask("Can staff use their phones in lessons?")
    clause = answer["clauses"][0]["id"]
    question = {"id": "1", "school": 0, "q": answer["question"], "gold": [clause]}
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps({**question, "groups": [[clause]]}), encoding="utf-8")

    measured = run("evaluate", "--questions", str(path), "--school", "0=oakfield")
    unnamed = run("evaluate", "--questions", str(path))

    assert measured.exit_code == 0, measured.output
    assert "false answers at 80% coverage" in measured.stdout
    assert "Asking" not in measured.stdout
    assert unnamed.exit_code == 1
    assert "--school 0=ID" in unnamed.stderr


def test_a_file_that_holds_no_questions_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text("what is this?", encoding="utf-8")

    result = run("evaluate", "--questions", str(path))

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: questions.jsonl is not a file of questions")
