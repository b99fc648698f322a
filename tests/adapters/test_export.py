"""Files for a spreadsheet: nothing in them runs, and a change to them is found out."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.export import sealed
from adapters.export.sealed import AlreadyThere, NotSealed, Seal
from adapters.export.spreadsheet import FORMULA, Sheet, harmless

SHEET = Sheet(
    (("What", "Filter register"),),
    ("Reference", "Address"),
    (("UNB-2026-0001", 'hxxps://maps[.]example/"rivers", and more'),),
)
SEAL = Seal(1, "2026-11-17T10:00:00+00:00")


def cells(sheet: Sheet) -> list[list[str]]:
    """Return the file as a spreadsheet reads it."""
    text = sheet.csv().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_sheet_says_what_it_is_and_then_has_its_rows() -> None:
    read = cells(SHEET)

    assert read == [
        ["What", "Filter register"],
        [],
        ["Reference", "Address"],
        ["UNB-2026-0001", 'hxxps://maps[.]example/"rivers", and more'],
    ]


def test_excel_reads_it_as_it_is() -> None:
    written = Sheet((), ("Café",), (("£5",), ("x",))).csv()

    assert written == "\ufeff\r\nCafé\r\n£5\r\nx\r\n".encode()


@pytest.mark.parametrize("start", FORMULA)
def test_a_cell_that_a_spreadsheet_would_work_out_is_text(start: str) -> None:
    assert harmless(f"{start}cmd|' /C calc'!A0").startswith("'")


@given(st.text())
def test_no_text_becomes_a_formula_or_a_second_line(text: str) -> None:
    rows = cells(Sheet((), ("Heading", "Other"), ((text, ""),)))
    read = rows[2][0]

    assert len(rows) == 3
    assert not read.startswith(FORMULA)
    assert not {"\r", "\n", "\0"} & set(read)


def test_words_on_several_lines_are_one_line() -> None:
    assert harmless("first\r\nsecond\nthird") == "first second third"


def test_only_its_owner_can_read_a_file_and_its_manifest(tmp_path: Path) -> None:
    out = tmp_path / "register.csv"

    sealed.write(out, SHEET.csv(), SEAL)

    modes = [path.stat().st_mode & 0o777 for path in (out, sealed.manifest_of(out))]
    assert modes == [0o600, 0o600]
    assert out.read_bytes() == SHEET.csv()


def test_the_manifest_says_what_the_file_was(tmp_path: Path) -> None:
    out = tmp_path / "register.csv"

    manifest = sealed.write(out, b"abc", SEAL)

    written = json.loads((tmp_path / "register.csv.manifest.json").read_text(encoding="utf-8"))
    assert written == {
        "file": "register.csv",
        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "rows": 1,
        "produced_at": "2026-11-17T10:00:00+00:00",
    }
    assert sealed.read_manifest(out) == manifest
    assert manifest.sha256 in manifest.line()


def test_one_changed_byte_is_found_out(tmp_path: Path) -> None:
    out = tmp_path / "register.csv"
    manifest = sealed.write(out, b"abc", SEAL)
    assert sealed.is_unchanged(out, manifest)

    out.write_bytes(b"abd")

    assert not sealed.is_unchanged(out, manifest)


def test_a_file_is_not_replaced_unless_it_is_said(tmp_path: Path) -> None:
    out = tmp_path / "register.csv"
    out.write_bytes(b"mine")

    with pytest.raises(AlreadyThere):
        sealed.write(out, b"new", SEAL)

    assert out.read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["register.csv"]


def test_a_link_is_not_followed_to_another_file(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "register.csv", tmp_path / "elsewhere.csv"
    out.symlink_to(elsewhere)

    with pytest.raises(AlreadyThere):
        sealed.write(out, b"new", SEAL)

    assert not elsewhere.exists()


def test_a_replaced_file_is_its_owners_alone_whatever_the_old_one_was(tmp_path: Path) -> None:
    out = tmp_path / "register.csv"
    out.write_bytes(b"old")
    out.chmod(0o644)

    manifest = sealed.write(out, b"new", Seal(1, "now", replace=True))

    assert out.read_bytes() == b"new"
    assert out.stat().st_mode & 0o777 == 0o600
    assert sealed.is_unchanged(out, manifest)


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"file": 1}', "\xff"])
def test_what_is_no_manifest_is_said_to_be_none(tmp_path: Path, content: str | None) -> None:
    out = tmp_path / "register.csv"
    out.write_bytes(b"abc")
    if content is not None:
        sealed.manifest_of(out).write_text(content, encoding="latin-1")

    with pytest.raises(NotSealed):
        sealed.read_manifest(out)
