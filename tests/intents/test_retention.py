"""Records past their date, as those who deal with them see them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.conversation.cards import Card
from bot.domain.cases import Case, CaseEvent
from bot.domain.people import Role
from bot.domain.retention import Then
from bot.errors import Changed, NotYours
from bot.services import cases
from bot.services.retention import Erased, PastTheirTime
from intents.buttons import ShowCase
from intents.case_cards import CaseCards
from intents.composer import Composer
from intents.report_cyberbullying.feature import CAPABILITY as REPORTS
from intents.report_cyberbullying.news import ReportNews
from intents.report_cyberbullying.workflow import WORKFLOW
from intents.retention.feature import ListChanged, Retiring
from intents.retention.intents import DeletePast, ShowPast
from tests.intents.desk import HILL, NOW, Desk, button, labels, open_desk, person_id

LATER = datetime(2040, 9, 3, 9, 30, tzinfo=UTC)
STORY = "They called Zed names"


@dataclass
class Room:
    """A desk with a few old records, years later."""

    desk: Desk

    def file(self, kind: str = "CB-P", state: str = "closed", **changes: object) -> Case:
        case = Case(
            school=HILL,
            ref="",
            kind=WORKFLOW.kind,
            state=state,
            reporter=person_id("amy"),
            reported_at=NOW,
            details={"kind": kind, "what_happened": STORY},
            handlers=(person_id("dsl"),),
            **changes,  # type: ignore[arg-type]
        )
        self.desk.now = NOW
        with self.desk.turn("amy") as turn:
            cases.open_case(turn, WORKFLOW, case)
            turn.uow.cases.record(
                CaseEvent(HILL, case.public_id, NOW, person_id("dsl"), "close", "taken", state)
            )
        self.desk.now = LATER
        return case

    def reminded(self, name: str, then: Then) -> Card | None:
        """Return the card that somebody would get of the month's reminder."""
        compose = next(t.compose for t in self.desk.capability.told if t.notice is PastTheirTime)
        with self.desk.turn(name) as turn:
            card: Card | None = compose(PastTheirTime(then=then), turn)
        return card


@pytest.fixture
def room(tmp_path: Path) -> Room:
    desk = open_desk(Retiring([REPORTS]).capability(), tmp_path)
    desk.give("governor", Role.DPO)
    desk.now = LATER
    return Room(desk)


def test_what_is_past_its_date_is_listed_without_a_word_of_it(room: Room) -> None:
    case = room.file()

    (card,) = room.desk.do("governor", ShowPast()).cards

    assert card.title == "Hill School: 1 record past its date"
    assert f"{case.ref} | cyberbullying | 31 Aug 2030 | kept for 3 years" in card.text
    assert STORY not in card.text
    assert labels(card) == ("Delete them",)


def test_a_long_list_says_how_many_are_not_shown(room: Room) -> None:
    for _ in range(43):
        room.file()

    (card,) = room.desk.do("head", ShowPast()).cards

    assert card.title == "Hill School: 43 records past their date"
    assert "And 3 more, which are deleted too." in card.text


def test_with_nothing_past_its_date_there_is_nothing_to_press(room: Room) -> None:
    room.file(state="submitted")

    for wanted in (ShowPast(), DeletePast(seen="")):
        (card,) = room.desk.do("head", wanted).cards
        assert card.title == "Hill School: no records are past their date."
        assert labels(card) == ()
    assert room.reminded("head", Then.DELETE) is None


def test_deleting_takes_what_was_shown_and_nothing_else(room: Room) -> None:
    first, fresh = room.file(), room.file(state="submitted")
    (card,) = room.desk.do("head", ShowPast()).cards

    reply = room.desk.do("head", button(card, "Delete them").means)

    assert reply.cards[0].title == "Hill School: 1 record deleted"
    assert room.desk.on_file(first.ref).details == {"kind": "CB-P"}
    assert room.desk.on_file(fresh.ref).text("what_happened") == STORY


def test_a_list_that_has_changed_is_looked_at_again_first(room: Room) -> None:
    case = room.file()
    (card,) = room.desk.do("head", ShowPast()).cards
    room.file()

    with pytest.raises(ListChanged):
        room.desk.do("head", button(card, "Delete them").means)

    assert room.desk.on_file(case.ref).erased_at is None


def test_deleting_asks_once_more(room: Room) -> None:
    room.file()

    (card,) = room.desk.do("head", ShowPast()).cards

    assert button(card, "Delete them").confirm == (
        "Delete 1 record for good? This can't be undone."
    )


