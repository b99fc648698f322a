"""How many reports there were: must-pass 17, in the chat and as the governors' file."""

import csv
import io
from dataclasses import replace
from pathlib import Path

from bot.domain.cases import new_public_id
from tests.bot.command_line import run
from tests.journeys import reports, requests
from tests.support.person import Person
from tests.support.school import School

ASKED = "how many reports have we had this term"
STAFF = reports.by_staff("Tom Ellery, Teaching assistant, Year 2")
NAMES = ("Grace", "Amy", "Tom", "Ellery", "Zed", "CB-2026", "UNB-2026", reports.STORY)
FEW = {"1", "2", "3", "4"}


def again(school: School, ref: str, times: int) -> None:
    """Let a report be followed by others like it."""
    case = school.case(ref)
    with school.playground.product.open_uow() as uow:
        for _ in range(times):
            new = uow.cases.next_ref(case.school, ref.partition("-")[0], 2026)
            uow.cases.add(replace(case, ref=new, public_id=new_public_id()))
        uow.commit()


def log(school: School, kind: str) -> int:
    """Return how many cases of one workflow are on file."""
    oakfield = school.directory.schools()[0].id
    with school.playground.product.open_uow() as uow:
        return len(uow.cases.of_kind(oakfield, kind))


def answer(person: Person) -> str:
    """Return the numbers that somebody reads last, without the notes below them."""
    return " ".join(person.answers()[-1].partition("Numbers from 1 to 4")[0].split())


async def numbers(school: School, name: str, words: str = ASKED) -> str:
    person = school.person(name)
    await person.says(words)
    return answer(person)


async def everything(school: School) -> None:
    """Put eight ordinary reports, one restricted, one about staff and one request on file."""
    await reports.report(school)
    again(school, reports.REF, 7)
    await reports.report(school, **reports.IMAGE)
    await reports.report(school, **STAFF)
    await requests.ask_for_a_site(school)


def governors_file(school: School, folder: Path, name: str = "grace-adeyemi") -> list[list[str]]:
    """Have the governors' file made by somebody, and read it."""
    out = folder / f"{name}.csv"
    words = ("--school", "oakfield", "--as", name, "--for", "governors", "--out", str(out))
    made = run("export", "numbers", *words, "--database", school.database, "--year", "2026")
    assert made.exit_code == 0, made.output
    return list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline="")))


async def test_must_pass_17_a_governor_s_totals_match_the_log_with_restricted_cases_in_them(
    school: School,
) -> None:
    await everything(school)

    shown = await numbers(school, "colin-whitby")

    assert log(school, "report_cyberbullying") == 10
    assert "Reports of cyberbullying 10" in shown
    assert "Requests for blocked sites <5" in shown


async def test_must_pass_17_a_governor_reads_no_name_no_text_and_no_small_number(
    school: School,
) -> None:
    await everything(school)

    shown = await numbers(school, "colin-whitby")

    assert not [each for each in NAMES if each in shown]
    assert not FEW & set(shown.split())
    assert "<5" in shown


async def test_must_pass_17_the_governors_file_has_no_names_no_text_and_no_small_number(
    school: School, tmp_path: Path
) -> None:
    await everything(school)

    rows = governors_file(school, tmp_path)

    found = {tuple(row[:3]): row[3] for row in rows if len(row) == 4}
    text = "\n".join(" ".join(row) for row in rows)
    assert found["Reports of cyberbullying", "Total", ""] == "10"
    assert found["Requests for blocked sites", "Total", ""] == "<5"
    assert not FEW & set(found.values())
    assert not [each for each in NAMES if each in text]


async def test_must_pass_17_what_is_about_the_head_is_in_the_chair_s_numbers_and_not_the_head_s(
    school: School, tmp_path: Path
) -> None:
    await reports.report(school)
    again(school, reports.REF, 7)
    await reports.report(school, **reports.ABOUT_THE_HEAD)

    heads, chairs = [await numbers(school, n) for n in ("grace-adeyemi", "margaret-osei")]
    files = [governors_file(school, tmp_path, n) for n in ("grace-adeyemi", "margaret-osei")]

    assert log(school, "report_cyberbullying") == 9
    assert "Reports of cyberbullying 8" in heads
    assert "ALG-HT" not in heads
    assert "Reports of cyberbullying 9" in chairs
    total = [row[3] for rows in files for row in rows if row[:2] == CYBERBULLYING]
    assert total == ["8", "9"]


CYBERBULLYING = ["Reports of cyberbullying", "Total"]


async def test_the_head_sees_the_governors_copy_before_it_goes_out(school: School) -> None:
    await everything(school)
    grace = school.person("grace-adeyemi")
    await grace.says(ASKED)
    assert "Requests for blocked sites 1" in answer(grace)

    await grace.presses("As governors see it")

    assert "Requests for blocked sites <5" in answer(grace)


async def test_a_teacher_is_told_whom_to_ask(school: School) -> None:
    await everything(school)

    shown = await numbers(school, "amy-carter", "numbers for governors")

    assert "Please ask Grace Adeyemi." in shown
    assert "10" not in shown
