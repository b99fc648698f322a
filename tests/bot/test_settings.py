"""Reading app.yaml: what is understood, and what is said about what is not."""

from datetime import date, time
from pathlib import Path

import pytest

from bot.domain.people import PersonId, Role, SchoolId
from bot.settings import BadSettings, Settings, load

ROOT = Path(__file__).parents[2]
SMALL = """\
trust:
  name: Small Trust
schools:
  - id: brook
    name: Brook School
    phase: primary
    people:
      - id: ann
        name: Ann Lee
        roles: [headteacher]
    calendar:
      reminder_times: [08:15, 12:30]
platforms:
  slack:
    workspaces:
      - team_id: T0BROOK
"""
POLICY = "{file: a.txt, approved_on: 2026-09-02, next_review: 2026-09-01}"


def written(folder: Path, text: str) -> Path:
    path = folder / "app.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str) -> Settings:
    return load(written(folder, text))


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(BadSettings) as refused:
        read(folder, text)
    return [str(fault) for fault in refused.value.faults]


def with_person(*lines: str) -> str:
    extra = "".join(f"        {line}\n" for line in lines)
    return SMALL.replace("        roles: [headteacher]\n", extra)


def test_a_small_file_is_understood(tmp_path: Path) -> None:
    settings = read(tmp_path, SMALL)

    (head,) = settings.directory().holders(SchoolId("brook"), Role.HEADTEACHER, date(2026, 11, 20))
    assert head.name == "Ann Lee"
    assert settings.schools[0].calendar.reminder_times == (time(8, 15), time(12, 30))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "roles: [hedteacher]",
            "line 10: I don't know the word 'hedteacher'. Did you mean 'headteacher'?",
        ),
        ("phoen: 999", "line 10: I don't know the word 'phoen'. Did you mean 'phone'?"),
        ("phone: none", "line 10: 'none' is not a telephone number."),
        ("leaves: 31/13/2026", "line 10: '31/13/2026' is not a date. Write it like 2026-09-01"),
        ("roles: headteacher", "line 10: 'roles' needs a list"),
        ("classes: {a: b}", "line 10: 'classes' needs a list"),
        ("title: [a]", "line 10: 'title' needs one value, not a list."),
        ("slack: amy", "line 10: This is not a Slack member ID."),
        ("kind: robot", "line 10: I don't know the word 'robot'. It can be 'guest', 'pupil' or"),
        ("- oops", "line 10: I can't read this line"),
        ("\tphone: 999", "it is indented with the Tab key; use spaces"),
        ("name: Bob", "line 10: 'name' is here twice (first on line 9)."),
        ("title: *boss", "line 10: I can't read this line"),
        ("title: &boss Ann", "line 10: I can't read this line: a value can't start with '&'"),
        ("title: !important job", "line 10: A value can't start with '!'."),
        ("[1, 2]: 3", "line 10: I can't read this line. Each line needs a word, then a colon."),
        ("same_as: brook/bea", "line 8: I don't know the word 'id'."),
        ("roles: [{role: dsl, until: 1/9/2026, from: 2/9/2026}]", "'until' is earlier than 'from'"),
        ("away: [{from: 2026-09-02, until: 2026-09-01}]", "'until' is earlier than 'from'"),
        ("{starts: 2026-09-02}: 1", "line 10: I can't read this line."),
        ("away: [{from: 2026-09-02}]", "line 10: 'until' is missing here."),
    ],
)
def test_a_line_that_cannot_be_used_is_named_with_what_to_do(
    tmp_path: Path, line: str, said: str
) -> None:
    (fault, *_) = faults(tmp_path, with_person(line))

    assert fault.startswith("app.yaml line ")
    assert said in fault


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("phase: primary", "phase: prmary", "line 6: I don't know the word 'prmary'."),
        ("phase: primary", "phase:", "line 6: 'phase' is missing here."),
        ("reminder_times: [08:15, 12:30]", "hours: {start: 25:00}", "line 12: '25:00' is not a"),
        (
            "reminder_times: [08:15, 12:30]",
            "reminder_times: []",
            "line 12: This list needs at least",
        ),
        ("phase: primary", "failover_hours: soon", "line 6: 'failover_hours' should be a number."),
        (
            "reminder_times: [08:15, 12:30]",
            "hours: {start: 16:00, end: 09:00}",
            "is not later than",
        ),
        ("calendar:", f"policies: [{POLICY}]\n    calendar:", "is earlier than 'approved_on'"),
        ("platforms:", "web: {port: 12.5}\nplatforms:", "'port' should be a whole number."),
        ("name: Small Trust", "nmae: Small Trust", "line 2: I don't know the word 'nmae'."),
        ("schools:", "colour: red\nschools:", "line 3: I don't know the word 'colour'. It can be"),
        ("calendar:", "time_zone: Mars/Base\n    calendar:", "Schools in the UK use Europe/London"),
        ("calendar:", "filter: {needs_dsl_comment: perhaps}\n    calendar:", "should be yes or no"),
        ("calendar:", "contacts: {lado: {name: X}}\n    calendar:", "has no 'phone', 'email' or"),
        (SMALL, "", "line 1: 'trust' is missing here."),
        (SMALL, "just words", "needs words and values under it"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    found = faults(tmp_path, SMALL.replace(old, new, 1))

    assert any(said in fault for fault in found), found


def test_every_fault_of_a_file_is_told_at_once_in_the_order_of_its_lines(tmp_path: Path) -> None:
    text = with_person("name: Bob", "roles: [hed]", "leaves: soon", "away: [{from: x}]")
    found = faults(tmp_path, text.replace("phase: primary", "phase: big"))

    lines = [int(fault.split()[2].rstrip(":")) for fault in found]
    assert lines == [6, 10, 11, 12, 13, 13]


@pytest.mark.parametrize("form", ["2026-09-01", "01/09/2026", "1.9.2026", "1 September 2026"])
def test_a_date_may_be_written_as_people_in_the_uk_write_it(tmp_path: Path, form: str) -> None:
    settings = read(tmp_path, with_person(f"starts: {form}"))

    (grant,) = settings.directory().person(PersonId("brook/ann")).grants
    assert grant.from_ == date(2026, 9, 1)


def test_values_stay_as_they_were_typed(tmp_path: Path) -> None:
    text = with_person("phone: 01632960123", "title: no").replace("id: ann", "id: on")
    person = read(tmp_path, text).directory().person(PersonId("brook/on"))

    assert (person.phone, person.title) == ("01632960123", "no")


def test_a_leaver_holds_no_role_from_the_day_after(tmp_path: Path) -> None:
    text = with_person("roles: [{role: dsl, until: 2026-12-31}]", "leaves: 2026-11-20")
    person = read(tmp_path, text).directory().person(PersonId("brook/ann"))

    assert Role.DSL in person.roles(SchoolId("brook"), date(2026, 11, 20))
    assert person.roles(SchoolId("brook"), date(2026, 11, 21)) == frozenset()


def test_a_person_is_the_same_in_teams_and_in_slack(tmp_path: Path) -> None:
    user, tenant = "1b2c3d4e-0000-4000-8000-0123456789ab", "9a8b7c6d-0000-4000-8000-0123456789ab"
    text = with_person("slack: U0ANN", f"teams: {user}")
    teams = f"  teams: {{app_id: {tenant}, tenants: [{{tenant_id: {tenant}, schools: [brook]}}]}}\n"
    settings = read(tmp_path, text + teams)

    directory = settings.directory()

    assert directory.by_identity("teams", tenant, user) == directory.by_identity(
        "slack", "T0BROOK", "U0ANN"
    )
    assert settings.missing_secrets({}) == (
        "SLACK_APP_TOKEN",
        "SLACK_BOT_TOKEN",
        "TEAMS_APP_PASSWORD",
    )


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "app.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())

    settings = load(path)

    assert settings.trust.name == "Small Trust"


def test_a_file_that_is_not_there_or_not_text_is_refused_kindly(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="I can't open this file"):
        load(tmp_path / "nowhere.yaml")
    (tmp_path / "word.yaml").write_bytes(b"trust:\n  name: caf\xe9\n")
    with pytest.raises(BadSettings, match="line 2: Save this file as plain text in UTF-8"):
        load(tmp_path / "word.yaml")
    (tmp_path / "control.yaml").write_bytes(b"trust: \x00\n")
    with pytest.raises(BadSettings, match="This is not a plain text file"):
        load(tmp_path / "control.yaml")


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    settings = read(tmp_path, SMALL)

    with pytest.raises(ValueError, match="frozen"):
        settings.trust = settings.trust


def test_policies_are_found_from_the_folder_of_the_file_school_before_trust(
    tmp_path: Path,
) -> None:
    text = SMALL.replace(
        "  name: Small Trust\n", "  name: Small Trust\n  policies: [{file: ../all.txt}]\n"
    ).replace(
        "    calendar:\n", "    policies: [{file: own/Phones 2.docx, id: phones}]\n    calendar:\n"
    )
    policies = read(tmp_path, text).policies(SchoolId("brook"))

    assert [(each.id, each.path, each.is_trust_wide) for each in policies] == [
        ("phones", tmp_path / "own" / "Phones 2.docx", False),
        ("all", tmp_path.parent / "all.txt", True),
    ]


@pytest.mark.parametrize("name", ["app.yaml", "tests/real/app.yaml"])
def test_the_files_that_come_with_the_product_are_understood(name: str) -> None:
    settings = load(ROOT / name)

    assert all(settings.policies(SchoolId(school.id)) for school in settings.schools)


def test_the_five_real_schools_have_somebody_with_every_agreed_id() -> None:
    directory = load(ROOT / "tests/real/app.yaml").directory()
    words = "teacher teacher2 head deputy dsl deputy_dsl coordinator it chair link_governor pupil"

    for school in ("st-ignatius", "henry-box-trust", "st-benedicts", "libra", "thornton"):
        people = {person.id for person in directory.people(SchoolId(school))}
        assert people == {f"{school}/{word}" for word in words.split()}


def test_a_schools_own_words_come_before_the_trusts(tmp_path: Path) -> None:
    text = SMALL.replace(
        "  name: Small Trust\n", "  name: Small Trust\n  advice: {M21: A, M34: B}\n"
    )
    own = text.replace("    people:\n", "    advice: {M34: C}\n    people:\n")

    school = read(tmp_path, own).directory().school(SchoolId("brook"))

    assert school.advice.words == {"M21": "A", "M34": "C"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("advice: {M21: [a, b]}", "'M21' needs one value, not a list."),
        ("advice: [a]", "'advice' needs words and values under it, each on its own line."),
        ("advice_clauses: {M21: 6.3}", "'M21' needs words and values under it"),
        ("advice_clauses: {M21: {policy: P}}", "'clause' is missing here."),
        ("advice_clauses: {M21: {polcy: P, clause: 6.3}}", "Did you mean 'policy'?"),
    ],
)
def test_advice_that_is_written_wrongly_is_told_with_its_line(
    tmp_path: Path, line: str, said: str
) -> None:
    text = SMALL.replace("    people:\n", f"    {line}\n    people:\n")

    told = faults(tmp_path, text)

    assert [fault for fault in told if fault.startswith("app.yaml line 7: ") and said in fault], (
        told
    )
