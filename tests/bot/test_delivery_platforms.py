"""Letters to people on several platforms, and to people whom nothing reaches."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.conversation.cards import Card
from bot.domain.people import Identity, PersonId, Platform
from bot.errors import DeliveryError, Unreachable
from bot.mail import Switchboard
from bot.turn import Turn
from tests.support.post_office import Postman, PostOffice
from tests.support.small_trust import PEOPLE, pid

ON_TEAMS = Identity(Platform.TEAMS, "tenant", "object")
AMY = replace(PEOPLE["amy"], identities=(*PEOPLE["amy"].identities, ON_TEAMS))


@pytest.fixture
def slack() -> Postman:
    return Postman("slack")


@pytest.fixture
def teams() -> Postman:
    return Postman("teams")


@pytest.fixture
def office(sqlite_url: str, slack: Postman, teams: Postman) -> PostOffice:
    """Amy is on both platforms, everybody else on Slack."""
    open_uow = unit_of_work(open_engine(sqlite_url))
    carriers = Switchboard({"slack": slack, "teams": teams})
    return PostOffice(open_uow, {**PEOPLE, "amy": AMY}, carriers=carriers)


def next_in_line(_: str, turn: Turn, told: Collection[PersonId]) -> PersonId | None:
    """Return the first of three people who was not told."""
    del turn
    return next((pid(name) for name in ("tom", "dsl") if pid(name) not in told), None)


def test_somebody_on_two_platforms_hears_of_it_on_both(
    office: PostOffice, slack: Postman, teams: Postman
) -> None:
    office.puts("amy", "one", "two")

    office.flushes()

    assert slack.in_order == teams.in_order == ["amy: one", "amy: two"]
    assert office.is_empty()


def test_a_platform_that_is_down_holds_up_only_its_own_copy(
    office: PostOffice, slack: Postman, teams: Postman
) -> None:
    office.puts("amy", "news")
    slack.fault = lambda _: DeliveryError("503")

    office.flushes()
    slack.fault = lambda _: None
    office.flushes(timedelta(seconds=5))

    assert slack.in_order == teams.in_order == ["amy: news"]


def test_every_copy_is_redrawn_on_its_own_platform(
    office: PostOffice, slack: Postman, teams: Postman
) -> None:
    office.puts("amy", "open")
    office.flushes()
    office.compose = lambda _, __: Card("decided")
    slack.screens, teams.screens = {"x": "other"}, {"y": "other"}

    office.puts("amy", "open", redraw=True)
    office.flushes()

    assert "decided" in slack.screens.values()
    assert "decided" in teams.screens.values()
    assert len(slack.in_order) == 1


def test_what_one_platform_refuses_for_good_is_not_passed_on_while_another_has_it(
    office: PostOffice, slack: Postman, teams: Postman
) -> None:
    office.stand_in = next_in_line
    office.puts("amy", "news")
    slack.fault = lambda _: DeliveryError("account_inactive", permanent=True)

    office.flushes()

    assert teams.in_order == ["amy: news"]
    assert slack.in_order == []
    assert office.is_empty()


def test_a_letter_to_somebody_whom_nothing_reaches_goes_to_the_next_in_line(
    office: PostOffice, slack: Postman
) -> None:
    office.stand_in = next_in_line
    office.puts("head", "urgent")
    slack.unreachable = {pid("head")}

    office.flushes()

    assert slack.in_order == ["tom: urgent"]
    assert office.is_empty()


def test_of_several_in_line_the_first_who_can_be_reached_hears_of_it(
    office: PostOffice, slack: Postman
) -> None:
    office.stand_in = next_in_line
    office.puts("head", "urgent")
    slack.unreachable = {pid("head"), pid("tom")}

    office.flushes()

    assert slack.in_order == ["dsl: urgent"]


def test_where_nobody_can_be_reached_the_search_ends(office: PostOffice, slack: Postman) -> None:
    office.stand_in = next_in_line
    office.puts("head", "urgent")
    slack.unreachable = {pid("head"), pid("tom"), pid("dsl")}

    office.flushes()

    assert slack.in_order == []
    assert office.is_empty()


def test_a_letter_that_is_only_busy_is_passed_on_to_nobody(
    office: PostOffice, slack: Postman
) -> None:
    office.stand_in = next_in_line
    office.puts("head", "urgent")
    slack.fault = lambda _: DeliveryError("busy")

    office.flushes()

    assert slack.in_order == []
    assert not office.is_empty()


def test_being_unreachable_is_for_good() -> None:
    assert Unreachable("403").permanent
