import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.commands.main import COMMANDS, dutydesk

ROOT = Path(__file__).resolve().parents[2]
SCHOOL = ["--school", "oakfield"]
CLAUSE = ["id", "policy", "number", "heading", "text", "review_state"]


def run(*words: str, typed: str | bytes = "") -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(dutydesk, list(words), input=typed)


def start(*words: str, typed: str | bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a command as other tools do."""
    given = typed.encode() if isinstance(typed, str) else typed
    call = [sys.executable, "-m", "bot", *words]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": ""}
    return subprocess.run(call, input=given, cwd=ROOT, env=env, capture_output=True, check=False)  # noqa: S603


def objects(output: str | bytes) -> list[dict[str, Any]]:
    text = output if isinstance(output, str) else output.decode()
    return [json.loads(line) for line in text.splitlines()]


def ask(*lines: str) -> list[dict[str, Any]]:
    return objects(run("ask", *SCHOOL, "--json", typed="\n".join(lines)).stdout)


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


def say(*lines: str, school: str = "oakfield", who: str = "amy-carter") -> list[dict[str, Any]]:
    words = ["say", "--school", school, "--as", who, "--json"]
    result = run(*words, typed="\n".join(lines))
    assert result.exit_code == 0, result.stderr
    return objects(result.stdout)


def text(answer: dict[str, Any]) -> str:
    return "\n".join(f"{card['title']}\n{card['text']}" for card in answer["cards"])


def test_a_conversation_goes_from_request_to_decision_in_the_fixed_form() -> None:
    told = say(
        "I need a blocked site",
        "!press Answer here",
        "https://maps.example/rivers",
        "Maps of rivers",
        "Geography, the pupils label a map",
        "adverts, needs a login",
        "!press Skip",
        "!press Staff",
        "tomorrow",
        "in a week",
        "tomorrow",
        "!press Skip",
        "!press Skip",
        "yes",
        "!press Send",
        "!as grace-adeyemi",
        "!press Approve",
        "!as amy-carter",
    )

    assert all(list(answer) == ["said", "intent", "cards"] for answer in told)
    assert all(list(c) == ["title", "text", "buttons"] for a in told for c in a["cards"])
    review, sent, asked, approved, news = told[-5:]
    assert "Which risks" not in text(review)
    assert "Adverts, Needs a login" in text(told[-5]) or "Adverts, Needs a login" in text(told[-6])
    assert "waiting for a decision" in text(sent)
    assert "Please decide." in text(asked)
    assert "approved, being switched on" in text(approved)
    assert "Approved by Grace Adeyemi" in text(news)


def test_what_cannot_be_done_is_said_and_the_conversation_goes_on() -> None:
    told = say("!press Nothing", "!as nobody", "hello")

    assert "There is no button 'Nothing' showing." in text(told[0])
    assert "I don't know nobody at this school." in text(told[1])
    assert told[2]["intent"] == "get_help"


def test_somebody_who_works_at_two_schools_speaks_at_the_one_that_is_named() -> None:
    [here] = say("Can staff use their phones in lessons?", who="bea-lund")
    [there] = say("Can staff use their phones in lessons?", who="bea-lund", school="ravensmere")

    assert "Oakfield Primary School · " in text(here)
    assert "Ravensmere High School · " in text(there)


def test_other_tools_get_json_on_standard_output_and_nothing_else() -> None:
    asked = start("ask", *SCHOOL, "--json", typed=b"phones?\r\n\xff\xfe\r\n\xe2\x80\x99\n")
    said = start("say", *SCHOOL, "--as", "amy-carter", "--json", typed=b"hello\r\n\xff\xfe\n")

    assert (asked.returncode, asked.stderr) == (0, b"")
    assert [answer["question"] for answer in objects(asked.stdout)] == [
        "phones?",
        "\N{REPLACEMENT CHARACTER}" * 2,
        "\N{RIGHT SINGLE QUOTATION MARK}",
    ]
    assert (said.returncode, said.stderr) == (0, b"")
    assert [answer["said"] for answer in objects(said.stdout)] == [
        "hello",
        "\N{REPLACEMENT CHARACTER}" * 2,
    ]


def test_the_settings_of_the_sample_trust_have_nothing_to_mend() -> None:
    result = run("check")

    assert result.exit_code == 0, result.stdout
    assert "app.yaml: 0 to mend before going live" in result.stdout


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

    measured = run("evaluate", str(path), "--school", "0=oakfield")
    unnamed = run("evaluate", str(path))

    assert measured.exit_code == 0, measured.output
    assert "false answers at 80% coverage" in measured.stdout
    assert "Asking" not in measured.stdout
    assert unnamed.exit_code == 1
    assert "--school 0=ID" in unnamed.stderr


def test_a_file_that_holds_no_questions_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text("what is this?", encoding="utf-8")

    result = run("evaluate", str(path))

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: questions.jsonl is not a file of questions")
