"""What a school is told before it goes live: the shipped sample with one thing made wrong."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.settings import Fault, Severity, load

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 20)
SAMPLE = (ROOT / "app.yaml").read_text(encoding="utf-8").replace("file: ", f"file: {ROOT}/")
PRIYA = "        phone: 01632 960203\n        slack: U0PRIYANAIR\n"
DANIEL = "        phone: 01632 960202\n        slack: U0DANFROST\n"
GRACE = "        phone: 01632 960201\n        slack: U0GRACEADEY\n"
GRACE_IN_CHAT = "        slack: U0GRACEADEY\n        teams: 5c4001e0-0000-4000-8000-000000000003\n"
AWAY = "        away: [{from: 2026-11-20, until: 2026-11-24}]\n"
DELEGATION = "      - {delegate: daniel-frost, from: 2026-09-01, until: 2028-08-31}\n"
TERM = "        - {name: Spring 2027, from: 2027-01-04, until: 2027-03-25}\n"
CP_SYSTEM = (
    "    cp_system:\n      name: SafeRecord\n      link: https://oakfield.saferecord.example\n"
)
TRIES = "      phone: 01632 960101\n      email: lado@ambermere.example\n"
CIRCLE = "{delegate: grace-adeyemi, instead_of: daniel-frost, from: 2026-09-01, until: 2026-12-01}"
WORKSPACE = "      - team_id: T0LARKMOOR\n"


def checked(folder: Path, text: str, today: date = TODAY) -> tuple[Fault, ...]:
    path = folder / "app.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path).check(today)


def changed(*changes: tuple[str, str]) -> str:
    text = SAMPLE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_shipped_sample_may_go_live_and_warns_of_its_one_overdue_policy() -> None:
    (fault,) = load(ROOT / "app.yaml").check(TODAY)

    assert fault.severity is Severity.WARNING
    assert fault.line == line_of(SAMPLE, "next_review: 2025-09-30")
    assert str(fault).startswith(f"app.yaml line {fault.line}: 'Staff Social Media and Mobile")


@pytest.mark.skipif(
    not (ROOT.parent / "shared" / "policies").is_dir(),
    reason="the five real policies are not in ../shared/policies",
)
def test_the_five_real_schools_lack_only_hours_and_dates_before_they_go_live() -> None:
    found = load(ROOT / "tests/real/app.yaml").check(TODAY)

    missing = {fault.what for fault in found if fault.severity is Severity.ERROR}
    hours, dates = "does not say when its day starts and ends.", "no policy with an owner and a"
    assert len([what for what in missing if hours in what]) == 5
    assert all(hours in what or dates in what for what in missing)


ERRORS = [
    ("roles: [headteacher]", "roles: []", "Oakfield Primary School has no headteacher today."),
    ("roles: [dsl, line_manager]", "roles: []", "no designated safeguarding lead today."),
    ("deputy_dsl, line_manager]", "line_manager]", "no deputy safeguarding lead today."),
    ("[chair_of_governors]", "[link_governor]", "no chair of governors today."),
    ("[it_manager]", "[{role: it_manager, until: 2026-11-19}]", "no network manager today."),
    (PRIYA, PRIYA.partition("\n")[2], "Priya Nair is a safeguarding lead and has no telephone"),
    ("id: ravensmere", "id: oakfield", "The school id 'oakfield' is used twice."),
    ("id: tom-ellery", "id: amy-carter", "'oakfield/amy-carter' is listed twice."),
    ("oakfield/len-hodge", "oakfield/len-hodges", "Did you mean 'oakfield/len-hodge'?"),
    ("oakfield/bea-lund", "ravensmere/zara-hill", "is at this school already."),
    ("line_manager: daniel-frost", "line_manager: dan", "Nobody in this file is called 'dan'."),
    ("kind: pupil", "kind: pupil\n        roles: [dsl]", "is a pupil and can't hold a role."),
    ("U0TOMELLERY", "U0AMYCARTER", "'U0AMYCARTER' is already the account of oakfield/amy-"),
    ("schools: [oakfield,", "schools: [oakfeild, oakfield,", "Did you mean 'oakfield'?"),
    (WORKSPACE, "      - team_id: T0TWO\n" + WORKSPACE, "'oakfield' is here already."),
    (WORKSPACE, WORKSPACE * 2, "'T0LARKMOOR' is listed twice."),
    (DELEGATION, "", "Nobody may decide for Grace Adeyemi today."),
    ("until: 2028-08-31", "until: 2026-11-19", "Nobody may decide for Grace Adeyemi today."),
    ("delegate: daniel-frost", "delegate: len-hodge", "Len Hodge switches sites on, so they"),
    ("delegate: daniel-frost", "delegate: nobody", "Nobody called 'nobody' works at Oakfield"),
    ("delegate: daniel-frost", "delegate: jamie-rowe", "Nobody called 'jamie-rowe' works at"),
    ("delegate: daniel-frost", "delegate: grace-adeyemi", "come back to them."),
    (DELEGATION, f"{DELEGATION}      - {CIRCLE}\n", "'daniel-frost' takes over come back to"),
    (DELEGATION, DELEGATION.replace("{", "{instead_of: x, "), "Nobody in this file is called"),
    (DELEGATION, DELEGATION.replace("daniel-frost", "tom-ellery") + DELEGATION, "on the same days"),
    (TRIES, "      email: lado@ambermere.example\n", "no telephone number for the LADO"),
    (
        "roles: [social_media_lead, line_manager]",
        "roles: []",
        "goes to 'social_media_lead': nobody",
    ),
    (TERM, TERM * 2, "This term overlaps another one."),
    (CP_SYSTEM, "", "does not name its child protection system."),
    ("    evidence_location:", "    #", "does not say where staff save evidence."),
    (
        "      hours:",
        "      #",
        "does not say when its day starts and ends.",
    ),
    ("oakfield-filtering-policy.md", "gone.md", "There is no file 'gone.md'"),
    ("oakfield-filtering-policy.md", "../clauses.py", "I can't read files like 'clauses.py'."),
    ("version: 2\n", "id: oakfield-social-media-policy\n", "Two policies have the id 'oakfield-"),
]
WARNINGS = [
    ("roles: [esafety_coordinator]", "roles: []", "has no e-safety coordinator today."),
    ("roles: [esafety_coordinator]", "roles: []", "goes to 'esafety_coordinator': nobody has"),
    (GRACE_IN_CHAT, "", "Grace Adeyemi can't be told anything in chat."),
    ("checked_on: 2026-09-01", "checked_on: 2025-11-01", "Nobody has checked the details of Amb"),
    ("    police:", "    escalation:", "does not name somebody at the police."),
    ("    posh:", "    escalation:", "does not name the Professionals Online Safety Helpline."),
    ("      vendor: Lark", "      #", "does not say which web filter it has."),
    ("[sexual_content, proxy_vpn_bypass, malware_phishing]", "[]", "empty list of what is never"),
    ("2026-10-26, until: 2026-10-30", "2026-12-14, until: 2026-12-21", "not inside a term."),
    ("        - 2026-11-27", "        - 2026-12-27", "This INSET day is not in a term."),
    ("[08:15, 12:30, 15:45]", "[07:30, 12:30]", "Reminders would go out at 07:30, when school"),
    ("        owner: Computing lead\n", "", "'Filtering and Web Access Policy' has no owner here."),
]


@pytest.mark.parametrize(("old", "new", "said"), ERRORS)
def test_what_keeps_a_school_from_going_live(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = checked(tmp_path, changed((old, new)))

    assert [f for f in found if said in str(f) and f.severity is Severity.ERROR], found


@pytest.mark.parametrize(("old", "new", "said"), WARNINGS)
def test_what_needs_care_soon(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = checked(tmp_path, changed((old, new)))

    assert [f for f in found if said in str(f) and f.severity is Severity.WARNING], found


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("U0TOMELLERY", "U0AMYCARTER"),
        ("line_manager: priya-nair", "line_manager: priya"),
        ("oakfield-filtering-policy.md", "gone.md"),
        ("delegate: daniel-frost", "delegate: daniel"),
    ],
)
def test_a_fault_names_the_line_of_the_word_that_is_wrong(
    tmp_path: Path, part: str, wrong: str
) -> None:
    found = checked(tmp_path, changed((part, wrong)))

    assert line_of(SAMPLE, part) in {f.line for f in found if f.severity is Severity.ERROR}


def test_no_safeguarding_lead_in_school_today_is_an_error_until_somebody_covers(
    tmp_path: Path,
) -> None:
    away = changed((PRIYA, PRIYA + AWAY), (DANIEL, DANIEL + AWAY))
    cover = ("roles: [esafety_coordinator]", "roles: [esafety_coordinator, deputy_dsl]")

    uncovered = checked(tmp_path, away)
    covered = checked(
        tmp_path,
        away.replace(*cover).replace("U0RAVIMENON", "U0RAVIMENON\n        phone: 01632 960205"),
    )

    assert any("Every safeguarding lead of Oakfield" in str(fault) for fault in uncovered)
    assert not any("Every safeguarding lead of Oakfield" in str(fault) for fault in covered)


def test_a_headteacher_who_will_be_away_together_with_the_delegate_is_told_in_time(
    tmp_path: Path,
) -> None:
    both = changed((GRACE, GRACE + AWAY), (DANIEL, DANIEL + AWAY.replace("11-20", "11-23")))

    found = [str(fault) for fault in checked(tmp_path, both)]

    assert any("Grace Adeyemi is away on 23 November 2026 and nobody may" in f for f in found)


def test_an_acting_head_keeps_the_delegate_of_the_real_one_apart(tmp_path: Path) -> None:
    acting = "roles: [{role: headteacher, from: 2027-01-04, until: 2027-03-25}, deputy_dsl]"
    text = changed(("roles: [deputy_head, deputy_dsl, line_manager]", acting))

    found = checked(tmp_path, text)

    assert not [fault for fault in found if "come back" in str(fault)]


@pytest.mark.parametrize(
    ("today", "severity", "said"),
    [
        (date(2028, 4, 21), None, ""),
        (date(2028, 4, 22), Severity.WARNING, "Oakfield Primary School end on 20 July 2028"),
        (date(2028, 5, 21), Severity.WARNING, "Oakfield Primary School end on 20 July 2028"),
        (date(2028, 5, 22), Severity.ERROR, "Oakfield Primary School end on 20 July 2028"),
        (date(2028, 7, 21), Severity.ERROR, "Oakfield Primary School ended on 20 July 2028"),
        (date(2026, 7, 1), Severity.ERROR, "Oakfield Primary School begin only on 2 September"),
        (date(2026, 8, 20), None, ""),
    ],
)
def test_term_dates_cover_today_and_the_next_sixty_days(
    tmp_path: Path, today: date, severity: Severity | None, said: str
) -> None:
    of_terms = [f for f in checked(tmp_path, SAMPLE, today) if "term dates of Oakf" in f.what]

    assert [fault.severity for fault in of_terms] == ([severity] if severity else [])
    assert all(said in fault.what for fault in of_terms)


def test_a_school_without_term_dates_may_not_go_live(tmp_path: Path) -> None:
    start, end = SAMPLE.index("      terms:"), SAMPLE.index("      half_terms:")

    found = [str(fault) for fault in checked(tmp_path, SAMPLE[:start] + SAMPLE[end:])]

    assert any("Oakfield Primary School has no term dates." in fault for fault in found)


def test_a_school_without_any_policy_may_not_go_live(tmp_path: Path) -> None:
    text = SAMPLE[: SAMPLE.rindex("    policies:")] + SAMPLE[SAMPLE.index("platforms:") :]
    start, end = text.index("  policies:"), text.index("schools:\n")

    found = [str(fault) for fault in checked(tmp_path, text[:start] + text[end:])]

    assert any("Ravensmere High School has no policies." in fault for fault in found)


def test_a_school_needs_one_policy_with_an_owner_and_a_review_date(tmp_path: Path) -> None:
    start, rest = SAMPLE.split("schools:\n", 1)
    bare = start.replace("      owner: Chief Executive\n", "") + "schools:\n" + rest
    undated = bare.replace("        next_review:", "        #")

    said = "Oakfield Primary School has no policy with an owner and a review date."

    assert said not in [fault.what for fault in checked(tmp_path, bare)]
    assert said in [fault.what for fault in checked(tmp_path, undated)]


@pytest.mark.parametrize("platform", ["slack", "teams"])
def test_a_platform_that_no_member_of_staff_is_on_keeps_from_going_live(
    tmp_path: Path, platform: str
) -> None:
    text = re.sub(rf"        {platform}: .*\n", "", SAMPLE)

    found = [f for f in checked(tmp_path, text) if f.severity is Severity.ERROR]

    assert [f.what for f in found] == [f"No member of staff has an account on {platform.title()}."]
    assert found[0].line == line_of(text, f"  {platform}:\n")


def test_a_school_where_nobody_has_an_account_may_not_go_live(tmp_path: Path) -> None:
    first, second = SAMPLE.split("  - id: ravensmere\n")
    people, rest = second.split("    routing:", 1)
    bare = re.sub(r"        (slack|teams): .*\n", "", people)
    own = re.sub(r"      - same_as: .*\n(        roles: .*\n)?", "", bare)
    text = f"{first}  - id: ravensmere\n{own}    routing:{rest}"

    found = [f.what for f in checked(tmp_path, text) if f.severity is Severity.ERROR]

    assert (
        "Nobody at Ravensmere High School has a chat account, so nobody there is served." in found
    )


def test_a_fault_belongs_to_its_school_or_to_everybody(tmp_path: Path) -> None:
    text = changed((PRIYA, PRIYA.partition("\n")[2]), (TRIES, TRIES.partition("\n")[2]))

    owners = {fault.what[:12]: fault.owner for fault in checked(tmp_path, text)}

    assert owners["Priya Nair i"] == "Oakfield Primary School"
    assert owners["'Staff Socia"] == "Ravensmere High School"
    whole = checked(tmp_path, changed(("checked_on: 2026-09-01", "checked_on: 2025-11-01")))
    assert [f.owner for f in whole if "Nobody has checked" in f.what] == [""]
