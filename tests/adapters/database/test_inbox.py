"""Inbox keys: a repeat is recognised, however often and however long the key."""

from bot.ports import OpenUnitOfWork
from tests.adapters.database.paperwork import EARLIER, HERE, LATER, NOW, THERE, read, save


def is_new(open_uow: OpenUnitOfWork, key: str) -> bool:
    return save(open_uow, lambda uow: uow.inbox.is_new(HERE, key, "digest", NOW))


def test_a_key_is_new_once(open_uow: OpenUnitOfWork) -> None:
    assert [is_new(open_uow, "ev:1"), is_new(open_uow, "ev:1"), is_new(open_uow, "ev:2")] == [
        True,
        False,
        True,
    ]


def test_a_key_is_new_at_each_school(open_uow: OpenUnitOfWork) -> None:
    is_new(open_uow, "ev:1")

    assert save(open_uow, lambda uow: uow.inbox.is_new(THERE, "ev:1", "digest", NOW))


def test_a_key_whose_turn_was_not_kept_is_still_new(open_uow: OpenUnitOfWork) -> None:
    assert read(open_uow, lambda uow: uow.inbox.is_new(HERE, "ev:1", "digest", NOW))

    assert is_new(open_uow, "ev:1")


def test_a_key_longer_than_any_column_is_recognised(open_uow: OpenUnitOfWork) -> None:
    start = "msg:" + 400 * "9"

    assert [is_new(open_uow, start + "a"), is_new(open_uow, start + "b")] == [True, True]
    assert not is_new(open_uow, start + "a")


def test_a_key_may_hold_what_no_database_takes(open_uow: OpenUnitOfWork) -> None:
    for odd in ("ev:\x00", "ev:\ud800", "ev:" + 400 * "\udc00", "ev:🙂"):
        assert [is_new(open_uow, odd), is_new(open_uow, odd)] == [True, False]
        save(open_uow, lambda uow: uow.inbox.forget_before(LATER))


def test_old_keys_are_forgotten_and_counted(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        uow.inbox.is_new(HERE, "ev:old", "digest", EARLIER)
        uow.inbox.is_new(THERE, "ev:old", "digest", EARLIER)
        uow.inbox.is_new(HERE, "ev:today", "digest", NOW)
        uow.commit()

    forgotten = save(open_uow, lambda uow: uow.inbox.forget_before(NOW))

    assert forgotten == 2
    assert is_new(open_uow, "ev:old")
    assert not is_new(open_uow, "ev:today")
