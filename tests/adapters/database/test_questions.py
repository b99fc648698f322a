"""Answers that are kept for the next who asks, and what the policies left open."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.questions import KEEP_GAPS, Gap, Miss, Pinned
from bot.ports import OpenUnitOfWork
from tests.adapters.database.paperwork import BEN, HERE, NOW, THERE, read, save

TODAY = NOW.date()
WORDING = "may i borrow the minibus"
ANSWER = Pinned(
    school=HERE,
    ref="case-1",
    wording=WORDING,
    question="May I borrow the minibus?",
    answer="Yes. Ask Sue for the key.",
    by=BEN,
    given_on=TODAY,
    until=TODAY + timedelta(days=30),
    clause="trips/4.2",
    basis="a1b2",
)
GAP = Gap(
    school=HERE,
    asked_on=TODAY,
    miss=Miss.UNANSWERED,
    wording=WORDING,
    question="May I borrow the minibus?",
)


def pin(open_uow: OpenUnitOfWork, *answers: Pinned) -> None:
    with open_uow() as uow:
        for answer in answers:
            uow.questions.pin(answer)
        uow.commit()


def note(open_uow: OpenUnitOfWork, *found: Gap) -> None:
    with open_uow() as uow:
        for gap in found:
            uow.questions.note(gap)
        uow.commit()


def pinned(open_uow: OpenUnitOfWork) -> list[Pinned]:
    return list(read(open_uow, lambda uow: uow.questions.pinned(HERE)))


def gaps(open_uow: OpenUnitOfWork, since: date = TODAY) -> list[Gap]:
    return list(read(open_uow, lambda uow: uow.questions.gaps(HERE, since)))


def test_an_answer_is_kept_as_it_was_given(open_uow: OpenUnitOfWork) -> None:
    pin(open_uow, ANSWER)

    assert pinned(open_uow) == [ANSWER]


def test_a_new_answer_takes_the_place_of_the_one_before(open_uow: OpenUnitOfWork) -> None:
    newer = replace(ANSWER, ref="case-2", answer="No longer.", clause="")
    pin(open_uow, ANSWER, newer)

    assert pinned(open_uow) == [newer]


def test_answers_and_gaps_belong_to_one_school(open_uow: OpenUnitOfWork) -> None:
    pin(open_uow, replace(ANSWER, school=THERE))
    note(open_uow, replace(GAP, school=THERE))

    assert pinned(open_uow) == []
    assert gaps(open_uow) == []


def test_an_answer_is_dropped_once_and_only_at_its_school(open_uow: OpenUnitOfWork) -> None:
    pin(open_uow, ANSWER)

    assert not save(open_uow, lambda uow: uow.questions.unpin(THERE, ANSWER.ref))
    assert save(open_uow, lambda uow: uow.questions.unpin(HERE, ANSWER.ref))
    assert not save(open_uow, lambda uow: uow.questions.unpin(HERE, ANSWER.ref))
    assert pinned(open_uow) == []


def test_the_same_question_is_noted_each_time_it_is_asked(open_uow: OpenUnitOfWork) -> None:
    unhelpful = replace(GAP, miss=Miss.UNHELPFUL)
    note(open_uow, GAP, unhelpful, GAP)

    assert gaps(open_uow) == [GAP, unhelpful, GAP]
    assert gaps(open_uow, since=TODAY + timedelta(days=1)) == []


def test_questions_are_forgotten_after_ninety_days_and_answers_after_their_last(
    open_uow: OpenUnitOfWork,
) -> None:
    a_day = timedelta(days=1)
    over = replace(ANSWER, ref="case-2", wording="may i park", until=TODAY - a_day)
    last_day = replace(ANSWER, until=TODAY)
    old, in_time = (replace(GAP, asked_on=TODAY - KEEP_GAPS - early * a_day) for early in (1, 0))
    pin(open_uow, last_day, over)
    note(open_uow, old, in_time)

    save(open_uow, lambda uow: uow.questions.forget(TODAY))

    assert pinned(open_uow) == [last_day]
    assert gaps(open_uow, since=old.asked_on) == [in_time]
