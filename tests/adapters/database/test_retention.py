"""What was erased is gone: from the tables, from the file, and after a restore again."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from adapters.database.engines import open_engine
from adapters.database.tables import metadata
from adapters.database.tombstones import TombstoneFile
from adapters.database.unit_of_work import unit_of_work
from bot.domain.access import Act, Look
from bot.domain.cases import Case
from bot.domain.named import Named, Part
from bot.domain.retention import Tombstone
from bot.ports import Change, OpenUnitOfWork, Posted, UnitOfWork
from tests.adapters.database.paperwork import (
    AMY,
    BEN,
    HERE,
    LATER,
    NOW,
    THERE,
    Sent,
    decision,
    filed,
    read,
    save,
)
from tests.adapters.database.paperwork import event as happened

CANARY = "quagga-in-the-changing-room"
# Longer than a page, so that it overflows into pages of its own.
LONG = f"{CANARY} " * 400


def file_with_canaries(open_uow: OpenUnitOfWork, ref: str = "CB-2026-0001") -> Case:
    """File a case with a canary in every place where somebody writes freely."""
    case = filed(open_uow, ref=ref, details={"story": LONG, "kind": "CB-P"}, subjects=(AMY,))
    other = filed(open_uow, ref=f"{ref}9")

    def write(uow: UnitOfWork) -> None:
        uow.cases.name(case, [Named("P1", Part.TARGET, f"Mia {CANARY}", "Year 5")])
        uow.cases.record(happened(case, reason=LONG))
        uow.cases.decide(decision(case, reason=f"because of {CANARY}"))
        uow.cases.link(case, other)
        look = Look(school=HERE, at=NOW, person=BEN, act=Act.READ, case=case.public_id)
        uow.access.record(look)
        uow.access.record(
            Look(school=HERE, at=NOW, person=BEN, act=Act.READ, case=case.public_id, reason=CANARY)
        )
        uow.outbox.put(HERE, BEN, Sent(case=case.public_id), due=NOW)

    save(open_uow, write)
    return case


def erase(open_uow: OpenUnitOfWork, case: Case) -> bool:
    return save(open_uow, lambda uow: uow.retention.erase(case, {"kind": "CB-P"}, LATER))


def everything(engine: Engine) -> str:
    with engine.connect() as connection:
        rows = [repr(list(connection.execute(select(t)))) for t in metadata.sorted_tables]
    return "\n".join(rows)


def test_no_word_of_an_erased_case_is_left_in_any_table(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    case = file_with_canaries(open_uow)
    assert CANARY in everything(engine)

    assert erase(open_uow, case)

    assert CANARY not in everything(engine)


def test_who_did_what_and_who_looked_stays(open_uow: OpenUnitOfWork) -> None:
    case = file_with_canaries(open_uow)

    erase(open_uow, case)

    with open_uow() as uow:
        assert [each.actor for each in uow.cases.history(HERE, case.public_id)] == [AMY]
        assert [each.person for each in uow.access.of_case(HERE, case.public_id)] == [BEN, BEN]
        made = uow.cases.decision(HERE, case.public_id)
        assert made
        assert (made.verdict, made.by, made.reason) == ("approve", BEN, "")


def test_another_case_keeps_its_words(engine: Engine, open_uow: OpenUnitOfWork) -> None:
    one, other = file_with_canaries(open_uow), file_with_canaries(open_uow, "CB-2026-0002")

    erase(open_uow, one)

    left = read(open_uow, lambda uow: uow.cases.get(HERE, other.public_id))
    assert left == other
    assert f"Mia {CANARY}" in everything(engine)


def test_the_files_of_the_database_hold_no_erased_word(sqlite_url: str) -> None:
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    engine = open_engine(sqlite_url)
    open_uow = unit_of_work(engine)
    case = file_with_canaries(open_uow)
    assert _found(folder)

    erase(open_uow, case)

    # While the database is open, so that its log counts too.
    assert _found(folder) == []
    engine.dispose()
    assert _found(folder) == []


def _found(folder: Path) -> list[str]:
    files = [each for each in folder.iterdir() if CANARY.encode() in each.read_bytes()]
    return sorted(each.name for each in files)


def test_what_is_not_committed_is_not_erased(open_uow: OpenUnitOfWork) -> None:
    case = file_with_canaries(open_uow)

    read(open_uow, lambda uow: uow.retention.erase(case, {}, LATER))

    assert read(open_uow, lambda uow: uow.cases.get(HERE, case.public_id)) == case


def test_a_case_on_hold_is_not_erased(open_uow: OpenUnitOfWork) -> None:
    case = file_with_canaries(open_uow)
    assert save(open_uow, lambda uow: uow.retention.hold(case, held=True))

    assert not erase(open_uow, case)

    held = read(open_uow, lambda uow: uow.cases.get(HERE, case.public_id))
    assert held
    assert (held.legal_hold, held.details) == (True, case.details)


def test_a_case_that_was_changed_meanwhile_is_not_erased(open_uow: OpenUnitOfWork) -> None:
    case = file_with_canaries(open_uow)
    save(open_uow, lambda uow: uow.cases.change(case, _same(case)))

    assert not erase(open_uow, case)


def test_a_hold_is_put_once_and_lifted_once(open_uow: OpenUnitOfWork) -> None:
    case = filed(open_uow)

    with open_uow() as uow:
        asked = (False, True, True, False, False)
        said = [uow.retention.hold(case, held=held) for held in asked]

    assert said == [False, True, False, True, False]


def test_another_school_can_neither_hold_nor_erase(open_uow: OpenUnitOfWork) -> None:
    case = filed(open_uow)
    case.school = THERE

    assert not save(open_uow, lambda uow: uow.retention.hold(case, held=True))
    assert not save(open_uow, lambda uow: uow.retention.erase(case, {}, LATER))


def test_a_case_that_was_put_off_is_looked_at_after_that_day(open_uow: OpenUnitOfWork) -> None:
    case = filed(open_uow)
    until = NOW.date() + timedelta(days=30)

    save(open_uow, lambda uow: uow.retention.put_off(case, until))

    with open_uow() as uow:
        assert uow.cases.to_look_at(HERE, until) == []
        (found,) = uow.cases.to_look_at(HERE, until + timedelta(days=1))
        assert found.public_id == case.public_id
        assert uow.cases.to_look_at(THERE, until + timedelta(days=1)) == []


def test_a_change_ends_the_putting_off(open_uow: OpenUnitOfWork) -> None:
    case = filed(open_uow)
    save(open_uow, lambda uow: uow.retention.put_off(case, NOW.date()))

    save(open_uow, lambda uow: uow.cases.change(case, _same(case)))

    found = read(open_uow, lambda uow: uow.cases.to_look_at(HERE, NOW.date()))
    assert [each.public_id for each in found] == [case.public_id]


def test_the_daily_look_goes_through_its_index(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    asked: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append((said[2], said[3])))

    read(unit_of_work(engine), lambda uow: uow.cases.to_look_at(HERE, NOW.date()))

    ((query, values),) = [each for each in asked if "retain_until <" in each[0]]
    with engine.connect() as connection:
        plan = repr(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values).fetchall())
    engine.dispose()
    assert "ix_cases_school_erased_at_retain_until" in plan
    assert "SCAN cases" not in plan


def test_notices_of_an_erased_case_are_not_sent(open_uow: OpenUnitOfWork) -> None:
    case = file_with_canaries(open_uow)
    save(open_uow, lambda uow: uow.outbox.put(HERE, BEN, Sent(case="another"), due=NOW))

    erase(open_uow, case)

    (left,) = read(open_uow, lambda uow: uow.outbox.claim(LATER, 99))
    assert "another" in left.notice


def test_copies_are_known_until_they_are_redrawn(open_uow: OpenUnitOfWork) -> None:
    case = file_with_canaries(open_uow)

    def deliver(uow: UnitOfWork) -> None:
        (parcel,) = uow.outbox.claim(NOW, 1)
        uow.outbox.remember(parcel, Posted("slack", "D1", "1.1"))

    save(open_uow, deliver)
    erase(open_uow, case)
    assert read(open_uow, lambda uow: uow.retention.shown_to(case)) == {BEN}

    save(open_uow, lambda uow: uow.retention.forget_copies(LATER))
    assert read(open_uow, lambda uow: uow.retention.shown_to(case)) == {BEN}
    save(open_uow, lambda uow: uow.retention.forget_copies(LATER + timedelta(seconds=1)))
    assert read(open_uow, lambda uow: uow.retention.shown_to(case)) == frozenset()


def test_tombstones_are_kept_by_school_and_once(open_uow: OpenUnitOfWork) -> None:
    stone = Tombstone(HERE, "case-1", NOW, "kept for 3 years")

    save(open_uow, lambda uow: uow.retention.bury(stone))
    save(open_uow, lambda uow: uow.retention.bury(stone))

    assert list(read(open_uow, lambda uow: uow.retention.buried(HERE))) == [stone]
    assert list(read(open_uow, lambda uow: uow.retention.buried(THERE))) == []


def test_tombstones_outlive_the_database_that_was_put_back(sqlite_url: str) -> None:
    database = Path(sqlite_url.removeprefix("sqlite:///"))
    backup = shutil.copy(database, database.with_suffix(".backup"))
    stone = Tombstone(HERE, "case-1", NOW, "kept for 3 years")
    engine = open_engine(sqlite_url)
    save(unit_of_work(engine), lambda uow: uow.retention.bury(stone))
    engine.dispose()

    shutil.copy(backup, database)

    engine = open_engine(sqlite_url)
    assert list(read(unit_of_work(engine), lambda uow: uow.retention.buried(HERE))) == [stone]
    engine.dispose()


def test_tombstones_of_a_server_are_kept_in_a_folder(tmp_path: Path) -> None:
    stone = Tombstone(HERE, "case-1", NOW, "kept for 3 years")
    kept = TombstoneFile(tmp_path / "tombstones")

    assert list(kept.of(HERE)) == []
    kept.add(stone)

    assert list(TombstoneFile(tmp_path / "tombstones").of(HERE)) == [stone]
    assert (tmp_path / "tombstones").stat().st_mode & 0o777 == 0o600


def test_the_folder_for_the_tombstones_of_a_server_is_made_when_it_is_needed(
    tmp_path: Path,
) -> None:
    stone = Tombstone(HERE, "case-1", NOW, "kept for 3 years")
    kept = TombstoneFile(tmp_path / "data" / "tombstones")

    assert not (tmp_path / "data").exists()
    kept.add(stone)

    assert list(kept.of(HERE)) == [stone]


@pytest.mark.postgres
def test_a_server_without_a_folder_keeps_them_in_its_table(postgresql_url: str) -> None:
    stone = Tombstone(HERE, "case-1", NOW, "kept for 3 years")
    engine = open_engine(postgresql_url)
    open_uow = unit_of_work(engine)

    save(open_uow, lambda uow: uow.retention.bury(stone))

    assert list(read(open_uow, lambda uow: uow.retention.buried(HERE))) == [stone]
    engine.dispose()


def _same(case: Case) -> Change:
    return Change(case.state, case.details, case.wake_at, case.handlers, case.revision)