@pytest.mark.parametrize("name", ["amy", "dsl", "chair", "admin", "it"])
def test_nobody_else_sees_the_list_or_deletes(room: Room, name: str) -> None:
    room.file()

    for wanted in (ShowPast(), DeletePast(seen="")):
        with pytest.raises(NotYours, match="the headteacher or the data protection officer"):
            room.desk.do(name, wanted)
    assert room.reminded(name, Then.DELETE) is None


def test_whoever_a_record_is_about_finds_it_on_no_list(room: Room) -> None:
    about = room.file("CB-S", subjects=(person_id("head"),))
    other = room.file()

    (mine,) = room.desk.do("head", ShowPast()).cards
    (all_of_them,) = room.desk.do("governor", ShowPast()).cards
    room.desk.do("head", button(mine, "Delete them").means)

    assert mine.title == "Hill School: 1 record past its date"
    assert all_of_them.title == "Hill School: 2 records past their date"
    assert room.desk.on_file(other.ref).erased_at == LATER
    assert room.desk.on_file(about.ref).erased_at is None


def test_the_month_s_card_counts_and_leads_to_both(room: Room) -> None:
    room.file()

    card = room.reminded("head", Then.DELETE)

    assert card
    assert card.title == "Hill School: 1 record past its date"
    assert labels(card) == ("Show them", "Delete them")


def test_the_lead_is_asked_to_move_safeguarding_records(room: Room) -> None:
    case = room.file("SG")

    card = room.reminded("dsl", Then.TRANSFER)

    assert card
    assert card.title == "Hill School: 1 record to move to SafeRecord"
    assert case.ref in card.text
    assert button(card, case.ref).means == ShowCase(case=case.public_id)
    assert room.reminded("head", Then.DELETE) is None


def test_without_a_system_the_records_are_called_what_they_are(room: Room) -> None:
    room.desk.school = replace(room.desk.school, cp_system=None)
    room.file("SG")

    card = room.reminded("dsl", Then.TRANSFER)

    assert card
    assert card.title == "Hill School: 1 record to move to your child protection records"


def test_a_concern_about_an_adult_is_brought_up_with_whoever_has_it(room: Room) -> None:
    room.file("ALG-HT", subjects=(person_id("head"),))

    card = room.reminded("dsl", Then.REVIEW)

    assert card
    assert card.title == "Hill School: 1 record to review"
    assert "Nothing is deleted by itself." in card.text
    assert room.reminded("head", Then.REVIEW) is None


# --- what is left to see of it ---


def erased(room: Room) -> Case:
    case = room.file()
    (card,) = room.desk.do("head", ShowPast()).cards
    room.desk.do("head", button(card, "Delete them").means)
    return room.desk.on_file(case.ref)


def test_a_notice_that_was_on_its_way_says_nothing_of_what_was_deleted(room: Room) -> None:
    case = erased(room)
    composer = Composer([REPORTS, room.desk.capability])

    with room.desk.turn("amy") as turn:
        news = composer.compose(ReportNews(case=case.public_id, about="taken").payload(), turn)
        redrawn = composer.compose(ReportNews(case=case.public_id, redraw=True).payload(), turn)
        own = composer.compose(Erased(case=case.public_id, redraw=True).payload(), turn)

    assert news is None
    assert redrawn == own
    assert redrawn
    assert redrawn.title == f"{case.ref}: deleted on 3 Sep 2040 as the school's rules say"


def test_its_reporter_may_see_that_it_was_deleted_and_nobody_may_see_more(room: Room) -> None:
    case = erased(room)
    known = CaseCards([REPORTS])

    seen = {}
    for name in ("amy", "head", "dsl", "governor", "coordinator"):
        with room.desk.turn(name) as turn:
            seen[name] = known.show(case, turn).text if known.is_seen(case, turn) else None

    assert seen.pop("amy")
    assert set(seen.values()) == {None}


def test_nothing_can_be_added_to_what_was_deleted(room: Room) -> None:
    case = erased(room)

    with room.desk.turn("amy") as turn, pytest.raises(Changed):
        cases.add_to(turn, case, cases.Addition("note", {"notes": ["again"]}))

    assert room.desk.on_file(case.ref).details == {"kind": "CB-P"}


def test_the_history_says_who_deleted_it_and_by_which_rule(room: Room) -> None:
    case = erased(room)

    with room.desk.open_uow() as uow:
        last = uow.cases.history(HILL, case.public_id)[-1]

    assert (last.action, last.actor, last.at) == ("erased", person_id("head"), LATER)
    assert last.reason == "kept for 3 years from the end of the school year it was closed in"
