"""Legal hold: who may keep a case from being deleted, and who hears of it."""

from pathlib import Path

import pytest

from bot.conversation.cards import Card
from bot.conversation.exchange import Reply
from bot.domain.cases import Case
from bot.domain.named import Named, Part
from bot.domain.people import Role
from bot.errors import NotFound, NotYours, Refusal
from bot.services import cases
from intents.buttons import Begin
from intents.case_blocks import belongings
from intents.legal_hold.feature import (
    AlreadyErased,
    AlreadyHeld,
    Holding,
    HoldNews,
    LegalHold,
    NotHeld,
    ReleaseHold,
    advise,
    prefill,
    read,
)
from intents.report_cyberbullying.feature import CAPABILITY as REPORTS
from intents.report_cyberbullying.workflow import WORKFLOW
from tests.intents.desk import HILL, NOW, Desk, open_desk, person_id, words
from tests.intents.reports_on_file import stored

WHY = "A solicitor has written to us"
STORY = "They called Zed names"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    opened = open_desk(Holding([REPORTS]).capability(), tmp_path)
    opened.give("governor", Role.DPO)
    return opened


def file(desk: Desk, kind: str = "CB-P", **changes: object) -> Case:
    """File a report of Amy's that the safeguarding lead has."""
    case = Case(
        school=HILL,
        ref="",
        kind=WORKFLOW.kind,
        state="closed",
        reporter=person_id("amy"),
        reported_at=NOW,
        details={"kind": kind, "what_happened": STORY},
        handlers=(person_id("dsl"),),
        **changes,  # type: ignore[arg-type]
    )
    with desk.turn("amy") as turn:
        return cases.open_case(turn, WORKFLOW, case)


def card_text(desk: Desk, ref: str) -> str:
    """Return what whoever has the case reads of who has it and what belongs to it."""
    case = desk.on_file(ref)
    with desk.turn("dsl") as turn:
        return Card("", belongings(case, turn)).text


def hold(desk: Desk, name: str, ref: str) -> Reply:
    return desk.fill_in(name, LegalHold, ref=ref, reason=WHY)


def test_a_name_that_the_case_knows_is_not_written_down_again(desk: Desk, tmp_path: Path) -> None:
    case = file(desk)
    with desk.turn("dsl") as turn:
        turn.uow.cases.name(case, [Named("P1", Part.TARGET, "Mia Cole")])

    desk.fill_in("head", LegalHold, ref=case.ref, reason="Mia Cole's parents wrote to us")
    desk.fill_in("head", ReleaseHold, ref=case.ref, reason="Mia's parents are content")

    assert "Mia" not in stored(tmp_path, without="named_people")


def release(desk: Desk, name: str, ref: str) -> Reply:
    return desk.fill_in(name, ReleaseHold, ref=ref, reason=WHY)


def test_the_card_of_a_case_on_hold_says_so_until_it_is_lifted(desk: Desk) -> None:
    case = file(desk)

    hold(desk, "head", case.ref)
    held = card_text(desk, case.ref)
    release(desk, "head", case.ref)

    assert "Kept: do not delete, since 10:00 today by Grace Adeyemi" in held
    assert "do not delete" not in card_text(desk, case.ref)


@pytest.mark.parametrize("name", ["head", "dsl", "governor"])
def test_whoever_may_see_a_case_or_looks_after_data_holds_it(desk: Desk, name: str) -> None:
    case = file(desk)

    reply = hold(desk, name, case.ref.lower())

    assert reply.cards[0].title == f"{case.ref} is on legal hold"
    assert desk.on_file(case.ref).legal_hold


def test_the_chair_holds_a_concern_about_the_head(desk: Desk) -> None:
    case = file(desk, "ALG-HT", subjects=(person_id("head"),))

    hold(desk, "chair", case.ref)

    assert desk.on_file(case.ref).legal_hold


@pytest.mark.parametrize("name", ["amy", "tom", "it", "coordinator", "deputy", "admin"])
def test_nobody_else_holds_anything(desk: Desk, name: str) -> None:
    case = file(desk)

    with pytest.raises(NotYours, match="the headteacher, the designated safeguarding lead"):
        hold(desk, name, case.ref)
    with pytest.raises(NotYours), desk.turn(name) as turn:
        advise({}, turn)

    assert not desk.on_file(case.ref).legal_hold


def test_for_whom_a_case_is_about_it_does_not_exist(desk: Desk) -> None:
    case = file(desk, "CB-S", subjects=(person_id("head"),))

    said = [_refused(desk, "head", ref) for ref in (case.ref, "CB-2026-9999")]

    assert said == [str(NotFound()), str(NotFound())]


