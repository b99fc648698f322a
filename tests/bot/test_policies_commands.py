"""`policies`: new versions on the command line."""

from pathlib import Path

import pytest
from click.testing import Result

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.domain.access import Act
from bot.domain.people import PersonId, SchoolId
from tests.bot.command_line import run
from tests.support.paper_trust import AFTER, BEFORE, POLICY, TITLE, PaperTrust

QUESTION = "Who do I report a bad site to, straight away?"
COORDINATOR, HEAD = ("--as", "ravi-menon"), ("--as", "grace-adeyemi")


@pytest.fixture
def trust(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> PaperTrust:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    return PaperTrust.set_up(tmp_path)


def go(trust: PaperTrust, name: str, *words: str, policy: str = POLICY, typed: str = "") -> Result:
    about = ("--school", "oakfield", "--policy", policy, "--config", str(trust.config))
    return run("policies", name, *words, *about, typed=typed)


def imported(trust: PaperTrust, version: int = 3, after: str = AFTER) -> Result:
    result = go(trust, "import", str(trust.version(version, after=after)), *COORDINATOR)
    assert result.exit_code == 0, result.output
    return result


def published(trust: PaperTrust) -> None:
    result = go(trust, "publish", *HEAD, "--yes")
    assert result.exit_code == 0, result.output


def listed(trust: PaperTrust) -> str:
    return run("policies", "--school", "oakfield", "--config", str(trust.config)).output


def test_a_diff_shows_old_and_new_words_and_keeps_nothing(trust: PaperTrust) -> None:
    said = go(trust, "diff", str(trust.version()), policy=TITLE)

    assert said.exit_code == 0, said.output
    assert "unchanged 60, reworded 1, moved 0, new 0, gone 0" in said.output
    assert f"  - Report it to the network manager {BEFORE}" in said.output
    assert f"  + Report it to the network manager {AFTER}" in said.output
    assert "no version was imported yet" in go(trust, "history").output


def test_a_diff_lists_the_advice_that_rests_on_what_changes(trust: PaperTrust) -> None:
    said = go(trust, "diff", str(trust.version()))

    assert "Advice W10 (Thanks." in said.output
    assert "cites 4.2, which has other words now." in said.output
    assert "W11" not in said.output
    assert "none of them is listed here" in said.output


def test_an_imported_version_waits_and_what_is_in_use_stays(trust: PaperTrust) -> None:
    said = imported(trust)

    assert "Version 3 is waiting." in said.output
    assert "3  waiting since" in go(trust, "history").output
    assert BEFORE in listed(trust)
    assert AFTER not in listed(trust)


def test_what_the_head_publishes_is_in_use(trust: PaperTrust) -> None:
    imported(trust)

    published(trust)

    assert AFTER in listed(trust)
    assert BEFORE not in listed(trust)


def test_rolling_back_puts_the_old_words_in_use_again(trust: PaperTrust) -> None:
    imported(trust)
    published(trust)

    said = go(trust, "rollback", *HEAD, typed="y\n")

    assert said.exit_code == 0, said.output
    assert "Version 2 is in use again." in said.output
    assert BEFORE in listed(trust)
    assert "2  from" in go(trust, "history").output.splitlines()[-1]


def test_old_words_stay_citable_by_version_and_clause(trust: PaperTrust) -> None:
    imported(trust)
    published(trust)
    (trust.folder / "knowledge" / "samples" / f"{POLICY}.md").unlink()

    old = go(trust, "show", "--version", "2", "--clause", "4.2")
    new = go(trust, "show", "--version", "3", "--clause", "4.2")

    assert old.output.startswith(f"4.2: Report it to the network manager {BEFORE}")
    assert new.output.startswith(f"4.2: Report it to the network manager {AFTER}")


def test_publishing_asks_first_and_no_is_no(trust: PaperTrust) -> None:
    imported(trust)

    said = go(trust, "publish", *HEAD, typed="n\n")

    assert said.exit_code == 1
    assert "Put version 3 in use?" in said.output
    assert BEFORE in listed(trust)


@pytest.mark.parametrize("name", ["amy-carter", "daniel-frost"])
def test_others_import_nothing(trust: PaperTrust, name: str) -> None:
    said = go(trust, "import", str(trust.version()), "--as", name)

    assert said.exit_code == 1
    assert "Only the e-safety coordinator or" in said.output
    assert "no version was imported yet" in go(trust, "history").output


@pytest.mark.parametrize("name", ["ravi-menon", "sue-tranter"])
def test_only_the_head_publishes_and_rolls_back(trust: PaperTrust, name: str) -> None:
    imported(trust)
    refused = go(trust, "publish", "--as", name, "--yes")
    published(trust)
    back = go(trust, "rollback", "--as", name, "--yes")

    for said in (refused, back):
        assert said.exit_code == 1
        assert "Only the headteacher can decide this." in said.output
    assert AFTER in listed(trust)


def test_a_policy_of_the_trust_is_not_the_school_s_to_import(trust: PaperTrust) -> None:
    path = trust.write("# Devices\n\n1.1 Everything is allowed.\n")

    said = go(trust, "import", str(path), *HEAD, policy="trust-devices-data-and-ai-policy")

    assert said.exit_code == 1
    assert "Only the trust office or" in said.output


def test_a_version_with_less_than_half_asks_again(trust: PaperTrust) -> None:
    path = trust.write("# Filtering\n\n| Version | 3 |\n\n1.1 Everything is allowed on Fridays.\n")

    refused = go(trust, "import", str(path), *COORDINATOR, "--version", "3", typed="n\n")
    taken = go(trust, "import", str(path), *COORDINATOR, "--version", "3", "--yes")

    assert refused.exit_code == 1
    assert "can be found again. Is this the right document? Import it?" in refused.output
    assert taken.exit_code == 0, taken.output


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "This file is empty."),
        (" \n\n", "There is no text in this document."),
    ],
)
def test_a_document_with_nothing_in_it_is_refused(
    trust: PaperTrust, text: str, complaint: str
) -> None:
    said = go(trust, "import", str(trust.write(text)), *COORDINATOR, "--version", "3")

    assert said.exit_code == 1
    assert complaint in said.output
    assert "no version was imported yet" in go(trust, "history").output


