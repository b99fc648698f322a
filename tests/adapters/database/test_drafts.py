"""Drafts: one for each person and school."""

from dataclasses import replace
from datetime import timedelta

from bot.ports import OpenUnitOfWork
from tests.adapters.database.paperwork import (
    AMY,
    BEN,
    EARLIER,
    HERE,
    LATER,
    NOW,
    THERE,
    draft,
    read,
    save,
)


def test_a_draft_comes_out_as_it_went_in(open_uow: OpenUnitOfWork) -> None:
    half_done = draft(is_interview=False)

    save(open_uow, lambda uow: uow.drafts.keep(half_done))

    assert read(open_uow, lambda uow: uow.drafts.get(HERE, AMY)) == half_done


def test_a_draft_takes_the_place_of_the_one_before(open_uow: OpenUnitOfWork) -> None:
    newer = draft(form="report_website", touched_at=LATER, answers={}, is_interview=False)

    save(open_uow, lambda uow: uow.drafts.keep(draft()))
    save(open_uow, lambda uow: uow.drafts.keep(newer))

    assert read(open_uow, lambda uow: uow.drafts.get(HERE, AMY)) == newer


def test_a_draft_is_kept_for_its_person_and_school_only(open_uow: OpenUnitOfWork) -> None:
    save(open_uow, lambda uow: uow.drafts.keep(draft()))

    with open_uow() as uow:
        assert uow.drafts.get(THERE, AMY) is None
        assert uow.drafts.get(HERE, BEN) is None


def test_dropping_a_draft_leaves_the_others(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        for each in (draft(), draft(school=THERE), draft(person=BEN)):
            uow.drafts.keep(each)
        uow.drafts.drop(HERE, AMY)
        uow.commit()

    with open_uow() as uow:
        assert uow.drafts.get(HERE, AMY) is None
        assert uow.drafts.get(THERE, AMY) == draft(school=THERE)
        assert uow.drafts.get(HERE, BEN) == draft(person=BEN)


def test_old_drafts_of_every_school_are_found(open_uow: OpenUnitOfWork) -> None:
    old = draft(touched_at=EARLIER)
    with open_uow() as uow:
        uow.drafts.keep(old)
        uow.drafts.keep(replace(old, school=THERE))
        uow.drafts.keep(draft(person=BEN, touched_at=NOW))
        uow.commit()

    found = read(open_uow, lambda uow: uow.drafts.older_than(NOW))

    assert sorted(each.school for each in found) == [HERE, THERE]
    assert read(open_uow, lambda uow: uow.drafts.older_than(EARLIER - timedelta(days=1))) == []
