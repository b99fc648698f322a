"""What people write and when: any character comes back, any moment comes back in UTC."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from adapters.database.types import storable
from bot.ports import OpenUnitOfWork, UnitOfWork
from tests.adapters.database.paperwork import (
    AMY,
    BEN,
    HERE,
    NOW,
    Sent,
    case,
    decision,
    draft,
    event,
    filed,
    read,
    save,
)

WRITTEN = [
    "Ünïcode, 漢字, עברית, Żółć",
    "👩🏽‍🏫 said 🙂",
    "O'Brien; DROP TABLE cases; -- % %s :x {}",
    "line one\r\nline two\ttab\x0b\x1b",
    "\u200b\u202e\ufeff\uffff\U0010ffff",
    "",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_what_people_write_comes_back(open_uow: OpenUnitOfWork, text: str) -> None:
    ours = filed(open_uow, details={"text": text, text: [text]})
    save(open_uow, lambda uow: uow.cases.record(event(ours, reason=text)))

    assert ours.details == {"text": text, text: [text]}
    (told,) = read(open_uow, lambda uow: uow.cases.history(HERE, ours.public_id))
    assert told.reason == text


@pytest.mark.parametrize("code", [0x00, 0xD800, 0xDFFF])
def test_what_no_database_takes_becomes_a_replacement_mark(
    open_uow: OpenUnitOfWork, code: int
) -> None:
    text, mended = f"a{chr(code)}b", "a\ufffdb"

    ours = filed(open_uow, details={text: [{"deep": text}]}, kind=text, handlers=(text,))
    with open_uow() as uow:
        uow.cases.record(event(ours, reason=text))
        uow.cases.decide(decision(ours, reason=text))
        uow.drafts.keep(draft(answers={"story": text}))
        uow.commit()

    assert (ours.details, ours.kind) == ({mended: [{"deep": mended}]}, mended)
    assert ours.handlers == (mended,)
    with open_uow() as uow:
        assert uow.cases.history(HERE, ours.public_id)[0].reason == mended
        made, kept = uow.cases.decision(HERE, ours.public_id), uow.drafts.get(HERE, AMY)
    assert made is not None
    assert kept is not None
    assert (made.reason, kept.answers) == (mended, {"story": mended})


def test_looking_for_what_no_database_takes_finds_nothing(open_uow: OpenUnitOfWork) -> None:
    filed(open_uow)

    with open_uow() as uow:
        assert uow.cases.get(HERE, "\x00\ud800") is None
        assert uow.cases.find(HERE, "UNB-2026-0001\x00") is None
        assert uow.cases.find(HERE, "9" * 10_000) is None


@given(st.text())
def test_text_that_can_be_stored_is_not_touched(text: str) -> None:
    assert storable(text) == text.replace("\x00", "\ufffd")


def test_answers_may_be_any_mapping(open_uow: OpenUnitOfWork) -> None:
    answers = MappingProxyType({"days": ("tue", "fri"), "more": MappingProxyType({"n": 1})})

    ours = filed(open_uow, details=answers)

    assert ours.details == {"days": ["tue", "fri"], "more": {"n": 1}}


def test_moments_of_any_zone_come_back_in_utc(open_uow: OpenUnitOfWork) -> None:
    summer = datetime(2026, 7, 1, 9, 0, 0, 1, tzinfo=ZoneInfo("Europe/London"))

    ours = filed(open_uow, reported_at=summer, wake_at=summer)

    for moment in (ours.reported_at, ours.wake_at):
        assert moment == datetime(2026, 7, 1, 8, 0, 0, 1, tzinfo=UTC)
        assert moment is not None
        assert moment.tzinfo is UTC


def test_the_two_half_past_ones_of_october_stay_apart(open_uow: OpenUnitOfWork) -> None:
    london = ZoneInfo("Europe/London")
    moments = [datetime(2026, 10, 25, 1, 30, tzinfo=london, fold=fold) for fold in (0, 1)]

    first, second = (
        filed(open_uow, ref=f"UNB-2026-{n}", reported_at=at).reported_at
        for n, at in enumerate(moments)
    )

    assert (second - first).total_seconds() == 3600


NAIVE = NOW.replace(tzinfo=None)


@pytest.mark.parametrize(
    "naive",
    [
        lambda uow: uow.cases.add(case(reported_at=NAIVE)),
        lambda uow: uow.cases.add(case(wake_at=NAIVE)),
        lambda uow: uow.cases.record(event(case(), at=NAIVE)),
        lambda uow: uow.cases.decide(decision(case(), at=NAIVE)),
        lambda uow: uow.cases.to_wake(NAIVE),
        lambda uow: uow.drafts.keep(draft(touched_at=NAIVE)),
        lambda uow: uow.inbox.is_new(HERE, "ev:1", "digest", NAIVE),
        lambda uow: uow.outbox.put(HERE, BEN, Sent(case="1"), due=NAIVE),
        lambda uow: uow.outbox.claim(NAIVE, 1),
    ],
)
def test_a_moment_without_a_zone_is_refused(
    open_uow: OpenUnitOfWork, naive: Callable[[UnitOfWork], object]
) -> None:
    with pytest.raises(StatementError, match="without a zone"), open_uow() as uow:
        naive(uow)
