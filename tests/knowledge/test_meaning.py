"""How near clauses are for a sentence model, with a made-up model in its place."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.index import ClauseIndex, Entry
from knowledge.meaning import Meanings, as_read, heading_of
from knowledge.synonyms import load_synonyms
from tests.knowledge.made_up_model import WordCounter
from tests.knowledge.made_up_schools import MARROWBY, PENNFIELD

COLUMNS = {
    *("pieces", "pieces behind", "pieces apart"),
    *("whole", "whole apart", "heading", "opening"),
}


def entries_of(*policies: Policy) -> tuple[Entry, ...]:
    return ClauseIndex(policies, load_synonyms()).entries


def only(clause: Clause, title: str = "Kites") -> tuple[Entry, ...]:
    return entries_of(Policy("p", title, (clause,)))


@pytest.mark.parametrize("policies", [(MARROWBY,), (PENNFIELD,), (MARROWBY, PENNFIELD)])
def test_every_column_has_one_finite_number_for_each_clause(
    policies: tuple[Policy, ...], tmp_path: Path
) -> None:
    entries = entries_of(*policies)

    columns = Meanings(WordCounter(), entries, tmp_path).columns("can i use instagram")

    assert set(columns) == COLUMNS
    assert {each.shape for each in columns.values()} == {(len(entries),)}
    assert all(np.isfinite(each).all() for each in columns.values())


def test_a_school_with_one_clause_has_columns_too(tmp_path: Path) -> None:
    clause = Clause("p/1", "1", ClauseKind.PARAGRAPH, (), "Kites.")

    columns = Meanings(WordCounter(), only(clause), tmp_path).columns("kites")

    assert (columns["pieces behind"][0], columns["pieces apart"][0]) == (0, 0)


def test_the_nearest_clause_is_behind_no_other(tmp_path: Path) -> None:
    columns = Meanings(WordCounter(), entries_of(MARROWBY), tmp_path).columns("instagram")

    assert columns["pieces behind"].max() == 0
    assert columns["pieces behind"].argmax() == columns["pieces"].argmax()


def test_clauses_below_one_heading_are_as_near_by_what_is_above_them(tmp_path: Path) -> None:
    entries = entries_of(MARROWBY)

    above = Meanings(WordCounter(), entries, tmp_path).columns("instagram")["heading"]

    by_heading: dict[str, set[float]] = {}
    for entry, near in zip(entries, above, strict=True):
        by_heading.setdefault(heading_of(entry), set()).add(near)
    assert len(by_heading) == 6
    assert {len(each) for each in by_heading.values()} == {1}


def test_an_item_has_the_opening_of_its_list_and_no_other_clause_has_any(tmp_path: Path) -> None:
    entries = entries_of(MARROWBY)
    places = {entry.clause.number: place for place, entry in enumerate(entries)}

    columns = Meanings(WordCounter(), entries, tmp_path).columns("a good password")

    opening, pieces = columns["opening"], columns["pieces"]
    assert opening[places["5.a"]] == opening[places["5.b"]] == pieces[places["5"]]
    assert {opening[places[n]] for n in ("1.1", "3.1", "5", "6.1")} == {pieces.min()}


def test_a_clause_is_read_below_its_headings_and_its_opening() -> None:
    plain = Clause("p/1", "1", ClauseKind.PARAGRAPH, (), "Kites stay home.")
    item = Clause("p/2", "2", ClauseKind.ITEM, ("1. Kites",), "at home", "p/1", "Kites stay")

    [alone], [below] = only(plain), only(item)

    assert as_read(alone) == "Kites stay home."
    assert as_read(below) == f"{item.heading}. Kites stay: at home"
    assert (heading_of(alone), heading_of(below)) == ("Kites", item.heading)


def test_clauses_are_read_once_and_then_kept_on_disk(tmp_path: Path) -> None:
    model, entries = WordCounter(), entries_of(MARROWBY)
    first = Meanings(model, entries, tmp_path).columns("instagram")
    read = model.read

    again = Meanings(model, entries, tmp_path).columns("instagram")

    assert model.read == read + 1
    assert all(np.array_equal(first[name], again[name]) for name in COLUMNS)
