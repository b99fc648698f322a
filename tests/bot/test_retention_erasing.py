"""What is left of a record that was erased, and what keeps one from it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.concerns import Kind
from bot.domain.days import DaySpan
from bot.domain.named import Named, Part
from bot.domain.retention import RULES, Tombstone, stub_of
from bot.domain.terms import Period
from bot.errors import Changed
from bot.services.counts import Audience, Counts, Topic, counts
from bot.services.retention import Past, fingerprint
from intents.report_cyberbullying.workflow import WORKFLOW as REPORTS
from tests.bot.cabinet import ARCHIVE, CLOCK, Cabinet
from tests.support.small_trust import HILL, PEOPLE, TUESDAY, pid


@pytest.fixture
def cabinet(sqlite_url: str) -> Cabinet:
    return Cabinet.open(sqlite_url)


def test_a_stub_holds_choices_and_no_words() -> None:
    left = stub_of(
        {
            "kind": "CB-P",
            "flags": ["police"],
            "severity": "high",
            "category": "Zed was called names",
            "what_happened": "names",
            "url": "https://x.example",
            "target": {"name": "Zed"},
            "kept_off": ["hill/tom"],
            "ending": {"outcome": "behaviour", "reason": "sorry"},
        }
    )

    ending = {"outcome": "behaviour"}
    assert left == {"kind": "CB-P", "flags": ["police"], "severity": "high", "ending": ending}


def test_what_is_erased_leaves_a_stub_and_who_did_what_when(cabinet: Cabinet) -> None:
    case = cabinet.file("X-1", date(2026, 11, 17), wake_at=TUESDAY)
    with cabinet.open_uow() as uow:
        uow.cases.name(case, [Named("P1", Part.TARGET, "Zed Marlow")])
        before = uow.cases.history(HILL, case.public_id)
        uow.commit()

    cabinet.erase("X-1", date(2030, 9, 2))

    left = cabinet.get("X-1")
    assert (left.ref, left.state, left.reporter) == ("X-1", "closed", pid("amy"))
    assert left.details == {"kind": "CB-P", "severity": "low"}
    assert (left.handlers, left.subjects, left.wake_at) == ((), (), None)
    with cabinet.open_uow() as uow:
        assert uow.cases.named(left) == []
        history = uow.cases.history(HILL, case.public_id)
        assert history[:-1] == [replace(each, reason="") for each in before]
        assert (history[-1].action, history[-1].actor) == ("erased", CLOCK.id)
        (tombstone,) = uow.retention.buried(HILL)
    assert (tombstone.case, tombstone.reason) == (case.public_id, RULES[Kind.CB_P].reason)


def test_nothing_changes_what_was_erased(cabinet: Cabinet) -> None:
    case = cabinet.file("X-1", date(2026, 11, 17))
    cabinet.erase("X-1", date(2030, 9, 2))

    with cabinet.open_uow() as uow:
        assert not uow.retention.hold(case, held=True)
        left = uow.cases.get(HILL, case.public_id)
        assert left
        assert not uow.retention.erase(left, {}, TUESDAY)
    assert cabinet.past(date(2090, 1, 1)) == []


def test_the_numbers_of_the_school_are_the_same_after_deleting(cabinet: Cabinet) -> None:
    topic = Topic(REPORTS, (Kind.CB_P, Kind.CB_S), {"severity": ("low", "high")})
    autumn = Period("Autumn 2026", DaySpan(date(2026, 9, 1), date(2026, 12, 31)))
    cabinet.file("CB-2026-0001", date(2026, 11, 17))
    cabinet.file("CB-2026-0002", date(2026, 11, 18), kind="CB-S")

    def numbers(name: str, audience: Audience) -> Counts:
        with cabinet.open_uow() as uow:
            turn = cabinet.turn(uow, date(2033, 1, 5), PEOPLE[name])
            return counts(turn, [topic], autumn, audience)

    readers = (("head", Audience.IN_CHARGE), ("head", Audience.GOVERNORS))
    before = [numbers(*reader) for reader in readers]

    cabinet.erase("CB-2026-0001", date(2033, 1, 5))
    cabinet.erase("CB-2026-0002", date(2033, 1, 5))

    assert [numbers(*reader) for reader in readers] == before
    assert before[0].chapters[0].total == 2


def test_a_hold_that_comes_while_the_clock_deletes_wins(cabinet: Cabinet) -> None:
    case = cabinet.file("X-1", date(2026, 11, 17))

    with cabinet.open_uow() as uow:
        turn = cabinet.turn(uow, date(2030, 9, 2))
        (seen,) = ARCHIVE.past(turn)
        uow.retention.hold(case, held=True)
        with pytest.raises(Changed):
            ARCHIVE.erase(seen, turn)

    assert cabinet.get("X-1").erased_at is None


def test_a_list_with_another_record_has_another_fingerprint(cabinet: Cabinet) -> None:
    one = Past(cabinet.file("X-1", date(2026, 11, 17)), RULES[Kind.CB_P], date(2030, 8, 31))
    two = Past(cabinet.file("X-2", date(2026, 11, 17)), RULES[Kind.CB_P], date(2030, 8, 31))

    assert fingerprint([one, two]) == fingerprint([two, one])
    assert fingerprint([one, two]) != fingerprint([one])


def test_a_tombstone_of_what_was_opened_again_deletes_nothing(cabinet: Cabinet) -> None:
    case = cabinet.file("CB-2026-0001", date(2026, 11, 17), "reopened")

    with cabinet.open_uow() as uow:
        turn = cabinet.turn(uow, date(2030, 9, 2))
        uow.retention.bury(Tombstone(HILL, case.public_id, TUESDAY, "kept for 3 years"))
        uow.retention.bury(Tombstone(HILL, "unknown", TUESDAY, "kept for 3 years"))
        said = ARCHIVE.reapply(turn)

    assert said == ((), ("CB-2026-0001",))
