"""What became of each clause between two imports of a policy."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.archive import Archive, read_new
from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.imports import Document
from knowledge.library import Library
from knowledge.reading.paragraphs import UnreadableDocument
from knowledge.versions import Change, Comparison, Fate, compare

PHONES = "Phones stay in a bag during lessons."
TRIPS = "On a trip the leader carries the school's phone."
FRIENDS = "Staff do not accept pupils as friends online."
PHOTOS = "Photographs of pupils are taken with a school camera only."


def clause(number: str, text: str, **more: object) -> Clause:
    made = Clause(f"conduct/{number}", number, ClauseKind.PARAGRAPH, ("Online",), text)
    return replace(made, **more)  # type: ignore[arg-type]


def policy(*clauses: Clause | tuple[str, str]) -> Policy:
    made = [each if isinstance(each, Clause) else clause(*each) for each in clauses]
    return Policy("conduct", "Staff conduct", tuple(made))


OLD = policy(("1.1", PHONES), ("1.2", TRIPS), ("1.3", FRIENDS), ("1.4", PHOTOS))


def fates(found: Comparison) -> list[tuple[str, str, Fate]]:
    return [
        (e.old.number if e.old else "", e.new.number if e.new else "", e.fate)
        for e in found.different
    ]


def test_the_same_document_changes_nothing() -> None:
    found = compare(OLD, OLD)

    assert found.different == ()
    assert [change.fate for change in found.changes] == [Fate.UNCHANGED] * 4
    assert (found.kept, found.had) == (4, 4)


def test_other_words_under_the_same_number_are_reworded() -> None:
    new = policy(("1.1", PHONES), ("1.2", TRIPS.replace("carries", "keeps")), *OLD.clauses[2:])

    found = compare(OLD, new)

    assert fates(found) == [("1.2", "1.2", Fate.REWORDED)]
    assert found.different[0].swaps() == (("carries", "keeps"),)


def test_a_clause_put_in_between_moves_what_follows_and_rewords_nothing() -> None:
    new = policy(
        ("1.1", "Everybody reads this in September."),
        ("1.2", PHONES),
        ("1.3", TRIPS),
        ("1.4", FRIENDS),
        ("1.5", PHOTOS),
    )

    found = compare(OLD, new)

    assert fates(found) == [
        ("", "1.1", Fate.NEW),
        ("1.1", "1.2", Fate.MOVED),
        ("1.2", "1.3", Fate.MOVED),
        ("1.3", "1.4", Fate.MOVED),
        ("1.4", "1.5", Fate.MOVED),
    ]
    assert not any(change.is_reworded for change in found.changes)


def test_a_clause_is_found_again_where_both_number_and_words_changed() -> None:
    new = policy(*OLD.clauses[:3], ("7.2", PHOTOS.replace("only", "alone")))

    (change,) = compare(OLD, new).different

    assert change.fate is Fate.MOVED
    assert change.is_reworded
    assert change.old == OLD.clauses[3]


def test_what_is_left_out_is_gone_and_stands_last() -> None:
    new = policy(OLD.clauses[0], *OLD.clauses[2:], ("1.5", "Passwords are long."))

    found = compare(OLD, new)

    assert fates(found) == [("", "1.5", Fate.NEW), ("1.2", "", Fate.GONE)]
    assert found.kept == 3


def test_a_number_that_says_something_quite_different_is_not_unchanged_and_not_kept() -> None:
    new = policy(("1.1", "Governors meet in the hall twice a term."), *OLD.clauses[1:])

    found = compare(OLD, new)

    assert fates(found) == [("1.1", "1.1", Fate.REWORDED)]
    assert found.kept == 3


def test_two_clauses_that_change_places_are_told_as_moved() -> None:
    new = policy(("1.1", TRIPS), ("1.2", PHONES), *OLD.clauses[2:])

    found = compare(OLD, new)

    assert fates(found) == [("1.2", "1.1", Fate.MOVED), ("1.1", "1.2", Fate.MOVED)]


def test_an_item_is_reworded_where_the_words_that_introduce_it_are() -> None:
    old = policy(clause("2(a)", "answer none.", kind=ClauseKind.ITEM, stem="Staff must:"))
    new = policy(clause("2(a)", "answer none.", kind=ClauseKind.ITEM, stem="Staff may:"))

    assert fates(compare(old, new)) == [("2(a)", "2(a)", Fate.REWORDED)]


def test_spaces_and_signature_blocks_do_not_count() -> None:
    block = clause("9", "Signed", kind=ClauseKind.META)
    new = policy(("1.1", f"  {PHONES.replace(' ', '  ')}"), *OLD.clauses[1:], block)

    assert compare(OLD, new).different == ()


def test_a_version_with_less_than_half_of_the_clauses_is_drastic() -> None:
    half, less = (compare(OLD, policy(*OLD.clauses[:left])) for left in (2, 1))

    assert not half.is_drastic
    assert less.is_drastic


def test_every_clause_of_both_versions_is_told_of_once() -> None:
    new = policy(("1.1", TRIPS), ("1.2", TRIPS), ("1.3", PHOTOS), ("2", PHONES), ("3", PHONES))

    changes = compare(OLD, new).changes

    assert sorted(c.old.number for c in changes if c.old) == ["1.1", "1.2", "1.3", "1.4"]
    assert sorted(c.new.number for c in changes if c.new) == ["1.1", "1.2", "1.3", "2", "3"]


def test_what_became_of_a_clause_is_found_by_its_number_or_id() -> None:
    found = compare(OLD, policy(*OLD.clauses[:3]))

    assert found.of_old("1.4") == found.of_old("conduct/1.4") == Change(OLD.clauses[3], None)
    assert found.of_old("8.8") is None


# --- the kept documents ---

TEXT = "Staff conduct\n\n1. Phones\n\n1.1 Phones stay in a bag during lessons.\n"


def kept(archive: Archive, path: Path, version: str = "1") -> Document:
    digest = archive.keep(path)
    return Document(path=archive.place(digest, path.suffix), id="conduct", version=version)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "conduct.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_kept_copy_stays_as_it_was_and_is_nobody_else_s_to_read(
    tmp_path: Path, paper: Path
) -> None:
    archive = Archive(tmp_path / "policies")
    document = kept(archive, paper)
    paper.write_text("Something else.", encoding="utf-8")

    read = Archive(tmp_path / "policies").policy(document)

    assert [c.text for c in read.clauses if c.number == "1.1"] == [PHONES]
    assert stat.S_IMODE(document.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(document.path.parent.stat().st_mode) == 0o700


def test_the_same_document_is_kept_once(tmp_path: Path, paper: Path) -> None:
    archive = Archive(tmp_path / "policies")

    assert archive.keep(paper) == archive.keep(paper)
    assert len([*(tmp_path / "policies").iterdir()]) == 1


def test_a_copy_that_was_changed_is_not_read(tmp_path: Path, paper: Path) -> None:
    archive = Archive(tmp_path / "policies")
    document = kept(archive, paper)
    document.path.write_text(TEXT.replace("stay", "go"), encoding="utf-8")

    with pytest.raises(UnreadableDocument, match="no longer what was imported"):
        archive.policy(document)
    assert archive.policies([document]) == ()


def test_a_copy_that_is_gone_says_what_to_do(tmp_path: Path, paper: Path) -> None:
    archive = Archive(tmp_path / "policies")
    document = kept(archive, paper)
    document.path.unlink()

    with pytest.raises(UnreadableDocument, match="import the document again"):
        archive.policy(document)


def test_a_document_without_a_word_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scanned.txt"
    path.write_text(" \n\n", encoding="utf-8")

    with pytest.raises(UnreadableDocument):
        read_new(Document(path=path, id="conduct"))


# --- on the shelf ---


def test_policies_are_replaced_while_the_library_is_in_use() -> None:
    library = Library({"hill": lambda: [OLD], "dale": lambda: [OLD]})
    assert library.find("hill", "conduct", "1.4") is not None

    library.replace("hill", [policy(*OLD.clauses[:3])], "second")

    assert library.find("hill", "conduct", "1.4") is None
    assert library.find("dale", "conduct", "1.4") is not None
    assert (library.mark("hill"), library.mark("dale")) == ("second", "")
