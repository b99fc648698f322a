"""Finding people by id, by account and by role, in the shipped sample trust."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain.directory import Directory, UnknownSchool
from bot.domain.people import Identity, Kind, PersonId, Platform, Role, SchoolId
from bot.settings import load

TODAY = date(2026, 11, 20)
OAKFIELD, RAVENSMERE = SchoolId("oakfield"), SchoolId("ravensmere")


@pytest.fixture(scope="module")
def sample() -> Directory:
    return load(Path(__file__).parents[2] / "app.yaml").directory()


def test_somebody_is_found_by_their_slack_account(sample: Directory) -> None:
    person = sample.by_identity("slack", "T0LARKMOOR", "U0AMYCARTER")

    assert person is not None
    assert (person.id, person.name) == ("oakfield/amy-carter", "Amy Carter")


@pytest.mark.parametrize(
    "account",
    [
        ("slack", "T0ELSEWHERE", "U0AMYCARTER"),
        ("teams", "T0LARKMOOR", "U0AMYCARTER"),
        ("slack", "T0LARKMOOR", "U0STRANGER"),
    ],
)
def test_the_same_user_id_in_another_workspace_is_a_stranger(
    sample: Directory, account: tuple[str, str, str]
) -> None:
    assert sample.by_identity(*account) is None


def test_a_pupil_is_known_as_a_pupil_and_is_not_staff(sample: Directory) -> None:
    pupil = sample.person(PersonId("oakfield/jamie-rowe"))

    assert pupil.kind is Kind.PUPIL
    assert pupil not in sample.staff(OAKFIELD, TODAY)
    assert pupil in sample.people(OAKFIELD)


def test_the_network_manager_of_both_schools_is_one_person(sample: Directory) -> None:
    (here,) = sample.holders(OAKFIELD, Role.IT_MANAGER, TODAY)
    (there,) = sample.holders(RAVENSMERE, Role.IT_MANAGER, TODAY)

    assert here is there
    on_slack, on_teams = here.identities
    assert on_slack == Identity(Platform.SLACK, "T0LARKMOOR", "U0LENHODGE")
    assert on_teams.platform is Platform.TEAMS


def test_each_school_has_its_own_headteacher(sample: Directory) -> None:
    heads = [
        [head.name for head in sample.holders(school.id, Role.HEADTEACHER, TODAY)]
        for school in sample.schools()
    ]

    assert heads == [["Grace Adeyemi"], ["Fiona Blackwood"]]


def test_an_unknown_school_is_named_with_the_schools_that_there_are(sample: Directory) -> None:
    with pytest.raises(UnknownSchool, match=r"'oakfeild'.*oakfield, ravensmere"):
        sample.school(SchoolId("oakfeild"))


def test_records_of_somebody_who_left_still_show_a_name_without_any_rights(
    sample: Directory,
) -> None:
    leaver = sample.person(PersonId("oakfield/rita-wells"))

    assert sample.find(leaver.id) is None
    assert leaver.name == "Rita Wells"
    assert leaver.roles(OAKFIELD, TODAY) == frozenset()
    assert leaver.identities == ()


def test_school_contacts_come_from_the_trust_where_the_school_gives_none(
    sample: Directory,
) -> None:
    lado = sample.school(RAVENSMERE).contacts.lado

    assert lado is not None
    assert str(lado) == "Ambermere Council LADO, 01632 960101, lado@ambermere.example"


def test_the_delegate_decides_for_the_headteacher_between_the_dates(sample: Directory) -> None:
    (delegation,) = sample.school(OAKFIELD).delegations

    assert delegation.holder == "oakfield/grace-adeyemi"
    assert delegation.delegate == "oakfield/daniel-frost"
    assert TODAY in delegation.days


def test_a_host_on_the_never_list_takes_its_subdomains_along(sample: Directory) -> None:
    rules = sample.school(OAKFIELD).filter

    assert rules.never_opens("www.Chat-With-Strangers.example")
    assert not rules.never_opens("nochat-with-strangers.example")
    assert "gambling" in rules.never_categories