def test_a_data_officer_whom_a_case_is_about_cannot_find_it(desk: Desk) -> None:
    case = file(desk, "CB-S", subjects=(person_id("governor"),))

    assert _refused(desk, "governor", case.ref) == str(NotFound())


def test_the_data_officer_sees_nothing_of_what_is_in_it(desk: Desk) -> None:
    case = file(desk)

    reply = hold(desk, "governor", case.ref)

    assert reply.cards
    assert STORY not in words(reply.cards)


def test_the_data_officer_is_told_who_and_why_and_no_story(desk: Desk) -> None:
    case = file(desk)

    hold(desk, "head", case.ref)
    held = desk.read()
    release(desk, "dsl", case.ref)
    released = desk.read()

    assert set(held) == set(released) == {"governor"}
    assert f"{case.ref} is on legal hold" in words(held["governor"])
    assert "By: Grace Adeyemi, Headteacher" in words(held["governor"])
    assert WHY in words(held["governor"])
    assert f"{case.ref} is no longer on legal hold" in words(released["governor"])
    assert STORY not in words((*held["governor"], *released["governor"]))


def test_a_data_officer_who_does_it_is_not_told_of_it(desk: Desk) -> None:
    case = file(desk)

    hold(desk, "governor", case.ref)

    assert desk.read() == {}


def test_a_data_officer_whom_it_is_about_is_not_told(desk: Desk) -> None:
    case = file(desk, "CB-S", subjects=(person_id("governor"),))

    hold(desk, "head", case.ref)

    assert desk.on_file(case.ref).legal_hold
    assert desk.read() == {}


def test_both_stand_in_the_history_with_their_reasons(desk: Desk) -> None:
    case = file(desk)

    hold(desk, "head", case.ref)
    release(desk, "dsl", case.ref)

    with desk.open_uow() as uow:
        history = uow.cases.history(HILL, case.public_id)
    assert [(e.action, e.actor, e.reason, e.to_state) for e in history[1:]] == [
        ("held", person_id("head"), WHY, "closed"),
        ("released", person_id("dsl"), WHY, "closed"),
    ]


def test_a_case_is_held_once_and_released_once(desk: Desk) -> None:
    case = file(desk)

    with pytest.raises(NotHeld):
        release(desk, "head", case.ref)
    hold(desk, "head", case.ref)
    with pytest.raises(AlreadyHeld):
        hold(desk, "dsl", case.ref)
    release(desk, "head", case.ref)

    assert not desk.on_file(case.ref).legal_hold


def test_what_was_deleted_cannot_be_held(desk: Desk) -> None:
    case = file(desk)
    with desk.open_uow() as uow:
        uow.retention.erase(case, {"kind": "CB-P"}, NOW)
        uow.commit()

    with pytest.raises(AlreadyErased, match="deleted on 17 Nov 2026"):
        hold(desk, "governor", case.ref)


def test_news_of_what_is_gone_is_no_card(desk: Desk) -> None:
    case = file(desk)
    compose = desk.capability.told[0].compose

    with desk.turn("governor") as turn:
        unknown = compose(HoldNews(case="nothing", at=NOW, held=True), turn)
        no_event = compose(HoldNews(case=case.public_id, at=NOW, held=True), turn)

    assert (unknown, no_event) == (None, None)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("don't delete CB-2026-0007", "legal_hold"),
        ("legal hold on cb 2026 0007 please", "legal_hold"),
        ("CB-2026-0007 must be on hold", "legal_hold"),
        ("lift the legal hold on CB-2026-0007", "release_hold"),
        ("release CB-2026-0007 from its hold", "release_hold"),
    ],
)
def test_a_hold_with_a_reference_needs_no_guessing(desk: Desk, text: str, form: str) -> None:
    with desk.turn("head") as turn:
        wanted = read(text, turn)
        known = prefill(text, turn)

    assert wanted == Begin(form=form, text=text)
    assert known == {"ref": "CB-2026-0007"}


@pytest.mark.parametrize(
    "text", ["status CB-2026-0007", "don't delete it", "what is a legal hold?"]
)
def test_other_words_are_left_to_others(desk: Desk, text: str) -> None:
    with desk.turn("head") as turn:
        assert read(text, turn) is None


def test_without_a_reference_nothing_is_filled_in(desk: Desk) -> None:
    with desk.turn("head") as turn:
        assert prefill("legal hold", turn) == {}
        assert "The data protection officer is told" in words_of(advise({}, turn))


def words_of(blocks: object) -> str:
    return repr(blocks)


def _refused(desk: Desk, name: str, ref: str) -> str:
    with pytest.raises(Refusal) as refusal:
        hold(desk, name, ref)
    return str(refusal.value)
