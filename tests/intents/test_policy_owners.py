"""Who answers what is asked about a policy."""

from dataclasses import replace

import pytest

from bot.domain.days import DaySpan
from bot.domain.people import Person
from intents.policy_owners import answerers, looks_after, owners_of
from tests.intents.bookcase import Bookcase, opened, policy
from tests.support.small_trust import PEOPLE, TUESDAY, directory, pid, turn_of

AWAY = (DaySpan(TUESDAY.date(), TUESDAY.date()),)


def asked(
    url: str, owner: str | None, who: str = "amy", people: dict[str, Person] | None = None
) -> list[str]:
    with opened(url, Bookcase()).open_uow() as uow:
        turn = turn_of(PEOPLE[who], uow, directory(people))
        about = None if owner is None else policy("Trips", owner=owner)
        return [person.removeprefix("hill/") for person in answerers(about, turn)]


@pytest.mark.parametrize(
    ("owner", "person"),
    [
        ("Grace Adeyemi", "head"),
        ("Headteacher", "head"),
        ("The headteacher", "head"),
        ("designated safeguarding lead", "dsl"),
        ("Network Manager", "it"),
        ("Year 5", "tom"),
        ("Chair", "chair"),
    ],
)
def test_the_owner_of_the_policy_is_asked_by_name_title_or_role(
    sqlite_url: str, owner: str, person: str
) -> None:
    people = {**PEOPLE, "tom": replace(PEOPLE["tom"], title="Year 5 lead")}
    people.pop("amy")

    assert asked(sqlite_url, owner, "bea", people) == [person]


@pytest.mark.parametrize("owner", [None, "", "Governing body", "Lead of nothing"])
def test_where_the_owner_is_nobody_on_the_list_the_settings_say(
    sqlite_url: str, owner: str | None
) -> None:
    assert asked(sqlite_url, owner) == ["coordinator"]


def test_an_owner_never_answers_themselves(sqlite_url: str) -> None:
    assert asked(sqlite_url, "Network manager", "it") == ["coordinator"]
    assert asked(sqlite_url, None, "coordinator") == ["head"]


def test_an_owner_who_is_away_is_asked_only_where_nobody_else_is_there(sqlite_url: str) -> None:
    it = replace(PEOPLE["it"], away=AWAY)
    nobody = {"amy": PEOPLE["amy"], "it": it}

    assert asked(sqlite_url, "Network manager", people={**PEOPLE, "it": it}) == ["coordinator"]
    assert asked(sqlite_url, "Network manager", people=nobody) == ["it"]


def test_an_owner_looks_after_the_policies_and_so_do_the_head_and_who_answers(
    sqlite_url: str,
) -> None:
    trips = policy("Trips", owner="Network manager")
    with opened(sqlite_url, Bookcase()).open_uow() as uow:
        turns = {name: turn_of(PEOPLE[name], uow, directory()) for name in PEOPLE}
        who = {name for name, turn in turns.items() if looks_after([trips], turn)}

    assert owners_of(trips, turns["amy"]) == (PEOPLE["it"],)
    assert who == {"it", "coordinator", "head"}
    assert pid("amy") not in {PEOPLE[name].id for name in who}