def test_a_file_that_is_not_there_says_what_to_do(trust: PaperTrust) -> None:
    said = go(trust, "import", str(trust.folder / "none.md"), *COORDINATOR)

    assert said.exit_code == 1
    assert "There is no file here. Check the name" in said.output


def test_a_version_needs_a_name(trust: PaperTrust) -> None:
    path = trust.write(trust.words.replace("| Version | 2 |", "| Kind | x |"))

    said = go(trust, "import", str(path), *COORDINATOR)

    assert said.exit_code == 1
    assert "--version 5" in said.output


def test_the_same_document_is_not_imported_twice(trust: PaperTrust) -> None:
    imported(trust)

    said = go(trust, "import", str(trust.version()), *COORDINATOR)

    assert said.exit_code == 1
    assert "That document is here already, as version 3." in said.output


def test_two_documents_do_not_share_a_version(trust: PaperTrust) -> None:
    imported(trust)

    path = trust.version(3, after="in a week, so that")
    said = go(trust, "import", str(path), *COORDINATOR)

    assert said.exit_code == 1
    assert "There is a version 3 already" in said.output


def test_a_newer_draft_takes_the_place_of_the_one_that_waited(trust: PaperTrust) -> None:
    imported(trust)
    imported(trust, 4, after="in a week, so that")

    published(trust)

    assert "in a week, so that" in listed(trust)
    assert go(trust, "history").output.count("waiting") == 0


def test_publishing_with_nothing_waiting_says_so(trust: PaperTrust) -> None:
    said = go(trust, "publish", *HEAD, "--yes")

    assert said.exit_code == 1
    assert "not waiting any more" in said.output


def test_an_unknown_policy_is_told_with_those_there_are(trust: PaperTrust) -> None:
    said = go(trust, "history", policy="phones")

    assert said.exit_code == 1
    assert f"'{TITLE}'" in said.output


def test_every_act_stands_in_the_access_log(trust: PaperTrust, sqlite_url: str) -> None:
    imported(trust)
    published(trust)
    go(trust, "rollback", *HEAD, "--yes")

    with unit_of_work(open_engine(sqlite_url))() as uow:
        looks = uow.access.of_case(SchoolId("oakfield"), "")
    ravi, grace = PersonId("oakfield/ravi-menon"), PersonId("oakfield/grace-adeyemi")
    assert [(look.act, look.person, look.reason) for look in looks] == [
        (Act.IMPORTED, ravi, f"{TITLE}, version 3"),
        (Act.PUBLISHED, grace, f"{TITLE}, version 3"),
        (Act.ROLLED_BACK, grace, f"{TITLE}, version 2"),
    ]


def test_listing_needs_a_school() -> None:
    assert "Missing option '--school'" in run("policies").output


def test_asking_answers_from_what_was_published(trust: PaperTrust) -> None:
    imported(trust)
    published(trust)

    words = ("ask", "--school", "oakfield", "--json", "--config", str(trust.config))
    said = run(*words, typed="who do I report a bad website to, and how soon")

    assert AFTER in said.output
    assert BEFORE not in said.output


def test_a_later_version_needs_the_settings_document_no_more(trust: PaperTrust) -> None:
    imported(trust)
    published(trust)
    later = trust.version(4, after="in a week, so that")
    (trust.folder / "knowledge" / "samples" / f"{POLICY}.md").unlink()

    said = go(trust, "import", str(later), *COORDINATOR)

    assert said.exit_code == 0, said.output
    assert "version 3 -> 4" in said.output
