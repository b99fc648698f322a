"""The versions of each policy, by the periods in which they were in force."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.editions import Edition
from bot.ports import OpenUnitOfWork, UnitOfWork
from tests.adapters.database.paperwork import AMY, BEN, HERE, LATER, NOW, THERE, read

DRAFT = Edition(
    school=HERE,
    policy="conduct",
    version="3",
    sha="a" * 64,
    suffix=".md",
    title="Staff conduct",
    owner="Headteacher",
    next_review=NOW.date(),
    imported_at=NOW,
    imported_by=AMY,
)
OTHER = replace(DRAFT, school=THERE, public_id="other")


def add(open_uow: OpenUnitOfWork, *editions: Edition) -> None:
    with open_uow() as uow:
        for edition in editions:
            uow.policies.add(edition)
        uow.commit()


def here(uow: UnitOfWork) -> Sequence[Edition]:
    return uow.policies.of(HERE)


def test_an_edition_comes_back_as_it_was_kept_for_its_own_school(open_uow: OpenUnitOfWork) -> None:
    add(open_uow, DRAFT, OTHER)

    assert read(open_uow, here) == [DRAFT]
    assert read(open_uow, lambda uow: uow.policies.of(THERE)) == [OTHER]


def test_only_one_of_two_publishes_a_version(open_uow: OpenUnitOfWork) -> None:
    add(open_uow, DRAFT)

    with open_uow() as uow:
        done = [uow.policies.publish(DRAFT, LATER, by) for by in (BEN, AMY)]
        uow.commit()

    assert done == [True, False]
    assert read(open_uow, here) == [replace(DRAFT, published_at=LATER, published_by=BEN)]


def test_what_is_over_is_not_ended_again_and_not_published(open_uow: OpenUnitOfWork) -> None:
    add(open_uow, DRAFT)

    with open_uow() as uow:
        done = [uow.policies.retire(DRAFT, LATER) for _ in range(2)]
        done.append(uow.policies.publish(DRAFT, LATER, BEN))
        uow.commit()

    assert done == [True, False, False]


def test_what_is_in_force_or_waits_is_found_for_all_schools(open_uow: OpenUnitOfWork) -> None:
    over = replace(DRAFT, public_id="over", published_at=NOW, retired_at=LATER)
    live = replace(DRAFT, public_id="live", published_at=LATER)
    add(open_uow, over, live, OTHER)

    assert read(open_uow, lambda uow: uow.policies.current()) == [live, OTHER]
