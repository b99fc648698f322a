import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.clauses import ClauseKind
from knowledge.evaluation.clause_files import NoClauses, load_policies, sources_of
from knowledge.library import Library


def line(number: str, text: str, **more: Any) -> str:
    row = {"id": f"7/{number}", "policy": 7, "title": "Kites", "num": number, "kind": "para"}
    return json.dumps({**row, "text": text, **more})


def written(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "clauses.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_a_library_is_built_straight_from_a_file_of_clauses(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        line("1", "Kites are kept in the shed."),
        "",
        line("1", "Ask the caretaker for the shed.", id="8/1", policy=8, title="Sheds"),
    )

    library = Library(sources_of(load_policies(file)))

    quoted = library.clause("7", "7/1")
    assert quoted is not None
    assert quoted.clause.text == "Kites are kept in the shed."
    assert [policy.title for policy in library.policies("8")] == ["Sheds"]


def test_a_clause_keeps_its_place_in_the_document(tmp_path: Path) -> None:
    row = line(
        "1.a",
        "with a tail",
        kind="item",
        path=["1. Kites"],
        parent="7/1",
        stem="Fly one:",
        lines=[3, 4],
        school="left alone",
    )

    [clause] = load_policies(written(tmp_path, row))["7"].clauses

    assert (clause.kind, clause.path, clause.parent) == (ClauseKind.ITEM, ("1. Kites",), "7/1")
    assert (clause.stem, clause.lines) == ("Fly one:", (3, 4))


def test_a_line_that_is_no_clause_is_an_error_that_names_the_line(tmp_path: Path) -> None:
    good = line("1", "Kites.")

    for bad, reason in (("kites", "the line"), (line("2", "x", kind="song"), "kind")):
        with pytest.raises(NoClauses, match=f"clauses.jsonl, line 2 is not a clause: {reason}"):
            load_policies(written(tmp_path, good, bad))
