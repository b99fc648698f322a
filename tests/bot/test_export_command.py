"""`export`: files of records, for whoever may have them, and a note that they had them."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.domain.access import Act, Look
from bot.domain.cases import Case, Json
from bot.domain.people import PersonId, SchoolId
from bot.domain.terms import school_year_of
from tests.bot.command_line import run

OAKFIELD = SchoolId("oakfield")
AMY, GRACE = PersonId("oakfield/amy-carter"), PersonId("oakfield/grace-adeyemi")
REQUEST: Mapping[str, Json] = {
    "url": "https://maps.example/rivers",
    "reasons": "=HYPERLINK(1)",
    "audience": "class",
    "starts": "2026-11-24",
    "until": "2026-11-27",
}
REPORT: Mapping[str, Json] = {
    "kind": "CB-P",
    "severity": "low",
    "platform": "whatsapp",
    "target": "pupil",
    "alleged": "pupil",
    "what_happened": "Zed was called names",
}
NOW = datetime.now(UTC)
THIS_YEAR = school_year_of(NOW.date())


@dataclass
class Office:
    """A database with records, and a folder for files."""

    url: str
    folder: Path

    @property
    def out(self) -> Path:
        return self.folder / "out.csv"

    def file(self, details: Mapping[str, Json], times: int = 1) -> None:
        prefix, kind = ("CB", "report_cyberbullying") if "kind" in details else UNBLOCK
        subjects = (GRACE,) if details.get("kind") == "ALG-HT" else ()
        with unit_of_work(open_engine(self.url))() as uow:
            for _ in range(times):
                ref = uow.cases.next_ref(OAKFIELD, prefix, 2026)
                uow.cases.add(
                    Case(OAKFIELD, ref, kind, "submitted", AMY, NOW, details, subjects=subjects)
                )
            uow.commit()

    def export(self, what: str, name: str = "grace-adeyemi", *more: str) -> Result:
        words = ("export", what, "--school", "oakfield", "--as", name, "--out", str(self.out))
        return run(*words, "--database", self.url, *more)

    def read(self) -> list[list[str]]:
        text = self.out.read_bytes().decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline="")))

    def log(self) -> list[Look]:
        with unit_of_work(open_engine(self.url))() as uow:
            return list(uow.access.of_case(OAKFIELD, ""))


UNBLOCK = ("UNB", "request_unblock")


@pytest.fixture
def office(sqlite_url: str, tmp_path: Path) -> Office:
    return Office(sqlite_url, tmp_path)


def test_the_register_is_written_with_what_it_is_above_it(office: Office) -> None:
    office.file(REQUEST)

    result = office.export("register")

    rows = office.read()
    assert result.exit_code == 0, result.output
    assert rows[0] == ["What", "Filter register"]
    assert rows[1] == ["School", "Oakfield Primary School"]
    assert rows[2][1].startswith(f"{THIS_YEAR.name}, {THIS_YEAR.days.first}")
    assert rows[4] == ["Produced by", "Grace Adeyemi, headteacher"]
    assert rows[7][:2] == ["UNB-2026-0001", "Request to open"]
    assert "'=HYPERLINK(1)" in rows[7]
    assert len(rows) == 8


def test_another_year_is_asked_for_by_its_september(office: Office) -> None:
    office.file(REQUEST)

    office.export("register", "grace-adeyemi", "--year", "2001")

    rows = office.read()
    assert rows[2] == ["Period", "School year 2001/02, 2001-09-01 to 2002-08-31"]
    assert not [row for row in rows if row and row[0].startswith("UNB")]


def test_the_governors_file_has_no_name_no_story_and_no_small_number(office: Office) -> None:
    office.file(REPORT, 7)
    office.file({**REPORT, "kind": "SG"}, 3)
    office.file(REQUEST, 2)

    office.export("numbers", "grace-adeyemi", "--for", "governors")

    rows = office.read()
    text = office.out.read_text(encoding="utf-8")
    assert ["Prepared for", "governors"] in rows
    assert ["Produced by", "headteacher"] in rows
    assert ["Reports of cyberbullying", "Total", "", "10"] in rows
    assert ["Requests for blocked sites", "Total", "", "<5"] in rows
    assert not {"1", "2", "3", "4"} & {row[3] for row in rows if len(row) > 3}
    assert not [w for w in ("Grace", "Amy", "Zed", "CB-2026", "UNB-2026") if w in text]


def test_the_head_s_file_has_every_number(office: Office) -> None:
    office.file(REPORT, 7)
    office.file({**REPORT, "kind": "SG"}, 3)

    office.export("numbers")

    rows = office.read()
    assert ["Prepared for", "headteacher"] in rows
    assert ["Reports of cyberbullying", "Kind", "Safeguarding", "3"] in rows
    assert ["Reports of cyberbullying", "Where", "Discord", "0"] in rows


def test_a_link_governor_gets_the_governors_file_and_no_other(office: Office) -> None:
    office.file(REPORT, 3)

    own = office.export("numbers", "colin-whitby")
    rows = office.read()
    every = office.export("numbers", "colin-whitby", "--for", "head", "--force")

    assert own.exit_code == 0
    assert ["Reports of cyberbullying", "Total", "", "<5"] in rows
    assert every.exit_code == 1
    assert "Ask for governors' numbers, or ask Grace Adeyemi." in every.output


def test_days_of_one_s_own_choice_are_for_those_in_charge(office: Office) -> None:
    days = ("--from", NOW.date().isoformat(), "--until", NOW.date().isoformat())
    office.file(REPORT, 3)

    governors = office.export("numbers", "colin-whitby", *days)
    heads = office.export("numbers", "grace-adeyemi", *days)

    assert governors.exit_code == 1
    assert "for a whole term or a school year" in governors.output
    assert heads.exit_code == 0
    assert ["Reports of cyberbullying", "Total", "", "3"] in office.read()


@pytest.mark.parametrize("days", [("--from", "2026-11-02"), ("--until", "2026-11-02")])
def test_one_day_alone_is_not_enough(office: Office, days: tuple[str, str]) -> None:
    result = office.export("numbers", "grace-adeyemi", *days)

    assert result.exit_code == 1
    assert "Give both days" in result.output


def test_the_term_can_be_asked_for_alone(office: Office) -> None:
    office.export("numbers", "grace-adeyemi", "--term")

    assert not [row for row in office.read() if row and "School year" in row[-1]]


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("register", "amy-carter"),
        ("register", "helen-marsh"),
        ("register", "colin-whitby"),
        ("register", "jamie-rowe"),
        ("numbers", "amy-carter"),
        ("numbers", "len-hodge"),
        ("numbers", "daniel-frost"),
        ("numbers", "jamie-rowe"),
    ],
)
def test_whoever_may_not_have_it_is_told_whom_to_ask(office: Office, what: str, name: str) -> None:
    office.file(REPORT, 7)

    result = office.export(what, name)

    assert result.exit_code == 1
    assert "Grace Adeyemi" in result.output
    assert not office.out.exists()
    assert office.log() == []


def test_every_export_is_in_the_access_log(office: Office) -> None:
    office.file(REQUEST, 2)

    office.export("register")
    office.export("numbers", "colin-whitby", "--force")

    register, numbers = office.log()
    assert (register.person, register.act, register.surface) == (GRACE, Act.EXPORTED, "command")
    assert register.reason == f"filter register, {THIS_YEAR.name}, 2 rows"
    assert numbers.reason.startswith(f"numbers for governors, {THIS_YEAR.name}, ")


def test_the_head_s_files_hold_no_case_about_the_head(office: Office) -> None:
    office.file(REPORT, 5)
    office.file({**REPORT, "kind": "ALG-HT"})

    totals = []
    for name, whom in (("grace-adeyemi", "head"), ("grace-adeyemi", "governors"), CHAIR):
        office.export("numbers", name, "--for", whom, "--force")
        totals += [row[3] for row in office.read() if row[:2] == REPORTS_IN_ALL]

    assert totals == ["5", "5", "6"]


REPORTS_IN_ALL = ["Reports of cyberbullying", "Total"]
CHAIR = ("margaret-osei", "head")


def test_a_file_that_is_there_is_replaced_only_with_force(office: Office) -> None:
    office.out.write_text("mine")

    first = office.export("register")
    kept = office.out.read_text()
    second = office.export("register", "grace-adeyemi", "--force")

    assert first.exit_code == 1
    assert "--force" in first.output
    assert kept == "mine"
    assert second.exit_code == 0
    assert office.out.stat().st_mode & 0o777 == 0o600
    assert len(office.log()) == 1


def test_a_file_is_verified_until_somebody_changes_it(office: Office) -> None:
    made = office.export("register")
    manifest = json.loads((office.folder / "out.csv.manifest.json").read_text(encoding="utf-8"))
    as_made = run("export", "verify", str(office.out))

    office.out.write_bytes(office.out.read_bytes() + b"x")
    changed = run("export", "verify", str(office.out))

    assert manifest["sha256"] in made.output
    assert as_made.exit_code == 0
    assert "is as it was made" in as_made.output
    assert changed.exit_code == 1
    assert "was changed after it was made" in changed.output


def test_a_file_without_a_manifest_cannot_be_verified(office: Office) -> None:
    office.out.write_text("x")

    result = run("export", "verify", str(office.out))

    assert result.exit_code == 1
    assert "There is no manifest beside out.csv." in result.output


def test_what_is_not_there_is_said_plainly(office: Office) -> None:
    nobody = office.export("register", "nobody")
    no_school = run("export", "register", "--school", "x", "--as", "y", "--out", str(office.out))
    nowhere = Office(f"sqlite:///{office.folder / 'none.db'}", office.folder).export("register")
    no_folder = Office(office.url, office.folder / "none").export("register")

    assert "I don't know 'nobody'. There are: amy-carter" in nobody.output
    assert "There is no school 'x'." in no_school.output
    assert "There are no records in" in nowhere.output
    assert not (office.folder / "none.db").exists()
    assert "Choose another folder with --out." in no_folder.output
    assert {each.exit_code for each in (nobody, no_school, nowhere, no_folder)} == {1}
